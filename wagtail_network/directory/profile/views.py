"""The page of one organisation below a directory, and what one can do there."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_safe

from wagtail_network.core.images import LOGO, load_renditions
from wagtail_network.core.qr import qr_svg
from wagtail_network.core.rate_limits import TooMany, client_address
from wagtail_network.core.retrying import Busy
from wagtail_network.core.slugs import danish_slug
from wagtail_network.core.structured_data import as_script
from wagtail_network.directory.matching.complements import Complements
from wagtail_network.directory.profile.cards import as_file, organisation_card, person_card
from wagtail_network.directory.profile.contact import (
    ContactForm,
    count_message,
    recipient_of,
    send_message,
)
from wagtail_network.directory.profile.describing import (
    people_of,
    person_called,
    references_of,
    sector_of,
    words_of,
)
from wagtail_network.directory.profile.finding import Moved, Shown, find_profile
from wagtail_network.directory.profile.freshness import freshness_of
from wagtail_network.directory.profile.mentions import coming_events, latest_articles
from wagtail_network.directory.profile.structured_data import organisation_data
from wagtail_network.organisations.people import Person

FOLDER = "wagtail_network/directory/profile"
MOST_PARTNERS = 3

View = Callable[..., HttpResponse]


def of_organisation(view: View) -> View:
    """Hands the view the organisation instead of its slug; leads on from an address of before."""

    @wraps(view)
    def found(request: HttpRequest, page: Any, slug: str, **rest: Any) -> HttpResponse:
        try:
            shown = find_profile(page, request, slug)
        except Moved as moved:
            return redirect(_moved_to(request, page, slug, moved.slug), permanent=True)
        return view(request, shown, **rest)

    return found


def _moved_to(request: HttpRequest, page: Any, slug: str, new: str) -> str:
    """The same address with the new last part, and all that comes after it."""
    base = page.get_url(request)
    rest = request.get_full_path().partition(f"{base}{slug}/")[2]
    return f"{base}{new}/{rest}"


@require_safe
@of_organisation
def profile_view(request: HttpRequest, shown: Shown) -> HttpResponse:
    """All that the viewer may see of the organisation."""
    load_renditions([shown.profile.logo], LOGO)
    offered, certifications = words_of(shown, "competences"), words_of(shown, "certifications")
    people = people_of(shown)
    named = [colleague.person for colleague in people]
    complements = Complements(shown.directory, request)
    is_own = _is_own(complements, shown)
    data = organisation_data(shown, offered, certifications, named)
    return shown_page(
        shown,
        "organisation.html",
        sector=sector_of(shown),
        offered=offered,
        sought=words_of(shown, "competences_sought"),
        certifications=certifications,
        people=people,
        references=references_of(shown),
        events=coming_events(shown),
        articles=latest_articles(shown),
        freshness=freshness_of(shown.profile.confirmed_at),
        is_own=is_own,
        complement=complements.reason_for(shown.item),
        partners=complements.partners(MOST_PARTNERS) if is_own else [],
        can_be_written_to=bool(recipient_of(shown.item)),
        qr=qr_svg(shown.full_url, title=_("QR code with the address of this page")),
        structured_data=as_script(data),
    )


def _is_own(complements: Complements, shown: Shown) -> bool:
    own = complements.own
    return own is not None and own.translation_key == shown.item.translation_key


@require_safe
@of_organisation
def card_view(request: HttpRequest, shown: Shown) -> HttpResponse:
    """The organisation for an address book."""
    return as_file(organisation_card(shown, words_of(shown, "competences")), shown.item.slug)


@require_safe
@of_organisation
def person_card_view(request: HttpRequest, shown: Shown, key: UUID) -> HttpResponse:
    """One of its people for an address book; 404 for whom the viewer does not find there."""
    person = person_called(shown, key)
    if person is None:
        raise Http404
    return as_file(person_card(shown, person), danish_slug(person.name) or "person")


@sensitive_post_parameters()
@sensitive_variables()
@of_organisation
def contact_view(request: HttpRequest, shown: Shown) -> HttpResponse:
    """A form to write to the organisation, or why there is none."""
    if not recipient_of(shown.item):
        return _show_form(request, shown, None)
    if request.method != "POST":
        return _show_form(request, shown, ContactForm(initial=_who_asks(request)))
    form = ContactForm(request.POST)
    if form.is_valid():
        try:
            _send(request, shown, form.cleaned_data)
            return HttpResponseRedirect(f"{shown.address}contact/?sent=1")
        except TooMany as refusal:
            form.add_error(None, _too_many(refusal))
        except (Busy, LookupError):
            form.add_error(None, _("It could not be sent just now. Press the button again."))
    return _show_form(request, shown, form)


def _send(request: HttpRequest, shown: Shown, given: dict[str, Any]) -> None:
    count_message(client_address(request), given["email"], shown.item)
    send_message(shown, given)


def _who_asks(request: HttpRequest) -> dict[str, str]:
    """What is known of somebody who is logged in, filled in already. At most one query."""
    user: Any = request.user
    if not user.is_authenticated:
        return {}
    known = {"email": getattr(user, user.get_email_field_name(), "")}
    if person := Person.objects.filter(user=user, live=True).first():
        organisation = person.organisation.name if person.organisation else ""
        known |= {"name": person.name, "organisation": organisation}
    return known


def _show_form(request: HttpRequest, shown: Shown, form: ContactForm | None) -> HttpResponse:
    sent = form is not None and not form.is_bound and "sent" in request.GET
    response = shown_page(shown, "contact.html", form=form, sent=sent)
    # Each form is one visitor's own, and comes back as they left it when they go back to it.
    patch_cache_control(response, private=True, no_cache=True)
    response["X-Robots-Tag"] = "noindex"
    return response


def _too_many(refusal: TooMany) -> str:
    minutes = refusal.minutes
    message = ngettext(
        "Too many messages have been sent from here, or to this organisation. Try again in "
        "%(minutes)d minute; what you have typed stays here as long as you leave the page open.",
        "Too many messages have been sent from here, or to this organisation. Try again in "
        "%(minutes)d minutes; what you have typed stays here as long as you leave the page open.",
        minutes,
    )
    return message % {"minutes": minutes}


def shown_page(shown: Shown, template: str, **context: Any) -> HttpResponse:
    """A page about the organisation, in the frame of the directory."""
    profile = shown.profile
    told = {
        "shown": shown,
        "profile": profile,
        "shared_title": profile.name,
        "shared_url": shown.full_url,
        "shared_description": profile.short_text,
        **context,
    }
    response: HttpResponse = shown.directory.render(
        shown.request, context_overrides=told, template=f"{FOLDER}/{template}"
    )
    return response
