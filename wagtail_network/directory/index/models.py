"""What is known of each member, written down so that it is found fast."""

from uuid import uuid4

from django.db import models

from wagtail_network.organisations.visibility import Audience

# The version of what has been written and not been counted yet.
UNCOUNTED = 0


class Kind(models.TextChoices):
    ORGANISATION = "organisation"
    PERSON = "person"


class DirectoryEntry(models.Model):
    """One organisation or person, whatever languages it is published in.

    ``document`` is JSON, made and read in ``documents.py``; empty where there is nothing to find
    any more, which who has read the entry before has to learn. ``audience`` and the audiences in
    the document are the members' own: the site's rules are asked when somebody searches.
    """

    kind = models.CharField(max_length=12, choices=Kind.choices)
    key = models.UUIDField()  # the translation key
    name = models.CharField(max_length=200, blank=True)
    sort_key = models.CharField(max_length=600, blank=True)
    audience = models.PositiveSmallIntegerField(choices=Audience.choices, default=Audience.EVERYONE)
    document = models.TextField(blank=True)
    updated = models.DateTimeField(null=True, blank=True)
    # Of all that has been counted, what is later has the higher version. Stamps tell apart what
    # has not.
    version = models.PositiveBigIntegerField(default=UNCOUNTED, db_index=True)
    stamp = models.UUIDField(default=uuid4)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "key"], name="one_entry_of_each_member")
        ]

    def __str__(self) -> str:
        return self.name


class IndexVersion(models.Model):
    """How far the entries have been counted: one row.

    With another ``epoch`` the entries are others, and nothing of what was read before holds.
    """

    number = models.PositiveBigIntegerField(default=UNCOUNTED)
    epoch = models.UUIDField(default=uuid4)

    def __str__(self) -> str:
        return str(self.number)
