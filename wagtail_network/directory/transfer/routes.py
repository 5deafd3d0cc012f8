"""The address of a directory at which what has been found is taken along as a table."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.contrib.routable_page.models import path

from wagtail_network.core.spreadsheets import csv_response, xlsx_response
from wagtail_network.directory.index.searching import Question, keys_of
from wagtail_network.directory.results import Results
from wagtail_network.directory.transfer import audit
from wagtail_network.directory.transfer.exporting import MemberSheet
from wagtail_network.organisations.models import Organisation
from wagtail_network.organisations.visibility import Audience, level_for

WRITERS = {"xlsx": xlsx_response, "csv": csv_response}


class TransferRoutes(models.Model):
    class Meta:
        abstract = True

    @path("export/", name="export")
    def export_view(self: Any, request: HttpRequest) -> HttpResponse:
        """What the address of the list has found, for members and coordinators: ``?format=xlsx``.

        Of each organisation what the list would show them.
        """
        level, kind = level_for(request), request.GET.get("format", "xlsx")
        if level < Audience.MEMBERS:
            raise PermissionDenied
        if kind not in WRITERS:
            raise Http404
        results = Results(self, request, "organisation")
        sheet = sheet_of(results.question, request.user, self.locale_id)
        audit.note(self, audit.EXPORT, request.user, count=len(sheet.keys))
        return WRITERS[kind](_file_name(self), sheet.headings, sheet.rows())


def sheet_of(question: Question, user: Any, locale_id: int) -> MemberSheet:
    """All that a question finds, in its order, in the language where it is there."""
    found = keys_of(question)
    seen = Organisation.objects.visible_to(user, question.level)
    own = seen.order_by().values_list("translation_key", "locale_id", "pk")
    by_key: dict[Any, int] = {}
    for start in range(0, len(found), 500):
        for key, locale, pk in own.filter(translation_key__in=found[start : start + 500]):
            if locale == locale_id or key not in by_key:
                by_key[key] = pk
    keys = [by_key[key] for key in found if key in by_key]
    return MemberSheet(keys, user, question.level, locale_id, question.networks or ())


def _file_name(directory: Any) -> str:
    top = directory.section_top
    parts = {"network": top.title if top else directory.title, "date": timezone.localdate()}
    return _("%(network)s members %(date)s") % parts
