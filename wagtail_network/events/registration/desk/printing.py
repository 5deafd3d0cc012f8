"""On paper: the list of participants to sign, and badges to wear."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy

from wagtail_network.core.alphabet import in_alphabet
from wagtail_network.events.registration.desk import audit
from wagtail_network.events.registration.desk.meeting import ReadingView
from wagtail_network.events.registration.models import Registration
from wagtail_network.events.when import date_text, time_text

# Ten of 90 by 55 mm on an A4 sheet.
BADGES_ON_A_SHEET = 10
# From how many letters a name is set smaller so that it stays on its badge.
LONG_NAME, VERY_LONG_NAME = 18, 34


class PrintView(ReadingView):
    """A bare page for the printer, of those who are registered and of nobody else."""

    # What it is called in the audit log.
    what: str
    people: list[Registration]

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        participants = self.registrations.participants()
        self.people = sorted(participants, key=lambda one: in_alphabet(one.name))
        audit.note(self.event, "print", request.user, count=len(self.people), detail=self.what)
        return self.render_to_response(self.get_context_data())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        network = getattr(self.event, "network", None)
        return super().get_context_data(
            people=self.people,
            network=network.title if network else "",
            when=f"{date_text(self.event)}, {time_text(self.event)}",
            **kwargs,
        )


class ListView(PrintView):
    what = "list"
    page_title = gettext_lazy("List of participants")
    template_name = "wagtail_network/admin/registration/print_list.html"


class BadgesView(PrintView):
    what = "badges"
    page_title = gettext_lazy("Name badges")
    template_name = "wagtail_network/admin/registration/print_badges.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        badges = [(one, size_of(one.name)) for one in self.people]
        starts = range(0, len(badges), BADGES_ON_A_SHEET)
        sheets = [badges[start : start + BADGES_ON_A_SHEET] for start in starts]
        return super().get_context_data(sheets=sheets, **kwargs)


def size_of(name: str) -> str:
    """How large a name is set: "large", "medium" or "small"."""
    # One long word breaks the line, however short the name.
    longest = max(map(len, name.split()), default=0)
    if len(name) > VERY_LONG_NAME or longest > LONG_NAME:
        return "small"
    return "medium" if len(name) > LONG_NAME or longest > LONG_NAME // 2 + 2 else "large"
