"""The editors' form of an organisation or a person."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.models import Locale

from wagtail_network.organisations.visibility import (
    ORGANISATION_FIELDS,
    PERSON_FIELDS,
    Audience,
    site_audience,
)


class VisibilityWidget(forms.MultiWidget):
    """A choice for each field, each with its own label."""

    template_name = "wagtail_network/organisations/visibility_widget.html"

    def __init__(self, labels: Mapping[str, Any], choices: Mapping[str, Any]) -> None:
        self.labels = labels
        super().__init__({name: forms.Select(choices=choices[name]) for name in labels})

    def decompress(self, value: Any) -> list[int]:
        own = value if isinstance(value, dict) else {}
        return [own.get(name, Audience.EVERYONE) for name in self.labels]

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        subwidgets = context["widget"]["subwidgets"]
        for label, widget in zip(self.labels.values(), subwidgets, strict=True):
            widget["label"] = label
        return context

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        if not any(key.startswith(f"{name}_") for key in data):
            # Not asked in this form, or posted as it is kept.
            return data.get(name)
        return super().value_from_datadict(data, files, name)


class VisibilityField(forms.MultiValueField):
    """Who may see each field: {"email": 1, …}, without those that are for everyone.

    Where the site's own rule is narrower than everyone, only what it allows is offered.
    """

    def __init__(self, kind: str, labels: Mapping[str, Any], **kwargs: Any) -> None:
        self.names = list(labels)
        choices = {name: _allowed(f"{kind}.{name}") for name in labels}
        super().__init__(
            [
                forms.TypedChoiceField(choices=choices[n], coerce=int, required=False)
                for n in labels
            ],
            widget=VisibilityWidget(labels, choices),
            required=False,
            require_all_fields=False,
            **kwargs,
        )

    def compress(self, data_list: list[Any]) -> dict[str, int]:
        given = zip(self.names, data_list or [], strict=False)
        return {name: int(level) for name, level in given if level not in ("", None, 0)}

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.clean(data) != (initial or {})


def _allowed(name: str) -> list[tuple[int, Any]]:
    """The audiences the site's rule leaves; the widest of them is how it stands by itself."""
    least = site_audience(name)
    offered = [(value, label) for value, label in Audience.choices if value >= least]
    return [(0, offered[0][1]), *offered[1:]]


class CompetencesForm(WagtailAdminModelForm):
    """Offers competences in the language of the record, and those it has already."""

    in_one_language: tuple[str, ...] = ("competences",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.in_one_language:
            if name in self.fields:
                self._offer(name)

    def _offer(self, name: str) -> None:
        field = self.fields[name]
        chosen = [getattr(found, "pk", found) for found in self.initial.get(name, [])]
        language = self.instance.locale_id or Locale.get_default().pk
        field.queryset = field.queryset.filter(Q(locale=language) | Q(pk__in=chosen))


class OrganisationForm(CompetencesForm):
    in_one_language = ("competences", "competences_sought", "certifications")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Here and not in the class: what is offered goes by a setting.
        if "visibility" in self.fields:
            self.fields["visibility"] = visibility_field("organisation")


class PersonForm(CompetencesForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "visibility" in self.fields:
            self.fields["visibility"] = visibility_field("person")


def visibility_field(kind: str) -> VisibilityField:
    """The choice of audiences for the fields of an "organisation" or a "person"."""
    labels = ORGANISATION_FIELDS if kind == "organisation" else PERSON_FIELDS
    return VisibilityField(kind, labels, label=_("Who may see what"))
