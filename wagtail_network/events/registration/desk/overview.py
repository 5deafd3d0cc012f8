"""The desk: one meeting, how full it is, and who has signed up for it."""

from typing import Any, NamedTuple

from django.db.models import Count
from django.db.models.functions import Lower
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.paginator import WagtailPaginator

from wagtail_network.core.mail.models import Mail
from wagtail_network.events.registration.desk.acting import Act
from wagtail_network.events.registration.desk.meeting import ReadingView
from wagtail_network.events.registration.models import Registration
from wagtail_network.events.registration.permissions import may_manage
from wagtail_network.events.registration.searching import search
from wagtail_network.events.registration.seats import MODES, Seats, seats_of
from wagtail_network.events.when import date_text, time_text

Status = Registration.Status
ON_A_PAGE = 50


class Group(NamedTuple):
    """Some of a meeting's registrations. The name is that in addresses and forms."""

    name: str
    label: Any
    statuses: tuple[str, ...]


GROUPS = (
    Group("all", _("All in force"), tuple(Registration.ACTIVE)),
    Group("registered", _("Registered"), (Status.REGISTERED,)),
    Group("pending", _("To approve"), (Status.PENDING,)),
    Group("offered", _("Offered a seat"), (Status.OFFERED,)),
    Group("waiting", _("Waiting list"), (Status.WAITING,)),
    Group("out", _("No longer"), (Status.CANCELLED, Status.DECLINED, Status.LAPSED)),
)
BY_NAME = {group.name: group for group in GROUPS}


def group_named(name: str | None) -> Group:
    """The group, or the first of them."""
    return BY_NAME.get(name or "", GROUPS[0])


def counts(event: Any) -> dict[str, int]:
    """How many registrations there are in each status. One query."""
    of_event = Registration.objects.of(event).order_by()
    found = dict(of_event.values_list("status").annotate(Count("pk")))
    return {status: found.get(status, 0) for status in Status.values}


def in_order(registrations: Any, group: Group) -> Any:
    """The waiting list by its numbers, applications as they came, the others by name."""
    match group.name:
        case "waiting":
            return registrations.order_by("queue_number", "pk")
        case "pending":
            return registrations.order_by("created_at", "pk")
    return registrations.order_by(Lower("name"), "pk")


def positions(event: Any, shown: list[Registration]) -> dict[int, int]:
    """The places on the waiting list of those who wait among ``shown``. One query, or none."""
    if not any(registration.status == Status.WAITING for registration in shown):
        return {}
    waiting = Registration.objects.of(event).waiting().values_list("pk", flat=True)
    return {pk: place for place, pk in enumerate(waiting, 1)}


class Bar(NamedTuple):
    """How many of how many seats are taken. ``limit`` is None where there is none."""

    label: str
    taken: int
    limit: int | None

    @property
    def over(self) -> int:
        """How many more than there were to be."""
        return max(self.taken - self.limit, 0) if self.limit is not None else 0

    @property
    def left(self) -> int | None:
        return None if self.limit is None else max(self.limit - self.taken, 0)


def bars(event: Any, seats: Seats | None) -> list[Bar]:
    """All seats, and where people choose how to take part, those in the room and online."""
    seats = seats or Seats()
    found = [Bar("", seats.taken, seats.limit)]
    if event.is_hybrid:
        labels = dict(Registration.Mode.choices)
        for mode in MODES:
            taken, limit = getattr(seats, f"taken_{mode}"), getattr(seats, f"limit_{mode}")
            found.append(Bar(str(labels[mode]), taken, limit))
    return found


class DeskView(ReadingView):
    template_name = "wagtail_network/admin/registration/desk.html"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        query = self.request.GET
        group, text = group_named(query.get("group")), query.get("q", "")
        found = self.registrations.filter(status__in=group.statuses)
        if text:
            found = search(found, text)
        paginator = WagtailPaginator(in_order(found, group), ON_A_PAGE)
        page = paginator.get_page(query.get("p"))
        page.object_list = list(page.object_list)
        return super().get_context_data(
            group=group,
            q=text,
            items=page,
            elided_page_range=paginator.get_elided_page_range(page.number),
            acts=(acts := self.acts(group)),
            decides=Act.APPROVE in acts and any(one.status == Status.PENDING for one in page),
            **self.standing(),
            **self.with_places(page.object_list),
            **kwargs,
        )

    def standing(self) -> dict[str, Any]:
        """How the meeting stands, in numbers and words."""
        number = counts(self.event)
        seats = seats_of(self.event)
        tabs = [(group, sum(number[status] for status in group.statuses)) for group in GROUPS]
        return {
            "tabs": tabs,
            "number": number,
            "bars": bars(self.event, seats),
            "present": seats.present if seats else 0,
            "when": f"{date_text(self.event)}, {time_text(self.event)}",
            "openness": self.event.openness(),
            "failed": self.failed_mails(),
        }

    def with_places(self, shown: list[Registration]) -> dict[str, Any]:
        places = positions(self.event, shown)
        return {"rows": [(registration, places.get(registration.pk)) for registration in shown]}

    def acts(self, group: Group) -> list[Act]:
        """What can be done with some of the group."""
        if not may_manage(self.request.user, self.event):
            return []
        return [act for act in Act if act.starts_from.intersection(group.statuses)]

    def failed_mails(self) -> list[Mail]:
        mails = Mail.objects.filter(registration__event=self.event.pk, status=Mail.Status.FAILED)
        return list(mails.select_related("registration").order_by("-created_at")[:ON_A_PAGE])
