"""Taking the registrations out of the site: as a file, as a list on paper, as name badges."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail_network.core.spreadsheets import csv_response, xlsx_response
from wagtail_network.events.registration.desk import audit
from wagtail_network.events.registration.desk.exporting import Sheet, file_name
from wagtail_network.events.registration.desk.meeting import ReadingView
from wagtail_network.events.registration.desk.overview import GROUPS, group_named
from wagtail_network.events.registration.permissions import may_manage

WRITERS = {"xlsx": xlsx_response, "csv": csv_response}


class ExportForm(forms.Form):
    group = forms.ChoiceField(label=gettext_lazy("Who"), initial=GROUPS[0].name)
    kind = forms.ChoiceField(
        label=gettext_lazy("File"),
        choices=[("xlsx", gettext_lazy("Excel (XLSX)")), ("csv", gettext_lazy("Text (CSV)"))],
        initial="xlsx",
        widget=forms.RadioSelect,
    )
    sensitive = forms.BooleanField(
        label=gettext_lazy("With food and access needs"),
        required=False,
        help_text=gettext_lazy(
            "They say something about people's health. Give the file only to those who cook or "
            "open the doors, and delete it after the meeting."
        ),
    )

    def __init__(self, *args: Any, may_manage: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        group: Any = self.fields["group"]
        group.choices = [(group.name, group.label) for group in GROUPS]
        if not may_manage:
            del self.fields["sensitive"]


class ExportView(ReadingView):
    """Asks what is to be in the file, and makes it. By POST, because it is noted who took it."""

    page_title = gettext_lazy("Export")
    template_name = "wagtail_network/admin/registration/form.html"

    def form(self, data: Any = None) -> ExportForm:
        return ExportForm(data, may_manage=may_manage(self.request.user, self.event))

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self.show(self.form())

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        form = self.form(request.POST)
        if not form.is_valid():
            return self.show(form)
        given = form.cleaned_data
        group = group_named(given["group"])
        sensitive = given.get("sensitive", False)
        sheet = Sheet(self.event, group, sensitive=sensitive)
        audit.note(
            self.event,
            "export",
            request.user,
            count=sheet.count(),
            detail="sensitive" if sensitive else "",
        )
        write = WRITERS[given["kind"]]
        return write(file_name(self.event), sheet.headings, sheet.rows(), self.event.zone)

    def show(self, form: ExportForm) -> HttpResponse:
        context = self.get_context_data(form=form, submit=_("Download"), is_download=True)
        return self.render_to_response(context)
