"""Memberships as a table for spreadsheets."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from wagtail_network.networks.membership import Membership
from wagtail_network.organisations.visibility import Audience, profile_of

AT_A_TIME = 500


def headings() -> list[str]:
    return [
        *(_("Organisation"), _("CVR number"), _("Network"), _("Status"), _("Member since")),
        *(_("Contact person"), _("Contact's e-mail"), _("Source")),
    ]


def rows(memberships: Any, level: Audience) -> Iterator[list[Any]]:
    """With what a viewer of ``level`` may see. A query for each 500.

    ``memberships``: a queryset in the order of the rows.
    """
    found = memberships.select_related("organisation", "network", "contact_person")
    labels = {str(value): str(label) for value, label in Membership.Status.choices}
    for one in found.iterator(chunk_size=AT_A_TIME):
        contact = profile_of(one.contact_person, level) if one.contact_person else None
        yield [
            *(one.organisation.name, profile_of(one.organisation, level).cvr, one.network.title),
            *(labels[one.status], one.since),
            *((contact.name, contact.email) if contact else ("", "")),
            one.source,
        ]
