"""What the address of a directory asks for, and the addresses that are one choice away."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

# What is chosen among, by its name in the address; each may be given more than once.
FACETS = (
    *("network", "sector", "competence", "sought", "region", "municipality", "size"),
    "certification",
)
# Together they say where.
PLACE = ("region", "municipality", "near")
NARROWING = ("q", *FACETS, "near")
# How it is shown, which changes nothing of what is found.
SHOWING = ("sort", "view")


@dataclass(frozen=True)
class Choices:
    """The values by name, without what is empty or has no meaning."""

    values: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, values: Mapping[str, Iterable[str]]) -> "Choices":
        """In one order and each once, so that the same choice always has the same address."""
        kept = {name: tuple(values.get(name, ())) for name in (*NARROWING, *SHOWING)}
        if not kept["municipality"]:
            kept["near"] = ()
        if not kept["q"] and kept["sort"] == ("relevance",):
            kept["sort"] = ()
        for name, usual in (("sort", "relevance" if kept["q"] else "name"), ("view", "list")):
            kept[name] = () if kept[name] == (usual,) else kept[name]
        return cls({name: found for name, found in kept.items() if found})

    def get(self, name: str) -> tuple[str, ...]:
        return self.values.get(name, ())

    def one(self, name: str) -> str:
        return next(iter(self.get(name)), "")

    @property
    def text(self) -> str:
        return self.one("q")

    @property
    def sort(self) -> str:
        return self.one("sort") or ("relevance" if self.text else "name")

    @property
    def view(self) -> str:
        return self.one("view") or "list"

    @cached_property
    def query(self) -> str:
        return urlencode([(name, one) for name, found in self.values.items() for one in found])

    @cached_property
    def address(self) -> str:
        """From the page itself: "./" or "./?q=…"."""
        return f"./?{self.query}" if self.query else "./"

    @property
    def narrows(self) -> bool:
        return any(self.get(name) for name in NARROWING)

    @property
    def showing(self) -> list[tuple[str, str]]:
        """How it is shown, for a form that asks for something else to be shown the same way."""
        return [(name, self.one(name)) for name in SHOWING if self.get(name)]

    def having(self, name: str, *values: str) -> "Choices":
        """The same with these values for the name; with none, without it."""
        return Choices.of({**self.values, name: values})

    def without(self, *names: str) -> "Choices":
        return Choices.of({name: v for name, v in self.values.items() if name not in names})

    def less(self, name: str, value: str) -> "Choices":
        return self.having(name, *(one for one in self.get(name) if one != value))

    def toggled(self, name: str, value: str) -> "Choices":
        if value in self.get(name):
            return self.less(name, value)
        return self.having(name, *self.get(name), value)
