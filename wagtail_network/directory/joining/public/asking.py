"""The pages below a directory at which people ask: to join, to look after a profile, for a link.

Whoever asks gets the same answer, whatever is known of the address.
"""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import translation
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables

from wagtail_network.core.rate_limits import TooMany, client_address
from wagtail_network.core.retrying import Busy
from wagtail_network.directory.joining.colleagues import access_of_user
from wagtail_network.directory.joining.links import secret_path
from wagtail_network.directory.joining.public.forms import AskForm, JoinForm, LinkForm
from wagtail_network.directory.joining.requesting import (
    apply_to_join,
    claim,
    count_request,
    like,
    send_links,
)
from wagtail_network.directory.profile.finding import Shown
from wagtail_network.directory.profile.views import of_organisation, shown_page
from wagtail_network.directory.scope import networks_for
from wagtail_network.organisations.people import Person
from wagtail_network.organisations.visibility import level_for

FOLDER = "wagtail_network/directory/joining"


@sensitive_post_parameters()
@sensitive_variables()
def join_view(request: HttpRequest, page: Any) -> HttpResponse:
    """A form to apply with; where the organisation seems to be here, it is asked about first."""
    networks = networks_for(page, request)
    if not networks:
        return _page(request, page, "join.html", form=None)
    form = JoinForm(networks, request.POST or None, initial=_who_asks(request))
    alike: list[Any] = []
    if request.method == "POST" and form.is_valid():
        alike = [] if request.POST.get("is_new") else _alike(request, page, form)
        if alike:
            form.ask_whether_new()
        elif _try(request, form, lambda: _apply(request, page, form)):
            return HttpResponseRedirect(f"{page.get_url(request)}join/sent/")
    return _page(request, page, "join.html", form=form, alike=alike)


def sent_view(request: HttpRequest, page: Any) -> HttpResponse:
    return _page(request, page, "sent.html")


@sensitive_post_parameters()
@sensitive_variables()
def link_view(request: HttpRequest, page: Any) -> HttpResponse:
    """For whom the mail with the link is lost."""
    form = LinkForm(request.POST or None, initial=_who_asks(request))
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["email"]
        if _try(request, form, lambda: send_links(email)):
            return HttpResponseRedirect(f"{page.get_url(request)}join/sent/?link=1")
    return _page(request, page, "link.html", form=form)


@of_organisation
def edit_view(request: HttpRequest, shown: Shown) -> HttpResponse:
    """To the page from which the profile is edited, for who is logged in; else to ask for it."""
    access = access_of_user(request.user, shown.item, _network(shown))
    if access is None:
        response = HttpResponseRedirect(f"{shown.address}claim/")
    else:
        response = HttpResponseRedirect(secret_path(access))
    patch_cache_control(response, private=True, no_store=True)
    return response


@sensitive_post_parameters()
@sensitive_variables()
@of_organisation
def claim_view(request: HttpRequest, shown: Shown) -> HttpResponse:
    form = AskForm(request.POST or None, initial=_who_asks(request))
    if request.method == "POST" and form.is_valid():
        way: Any = {
            "submission": form.cleaned_data["submission"],
            "language": translation.get_language() or "",
        }
        network = _network(shown)
        if _try(request, form, lambda: claim(shown.item, network, form.asker(), **way)):
            return HttpResponseRedirect(f"{shown.directory.get_url(request)}join/sent/")
    response = shown_page(shown, "../joining/claim.html", form=form)
    patch_cache_control(response, private=True, no_cache=True)
    response["X-Robots-Tag"] = "noindex"
    return response


def too_many(refusal: TooMany) -> str:
    minutes = refusal.minutes
    message = ngettext(
        "That was often enough for now. Try again in %(minutes)d minute; what you have typed "
        "stays here as long as you leave the page open.",
        "That was often enough for now. Try again in %(minutes)d minutes; what you have typed "
        "stays here as long as you leave the page open.",
        minutes,
    )
    return message % {"minutes": minutes}


def _apply(request: HttpRequest, page: Any, form: JoinForm) -> None:
    given = form.cleaned_data
    apply_to_join(
        form.network,
        form.asker(),
        organisation_name=given["organisation_name"],
        cvr=given["cvr"],
        website=given["website"],
        submission=given["submission"],
        language=page.locale.language_code,
    )


def _try(request: HttpRequest, form: Any, ask: Callable[[], Any]) -> bool:
    """Asks, and says in the form why it did not work."""
    try:
        count_request(form.cleaned_data["email"], client_address(request))
        ask()
    except TooMany as refusal:
        form.add_error(None, too_many(refusal))
    except Busy:
        form.add_error(None, _("It could not be sent just now. Press the button again."))
    else:
        return True
    return False


def _alike(request: HttpRequest, page: Any, form: JoinForm) -> list[Any]:
    """Those that may be the same and are shown in this directory."""
    given = form.cleaned_data
    return like(
        request.user,
        level_for(request),
        name=given["organisation_name"],
        cvr=given["cvr"],
        website=given["website"],
        email=given["email"],
    )


def _network(shown: Shown) -> Any:
    """The network of the directory the organisation is in, for who decides."""
    return shown.memberships[0].network if shown.memberships else None


def _who_asks(request: HttpRequest) -> dict[str, str]:
    user: Any = request.user
    if not user.is_authenticated:
        return {}
    known = {"email": getattr(user, user.get_email_field_name(), "")}
    if person := Person.objects.filter(user=user, live=True).first():
        known |= {"name": person.name, "title": person.title}
    return known


def _page(request: HttpRequest, page: Any, template: str, **context: Any) -> HttpResponse:
    response: HttpResponse = page.render(
        request, context_overrides=context, template=f"{FOLDER}/{template}"
    )
    # Each form is one visitor's own, and comes back as they left it when they go back to it.
    patch_cache_control(response, private=True, no_cache=True)
    response["X-Robots-Tag"] = "noindex"
    return response
