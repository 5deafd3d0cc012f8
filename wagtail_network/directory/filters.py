"""Reads what a visitor asks a directory for: only what is offered, and words as they are meant."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django_filters import BooleanFilter, CharFilter, ChoiceFilter, FilterSet, MultipleChoiceFilter

from wagtail_network.core.search import clean_query
from wagtail_network.directory.choices import FACETS, Choices

Offered = Mapping[str, Iterable[tuple[str, Any]]]

SORTS = {
    "relevance": _("Best match"),
    "name": _("Name"),
    "newest": _("Newest members"),
    "updated": _("Last updated"),
}
VIEWS = {"list": _("List"), "cards": _("Cards"), "map": _("Map")}


class WordsField(forms.CharField):
    def clean(self, value: Any) -> str:
        return clean_query(value or "")


class OfferedField(forms.MultipleChoiceField):
    """Keeps what is offered: an old address may ask for what is there no more."""

    def clean(self, value: Any) -> list[str]:
        choices: Any = self.choices
        offered = {str(key) for key, _ in choices}
        return [one for one in dict.fromkeys(value or ()) if one in offered]


class WordsFilter(CharFilter):
    field_class = WordsField


class OfferedFilter(MultipleChoiceFilter):
    field_class = OfferedField


class DirectoryFilterSet(FilterSet):
    """Each choice is one of those offered; anything else counts as not chosen.

    What is found is not a queryset's affair but the index's, so only the reading is done here.
    Networks, regions and words go by their translation key, municipalities by their code.
    """

    q = WordsFilter()
    network = OfferedFilter()
    sector = OfferedFilter()
    competence = OfferedFilter()
    sought = OfferedFilter()
    region = OfferedFilter()
    municipality = OfferedFilter()
    size = OfferedFilter()
    certification = OfferedFilter()
    near = BooleanFilter(widget=forms.CheckboxInput)
    sort = ChoiceFilter(choices=list(SORTS.items()))
    view = ChoiceFilter(choices=list(VIEWS.items()))

    def __init__(self, data: Any, nobody: Any, offered: Offered) -> None:
        """``nobody`` is an empty queryset; ``offered`` has values and names for each facet."""
        super().__init__(data, nobody)
        for name in FACETS:
            self.filters[name].extra["choices"] = list(offered.get(name, ()))

    @property
    def choices(self) -> Choices:
        self.form.is_valid()
        read = self.form.cleaned_data
        single = {name: (str(read.get(name) or ""),) for name in ("q", "sort", "view")}
        values = {name: tuple(read.get(name, ())) for name in FACETS}
        near = ("1",) if read.get("near") else ()
        return Choices.of({**values, **{n: v for n, v in single.items() if v[0]}, "near": near})
