"""Where the code on a ticket leads. It opens nothing by itself: it names who to check in."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_http_methods

from wagtail_network.core.rate_limits import TooMany, count_hit
from wagtail_network.events.registration.door.forms import Action
from wagtail_network.events.registration.door.operations import tap, why_not
from wagtail_network.events.registration.door.views import FOLDER, REFUSALS, door_url
from wagtail_network.events.registration.models import Registration
from wagtail_network.events.registration.permissions import manageable_events

# How many codes of nobody a coordinator may try: enough for a misprint, not for guessing.
MISSES, PER = 60, timedelta(hours=1)


@require_http_methods(["GET", "HEAD", "POST"])
def ticket_view(request: HttpRequest, ticket: str) -> HttpResponse:
    """For who may manage the meeting: the person, and a button to check them in.

    Everybody else, whatever the code, sees the same page, for which nothing is looked up.
    """
    response = _answer(request, ticket)
    response["X-Robots-Tag"] = "noindex, nofollow"
    patch_cache_control(response, private=True, no_store=True)
    return response


def _answer(request: HttpRequest, ticket: str) -> HttpResponse:
    events = manageable_events(request.user)
    if events.query.is_empty():
        return _show_nothing(request)
    registration = _find(events, ticket)
    if registration is None:
        return _miss(request)
    if request.method != "POST":
        return _show(request, registration)
    action = Action.OUT if Action.OUT in request.POST else Action.IN
    try:
        tap(registration.event_id, registration.pk, action)
    except REFUSALS as refusal:
        return _show(request, registration, why_not(refusal), status=409)
    return HttpResponseRedirect(request.path)


def _find(events: Any, ticket: str) -> Registration | None:
    if "\0" in ticket:
        return None
    found = Registration.objects.filter(ticket=ticket.upper()).select_related("event")
    return found.filter(event__in=events.order_by().values("pk")).first()


def _show(
    request: HttpRequest, registration: Registration, wrong: str = "", status: int = 200
) -> HttpResponse:
    event: Any = registration.event.specific
    context = {
        "registration": registration,
        "event": event,
        "is_expected": registration.status == Registration.Status.REGISTERED,
        "door": door_url(event),
        "wrong": wrong,
    }
    return render(request, f"{FOLDER}/ticket.html", context, status=status)


def _miss(request: HttpRequest) -> HttpResponse:
    try:
        count_hit("ticket", str(request.user.pk), MISSES, PER)
    except TooMany as error:
        response = _show_nothing(request, status=429)
        response["Retry-After"] = str(round(error.retry_after.total_seconds()))
        return response
    return _show_nothing(request)


def _show_nothing(request: HttpRequest, status: int = 200) -> HttpResponse:
    login = reverse("wagtailadmin_login") + "?" + urlencode({"next": request.path})
    return render(request, f"{FOLDER}/show_it.html", {"login": login}, status=status)
