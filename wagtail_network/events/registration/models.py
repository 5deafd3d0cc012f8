"""Who has signed up for a meeting, and how many seats that takes."""

from typing import Any, ClassVar
from uuid import uuid4

import swapper
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wagtail_network.core.folding import fold_company, fold_email
from wagtail_network.core.secret_links import new_key, token_of
from wagtail_network.events.registration.permissions import manageable_events
from wagtail_network.events.registration.questions import Question
from wagtail_network.events.venue import VenueMixin
from wagtail_network.organisations.models import Organisation

swapper.set_app_prefix("wagtailcore", "wagtail")

# The purpose of the secret link of a registration (core/secret_links.py).
LINK = "registration"
# Without 0 and O, 1 and I, which people mix up when they read a ticket aloud.
TICKET_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


def new_ticket() -> str:
    return get_random_string(10, TICKET_LETTERS)


class Seats(models.Model):
    """The seats of a meeting: how many there are, and how many are taken.

    Not fields of the page, which a draft would carry along and publishing put back. One row for
    a meeting in all its languages. ``limit`` is what the editor has published; ``capacity`` is what
    the database holds everybody to, and is more only where more had been taken already when the
    limit was lowered, or where the coordinator let somebody in. None means: as many as come.
    """

    event = models.OneToOneField(
        swapper.get_model_name("wagtailcore", "Page"),
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="network_seats",
    )
    translation_key = models.UUIDField(unique=True)
    limit = models.PositiveIntegerField(null=True)
    limit_offline = models.PositiveIntegerField(null=True)
    limit_online = models.PositiveIntegerField(null=True)
    capacity = models.PositiveIntegerField(null=True)
    capacity_offline = models.PositiveIntegerField(null=True)
    capacity_online = models.PositiveIntegerField(null=True)
    taken_offline = models.PositiveIntegerField(default=0)
    taken_online = models.PositiveIntegerField(default=0)
    # How many are at the meeting, as counted at the door.
    present = models.PositiveIntegerField(default=0)
    # The number given last to somebody who joined the waiting list.
    queue = models.PositiveIntegerField(default=0)

    # Nothing here is a reference an editor follows.
    wagtail_reference_index_ignore: ClassVar[bool] = True

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(capacity=None)
                | Q(capacity__gte=F("taken_offline") + F("taken_online")),
                name="no_more_seats_than_there_are",
            ),
            models.CheckConstraint(
                condition=Q(capacity_offline=None) | Q(capacity_offline__gte=F("taken_offline")),
                name="no_more_seats_than_the_room_has",
            ),
            models.CheckConstraint(
                condition=Q(capacity_online=None) | Q(capacity_online__gte=F("taken_online")),
                name="no_more_seats_than_there_are_online",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.taken} / {self.limit or '–'}"

    @property
    def taken(self) -> int:
        return self.taken_offline + self.taken_online

    @property
    def left(self) -> int | None:
        """How many are free, or None where there is no limit."""
        return None if self.limit is None else max(self.limit - self.taken, 0)

    def has_room(self, mode: str) -> bool:
        """Whether the database would let one more in, which it does to more than ``left``."""
        of_mode = (getattr(self, f"capacity_{mode}"), getattr(self, f"taken_{mode}"))
        pairs = ((self.capacity, self.taken), of_mode)
        return all(capacity is None or capacity > taken for capacity, taken in pairs)

    def left_for(self, mode: str) -> int | None:
        """How many are free in the room or online, or None where there is no limit."""
        limit, taken = getattr(self, f"limit_{mode}"), getattr(self, f"taken_{mode}")
        of_mode = None if limit is None else max(limit - taken, 0)
        known = [number for number in (self.left, of_mode) if number is not None]
        return min(known) if known else None

    def is_full(self, modes: list[str]) -> bool:
        """Whether nobody finds a seat any more, whichever of ``modes`` they choose."""
        return all(self.left_for(mode) == 0 for mode in modes)


