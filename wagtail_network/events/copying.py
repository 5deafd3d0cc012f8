"""Planning the next meeting from the last one."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.actions.copy_page import CopyPageAction
from wagtail.admin import messages
from wagtail.coreutils import find_available_slug

from wagtail_network.core.routing import has_route
from wagtail_network.core.slugs import danish_slug
from wagtail_network.events.forms import WallClockField, on_the_clock
from wagtail_network.events.registration.desk.meeting import MeetingView
from wagtail_network.events.registration.permissions import may_manage

# What is said of one meeting only, and is not so of the next.
CLEARED: dict[str, Any] = {
    "status": "scheduled",
    "status_note": "",
    "previous_start": None,
    "recap": [],
    "attendance": None,
    "pictures": [],
    "next_event": None,
    "go_live_at": None,
    "expire_at": None,
    "expired": False,
    "locked": False,
    "locked_at": None,
    "locked_by": None,
}
MOVED = ("end", "registration_opens", "registration_closes")
USUALLY_AFTER = timedelta(weeks=4)


def copy_to_next(event: Any, start: datetime, title: str, user: Any) -> Any:
    """Makes a draft beside a meeting that begins at ``start`` and is otherwise like it.

    All its dates keep their distance to the beginning as the clock on the wall counts it. The
    programme and the questions come along; who signed up and what came out of it does not.
    Raises ``PermissionDenied`` where ``user`` may not add a page there.
    """
    dates = {name: _moved(event, name, start) for name in MOVED}
    copying = CopyPageAction(
        event,
        update_attrs={
            **CLEARED,
            **dates,
            "start": start,
            "title": title,
            "draft_title": title,
            "slug": _free_slug(event, start, title),
        },
        copy_revisions=False,
        keep_live=False,
        user=user,
    )
    return copying.execute()


def _free_slug(event: Any, start: datetime, title: str) -> str:
    """One made of the title that neither a page beside the meeting has, nor the list itself."""
    slug = danish_slug(title) or event.slug
    if has_route(type(event.get_parent().specific), [slug]):
        slug = f"{slug}-{start.year}"
    return str(find_available_slug(event.get_parent(), slug))


def _moved(event: Any, name: str, start: datetime) -> datetime | None:
    before: datetime | None = getattr(event, name)
    if before is None:
        return None
    distance = _wall(before, event.zone) - _wall(event.start, event.zone)
    moved = (_wall(start, event.zone) + distance).replace(tzinfo=event.zone)
    # An hour that the change of clocks skips becomes the one it is then.
    return moved.astimezone(ZoneInfo("UTC"))


def _wall(moment: datetime, zone: ZoneInfo) -> datetime:
    return timezone.make_naive(moment, zone)


def may_plan_next(user: Any, event: Any) -> bool:
    """Who may see to its registrations, and may add a page beside it."""
    return may_manage(user, event) and bool(
        event.get_parent().permissions_for_user(user).can_add_subpage()
    )


def suggested_start(event: Any, now: datetime | None = None) -> datetime:
    """The same weekday some weeks later, at the same hour of the clock on the wall."""
    now = _wall(now or timezone.now(), event.zone)
    start = _wall(event.start, event.zone) + USUALLY_AFTER
    return start if start > now else start + USUALLY_AFTER * ((now - start) // USUALLY_AFTER + 1)


class PlanForm(forms.Form):
    title = forms.CharField(label=gettext_lazy("Title"), max_length=255)
    start = WallClockField(label=gettext_lazy("Begins"))

    def __init__(self, *args: Any, event: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.event = event
        self.fields["start"].help_text = _("On the clock in %(zone)s.") % {
            "zone": event.time_zone.replace("_", " ")
        }

    def clean_start(self) -> datetime:
        start = on_the_clock(self.cleaned_data["start"], self.event.zone)
        if start <= self.event.start:
            raise ValidationError(_("The next meeting begins after this one."))
        return start


class PlanNextView(MeetingView):
    """Asks when the next meeting is, makes it, and opens it in the editor."""

    rule = may_plan_next
    page_title = gettext_lazy("Plan the next meeting")
    template_name = "wagtail_network/admin/registration/form.html"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        initial = {"title": self.event.title, "start": suggested_start(self.event)}
        return self.show(PlanForm(event=self.event, initial=initial))

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        form = PlanForm(request.POST, event=self.event)
        if not form.is_valid():
            return self.show(form)
        given = form.cleaned_data
        page = copy_to_next(self.event, given["start"], given["title"], request.user)
        text = _("A draft of the next meeting. Look it over, and publish it when it is ready.")
        messages.success(request, text)
        return redirect("wagtailadmin_pages:edit", page.pk)

    def show(self, form: PlanForm) -> HttpResponse:
        introduction = _(
            "Makes a draft with the same place, programme and questions. Dates move along; "
            "registrations, pictures and the experience stay with this meeting."
        )
        context = self.get_context_data(form=form, submit=_("Plan it"), introduction=introduction)
        return self.render_to_response(context)
