"""The lists of the register in the admin."""

from collections.abc import Callable
from typing import Any

from django.forms import Media
from django.http import HttpResponse
from django.utils.functional import cached_property
from wagtail import hooks
from wagtail.snippets.views.snippets import IndexView

# Called with the model and the user; yields buttons for the head of the list. So that a later room
# can add what is done with all of a kind: find duplicates, export, put in order.
LIST_BUTTONS = "register_network_list_buttons"
# Called with the model and the user; returns what makes a file of the list as it is filtered, or
# None. That is called with the request, the records and "xlsx" or "csv".
LIST_EXPORT = "register_network_list_export"


class RegisterIndexView(IndexView):
    @cached_property
    def header_buttons(self) -> list[Any]:
        offered = [
            button
            for hook in hooks.get_hooks(LIST_BUTTONS)
            for button in hook(self.model, self.request.user)
        ]
        return [*super().header_buttons, *offered]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        own = Media(css={"all": ["wagtail_network/register.css"]})
        return {**context, "media": context.get("media", Media()) + own}

    @cached_property
    def exporter(self) -> Callable[..., HttpResponse] | None:
        offered = (hook(self.model, self.request.user) for hook in hooks.get_hooks(LIST_EXPORT))
        return next((one for one in offered if one is not None), None)

    @cached_property
    def show_export_buttons(self) -> bool:
        return self.exporter is not None

    def as_spreadsheet(self, queryset: Any, spreadsheet_format: str) -> HttpResponse:
        """By the room that knows what may be seen; Wagtail's own would not guard formulas."""
        if self.exporter is None:
            return super().as_spreadsheet(queryset, spreadsheet_format)
        return self.exporter(self.request, queryset, spreadsheet_format)
