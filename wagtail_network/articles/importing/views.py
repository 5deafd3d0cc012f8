"""Importing articles from the admin: upload, look at the preview, confirm."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from wagtail_network.articles.importing.forms import ConfirmForm, UploadForm
from wagtail_network.articles.importing.images import PictureRejected, read_picture
from wagtail_network.articles.importing.models import (
    PendingFile,
    PendingImport,
    purge_pending_imports,
)
from wagtail_network.articles.importing.parents import (
    article_index,
    may_import,
    may_publish,
)
from wagtail_network.articles.importing.previewing import preview_of
from wagtail_network.articles.importing.result import ParsingOptions
from wagtail_network.articles.importing.running import ImportRow, import_sources
from wagtail_network.articles.importing.saving import SavingOptions, Status
from wagtail_network.articles.importing.uploads import as_picture_file, is_picture, keep, sources_of

PICTURE_TYPES = {
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "gif": "image/gif",
    "webp": "image/webp",
    "avif": "image/avif",
}


class ImportView(WagtailAdminTemplateMixin, View):
    """Common to all steps: the list of articles, and whether this person may add to it."""

    header_icon = "download"
    parent: Any = None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.parent = self.find_parent()
        if self.parent is None:
            raise Http404
        if not may_import(request.user, self.parent):
            # Wagtail turns PermissionDenied into a redirect; this page says what is missing.
            template = "wagtail_network/admin/article_import/forbidden.html"
            return TemplateResponse(request, template, self.get_context_data(), status=403)
        return super().dispatch(request, *args, **kwargs)

    def find_parent(self) -> Any | None:
        return article_index(self.kwargs["parent_id"])

    def get_page_title(self) -> str:
        return _("Import articles")

    def get_page_subtitle(self) -> str:
        return self.parent.get_admin_display_title()

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        explore = reverse("wagtailadmin_explore", args=[self.parent.pk])
        return [
            *self.breadcrumbs_items,
            {"url": explore, "label": self.parent.get_admin_display_title()},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        explore = reverse("wagtailadmin_explore", args=[self.parent.pk])
        return super().get_context_data(parent=self.parent, explore_url=explore, **kwargs)


class UploadView(ImportView):
    template_name = "wagtail_network/admin/article_import/upload.html"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=UploadForm()))

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        purge_pending_imports()
        form = UploadForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        pending = keep(
            form.cleaned_data["uploads"],
            owner=request.user,
            parent=self.parent,
            selector=form.cleaned_data["selector"],
            comments=form.cleaned_data["comments"],
        )
        return redirect("wagtail_network_article_import_preview", pending.pk)


class PendingView(ImportView):
    """A step with an upload. Somebody else's does not exist for you."""

    pending: PendingImport

    def find_parent(self) -> Any | None:
        owned = PendingImport.objects.filter(owner_id=self.request.user.pk)
        self.pending = get_object_or_404(owned, pk=self.kwargs["pending_id"])
        return article_index(self.pending.parent_id)


class PreviewView(PendingView):
    template_name = "wagtail_network/admin/article_import/preview.html"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        rows = self.rows(SavingOptions(dry_run=True, user=request.user))
        return self.render_to_response(self.preview_context(rows, None))

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        form = self.form(request.POST, any_edited=True)
        form.is_valid()
        saving = SavingOptions(
            publish=form.cleaned_data.get("publish", False),
            overwrite=form.cleaned_data.get("overwrite", False),
            user=request.user,
        )
        rows = self.rows(saving)
        self.pending.delete()
        report(request, rows)
        return redirect("wagtailadmin_explore", self.parent.pk)

    def rows(self, saving: SavingOptions) -> list[ImportRow]:
        parsing = ParsingOptions(
            reference=timezone.localdate(),
            selector=self.pending.selector,
            comments=self.pending.comments,
        )
        return list(import_sources(sources_of(self.pending), self.parent, parsing, saving))

    def form(self, data: Any, any_edited: bool) -> ConfirmForm:
        allowed = may_publish(self.request.user, self.parent)
        return ConfirmForm(data, may_publish=allowed, any_edited=any_edited)

    def preview_context(self, rows: list[ImportRow], data: Any) -> dict[str, Any]:
        previews = [preview_of(row, self.pending) for row in rows]
        any_edited = any(row.status == Status.KEPT for row in rows)
        changes = sum(preview.will_change for preview in previews)
        return self.get_context_data(
            form=self.form(data, any_edited),
            previews=previews,
            changes=changes,
            can_confirm=bool(changes) or any_edited,
            open_all=len(previews) <= 3,
            cancel_url=reverse("wagtail_network_article_import_cancel", args=[self.pending.pk]),
            pending=self.pending,
        )


class CancelView(PendingView):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        self.pending.delete()
        messages.success(request, _("The import was cancelled. Nothing was made."))
        return redirect("wagtailadmin_explore", self.parent.pk)


class PictureView(PendingView):
    """A picture of the preview, if it is one, and nothing a browser would run."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        file = get_object_or_404(PendingFile, pending=self.pending, pk=kwargs["file_id"])
        kind = PICTURE_TYPES.get(file.name.lower().rpartition(".")[2])
        try:
            data = read_picture(as_picture_file(file)) if is_picture(file.name) and kind else None
        except PictureRejected as error:
            raise Http404 from error
        if data is None:
            raise Http404
        response = HttpResponse(data, content_type=kind)
        response["X-Content-Type-Options"] = "nosniff"
        response["Content-Security-Policy"] = "default-src 'none'; sandbox"
        response["Cache-Control"] = "private, max-age=3600"
        return response


def report(request: HttpRequest, rows: list[ImportRow]) -> None:
    """What was done, in as many messages as there are outcomes."""
    for row in rows:
        if row.status == Status.FAILED:
            text = _("%(source)s: %(reason)s") % {
                "source": row.source,
                "reason": " ".join(row.messages),
            }
            messages.error(request, text)
    made = sum(row.status == Status.CREATED for row in rows)
    updated = sum(row.status == Status.UPDATED for row in rows)
    left = sum(row.status in (Status.UNCHANGED, Status.KEPT) for row in rows)
    for count, text in (
        (made, ngettext("%(count)d article made.", "%(count)d articles made.", made)),
        (updated, ngettext("%(count)d article updated.", "%(count)d articles updated.", updated)),
        (left, ngettext("%(count)d article as before.", "%(count)d articles as before.", left)),
    ):
        if count:
            messages.success(request, text % {"count": count})
