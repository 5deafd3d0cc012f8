"""What the script of the page says. ``{name}``, ``{n}`` and ``{message}`` are filled in there."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

TEXTS = {
    "in": _("{name} is here."),
    "out": _("{name} is not here after all."),
    "walk-in": _("{name} is added, and here."),
    "already": _("{name} is here already."),
    "not-registered": _("{name} is not registered. Press the button to let them in all the same."),
    "refused": _("Not saved for {name}: {message}"),
    "not-taken": _("The site did not understand that."),
    "not-found": _("This code belongs to nobody on the list."),
    "waiting-one": _("1 change is waiting to be sent. Carry on; nothing is lost."),
    "waiting-other": _("{n} changes are waiting to be sent. Carry on; nothing is lost."),
    "sent": _("Everything has been sent."),
    "login": _("You are logged out. Log in again and come back to this page; nothing is lost."),
    "check-in": _("Check in"),
    "undo": pgettext_lazy("check-in", "Undo"),
    "no-camera": _("The camera cannot be used here. Type the letters of the ticket instead."),
}
