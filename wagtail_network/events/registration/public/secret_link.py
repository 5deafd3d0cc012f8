"""The pages behind the secret link of a registration. No log-in: who has the link may do it all.

A GET changes nothing: mail programs and virus scanners open links by themselves.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import translation
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables

from wagtail_network.conf import network_settings
from wagtail_network.core.qr import qr_svg
from wagtail_network.core.rate_limits import TooMany, count_hit
from wagtail_network.core.retrying import Busy
from wagtail_network.events.registration.changing import (
    OfferLapsed,
    accept_offer,
    cancel,
    erase,
)
from wagtail_network.events.registration.new_address import edit_own
from wagtail_network.events.registration.public import confirming
from wagtail_network.events.registration.public.forms import EditForm
from wagtail_network.events.registration.public.holding import Holding, holding_of
from wagtail_network.events.registration.public.outcomes import HOUR, count_attempt
from wagtail_network.events.registration.public.own_consents import change_consent
from wagtail_network.events.registration.public.own_data import download
from wagtail_network.events.registration.public.rendering import FOLDER
from wagtail_network.events.registration.public.views import why_not
from wagtail_network.events.registration.seats import Full

# As no-referrer would, this keeps the link from other sites; but that breaks Django's CSRF check.
HEADERS = {
    "Referrer-Policy": "strict-origin",
    "X-Robots-Tag": "noindex, nofollow",
}
NEW_ADDRESSES = 5
Step = Callable[[HttpRequest, Holding], HttpResponse]


@sensitive_post_parameters()
@sensitive_variables()
def registration_view(request: HttpRequest, token: str, step: str = "") -> HttpResponse:
    """What is held, or a step of changing it; a page that says what to do for a dead link."""
    holding, take = _opened_by(token, step)
    if holding is None or take is None:
        response = _page(request, None, "gone.html", status=404)
    else:
        with translation.override(holding.registration.language):
            response = take(request, holding)
    for name, value in HEADERS.items():
        response[name] = value
    patch_cache_control(response, private=True, no_store=True)
    return response


def _opened_by(token: str, step: str) -> tuple[Holding | None, Step | None]:
    if step != confirming.STEP:
        return holding_of(token), STEPS.get(step)
    holding, mail = confirming.asking_of(token) or (None, None)
    return holding, partial(_confirm, mail=mail)


def _confirm(request: HttpRequest, holding: Holding, mail: Any) -> HttpResponse:
    found = confirming.answer(request, holding, mail)
    if isinstance(found, HttpResponse):
        return found
    return _page(request, holding, "address.html", **found)


def _show(request: HttpRequest, holding: Holding) -> HttpResponse:
    step = request.GET.get("said", "")
    said, code = SAID.get(step), None
    if holding.shows_ticket:
        address = request.build_absolute_uri(holding.ticket_path)
        code = qr_svg(address, title=_("The code of your ticket"))
    return _page(
        request,
        holding,
        "registration.html",
        said=said and said(),
        code=code,
        is_news=step in IN_STATUS,
    )


def _edit(request: HttpRequest, holding: Holding) -> HttpResponse:
    if not holding.can_be_changed:
        return _back(holding)
    held = holding.registration
    if request.method != "POST":
        form = EditForm(holding.sign_up, held=held)
        return _page(request, holding, "edit.html", form=form)
    form = EditForm(holding.sign_up, request.POST, held=held)
    if form.is_valid():
        try:
            applicant = form.applicant()
            if "email" in form.changed_data:
                count_hit("registration.new_address", str(held.pk), NEW_ADDRESSES, HOUR)
                count_attempt(None, [applicant])
            return _back(holding, "asked" if edit_own(held, applicant) else "saved")
        except (Full, Busy, TooMany) as refusal:
            form.add_error(None, _why_not_changed(refusal, holding))
    return _page(request, holding, "edit.html", form=form)


def _why_not_changed(refusal: Exception, holding: Holding) -> str:
    if isinstance(refusal, Full):
        return _("There is no seat for that. Nothing has been changed.")
    return why_not(refusal, holding.sign_up)


def _cancel(request: HttpRequest, holding: Holding) -> HttpResponse:
    if not holding.can_be_cancelled:
        return _back(holding)
    if request.method != "POST":
        return _page(request, holding, "cancel.html")
    return _do(request, holding, "cancelled", lambda: cancel(holding.registration))


def _accept(request: HttpRequest, holding: Holding) -> HttpResponse:
    if request.method != "POST":
        return _back(holding)
    return _do(request, holding, "accepted", lambda: accept_offer(holding.registration))


def _consent(request: HttpRequest, holding: Holding) -> HttpResponse:
    if request.method != "POST":
        return _back(holding)
    purpose, answer = request.POST.get("purpose", ""), request.POST.get("answer", "")
    asked = {one["purpose"]: one for one in holding.consents}
    if purpose not in asked:
        return _back(holding)
    one = asked[purpose]
    if answer and answer != one["digest"]:
        return _back(holding, "wording")  # other words than those that were read
    words = one["wording"] if answer else ""
    return _do(
        request, holding, "saved", lambda: change_consent(holding.registration, purpose, words)
    )


def _data(request: HttpRequest, holding: Holding) -> HttpResponse:
    return download(holding.registration)


def _erase(request: HttpRequest, holding: Holding) -> HttpResponse:
    if request.method != "POST":
        return _page(request, holding, "erase.html")
    try:
        erase(holding.registration)
    except Busy as refusal:
        return _page(request, holding, "erase.html", problem=why_not(refusal, holding.sign_up))
    return _page(request, holding, "erased.html")


def _do(
    request: HttpRequest, holding: Holding, said: str, change: Callable[[], Any]
) -> HttpResponse:
    """Makes a change and shows the registration as it is then; says so where it did not work."""
    try:
        change()
    except OfferLapsed:
        return _back(holding, "lapsed")
    except Busy:
        return _back(holding, "busy")
    return _back(holding, said)


def _back(holding: Holding, said: str = "") -> HttpResponse:
    query = f"?said={said}" if said else ""
    return HttpResponseRedirect(holding.address + query)


def _page(
    request: HttpRequest, holding: Holding | None, template: str, status: int = 200, **more: Any
) -> HttpResponse:
    """Without ``page``: the base template should not link to one that may be closed or gone."""
    context = {
        "request": request,
        "network_base_template": network_settings.BASE_TEMPLATE,
        "holding": holding,
        **more,
    }
    return render(request, f"{FOLDER}/{template}", context, status=status)


SAID: dict[str, Callable[[], str]] = {
    "saved": lambda: _("Your changes are saved."),
    "asked": lambda: _(
        "Your changes are saved. We have written to the new address: it counts once you open the "
        "link in that mail."
    ),
    "lapsed": lambda: _("The seat is no longer kept for you."),
    "busy": lambda: _("Many people are signing up right now. Press the button again."),
    "wording": lambda: _("The wording has changed; check your answer."),
}
# What the status says in any case: to be heard, and not to be read twice.
IN_STATUS = {"cancelled", "accepted"}
STEPS: dict[str, Step] = {
    "": _show,
    "edit": _edit,
    "cancel": _cancel,
    "accept": _accept,
    "consent": _consent,
    "data": _data,
    "erase": _erase,
}
