"""The pages of one registration: all that is held, changing it, and erasing it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail_modeladmin.views import InspectView, InstanceSpecificView

from wagtail_network.core.mail.letters import label_of
from wagtail_network.core.retrying import Busy
from wagtail_network.events.registration import seats
from wagtail_network.events.registration.changing import AlreadyRegistered, erase
from wagtail_network.events.registration.desk import audit
from wagtail_network.events.registration.desk.acting import Act
from wagtail_network.events.registration.desk.adding import BUSY, amend
from wagtail_network.events.registration.desk.choosing import mark_of
from wagtail_network.events.registration.desk.forms import AmendForm
from wagtail_network.events.registration.desk.meeting import FORBIDDEN, desk_url, find_meeting
from wagtail_network.events.registration.permissions import may_manage, may_see
from wagtail_network.events.registration.waiting_list import position

TAKEN = gettext_lazy("Another registration with this address is in force for the meeting.")
FULL = gettext_lazy("There is no free seat for that; the old one has been kept.")


class PersonView(InstanceSpecificView):
    """One registration. What a person may do is decided by the meeting it is for."""

    changes = True

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.event = find_meeting(self.instance.event_id)
        if not may_see(request.user, self.event):
            raise Http404
        if self.changes and not may_manage(request.user, self.event):
            return TemplateResponse(request, FORBIDDEN, status=403)
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return answer

    @property
    def inspect_url(self) -> str:
        return str(self.url_helper.get_action_url("inspect", self.pk_quoted))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(
            event=self.event,
            desk_url=desk_url(self.event),
            back_url=self.inspect_url,
            breadcrumbs_items=self.breadcrumbs(),
            header_title=self.get_page_title(),
            header_icon="user",
            **kwargs,
        )
        return context

    def breadcrumbs(self) -> list[dict[str, str]]:
        return [
            {"url": self.index_url, "label": _("Registrations")},
            {"url": desk_url(self.event), "label": self.event.get_admin_display_title()},
            {"url": self.inspect_url, "label": self.instance.name},
        ]


class PersonInspectView(PersonView, InspectView):
    """All that is held of a person."""

    changes = False

    def get_page_title(self) -> str:
        return str(self.instance.name)

    def get_meta_title(self) -> str:
        return self.get_page_title()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        person = self.instance
        manages = may_manage(self.request.user, self.event)
        return super().get_context_data(
            person=person,
            place=position(person),
            answers=self.answers(),
            consents=person.consents.order_by("given_at", "pk"),
            colleagues=list(person.colleagues.order_by("pk")),
            mails=[(mail, label_of(mail.kind)) for mail in person.mails.order_by("-created_at")],
            acts=[act for act in Act if person.status in act.starts_from] if manages else [],
            mark=mark_of(person),
            may_manage=manages,
            edit_address=self.edit_url,
            erase_address=self.delete_url,
            **kwargs,
        )

    def answers(self) -> list[Any]:
        """What was answered, in the order in which it was asked."""
        given = self.instance.answers.select_related("question")
        in_turn = given.order_by("question__position", "pk")
        return [answer for answer in in_turn if answer.value not in ("", [])]

    def get_fields_dict(self) -> list[dict[str, Any]]:
        """The template shows the fields; modeladmin need not collect them."""
        return []


class PersonEditView(PersonView):
    page_title = gettext_lazy("Edit")
    template_name = "wagtail_network/admin/registration/form.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.show(self.form())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.form(request.POST)
        if not form.is_valid():
            return self.show(form)
        try:
            amend(self.instance, form.applicant(), form.cleaned_data["note"])
        except seats.Full:
            form.add_error("mode" if "mode" in form.fields else "organisation", FULL)
        except AlreadyRegistered:
            form.add_error("email", TAKEN)
        except Busy:
            form.add_error(None, BUSY)
        if form.errors:
            return self.show(form)
        audit.note(self.event, "edit", request.user, registrations=[self.instance])
        messages.success(request, _("The changes to %(name)s are saved.") % form.cleaned_data)
        return redirect(self.inspect_url)

    def form(self, data: Any = None) -> AmendForm:
        return AmendForm(data, event=self.event, registration=self.instance)

    def show(self, form: AmendForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form, submit=_("Save")))

    def get_page_title(self) -> str:
        return _("Edit: %(name)s") % {"name": self.instance.name}

    def get_template_names(self) -> list[str]:
        return [self.template_name]


class EraseView(PersonView):
    """Deletes all that is held of a person, who is told nothing of it."""

    template_name = "wagtail_network/admin/registration/erase.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(person=self.instance))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            erase(self.instance)
        except Busy:
            messages.error(request, BUSY)
            return redirect(self.inspect_url)
        audit.note(self.event, "erase", request.user, registrations=[self.instance])
        messages.success(request, _("All that was held of the person here has been erased."))
        return redirect(desk_url(self.event))

    def get_page_title(self) -> str:
        return _("Erase: %(name)s") % {"name": self.instance.name}

    def get_template_names(self) -> list[str]:
        return [self.template_name]
