"""Importing members in the admin: upload, match columns, look at the trial, confirm, watch."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.generic import View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Locale

from wagtail_network.directory.transfer import jobs
from wagtail_network.directory.transfer.bounds import UnreadableTable
from wagtail_network.directory.transfer.columns import guess, label_of
from wagtail_network.directory.transfer.errors_file import WRITERS, errors_response
from wagtail_network.directory.transfer.forms import (
    ColumnsForm,
    ConfirmForm,
    UploadForm,
    networks_for,
)
from wagtail_network.directory.transfer.models import ImportJob, ImportRow, forget_old_imports
from wagtail_network.directory.transfer.permissions import (
    may_create_terms,
    may_give_places,
    may_import,
    may_publish,
    may_take_back,
)
from wagtail_network.directory.transfer.tables import read_table
from wagtail_network.directory.transfer.tasks import hand_over, help_out
from wagtail_network.directory.transfer.terms import CREATABLE, LABELS
from wagtail_network.organisations.models import Organisation

NAME = "wagtail_network_import"
JOBS_ON_A_PAGE, ROWS_ON_A_PAGE = 20, 50
SAMPLE_ROWS = 20
LARGEST_KEY = 2**63 - 1
Status, Outcome = ImportJob.Status, ImportRow.Outcome


class TransferView(WagtailAdminTemplateMixin, View):
    """Common to all steps: only for who may import."""

    header_icon = "download"
    page_title = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_import(request.user):
            raise PermissionDenied
        self.find()
        return super().dispatch(request, *args, **kwargs)

    def find(self) -> None:
        pass

    def get_page_title(self) -> str:
        return _("Import members")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        listing = reverse(Organisation.snippet_viewset.get_url_name("list"))
        return [
            *self.breadcrumbs_items,
            {"url": listing, "label": capfirst(Organisation._meta.verbose_name_plural)},
            {"url": reverse(NAME), "label": self.get_page_title()},
            *self.last_breadcrumb(),
        ]

    def last_breadcrumb(self) -> list[dict[str, Any]]:
        return []


class UploadView(TransferView):
    """The first step, and below it the imports of the last month."""

    template_name = "wagtail_network/admin/member_import/upload.html"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self.show(self.form())

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        forget_old_imports()
        form = self.form(request.POST, request.FILES)
        if form.is_valid():
            try:
                job = self.keep(form)
            except UnreadableTable as error:
                form.add_error("file", str(error))
            else:
                return redirect(f"{NAME}_columns", job.pk)
        return self.show(form)

    def form(self, *data: Any) -> UploadForm:
        networks = networks_for(self.request.user)
        return UploadForm(
            *data, networks=networks if may_give_places(self.request.user) else networks.none()
        )

    def keep(self, form: UploadForm) -> ImportJob:
        file, network = form.cleaned_data["file"], form.cleaned_data.get("network")
        table = read_table(file.read())
        owner: Any = self.request.user
        job = ImportJob(
            owner=owner,
            name=file.name[-255:],
            network=network,
            locale=network.locale if network else Locale.get_default(),
            columns=guess(table.headings),
        )
        return jobs.keep(table, job)

    def show(self, form: UploadForm) -> HttpResponse:
        found = ImportJob.objects.select_related("owner", "network")
        page = Paginator(found, JOBS_ON_A_PAGE).get_page(self.request.GET.get("p"))
        return self.render_to_response(self.get_context_data(form=form, page=page))


class JobView(TransferView):
    """A step of one import."""

    job: ImportJob

    def find(self) -> None:
        if self.kwargs["job_id"] > LARGEST_KEY:
            raise Http404
        found = ImportJob.objects.select_related("owner", "network", "locale")
        self.job = get_object_or_404(found, pk=self.kwargs["job_id"])

    def last_breadcrumb(self) -> list[dict[str, Any]]:
        return [{"url": "", "label": self.job.name}]

    def back(self) -> HttpResponse:
        return redirect(f"{NAME}_job", self.job.pk)


class ColumnsView(JobView):
    template_name = "wagtail_network/admin/member_import/columns.html"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if self.job.status not in (Status.MATCHING, Status.CHECKED):
            return self.back()
        return self.show(self.form())

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        form = self.form(request.POST)
        if not form.is_valid():
            return self.show(form)
        if jobs.check(self.job, form.columns):
            hand_over(self.job)
        return self.back()

    def form(self, data: Any = None) -> ColumnsForm:
        rows = self.job.rows.order_by("number").values_list("cells", flat=True)
        return ColumnsForm(data, job=self.job, samples=list(rows[:SAMPLE_ROWS]))

    def show(self, form: ColumnsForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form, job=self.job))


class ProgressView(JobView):
    """Where a job stands: how far it is, what the trial says, or what has been done.

    By POST it is also moved along, where there is no worker to do so.
    """

    template_name = "wagtail_network/admin/member_import/job.html"
    partial_template = "wagtail_network/admin/member_import/progress.html"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if self.job.status == Status.MATCHING:
            return redirect(f"{NAME}_columns", self.job.pk)
        context = self.get_context_data(job=self.job, counts=self.job.counts())
        if not self.job.is_working:
            context |= self.result(context["counts"])
        return self.render_to_response(context)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """What the page sends by itself every second, and a button where there is no JavaScript."""
        if not getattr(request, "htmx", False):
            self.job = help_out(self.job, seconds=8)
            return self.back()
        self.job = help_out(self.job)
        if not self.job.is_working:
            # The rest of the page has more to say now.
            return HttpResponse(headers={"HX-Refresh": "true"})
        self.template_name = self.partial_template
        return self.render_to_response(self.get_context_data(job=self.job))

    def result(self, counts: dict[str, int]) -> dict[str, Any]:
        chosen = self.request.GET.get("outcome", "")
        rows = self.job.rows.select_related("organisation").order_by("number")
        if chosen in Outcome.values:
            rows = rows.filter(outcome=chosen)
        page = Paginator(rows, ROWS_ON_A_PAGE).get_page(self.request.GET.get("p"))
        shown: list[Any] = list(page.object_list)
        for row in shown:
            row.title = _title(row, self.job.columns)
            row.changed = [label_of(name) for name in row.changes]
        return {
            "page": page,
            "rows": shown,
            "chosen": chosen,
            "tabs": _tabs(counts),
            "unknown": _unknown(self.job),
            "form": self.confirm_form(counts),
            "may_take_back": self.may_take_back(),
            "any_errors": self.job.rows.exclude(message="").exists(),
        }

    def confirm_form(self, counts: dict[str, int], data: Any = None) -> ConfirmForm | None:
        if self.job.status != Status.CHECKED:
            return None
        user = self.request.user
        unknown = any(self.job.unknown.get(kind) for kind in CREATABLE)
        return ConfirmForm(
            data,
            may_publish=may_publish(user),
            may_create=unknown and may_create_terms(user),
            any_new=bool(counts[Outcome.NEW]),
        )

    def may_take_back(self) -> bool:
        return self.job.status in (Status.DONE, Status.STOPPED) and may_take_back(self.request.user)


class ConfirmView(ProgressView):
    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self.back()

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        form = self.confirm_form(self.job.counts(), request.POST)
        if form is None:
            return self.back()
        if not form.is_valid():
            context = self.get_context_data(job=self.job, counts=self.job.counts())
            return self.render_to_response(context | self.result(context["counts"]))
        if jobs.run(self.job, **form.options()):
            hand_over(self.job)
        return self.back()


class ActView(JobView):
    """Stopping, taking back, throwing away: each a button that asks nothing more."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        acts = {"stop": self.stop, "undo": self.undo, "discard": self.discard}
        if kwargs["act"] not in acts:
            raise Http404
        return acts[kwargs["act"]]()

    def stop(self) -> HttpResponse:
        if jobs.stop(self.job):
            messages.success(self.request, _("The import was stopped. What it has done stays."))
        return self.back()

    def undo(self) -> HttpResponse:
        if not may_take_back(self.request.user):
            raise PermissionDenied
        if jobs.undo(self.job):
            hand_over(self.job)
        return self.back()

    def discard(self) -> HttpResponse:
        unstarted = (Status.MATCHING, Status.CHECKING, Status.CHECKED)
        deleted, _kinds = ImportJob.objects.filter(pk=self.job.pk, status__in=unstarted).delete()
        if not deleted:
            return self.back()
        messages.success(self.request, _("The file was thrown away. Nothing was imported."))
        return redirect(NAME)


class ErrorsView(JobView):
    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        kind = request.GET.get("format", "xlsx")
        if kind not in WRITERS:
            raise Http404
        return errors_response(self.job, kind)


def _title(row: ImportRow, columns: list[str]) -> str:
    """What the row is called: as it stands in the file, else by the organisation it is about."""
    named = row.named(columns)
    if "name" in named:
        return named["name"]
    return str(row.organisation) if row.organisation else named.get("cvr", "–")


def _tabs(counts: dict[str, int]) -> list[tuple[str, str, int]]:
    """Value, label and number of each outcome there is, after one for all."""
    found = [(value, str(label), counts[value]) for value, label in Outcome.choices]
    shown = [tab for tab in found if tab[2]]
    return [("", _("All"), sum(counts.values())), *shown] if len(shown) > 1 else []


def _unknown(job: ImportJob) -> list[tuple[Any, list[tuple[str, int]]]]:
    """By kind, the names nothing is called here, the most frequent first."""
    return [
        (label, sorted(job.unknown[kind].items(), key=lambda pair: (-pair[1], pair[0])))
        for kind, label in LABELS.items()
        if job.unknown.get(kind)
    ]