class OrganisationSeats(models.Model):
    """How many seats an organisation has, where a meeting limits that."""

    event = models.ForeignKey(
        swapper.get_model_name("wagtailcore", "Page"), on_delete=models.CASCADE, related_name="+"
    )
    key = models.CharField(max_length=200)
    capacity = models.PositiveIntegerField()
    taken = models.PositiveIntegerField(default=0)

    # Nothing here is a reference an editor follows.
    wagtail_reference_index_ignore: ClassVar[bool] = True

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["event", "key"], name="one_count_per_organisation"),
            models.CheckConstraint(
                condition=Q(capacity__gte=F("taken")), name="no_more_seats_than_an_organisation_may"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key}: {self.taken} / {self.capacity}"


class RegistrationQuerySet(models.QuerySet["Registration"]):
    def of(self, event: Any) -> "RegistrationQuerySet":
        """Those of a meeting, in whatever language they came. ``event``: the page or its key."""
        return self.filter(event=getattr(event, "pk", event))

    def visible_to(self, user: Any) -> "RegistrationQuerySet":
        """Those that this user (or None, or an anonymous one) may read."""
        return self.filter(event__in=manageable_events(user, "view").order_by().values("pk"))

    def active(self) -> "RegistrationQuerySet":
        return self.filter(status__in=Registration.ACTIVE)

    def seated(self) -> "RegistrationQuerySet":
        """Those who hold a seat: registered, or offered one that is kept for them."""
        return self.filter(status__in=Registration.SEATED)

    def participants(self) -> "RegistrationQuerySet":
        return self.filter(status=Registration.Status.REGISTERED)

    def waiting(self) -> "RegistrationQuerySet":
        """The waiting list in its order."""
        return self.filter(status=Registration.Status.WAITING).order_by("queue_number")


