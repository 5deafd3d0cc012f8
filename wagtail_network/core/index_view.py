"""The lists of the admin, in which nothing can be asked but what is offered."""

from typing import Any

from django.contrib.admin.options import IncorrectLookupParameters
from django.http import Http404, HttpRequest
from wagtail_modeladmin.views import IndexView

# Those of Django's filters by choices and dates.
LOOKUPS = ("exact", "gte", "lt", "isnull")


class OfferedFiltersView(IndexView):
    """Filters by what ``list_filter`` has; any other field in the address would tell what is in it.

    With ``?registration__needs__startswith=`` somebody who may only see mails could read, letter by
    letter, what people eat. What makes no sense is not found.
    """

    def get_filters_params(self, params: Any = None) -> dict[str, Any]:
        asked = super().get_filters_params(params)
        offered = {name for one in self.list_filter for name in _names(one)}
        return {name: values for name, values in asked.items() if name in offered}

    def get_queryset(self, request: HttpRequest | None = None) -> Any:
        try:
            return super().get_queryset(request)
        except IncorrectLookupParameters as error:
            raise Http404 from error


def _names(list_filter: Any) -> list[str]:
    """What Django calls a filter in the address: one by a field has a name for each lookup."""
    if isinstance(list_filter, str):
        return [list_filter, *(f"{list_filter}__{lookup}" for lookup in LOOKUPS)]
    return [list_filter.parameter_name]
