"""What has become of it: the page after signing up."""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from wagtail_network.events.registration.models import Registration
from wagtail_network.events.registration.public.rendering import FOLDER, frame
from wagtail_network.events.registration.public.series_offers import MISSED, MOST
from wagtail_network.events.registration.public.sign_up import SignUp, sign_up_of

Status = Registration.Status

# What the page after signing up may say, in its address.
TOLD = (Status.REGISTERED, Status.WAITING, Status.PENDING)
MOST_DIGITS = 2
# Other meetings: "12-registered,13-waiting".
OTHERS = "others"
OTHER = re.compile(rf"(\d{{1,9}})-({'|'.join([*TOLD, MISSED])})", re.ASCII)
OTHER_TOLD = {
    Status.REGISTERED: gettext_lazy("you have a seat"),
    Status.WAITING: gettext_lazy("you are on the waiting list"),
    Status.PENDING: gettext_lazy("the coordinator will look at it"),
    MISSED: gettext_lazy("there was no seat left"),
}


@require_safe
def thanks_view(request: HttpRequest, page: Any) -> HttpResponse:
    """What has become of it, from the address alone: no cookie, and nothing about a person."""
    with translation.override(page.locale.language_code):
        context = {
            **frame(request, page),
            "sign_up": sign_up_of(page),
            "told": told_in(request.GET),
            "others": others_in(request, page),
        }
        response = render(request, f"{FOLDER}/thanks.html", context)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def thanks_address(sign_up: SignUp, told: Mapping[str, int], others: Mapping[int, str]) -> str:
    """``told``: how many have got what. ``others``: what has become of it at other meetings."""
    query: dict[str, Any] = dict(told)
    if others:
        query[OTHERS] = ",".join(f"{page}-{status}" for page, status in others.items())
    return f"{sign_up.address}thanks/?{urlencode(query, safe=',')}"


def told_in(query: Mapping[str, str]) -> dict[str, int]:
    """How many have got what, as the address says; whatever else is in it does not count."""
    numbers = {str(status): query.get(status, "") for status in TOLD}
    return {
        status: int(number)
        for status, number in numbers.items()
        if number.isascii() and number.isdigit() and len(number) <= MOST_DIGITS and int(number)
    }


def others_in(request: HttpRequest, page: Any) -> list[tuple[Any, str]]:
    """The other meetings of the series that the address tells of, each with what it says."""
    told = dict(OTHER.findall(request.GET.get(OTHERS, "")))
    if not told:
        return []
    events = type(page).objects.visible_to(request.user).in_series_of(page)
    found = events.filter(pk__in=list(told)[:MOST]).order_by("start", "pk")
    return [(event, str(OTHER_TOLD[told[str(event.pk)]])) for event in found]
