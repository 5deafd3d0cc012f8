"""What waits for a coordinator on the first page of the admin."""

from typing import Any

from wagtail.admin.ui.components import Component

from wagtail_network.directory.joining.desk.finding import Waiting, waiting_for
from wagtail_network.directory.joining.places import may_decide


class WaitingPanel(Component):
    """Nothing for whom nothing waits."""

    name = "network_waiting"
    template_name = "wagtail_network/admin/joining/home_panel.html"
    order = 190

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        user = parent_context["request"].user
        waiting = waiting_for(user) if may_decide(user) else Waiting([], [], [], [])
        return {"waiting": waiting}

    def render_html(self, parent_context: Any = None) -> str:
        return str(super().render_html(parent_context))
