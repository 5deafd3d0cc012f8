"""Narrows a list of meetings down to what a visitor chooses: network, region, kind, series."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, FilterSet

from wagtail_network.core.localized import localized
from wagtail_network.core.tree import at_or_below
from wagtail_network.events.series import Series

Choices = list[tuple[str, Any]]
# Only a list above the networks has something to choose from.
OF_NETWORKS = ("network", "region")


@dataclass(frozen=True)
class Chosen:
    """One choice in words; ``without`` is the query that keeps only the others."""

    label: Any
    text: Any
    without: str


class FilterForm(forms.Form):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "wn-filter-%s", "label_suffix": "", **kwargs})


class EventFilterSet(FilterSet):
    """Each choice is one of those offered; anything else counts as not chosen.

    Networks, regions and series go by their translation key, so that an address and a calendar
    somebody subscribes to outlive a new title, and mean the same in every language.
    """

    network = ChoiceFilter(
        label=_("Network"), empty_label=_("All networks"), method="filter_by_network"
    )
    region = ChoiceFilter(
        label=_("Region"), empty_label=_("All regions"), method="filter_by_region"
    )
    kind = ChoiceFilter(label=_("Kind"), empty_label=_("All kinds"))
    series = ChoiceFilter(
        label=_("Series"), empty_label=_("All series"), field_name="series__translation_key"
    )

    class Meta:
        form = FilterForm

    def __init__(self, data: Any, events: Any, networks: Iterable[Any] | None, locale: int) -> None:
        """``events`` and ``networks``: those the visitor may see; without networks, within one.

        ``locale`` is the id of the language that names are told in.
        """
        super().__init__(data, events)
        self.events, self.locale = events, locale
        self._networks = networks
        for name in () if networks is not None else OF_NETWORKS:
            del self.filters[name]
        # Told when they are needed: a feed that is not narrowed down asks for none of them.
        for name, filter_ in self.filters.items():
            filter_.extra["choices"] = self._offer(name)

    @cached_property
    def networks(self) -> list[Any]:
        """The networks to choose from. At most one query."""
        return list(self._networks or ())

    @cached_property
    def fields(self) -> list[Any]:
        """The form's fields that leave a choice."""
        return [field for field in self.form if self._choices_of(field.name)]

    @cached_property
    def values(self) -> dict[str, str]:
        """What is chosen, by name, without what is not offered."""
        if not self.is_bound:
            return {}
        self.form.is_valid()
        return {name: value for name, value in self.form.cleaned_data.items() if value}

    @cached_property
    def query(self) -> str:
        """The choice as the query of an address, the same however it was asked for."""
        return urlencode(self.values)

    @cached_property
    def chosen(self) -> list[Chosen]:
        return [
            Chosen(self.form[name].label, dict(self._choices_of(name))[value], self._without(name))
            for name, value in self.values.items()
        ]

    def filter_by_network(self, events: Any, name: str, key: str) -> Any:
        paths = [network.path for network in self.networks if str(network.translation_key) == key]
        return events.filter(at_or_below(paths))

    def filter_by_region(self, events: Any, name: str, key: str) -> Any:
        """The meetings of networks founded in the region, or in one it has taken over."""
        paths = [
            network.path
            for network in self.networks
            if network.region and key in map(_key, network.region.lineage())
        ]
        return events.filter(at_or_below(paths))

    def _without(self, name: str) -> str:
        return urlencode({other: value for other, value in self.values.items() if other != name})

    def _offer(self, name: str) -> Callable[[], Choices]:
        # A function and not a method, with which a copy of the form's field would copy us.
        return lambda: self._choices_of(name)

    def _choices_of(self, name: str) -> Choices:
        found: Choices = getattr(self, f"{name}_choices")
        return found

    @cached_property
    def network_choices(self) -> Choices:
        return [(_key(network), network.title) for network in self.networks]

    @cached_property
    def region_choices(self) -> Choices:
        """The regions there are today, and the one asked for where it has been taken over.

        It may stand in the address of a calendar from the time before.
        """
        asked = self.data.get("region")
        offered: dict[str, Any] = {}
        for network in self.networks:
            if network.region:
                found = [network.region.current(), *network.region.lineage()]
                offered |= {_key(region): region for region in found[:1]}
                offered |= {_key(region): region for region in found if _key(region) == asked}
        return _named(offered.values(), self.locale)

    @cached_property
    def kind_choices(self) -> Choices:
        return list(self.events.model.Kind.choices)

    @cached_property
    def series_choices(self) -> Choices:
        """The series of which there is a meeting to be seen. One query."""
        seen = self.events.order_by().filter(series=OuterRef("pk"))
        return _named(Series.objects.filter(Exists(seen)), self.locale)


def _key(item: Any) -> str:
    return str(item.translation_key)


def _named(items: Iterable[Any], locale: int) -> Choices:
    """Regions or series by name in the language, each once."""
    named = {_key(item): item.name for item in localized(items, locale)}
    return sorted(named.items(), key=lambda choice: choice[1])
