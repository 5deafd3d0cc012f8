"""Adding and amending registrations by hand."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from wagtail_network.core.retrying import Busy, in_transaction
from wagtail_network.events.registration import seats
from wagtail_network.events.registration.desk import audit
from wagtail_network.events.registration.desk.forms import AddForm
from wagtail_network.events.registration.desk.meeting import MeetingView, desk_url
from wagtail_network.events.registration.editing import edit
from wagtail_network.events.registration.models import Registration
from wagtail_network.events.registration.registering import Applicant, Outcome, add_by_hand

FULL = gettext_lazy(
    "There is no free seat: the meeting is full, or the organisation has all of its seats. "
    "Tick “Make room” to let the person in all the same."
)
BUSY = gettext_lazy("The site was too busy to save it. Nothing is lost; try again.")


def add(
    event: Any, applicant: Applicant, *, note: str, language: str, submission: UUID, make_room: bool
) -> Outcome:
    """As ``add_by_hand``, with a note, and once for each form that was shown.

    Also for a meeting that has taken no registrations so far. Raises ``seats.Full`` and ``Busy``.
    """

    def work() -> Outcome:
        if seats.seats_of(event) is None:
            seats.open_seats(event)
            seats.set_limits(event)
        seats.lock(event)
        made = Registration.objects.of(event).filter(submission=submission).first()
        if made is not None:
            return Outcome(made, False)
        outcome = add_by_hand(
            event, applicant, language=language, submission=submission, make_room=make_room
        )
        if outcome.is_new and note:
            Registration.objects.filter(pk=outcome.registration.pk).update(note=note)
        return outcome

    return in_transaction(work)


def amend(registration: Registration, applicant: Applicant, note: str) -> Registration:
    """As ``edit``, with a note. Raises what that raises, and ``Busy``."""

    def work() -> Registration:
        changed = edit(registration, applicant)
        Registration.objects.filter(pk=registration.pk).update(note=note)
        return changed

    return in_transaction(work)


class AddView(MeetingView):
    page_title = gettext_lazy("Add a person")
    template_name = "wagtail_network/admin/registration/form.html"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self.show(AddForm(event=self.event))

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        form = AddForm(request.POST, event=self.event)
        if not form.is_valid():
            return self.show(form)
        given = form.cleaned_data
        try:
            outcome = add(
                self.event,
                form.applicant(),
                note=given["note"],
                language=given["language"],
                submission=given["submission"],
                make_room=given["make_room"],
            )
        except seats.Full:
            form.add_error("make_room", FULL)
            return self.show(form)
        except Busy:
            form.add_error(None, BUSY)
            return self.show(form)
        self.tell(outcome)
        return redirect(desk_url(self.event))

    def show(self, form: AddForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form, submit=_("Add")))

    def tell(self, outcome: Outcome) -> None:
        registration = outcome.registration
        if not outcome.is_new:
            text = _("%(name)s is registered already; nothing was changed.")
            messages.warning(self.request, text % {"name": registration.name})
            return
        audit.note(self.event, "add", self.request.user, registrations=[registration])
        messages.success(self.request, _("%(name)s is registered.") % {"name": registration.name})
