"""What the templates of the coordinator's desk need."""

from typing import Any

from django.template import Library
from django.utils.translation import gettext as _

from wagtail_network.events.registration.desk.choosing import mark_of

register = Library()
register.filter("mark", mark_of)


@register.filter
def answer_text(answer: Any) -> str:
    """The answer to a question as a person writes it."""
    match answer.value:
        case bool() as yes:
            return _("Yes") if yes else _("No")
        case list() as several:
            return ", ".join(map(str, several))
    return str(answer.value)
