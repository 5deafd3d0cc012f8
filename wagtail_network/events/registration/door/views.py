"""The page at the door, for a telephone in one hand. Works without its script, by forms."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.generic import View

from wagtail_network.core.retrying import Busy
from wagtail_network.events.registration.changing import AlreadyRegistered
from wagtail_network.events.registration.desk.meeting import desk_url, find_meeting
from wagtail_network.events.registration.door.forms import Action, WalkInForm
from wagtail_network.events.registration.door.listing import people, present, tally
from wagtail_network.events.registration.door.operations import (
    NotUnderstood,
    carry_out,
    let_in,
    read_operations,
    tap,
    why_not,
)
from wagtail_network.events.registration.door.texts import TEXTS
from wagtail_network.events.registration.models import Registration
from wagtail_network.events.registration.permissions import may_manage

FOLDER = "wagtail_network/check_in"
JSON = "application/json"
# As many as the number of a registration can have.
DIGITS = 18
REFUSALS = (Registration.DoesNotExist, AlreadyRegistered, Busy)


def door_url(event: Any) -> str:
    return reverse("wagtail_network_check_in", args=[event.pk])


class DoorView(View):
    """As a page for people, as JSON for its script. Wagtail lets nobody in who is not logged in."""

    event: Any = None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.event = find_meeting(kwargs["event_id"])
        if not may_manage(request.user, self.event):
            # Wagtail turns PermissionDenied into a redirect, which the script takes for a log-out.
            return render(request, f"{FOLDER}/forbidden.html", status=403)
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if request.get_preferred_type(["text/html", JSON]) == JSON:
            registered = tally(self.event).registered
            return self.answer(present=present(self.event), registered=registered)
        return self.show(WalkInForm())

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if request.content_type == JSON:
            return self.take_operations(request.body)
        for action in (Action.IN, Action.OUT):
            if key := request.POST.get(action):
                return self.take_tap(key, action)
        return self.take_walk_in(WalkInForm(request.POST))

    def take_operations(self, body: bytes) -> HttpResponse:
        try:
            operations = read_operations(body)
        except NotUnderstood as error:
            return JsonResponse({"message": str(error)}, status=400)
        results = carry_out(self.event, operations)
        if operations and not results:
            return JsonResponse({"message": why_not(Busy())}, status=503)
        return self.answer(results=results, **tally(self.event)._asdict())

    def take_tap(self, key: str, action: str) -> HttpResponse:
        if not key.isdecimal() or len(key) > DIGITS:
            raise Http404
        try:
            tap(self.event, int(key), action)
        except REFUSALS as refusal:
            return self.show(WalkInForm(), why_not(refusal), status=409)
        return self.back(f"#r{int(key)}")

    def take_walk_in(self, form: WalkInForm) -> HttpResponse:
        if not form.is_valid():
            return self.show(form, status=422)
        try:
            registration = let_in(self.event, form)
        except REFUSALS as refusal:
            return self.show(form, why_not(refusal), status=409)
        return self.back(f"#r{registration.pk}")

    def back(self, place: str) -> HttpResponse:
        query = urlencode({"q": q}) if (q := self.request.POST.get("q", "")) else ""
        return redirect(f"{door_url(self.event)}{query and '?'}{query}{place}")

    def show(self, form: WalkInForm, wrong: str = "", status: int = 200) -> HttpResponse:
        q = self.request.GET.get("q", "") or self.request.POST.get("q", "")
        context = {
            "event": self.event,
            "people": people(self.event, q),
            "tally": tally(self.event),
            "form": form,
            "wrong": wrong,
            "q": q,
            "texts": TEXTS,
            "now": timezone.now().isoformat(timespec="milliseconds"),
            "address": door_url(self.event),
            "desk_url": desk_url(self.event),
        }
        return render(self.request, f"{FOLDER}/page.html", context, status=status)

    def answer(self, **values: Any) -> HttpResponse:
        # The time too: a telephone whose clock is wrong tells by it when a tap was made.
        return JsonResponse({**values, "now": timezone.now()})
