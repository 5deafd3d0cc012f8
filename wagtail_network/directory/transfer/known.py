"""Which organisation a row is about: by its CVR number, else by its name."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from wagtail_network.core.folding import fold_company
from wagtail_network.organisations.models import Organisation


@dataclass(eq=False)
class Entry:
    """An organisation of the site, or one that an earlier row of the file makes (``pk`` None).

    ``row``: the first row of the file that is about it, 0 for none so far. ``said``: what the rows
    ``heard`` have said of it, by the names of fields.
    """

    key: UUID
    pk: int | None = None
    names: set[str] = field(default_factory=set)
    cvrs: set[str] = field(default_factory=set)
    domains: set[str] = field(default_factory=set)
    row: int = 0
    said: dict[str, Any] = field(default_factory=dict)
    heard: set[int] = field(default_factory=set)


class Known:
    """All organisations, each once whatever its languages. One query, some 10 µs for each.

    ``slugs``: the addresses that are taken in ``locale_id``.
    """

    def __init__(self, locale_id: int) -> None:
        self.slugs: set[str] = set()
        self.entries: dict[UUID, Entry] = {}
        self.by_cvr: dict[str, Entry] = {}
        self.by_name: dict[str, list[Entry]] = defaultdict(list)
        columns = ("translation_key", "pk", "locale_id", "slug", "name", "cvr", "website")
        for key, pk, locale, slug, name, cvr, website in Organisation.objects.order_by(
            "pk"
        ).values_list(*columns):
            entry = self.entries.setdefault(key, Entry(key))
            # The record in the job's language, else any.
            if locale == locale_id or entry.pk is None:
                entry.pk = pk
            if locale == locale_id:
                self.slugs.add(slug)
            self.note(entry, cvr, fold_company(name), domain_of(website))

    def add(self, row: int) -> Entry:
        """A new organisation."""
        entry = Entry(uuid4(), row=row)
        self.entries[entry.key] = entry
        return entry

    def note(self, entry: Entry, cvr: str, name: str, domain: str = "") -> None:
        """What else an organisation is found by from now on."""
        if cvr and cvr not in entry.cvrs:
            entry.cvrs.add(cvr)
            self.by_cvr[cvr] = entry
        if name and name not in entry.names:
            entry.names.add(name)
            self.by_name[name].append(entry)
        if domain:
            entry.domains.add(domain)

    def find(self, cvr: str, name: str, domain: str = "") -> Entry | None:
        """None for one that is new. Raises ``ValidationError`` where several have the name."""
        if cvr and cvr in self.by_cvr:
            return self.by_cvr[cvr]
        found: Iterable[Entry] = self.by_name.get(name, ()) if name else ()
        # Who has another number is somebody else, however alike the names.
        candidates = [entry for entry in found if not (cvr and entry.cvrs)]
        if len(candidates) > 1 and domain:
            candidates = [entry for entry in candidates if domain in entry.domains] or candidates
        if len(candidates) > 1:
            message = _("%(count)d organisations have this name. Add the CVR number.")
            raise ValidationError(message % {"count": len(candidates)})
        return candidates[0] if candidates else None


def domain_of(website: str) -> str:
    """ "https://www.hansen.dk/om" gives "hansen.dk", what is no address ""."""
    try:
        host = urlsplit(website).hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")
