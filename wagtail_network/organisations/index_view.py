"""The lists of the register in the admin."""

from typing import Any

from django.utils.functional import cached_property
from wagtail import hooks
from wagtail.snippets.views.snippets import IndexView

# Called with the model and the user; yields buttons for the head of the list. So that a later room
# can add what is done with all of a kind: find duplicates, export, put in order.
LIST_BUTTONS = "register_network_list_buttons"


class RegisterIndexView(IndexView):
    @cached_property
    def header_buttons(self) -> list[Any]:
        offered = [
            button
            for hook in hooks.get_hooks(LIST_BUTTONS)
            for button in hook(self.model, self.request.user)
        ]
        return [*super().header_buttons, *offered]
