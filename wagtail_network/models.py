"""The models of ``wagtail_network``, and the only import path promised to sites.

Inside the package every room imports from the rooms before it; sites, tests and migrations
import from here. The concrete page types are missing where the site has swapped Wagtail's
base page: build your own from the mixins.
"""

import swapper

from wagtail_network.articles.importing.models import PendingFile, PendingImport
from wagtail_network.articles.models import ArticleIndexPageMixin, ArticlePageMixin
from wagtail_network.core.mail.models import Mail
from wagtail_network.core.rate_limits import RateLimit
from wagtail_network.directory.index.models import DirectoryEntry, IndexVersion
from wagtail_network.directory.joining.access import ProfileAccess
from wagtail_network.directory.joining.change import ProfileChange
from wagtail_network.directory.merging.models import KnownApart
from wagtail_network.directory.pages import DirectoryPageMixin
from wagtail_network.directory.transfer.models import ImportJob, ImportRow
from wagtail_network.events.calendar.entry import CalendarEntry
from wagtail_network.events.models import EventIndexPageMixin, EventPageMixin
from wagtail_network.events.registration.models import (
    Answer,
    Consent,
    OrganisationSeats,
    Registration,
    Seats,
)
from wagtail_network.events.registration.questions import Question
from wagtail_network.events.series import Series
from wagtail_network.networks.membership import Membership
from wagtail_network.networks.models import NetworkIndexPageMixin, NetworkPageMixin
from wagtail_network.organisations.models import Organisation, Reference
from wagtail_network.organisations.old_slugs import OldSlug
from wagtail_network.organisations.people import Person
from wagtail_network.organisations.regions import Municipality, Region
from wagtail_network.organisations.taxonomy import Certification, Competence, Sector

__all__ = [
    "Answer",
    "ArticleIndexPageMixin",
    "ArticlePageMixin",
    "CalendarEntry",
    "Certification",
    "Competence",
    "Consent",
    "DirectoryEntry",
    "DirectoryPageMixin",
    "EventIndexPageMixin",
    "EventPageMixin",
    "IndexVersion",
    "KnownApart",
    "ImportJob",
    "ImportRow",
    "Mail",
    "Membership",
    "Municipality",
    "NetworkIndexPageMixin",
    "NetworkPageMixin",
    "OldSlug",
    "Organisation",
    "OrganisationSeats",
    "PendingFile",
    "PendingImport",
    "Person",
    "ProfileAccess",
    "ProfileChange",
    "Question",
    "RateLimit",
    "Reference",
    "Region",
    "Registration",
    "Seats",
    "Sector",
    "Series",
]

if not swapper.is_swapped("wagtailcore", "Page"):
    from wagtail_network.articles.models import ArticleIndexPage, ArticlePage
    from wagtail_network.directory.pages import DirectoryPage
    from wagtail_network.events.models import EventIndexPage, EventPage
    from wagtail_network.networks.models import NetworkIndexPage, NetworkPage

    __all__ += [
        "ArticleIndexPage",
        "ArticlePage",
        "DirectoryPage",
        "EventIndexPage",
        "EventPage",
        "NetworkIndexPage",
        "NetworkPage",
    ]
