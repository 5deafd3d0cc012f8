"""Where a meeting takes place: in a room, online or both."""

from typing import Any

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField

from wagtail_network.core.blocks import TEXT_FEATURES


class VenueMixin(models.Model):
    """Attendance modes are those of schema.org ``eventAttendanceMode``."""

    class AttendanceMode(models.TextChoices):
        OFFLINE = "offline", _("In person")
        ONLINE = "online", _("Online")
        MIXED = "mixed", _("In person and online")

    class OnlineAudience(models.TextChoices):
        EVERYONE = "everyone", _("Everyone who can see the page")
        SIGNED_IN = "signed_in", _("Everyone who is logged in")
        PARTICIPANTS = "participants", _("Nobody here: it is sent to the participants")

    attendance_mode = models.CharField(
        _("attendance"),
        max_length=10,
        choices=AttendanceMode.choices,
        default=AttendanceMode.OFFLINE,
    )
    venue_name = models.CharField(_("venue"), max_length=200, blank=True)
    venue_address = models.CharField(_("street and number"), max_length=200, blank=True)
    venue_postal_code = models.CharField(_("postal code"), max_length=20, blank=True)
    venue_city = models.CharField(_("city"), max_length=100, blank=True)
    venue_directions = RichTextField(
        _("getting there"),
        features=TEXT_FEATURES,
        blank=True,
        help_text=_("Train, parking, step-free access, which door."),
    )
    online_url = models.URLField(_("online link"), max_length=500, blank=True)
    online_audience = models.CharField(
        _("who sees the link"),
        max_length=20,
        choices=OnlineAudience.choices,
        default=OnlineAudience.PARTICIPANTS,
    )

    where_panel = MultiFieldPanel(
        [
            FieldPanel("attendance_mode"),
            FieldPanel("venue_name"),
            FieldPanel("venue_address"),
            FieldRowPanel([FieldPanel("venue_postal_code"), FieldPanel("venue_city")]),
            FieldPanel("venue_directions"),
            FieldRowPanel([FieldPanel("online_url"), FieldPanel("online_audience")]),
        ],
        _("Where"),
    )

    class Meta:
        abstract = True

    @property
    def is_online(self) -> bool:
        return self.attendance_mode != self.AttendanceMode.OFFLINE

    @property
    def is_in_person(self) -> bool:
        return self.attendance_mode != self.AttendanceMode.ONLINE

    @property
    def has_venue(self) -> bool:
        return bool(self.venue_name or self.venue_address or self.venue_city)

    @property
    def place_text(self) -> str:
        """Where it is, in a few words; empty if nothing is known yet."""
        room = ", ".join(part for part in (self.venue_name, self.venue_city) if part)
        if not self.is_in_person or not room:
            return gettext("Online") if self.is_online else ""
        return gettext("%(room)s and online") % {"room": room} if self.is_online else room

    def online_url_for(self, user: Any) -> str:
        """The link for those who may have it, else an empty string."""
        if not self.is_online:
            return ""
        if self.online_audience == self.OnlineAudience.EVERYONE:
            return self.online_url
        signed_in = user is not None and user.is_authenticated
        if self.online_audience == self.OnlineAudience.SIGNED_IN and signed_in:
            return self.online_url
        return ""
