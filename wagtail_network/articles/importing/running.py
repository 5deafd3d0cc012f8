"""Many sources, one after another; what goes wrong with one does not stop the rest."""

import datetime
import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from wagtail_network.articles.importing.addresses import is_web_address
from wagtail_network.articles.importing.parsing import parse
from wagtail_network.articles.importing.result import (
    ImportedArticle,
    ParsingOptions,
    Source,
    UnreadableSource,
)
from wagtail_network.articles.importing.saving import SavingOptions, Status, save

logger = logging.getLogger(__name__)

Found = Source | tuple[str, UnreadableSource]


@dataclass
class ImportRow:
    """What became of one source. ``article`` is None where it could not be read."""

    source: str
    status: Status
    article: ImportedArticle | None = None
    page: Any = None
    messages: list[str] = field(default_factory=list)

    @property
    def title(self) -> str:
        return self.article.title if self.article else ""

    @property
    def date(self) -> datetime.date | None:
        return self.article.date if self.article else None


def import_sources(
    sources: Iterable[Found], parent: Any, parsing: ParsingOptions, saving: SavingOptions
) -> Iterator[ImportRow]:
    """A row for each source as it is done. Never raises for what is wrong with a source."""
    seen: dict[str, str] = {}
    for found in sources:
        if isinstance(found, Source):
            yield _import(found, parent, parsing, saving, seen)
        else:
            yield ImportRow(found[0], Status.FAILED, messages=[str(found[1])])


def _import(
    source: Source,
    parent: Any,
    parsing: ParsingOptions,
    saving: SavingOptions,
    seen: dict[str, str],
) -> ImportRow:
    article = None
    try:
        article = parse(source, parsing)
        _claim(article.source_id, source.name, seen)
        saved = save(article, parent, saving)
    except (UnreadableSource, ValidationError) as error:
        messages = _messages(error)
    except Exception as error:  # One broken page out of a thousand must not cost the others.
        logger.exception("Importing %s failed", source.name)
        messages = [
            _("Unexpected error: %(error)s") % {"error": f"{type(error).__name__}: {error}"}
        ]
    else:
        return ImportRow(
            source.name, saved.status, article, saved.page, saved.messages + article.warnings
        )
    return ImportRow(source.name, Status.FAILED, article, None, messages)


def _claim(source_id: str, name: str, seen: dict[str, str]) -> None:
    """Two sources of one identity would overwrite each other."""
    if source_id not in seen:
        seen[source_id] = name
        return
    if not is_web_address(source_id):
        raise UnreadableSource(
            _(
                "Another file has the same name. Import the folder above them both instead, so "
                "that their paths tell them apart."
            )
        )
    raise UnreadableSource(
        _("It has the same address as %(other)s (%(address)s); only the first is imported.")
        % {"other": seen[source_id], "address": source_id}
    )


def _messages(error: Exception) -> list[str]:
    return list(error.messages) if isinstance(error, ValidationError) else [str(error)]