class Registration(models.Model):
    """One person's registration for one meeting."""

    class Status(models.TextChoices):
        PENDING = "pending", _("Awaiting approval")
        REGISTERED = "registered", _("Registered")
        OFFERED = "offered", _("Offered a seat")
        WAITING = "waiting", _("On the waiting list")
        CANCELLED = "cancelled", pgettext_lazy("registration", "Cancelled")
        DECLINED = "declined", _("Declined")
        LAPSED = "lapsed", _("Offer not taken up")

    class Source(models.TextChoices):
        WEB = "web", pgettext_lazy("by themselves", "Signed up")
        COLLEAGUE = "colleague", _("Signed up by a colleague")
        SERIES = "series", _("With the whole series")
        HAND = "hand", _("Added by the coordinator")
        WALK_IN = "walk_in", _("Came without registration")

    ACTIVE: ClassVar = (Status.PENDING, Status.REGISTERED, Status.OFFERED, Status.WAITING)
    SEATED: ClassVar = (Status.REGISTERED, Status.OFFERED)
    Mode = VenueMixin.AttendanceMode

    event = models.ForeignKey(
        swapper.get_model_name("wagtailcore", "Page"),
        verbose_name=_("meeting"),
        on_delete=models.CASCADE,
        related_name="+",
    )
    status = models.CharField(_("status"), max_length=10, choices=Status.choices)
    # Counts the changes of status: what has been said of the one before is told by it, and
    # whoever changes a registration changes the one they have read.
    revision = models.PositiveIntegerField(default=0, editable=False)
    queue_number = models.PositiveIntegerField(null=True, editable=False)
    offer_ends = models.DateTimeField(_("offer ends"), null=True, editable=False)

    name = models.CharField(_("name"), max_length=200)
    email = models.EmailField(_("e-mail"), max_length=254, blank=True)
    email_key = models.CharField(max_length=254, editable=False)
    organisation_name = models.CharField(_("organisation"), max_length=200, blank=True)
    organisation_key = models.CharField(max_length=200, editable=False)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )
    title = models.CharField(_("title"), max_length=200, blank=True)
    mode = models.CharField(
        _("attendance"), max_length=10, choices=Mode.choices[:2], default=Mode.OFFLINE
    )
    needs = models.CharField(_("food and access"), max_length=500, blank=True)
    message = models.TextField(_("message"), max_length=2000, blank=True)

    language = models.CharField(max_length=20, editable=False)
    source = models.CharField(
        _("source"), max_length=10, choices=Source.choices, default=Source.WEB, editable=False
    )
    # One for each form that was shown: the same form sent twice is one registration.
    submission = models.UUIDField(default=uuid4, editable=False)
    signed_up_by = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, editable=False, related_name="colleagues"
    )
    key = models.CharField(max_length=22, unique=True, editable=False)
    ticket = models.CharField(max_length=10, unique=True, editable=False)
    note = models.CharField(
        _("note"), max_length=500, blank=True, help_text=_("Only coordinators see it.")
    )
    created_at = models.DateTimeField(_("signed up"), default=timezone.now, editable=False)
    changed_at = models.DateTimeField(default=timezone.now, editable=False)
    checked_in_at = models.DateTimeField(_("came"), null=True, editable=False)
    # When the last tap at the door was made that said whether they are here, whichever that was:
    # one that was made before it, and comes later over a bad connection, says nothing any more.
    checked_changed_at = models.DateTimeField(null=True, editable=False)

    objects = RegistrationQuerySet.as_manager()

    # Nothing here is a reference an editor follows.
    wagtail_reference_index_ignore: ClassVar[bool] = True

    class Meta:
        verbose_name = _("registration")
        verbose_name_plural = _("registrations")
        ordering = ["event", "created_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "email_key"],
                condition=Q(status__in=["pending", "registered", "offered", "waiting"])
                & ~Q(email_key=""),
                name="one_active_registration_per_address",
            ),
            models.UniqueConstraint(
                fields=["event", "submission"],
                condition=Q(source="walk_in"),
                name="one_walk_in_per_form",
            ),
            models.UniqueConstraint(
                fields=["event", "queue_number"],
                condition=Q(status="waiting"),
                name="one_place_in_the_queue_each",
            ),
        ]
        indexes = [
            models.Index(fields=["event", "status"], name="registrations_by_status"),
            models.Index(
                fields=["offer_ends"], condition=Q(status="offered"), name="offers_by_their_end"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.set_keys()
        super().save(*args, **kwargs)

    def set_keys(self) -> None:
        """Secrets, and what addresses and companies are compared by; ``bulk_create`` sets none."""
        self.key = self.key or new_key()
        self.ticket = self.ticket or new_ticket()
        self.email_key = fold_email(self.email)
        self.organisation_key = fold_company(self.organisation_name)

    @property
    def token(self) -> str:
        """What stands in the secret link."""
        return token_of(self.key, LINK)

    @property
    def is_active(self) -> bool:
        return self.status in self.ACTIVE

    @property
    def holds_seat(self) -> bool:
        return self.status in self.SEATED


class Answer(models.Model):
    """The answer to one of the editor's questions, in the wording in which it was put.

    ``value`` is a text, a list of texts, a number or a boolean, by the kind of the question.
    """

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="answers")
    value = models.JSONField(encoder=DjangoJSONEncoder)

    # Nothing here is a reference an editor follows.
    wagtail_reference_index_ignore: ClassVar[bool] = True

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "question"], name="one_answer_per_question"
            )
        ]

    def __str__(self) -> str:
        return f"{self.question}: {self.value}"


class Consent(models.Model):
    """A yes to one purpose: in which words it was asked for, when, and when it was taken back."""

    class Purpose(models.TextChoices):
        LIST = "list", _("List of participants")
        CONTACT = "contact", _("Contact by the network")
        PHOTO = "photo", _("Photos")

    registration = models.ForeignKey(
        Registration, on_delete=models.CASCADE, related_name="consents"
    )
    purpose = models.CharField(max_length=10, choices=Purpose.choices)
    wording = models.TextField()
    language = models.CharField(max_length=20)
    given_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True)

    # Nothing here is a reference an editor follows.
    wagtail_reference_index_ignore: ClassVar[bool] = True

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "purpose"],
                condition=Q(withdrawn_at=None),
                name="one_consent_in_force_per_purpose",
            )
        ]

    def __str__(self) -> str:
        return str(self.get_purpose_display())
