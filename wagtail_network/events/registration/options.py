"""What an editor decides about who can sign up for a meeting, and when."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel
from wagtail.fields import StreamField

from wagtail_network.events.registration.questions import QuestionsBlock

MOST_COLLEAGUES = 9


def _seats(label: Any, help_text: Any = "") -> models.PositiveIntegerField:
    return models.PositiveIntegerField(
        label, null=True, blank=True, validators=[MinValueValidator(1)], help_text=help_text
    )


class RegistrationOptionsMixin(models.Model):
    """Which registrations a meeting takes. What has been taken is kept in ``Seats``."""

    class WaitingList(models.TextChoices):
        NONE = "none", _("No waiting list")
        ORDER = "order", _("First come, first served")
        FAIR = "fair", _("Organisations without a seat first")

    class Audience(models.TextChoices):
        NOBODY = "nobody", _("Nobody")
        PARTICIPANTS = "participants", _("The other participants")
        EVERYONE = "everyone", _("Everyone who can see the page")

    class Openness(models.TextChoices):
        """Whether a person can sign up at a moment, and if not, why."""

        OFF = "off", _("This meeting does not take registrations.")
        EARLY = "early", _("Registration has not opened yet.")
        OPEN = "open", _("Registration is open.")
        CLOSED = "closed", _("Registration has closed.")
        CALLED_OFF = "called_off", _("The meeting is not going ahead as planned.")
        OVER = "over", _("The meeting is over.")

    takes_registrations = models.BooleanField(_("people can sign up here"), default=False)
    registration_opens = models.DateTimeField(
        _("registration opens"), null=True, blank=True, help_text=_("Empty: at once.")
    )
    registration_closes = models.DateTimeField(
        _("registration closes"),
        null=True,
        blank=True,
        help_text=_("Empty: when the meeting begins."),
    )
    capacity = _seats(_("seats"), _("Empty: as many as come."))
    capacity_offline = _seats(_("seats in the room"))
    capacity_online = _seats(_("seats online"))
    seats_per_organisation = _seats(
        _("seats per organisation"), _("At most so many people from the same organisation.")
    )
    needs_approval = models.BooleanField(
        _("the coordinator approves each registration"), default=False
    )
    colleagues = models.PositiveSmallIntegerField(
        _("colleagues"),
        default=4,
        validators=[MaxValueValidator(MOST_COLLEAGUES)],
        help_text=_("How many others a person can sign up at the same time; 0 for none."),
    )
    waiting_list = models.CharField(
        _("waiting list"), max_length=10, choices=WaitingList.choices, default=WaitingList.ORDER
    )
    offer_hours = models.PositiveSmallIntegerField(
        _("hours to accept a seat"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(14 * 24)],
        help_text=_(
            "Empty: a free seat goes to the next on the waiting list at once. With a number, it is "
            "offered and held for so many hours."
        ),
    )
    asks_needs = models.BooleanField(_("ask about food and access"), default=True)
    asks_list_consent = models.BooleanField(
        _("ask whether to be on the list of participants"), default=True
    )
    asks_contact_consent = models.BooleanField(
        _("ask whether the network may write later on"), default=True
    )
    asks_photo_consent = models.BooleanField(_("ask whether photos may be used"), default=False)
    participants_shown_to = models.CharField(
        _("list of participants is shown to"),
        max_length=15,
        choices=Audience.choices,
        default=Audience.NOBODY,
        help_text=_("Only those are on it who have said yes to it."),
    )
    reminder_days = models.PositiveSmallIntegerField(
        _("reminder"),
        null=True,
        blank=True,
        default=2,
        validators=[MinValueValidator(1), MaxValueValidator(60)],
        help_text=_("So many days before the meeting. Empty: none."),
    )
    sends_thanks = models.BooleanField(
        _("thank the participants"),
        default=True,
        help_text=_("When the experience is published, with a link to it and to the next meeting."),
    )
    registration_questions = StreamField(
        QuestionsBlock(), verbose_name=_("your own questions"), blank=True
    )

    registration_panel = MultiFieldPanel(
        [
            FieldPanel("takes_registrations"),
            HelpPanel(
                template="wagtail_network/admin/registration/translation_help.html",
                heading=_("In several languages"),
            ),
            FieldRowPanel([FieldPanel("registration_opens"), FieldPanel("registration_closes")]),
            FieldRowPanel([FieldPanel("capacity"), FieldPanel("seats_per_organisation")]),
            FieldRowPanel([FieldPanel("capacity_offline"), FieldPanel("capacity_online")]),
            FieldRowPanel([FieldPanel("waiting_list"), FieldPanel("offer_hours")]),
            FieldRowPanel([FieldPanel("needs_approval"), FieldPanel("colleagues")]),
            FieldPanel("asks_needs"),
            FieldPanel("registration_questions"),
            FieldPanel("asks_list_consent"),
            FieldPanel("asks_contact_consent"),
            FieldPanel("asks_photo_consent"),
            FieldPanel("participants_shown_to"),
            FieldRowPanel([FieldPanel("reminder_days"), FieldPanel("sends_thanks")]),
        ],
        _("Registration"),
        classname="collapsed",
    )

    if TYPE_CHECKING:
        # From TimedMixin and VenueMixin.
        start: Any
        is_over: Any
        takes_place: Any
        is_online: Any
        is_in_person: Any

    class Meta:
        abstract = True

    @property
    def is_hybrid(self) -> bool:
        """A person chooses whether to come or to take part online."""
        return bool(self.is_online and self.is_in_person)

    @property
    def closes(self) -> datetime:
        """When registration closes, at the latest when the meeting begins."""
        return min(self.registration_closes or self.start, self.start)

    def openness(self, now: datetime | None = None) -> "RegistrationOptionsMixin.Openness":
        """Whether people can sign up at ``now``, and if not, why."""
        now = now or timezone.now()
        if not self.takes_registrations:
            return self.Openness.OFF
        if self.is_over:
            return self.Openness.OVER
        if not self.takes_place:
            return self.Openness.CALLED_OFF
        if self.registration_opens and now < self.registration_opens:
            return self.Openness.EARLY
        return self.Openness.OPEN if now < self.closes else self.Openness.CLOSED

    def clean(self) -> None:
        super().clean()
        opens, closes = self.registration_opens, self.registration_closes
        if opens and closes and closes <= opens:
            message = _("Registration closes before it opens.")
            raise ValidationError({"registration_closes": message})
        if opens and self.start and opens >= self.start:
            message = _("Registration opens after the meeting has begun.")
            raise ValidationError({"registration_opens": message})
