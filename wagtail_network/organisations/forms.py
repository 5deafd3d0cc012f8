"""The editors' form of an organisation or a person."""

from typing import Any

from django.db.models import Q
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.models import Locale


class CompetencesForm(WagtailAdminModelForm):
    """Offers competences in the language of the record, and those it has already."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields.get("competences")
        if field is not None:
            chosen = [getattr(found, "pk", found) for found in self.initial.get("competences", [])]
            language = self.instance.locale_id or Locale.get_default().pk
            field.queryset = field.queryset.filter(Q(locale=language) | Q(pk__in=chosen))
