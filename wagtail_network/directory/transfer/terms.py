"""Names in cells into the sectors, competences, certifications and municipalities they mean."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from wagtail_network.core.folding import fold
from wagtail_network.organisations.regions import Municipality
from wagtail_network.organisations.taxonomy import Certification, Competence, Sector

MODELS: dict[str, Any] = {
    "sector": Sector,
    "competences": Competence,
    "competences_sought": Competence,
    "certifications": Certification,
    "municipality": Municipality,
}
# What is counted as unknown under, and can be made: by the model's name.
LABELS = {
    "sector": _("Sectors"),
    "competence": _("Competences"),
    "certification": _("Certifications"),
    "municipality": _("Municipalities"),
}
CREATABLE = ("sector", "competence", "certification")
LONGEST = 100


class Terms:
    """All of them, by their folded names in any language. Four queries."""

    def __init__(self, locale_id: int) -> None:
        self.locale_id = locale_id
        self.rows: dict[str, dict[int, Any]] = {}
        self.by_name: dict[str, dict[str, Any]] = {}
        for model in (Sector, Competence, Certification):
            self._load(model)
        self._load_municipalities()

    def find(self, column: str, name: str, *, create: bool = False) -> int | None:
        """The key of what a name in that column means, None where nothing is called so.

        With ``create`` it is made then, but never a municipality.
        """
        kind = kind_of(column)
        for spelling in _spellings(name, kind):
            if spelling in self.by_name[kind]:
                return int(self.by_name[kind][spelling].pk)
        if create and kind in CREATABLE and len(name) <= LONGEST:
            return int(self._create(MODELS[column], name).pk)
        return None

    def objects(self, column: str, keys: list[int]) -> list[Any]:
        rows = self.rows[kind_of(column)]
        return [rows[key] for key in keys if key in rows]

    def _load(self, model: Any) -> None:
        """A name in any language means the record in the language of the import."""
        rows = list(model.objects.order_by("-pk"))
        here = {row.translation_key: row for row in rows if row.locale_id == self.locale_id}
        kind = model._meta.model_name
        self.rows[kind] = {row.pk: row for row in rows}
        others = sorted(rows, key=lambda row: row.locale_id == self.locale_id)
        self.by_name[kind] = {fold(row.name): here.get(row.translation_key, row) for row in others}

    def _load_municipalities(self) -> None:
        rows = list(Municipality.objects.all())
        self.rows["municipality"] = {row.pk: row for row in rows}
        names = {_plain(row.name): row for row in rows}
        self.by_name["municipality"] = {**names, **{row.code: row for row in rows}}

    def _create(self, model: Any, name: str) -> Any:
        made = model.objects.create(name=name, locale_id=self.locale_id)
        kind = model._meta.model_name
        self.rows[kind][made.pk] = self.by_name[kind][fold(name)] = made
        return made


def kind_of(column: str) -> str:
    """ "competence" for "competences_sought"."""
    return str(MODELS[column]._meta.model_name)


def _spellings(name: str, kind: str) -> list[str]:
    if kind != "municipality":
        return [fold(name)]
    if name.isdigit():
        return [name, name.lstrip("0")]
    plain = _plain(name)
    # "Københavns Kommune", and "Ærøs".
    return [plain, plain.removesuffix("s"), f"{plain}s"]


def _plain(name: str) -> str:
    words = fold(name).replace("-", " ").split()
    return " ".join(word for word in words if word not in ("kommune", "municipality"))
