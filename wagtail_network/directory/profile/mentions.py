"""What an organisation has to do with: meetings it takes part in, articles of its people.

Read from Wagtail's index of references, which knows what an editor has put into which page.
"""

from dataclasses import dataclass
from typing import Any

import swapper
from django.contrib.contenttypes.models import ContentType
from django.db.models import Case, CharField, IntegerField, Q, Value, When
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _
from wagtail.models import ReferenceIndex

from wagtail_network.articles.models import ArticlePageMixin
from wagtail_network.core.images import THUMBNAIL, load_renditions
from wagtail_network.core.page_types import page_model_for
from wagtail_network.directory.profile.finding import Shown
from wagtail_network.events.models import EventPageMixin
from wagtail_network.organisations.models import Organisation
from wagtail_network.organisations.people import Person

swapper.set_app_prefix("wagtailcore", "wagtail")

MOST_EVENTS, MOST_ARTICLES = 5, 4
ORGANISER, SPEAKER, HOST = _("Organiser"), _("Speaker"), _("Host")


@dataclass(frozen=True)
class TakesPart:
    """A meeting, and as what the organisation takes part in it."""

    event: Any
    roles: list[Any]


def coming_events(shown: Shown) -> list[TakesPart]:
    """Meetings that the viewer may open and the organisation organises, speaks at or houses.

    In the language of the directory, the next one first. One query.
    """
    organises = Q(pk__in=_pages_with(_translations(shown), "organisers"))
    speaks = Q(pk__in=_pages_with(_colleagues(shown), "programme"))
    houses = Q(venue_name=shown.item.name)
    pages = page_model_for(EventPageMixin).objects.visible_to(shown.user).upcoming()
    pages = pages.filter(organises | speaks | houses, locale=shown.directory.locale_id)
    found = pages.annotate(organises=_true_where(organises), speaks=_true_where(speaks))
    return [TakesPart(event, _roles(event, shown.item.name)) for event in found[:MOST_EVENTS]]


def _true_where(condition: Q) -> Case:
    return Case(When(condition, then=Value(True)), default=Value(False))


def _roles(event: Any, name: str) -> list[Any]:
    roles = (
        (event.organises, ORGANISER),
        (event.speaks, SPEAKER),
        (event.venue_name == name, HOST),
    )
    return [role for applies, role in roles if applies]


def latest_articles(shown: Shown) -> list[Any]:
    """Articles that the viewer may open: by its people, or about a meeting it organised.

    In the language of the directory, the latest first. Two queries.
    """
    written = _pages_with(_listed_people(shown), "authors")
    about = _pages_with(_translations(shown), "organisers")
    pages = page_model_for(ArticlePageMixin).objects.visible_to(shown.user)
    pages = pages.filter(locale=shown.directory.locale_id).select_related("picture")
    pages = pages.filter(Q(pk__in=written) | Q(related_event__in=about))
    found = list(pages.latest_first()[:MOST_ARTICLES])
    load_renditions((article.picture for article in found), THUMBNAIL)
    return found


def _translations(shown: Shown) -> Any:
    return Organisation.objects.filter(translation_key=shown.item.translation_key)


def _colleagues(shown: Shown) -> Any:
    """The people who are shown with the organisation wherever an editor has put them."""
    people = Person.objects.filter(organisation__translation_key=shown.item.translation_key)
    return people.filter(live=True) if shown.profile.shows("people") else people.none()


def _listed_people(shown: Shown) -> Any:
    """Those who may be found in a directory: an article does not tell where its author works."""
    people = Person.objects.visible_to(shown.user, shown.level)
    return people.filter(organisation__translation_key=shown.item.translation_key)


def _pages_with(items: Any, field: str) -> Any:
    """The keys of the pages that refer to any of the items in a field, as a subquery."""
    page_model: Any = swapper.load_model("wagtailcore", "Page")
    keys = items.order_by().annotate(reference=Cast("pk", CharField())).values("reference")
    references = ReferenceIndex.objects.filter(
        base_content_type=ContentType.objects.get_for_model(page_model),
        to_content_type=ContentType.objects.get_for_model(items.model),
        to_object_id__in=keys,
        model_path__startswith=f"{field}.",
    )
    return references.annotate(page=Cast("object_id", IntegerField())).values_list(
        "page", flat=True
    )
