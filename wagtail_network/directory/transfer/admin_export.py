"""The list of organisations in the admin as a table, as it is filtered there."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.text import capfirst
from wagtail.models import Locale

from wagtail_network.core.page_types import page_model_for
from wagtail_network.core.spreadsheets import csv_response, xlsx_response
from wagtail_network.directory.transfer import audit
from wagtail_network.directory.transfer.exporting import MemberSheet
from wagtail_network.networks.models import NetworkPageMixin
from wagtail_network.organisations.models import Organisation
from wagtail_network.organisations.visibility import level_for

WRITERS = {"xlsx": xlsx_response, "csv": csv_response}


def list_export(model: Any, user: Any) -> Callable[..., HttpResponse] | None:
    """For the hook of the register's lists: what makes the file, or None."""
    return export_organisations if model is Organisation else None


def export_organisations(request: HttpRequest, found: Any, kind: str) -> HttpResponse:
    """``found``: the organisations of the list. ``kind``: "xlsx" or "csv"."""
    networks = page_model_for(NetworkPageMixin).objects.visible_to(request.user)
    sheet = MemberSheet(
        [one.pk for one in found],
        request.user,
        level_for(request),
        Locale.get_default().pk,
        set(networks.values_list("translation_key", flat=True)),
    )
    audit.note(request.user, audit.EXPORT, request.user, count=len(sheet.keys))
    name = f"{capfirst(Organisation._meta.verbose_name_plural)} {timezone.localdate()}"
    return WRITERS[kind](name, sheet.headings, sheet.rows())
