"""Uploaded files into a pending import, and a pending import into sources."""

from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.images.fields import WagtailImageField
from wagtail.images.utils import get_allowed_image_extensions

from wagtail_network.articles.importing.models import PendingFile, PendingImport
from wagtail_network.articles.importing.pictures import last_part
from wagtail_network.articles.importing.reading import SUFFIXES, clean_name
from wagtail_network.articles.importing.result import (
    MEGABYTE,
    PictureFile,
    Source,
    UnreadableSource,
)
from wagtail_network.articles.importing.running import Found
from wagtail_network.conf import network_settings

MAX_UPLOAD = 50 * MEGABYTE


@transaction.atomic
def keep(
    files: Iterable[UploadedFile], owner: Any, parent: Any, selector: str, comments: str
) -> PendingImport:
    """Files that are too big keep their name and size, so that the preview can say so."""
    pending = PendingImport.objects.create(
        owner=owner, parent_id=parent.pk, selector=selector, comments=comments
    )
    total = 0
    for file in files:
        size = file.size or 0
        total += size
        fits = size <= _limit(file.name or "") and total <= MAX_UPLOAD
        data = file.read() if fits else b""
        pending.files.create(name=clean_name(file.name or "?")[:255], size=size, data=data)
    return pending


def sources_of(pending: PendingImport) -> list[Found]:
    """The articles of the upload, and a message for each file that is none and no picture."""
    files = list(pending.files.defer("data"))
    pictures = {file.name.lower(): file for file in files if is_picture(file.name)}
    found: list[Found] = []
    for file in files:
        if is_picture(file.name):
            if file.size > _limit(file.name):
                found.append((file.name, _too_big(file)))
        elif not file.name.lower().endswith(SUFFIXES):
            message = _("Neither an article (.html, .htm, .txt) nor a picture.")
            found.append((file.name, UnreadableSource(message)))
        else:
            found.append(_source(file, pictures))
    return found


def _source(file: PendingFile, pictures: dict[str, PendingFile]) -> Found:
    if file.size > network_settings.ARTICLE_IMPORT_MAX_BYTES or (file.size and not _has_data(file)):
        return file.name, _too_big(file)

    def find_picture(reference: str) -> PictureFile | None:
        # A page saved from a browser keeps the picture's name whatever the folder.
        picture = pictures.get(last_part(reference).lower())
        return as_picture_file(picture) if picture else None

    return Source(file.name, file.size, lambda: read(file), find_picture)


def as_picture_file(file: PendingFile) -> PictureFile:
    return PictureFile(file.name, file.size, lambda: read(file))


def read(file: PendingFile) -> bytes:
    return bytes(PendingFile.objects.values_list("data", flat=True).get(pk=file.pk))


def is_picture(name: str) -> bool:
    suffix = PurePosixPath(name.lower()).suffix.lstrip(".")
    return suffix != "svg" and suffix in get_allowed_image_extensions()


def _has_data(file: PendingFile) -> bool:
    return not PendingFile.objects.filter(pk=file.pk, data=b"").exists()


def _limit(name: str) -> int:
    if not is_picture(name):
        return network_settings.ARTICLE_IMPORT_MAX_BYTES
    limit = WagtailImageField().max_upload_size
    return MAX_UPLOAD if limit is None else limit


def _too_big(file: PendingFile) -> UnreadableSource:
    message = _(
        "The file is %(size)s MB. A file may be %(one)s MB and all files together %(all)s MB."
    )
    size = max(1, round(file.size / MEGABYTE))
    one, together = _limit(file.name) // MEGABYTE, MAX_UPLOAD // MEGABYTE
    return UnreadableSource(message % {"size": size, "one": one, "all": together})
