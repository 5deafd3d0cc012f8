"""Approving, seating, cancelling: asked for on the desk, confirmed, done, and told."""

from collections import Counter, defaultdict
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages

from wagtail_network.events.registration.desk import audit
from wagtail_network.events.registration.desk.acting import (
    MOST_AT_ONCE,
    Act,
    Hindrance,
    Report,
    act,
)
from wagtail_network.events.registration.desk.choosing import Chosen, chosen
from wagtail_network.events.registration.desk.meeting import MeetingView, desk_url
from wagtail_network.events.registration.models import Registration
from wagtail_network.events.registration.seats import seats_of

NAMES_SHOWN = 20
MESSAGE = "message"


class ActView(MeetingView):
    """First asks whether that is meant, and who will get a mail; then does it and tells."""

    http_method_names = ["post"]
    template_name = "wagtail_network/admin/registration/confirm.html"

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        data = request.POST.copy()
        if only := str(data.get("only", "")):
            # A button beside one person stands for that person, whoever else is ticked.
            data["act"], _colon, mark = only.partition(":")
            data.setlist("chosen", [mark])
            data.pop("everyone", None)
        self.back = desk_url(self.event, f"?group={data['group']}" if data.get("group") else "")
        people = chosen(self.event, data)
        if not people.registrations:
            messages.warning(request, _("Tick the people first."))
            return redirect(self.back)
        if data.get("act") == MESSAGE:
            return redirect(message_url(self.event, data, people))
        name = str(data.get("act"))
        if name not in Act.values:
            raise Http404
        return self.decide(Act(name), people)

    def decide(self, name: Act, people: Chosen) -> HttpResponse:
        if len(people.registrations) > MOST_AT_ONCE:
            text = _("At most %(count)d people at a time. Tick fewer, and then the others.")
            messages.error(self.request, text % {"count": MOST_AT_ONCE})
            return redirect(self.back)
        if not self.request.POST.get("confirmed"):
            return self.render_to_response(self.question(name, people))
        make_room = bool(self.request.POST.get("make_room"))
        report = do(name, people, make_room=make_room)
        if report.done:
            audit.note(self.event, name, self.request.user, registrations=report.done)
        tell(self.request, name, report)
        return redirect(self.back)

    def question(self, name: Act, people: Chosen) -> dict[str, Any]:
        able = [one for one in people.registrations if one.status in name.starts_from]
        seats = seats_of(self.event)
        return self.get_context_data(
            act=name,
            people=people,
            able=able[:NAMES_SHOWN],
            more=max(len(able) - NAMES_SHOWN, 0),
            count=len(able),
            mails=sum(bool(one.email) for one in able),
            settled=len(people.registrations) - len(able),
            left=seats.left if seats else None,
            asks_for_room=name.may_need_room
            and seats is not None
            and is_limited(self.event, seats),
            group=self.request.POST.get("group", ""),
            back=self.back,
        )


def message_url(event: Any, data: QueryDict, people: Chosen) -> str:
    """Where to write to them. Who is ticked fits into an address, all of a group might not."""
    whom = {"people": ",".join(map(str, people.seen))}
    if data.get("everyone"):
        whom = {"group": data.get("group", ""), "q": data.get("q", "")}
    return f"{reverse('wagtail_network_desk_message', args=[event.pk])}?{urlencode(whom)}"


def is_limited(event: Any, seats: Any) -> bool:
    limits = (seats.limit, seats.limit_offline, seats.limit_online, event.seats_per_organisation)
    return any(limit is not None for limit in limits)


def do(name: Act, people: Chosen, *, make_room: bool) -> Report:
    """As :func:`act`, without those who are not as they were when they were chosen."""
    changed = [one for one in people.registrations if people.changed(one)]
    same = [one for one in people.registrations if not people.changed(one)]
    report = act(name, same, make_room=make_room)
    report.left += [(one, Hindrance.CHANGED) for one in changed]
    return report


def tell(request: HttpRequest, name: Act, report: Report) -> None:
    """What was done, and what was not and why, with the names of those it was not done for."""
    if report.done:
        messages.success(request, outcome(name, report.done))
    reasons: dict[Hindrance, list[str]] = defaultdict(list)
    for registration, hindrance in report.left:
        reasons[hindrance].append(registration.name)
    for hindrance, names in reasons.items():
        shown = ", ".join(names[:NAMES_SHOWN]) + (", …" if len(names) > NAMES_SHOWN else "")
        text = _("Not done for %(names)s: %(reason)s.")
        messages.error(request, text % {"names": shown, "reason": hindrance.label})


def outcome(name: Act, done: list[Registration]) -> str:
    """How many have become what: "3 people have a seat. 1 is on the waiting list."."""
    number = Counter(registration.status for registration in done)
    return " ".join(_sentence(name, status, count) for status, count in number.most_common())


def _sentence(name: Act, status: str, count: int) -> str:
    status_ = Registration.Status
    match status:
        case status_.REGISTERED:
            text = ngettext("%(count)d person has a seat.", "%(count)d people have a seat.", count)
        case status_.WAITING if name == Act.APPROVE:
            text = ngettext(
                "%(count)d is on the waiting list, because it is full.",
                "%(count)d are on the waiting list, because it is full.",
                count,
            )
        case status_.WAITING:
            text = ngettext(
                "%(count)d is on the waiting list.", "%(count)d are on the waiting list.", count
            )
        case status_.OFFERED:
            text = ngettext(
                "%(count)d has been offered a seat.", "%(count)d have been offered a seat.", count
            )
        case status_.DECLINED:
            text = ngettext("%(count)d was declined.", "%(count)d were declined.", count)
        case _:
            text = ngettext(
                "%(count)d registration was cancelled.",
                "%(count)d registrations were cancelled.",
                count,
            )
    return text % {"count": count}
