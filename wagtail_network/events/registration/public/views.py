"""The pages on which a visitor signs up."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import translation
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_safe

from wagtail_network.core.rate_limits import TooMany, client_address
from wagtail_network.core.retrying import Busy
from wagtail_network.events.registration.public.organisation_names import suggestions
from wagtail_network.events.registration.public.outcomes import count_attempt, sign_up_people
from wagtail_network.events.registration.public.rendering import FOLDER, frame
from wagtail_network.events.registration.public.series_offers import (
    series_offers,
    sign_up_for_others,
)
from wagtail_network.events.registration.public.sign_up import SignUp, sign_up_of
from wagtail_network.events.registration.public.sign_up_form import SignUpForm
from wagtail_network.events.registration.public.thanks import thanks_address
from wagtail_network.events.registration.registering import NotOpen
from wagtail_network.events.registration.seats import Full


@sensitive_post_parameters()
@sensitive_variables()
def register_view(request: HttpRequest, page: Any) -> HttpResponse:
    """The form, or why there is none. What people type is in no report of an error."""
    with translation.override(page.locale.language_code):
        sign_up = sign_up_of(page)
        data = request.POST if request.method == "POST" else None
        if data is None and not sign_up.takes_registrations:
            raise Http404
        if data is None and not sign_up.takes_people:
            return _show_form(request, sign_up, None)
        form = SignUpForm(sign_up, data, series=series_offers(page, request.user))
        if form.is_valid():
            try:
                return HttpResponseRedirect(_sign_up(request, form))
            except (NotOpen, Full, Busy, TooMany) as refusal:
                form.add_error(None, why_not(refusal, sign_up, len(form.people())))
        return _show_form(request, sign_up, form)


@require_safe
def organisations_view(request: HttpRequest, page: Any) -> HttpResponse:
    """Names to choose from while one types, as options of a ``<datalist>``."""
    typed = request.GET.get("q") or request.GET.get("organisation") or ""
    context = {"names": suggestions(typed[:200], page)}
    response = render(request, f"{FOLDER}/organisations.html", context)
    patch_cache_control(response, private=True, max_age=300)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def why_not(refusal: Exception, sign_up: SignUp, people: int = 1) -> str:
    """A refusal in words for the person who pressed the button."""
    if isinstance(refusal, NotOpen):
        return str(sign_up.rules.Openness(refusal.openness).label)
    if isinstance(refusal, TooMany):
        return _too_many(refusal)
    if isinstance(refusal, Busy):
        return _("Many people are signing up right now. Press the button again.")
    if sign_up.rules.seats_per_organisation:
        return _("There are no seats left, or none for more people from your organisation.")
    if people > 1:
        return _("There are not enough seats left for all of you.")
    return _("The last seat has just been taken.")


def _too_many(refusal: TooMany) -> str:
    minutes = refusal.minutes
    message = ngettext(
        "Too many people have signed up from here, or with this address. Try again in %(minutes)d "
        "minute; what you have typed stays here as long as you keep the page open.",
        "Too many people have signed up from here, or with this address. Try again in %(minutes)d "
        "minutes; what you have typed stays here as long as you keep the page open.",
        minutes,
    )
    return message % {"minutes": minutes}


def _sign_up(request: HttpRequest, form: SignUpForm) -> str:
    """Signs all of them up; answers the address of what to say. Raises as ``register`` does."""
    sign_up, people = form.sign_up, form.people()
    count_attempt(client_address(request), people)
    language = sign_up.page.locale.language_code
    way: Any = {"submission": form.cleaned_data["submission"], "language": language}
    told = sign_up_people(sign_up.rules, people, **way)
    others = sign_up_for_others(form.other_meetings(), people[0], **way)
    return thanks_address(sign_up, told, others)


def _show_form(request: HttpRequest, sign_up: SignUp, form: SignUpForm | None) -> HttpResponse:
    context = {**frame(request, sign_up.page), "sign_up": sign_up, "form": form}
    response = render(request, f"{FOLDER}/register.html", context)
    # Each form is one visitor's own, and comes back as they left it when they go back to it.
    patch_cache_control(response, private=True, no_cache=True)
    return response
