"""Builds the demonstration below a page, in every language that page has, and removes it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail.images import get_image_model
from wagtail.models import Collection

from wagtail_network.articles.models import ArticleIndexPageMixin, ArticlePageMixin
from wagtail_network.core.page_types import page_model_for
from wagtail_network.demo import pictures
from wagtail_network.demo.keys import key
from wagtail_network.demo.meetings import day_of, meeting_fields
from wagtail_network.demo.reading import blocks, read, told
from wagtail_network.demo.register import (
    LOGOS,
    Register,
    build_register,
    organisation_keys,
    wipe_register,
)
from wagtail_network.demo.registrations import sign_people_up
from wagtail_network.directory.pages import DirectoryPageMixin
from wagtail_network.events.models import EventIndexPageMixin, EventPageMixin
from wagtail_network.networks.membership import Membership
from wagtail_network.networks.models import NetworkIndexPageMixin, NetworkPageMixin
from wagtail_network.organisations.models import Organisation

COLLECTION = "network_demo"
FILE_PREFIX = "network-demo-"
LINKEDIN_GROUP = "https://www.linkedin.com/groups/13000200/"
INDEXES = [
    (EventIndexPageMixin, "events", ["Møder", "Meetings"], ["moeder", "meetings"]),
    (DirectoryPageMixin, "directory", ["Medlemmer", "Members"], ["medlemmer", "members"]),
    (ArticleIndexPageMixin, "articles", ["Nyt", "News"], ["nyt", "news"]),
]


class DemoRefused(Exception):
    """The demonstration would have to touch what it did not make. The message says what to do."""


@dataclass
class Pictures:
    scenes: dict[str, Any]
    logos: dict[str, Any]


@transaction.atomic
def build(parent: Any, today: date | None = None) -> Any:
    """Adds the demonstration below ``parent`` and its translations; returns the list of networks.

    Changes nothing where it is there already. Raises ``DemoRefused`` where a page of the same
    address is somebody else's.
    """
    today = today or timezone.localdate()
    if found := demo_pages().filter(translation_key=key("index"), locale=parent.locale).first():
        return found
    parents = [parent, *parent.get_translations().select_related("locale")]
    for place in parents:
        _refuse_foreign(place)
    drawn = _draw()
    built = [_build_language(place, drawn, today) for place in parents]
    _build_memberships(parent.locale, today)
    sign_people_up(parent.locale, today)
    return built[0]


@transaction.atomic
def wipe() -> int:
    """Removes all that ``build`` made; returns the number of pages.

    The country's regions and municipalities stay: other networks may be founded in them. Raises
    ``DemoRefused`` where somebody has added pages below the demonstration, or has made one of
    its companies a member of another network.
    """
    tops = list(demo_pages().filter(translation_key=key("index")))
    ours = set(_page_keys())
    for top in tops:
        foreign = top.get_descendants().exclude(translation_key__in=ours)
        _refuse_to_lose(_("pages below the example"), foreign.values_list("title", flat=True))
    joined = Membership.objects.exclude(network__translation_key__in=ours)
    joined = joined.filter(organisation__translation_key__in=organisation_keys())
    names = joined.values_list("organisation__name", flat=True)
    _refuse_to_lose(_("its companies in other networks"), names)
    number = sum(top.get_descendant_count() + 1 for top in tops)
    for top in tops:
        top.get_parent().refresh_from_db()
        type(top).objects.get(pk=top.pk).delete()
    wipe_register()
    _wipe_pictures()
    return number


def demo_pages() -> Any:
    return page_model_for(NetworkIndexPageMixin).objects.all()


def _refuse_to_lose(what: str, names: Any) -> None:
    found = list(names)
    if found:
        named = ", ".join(found[:5]) + (" …" if len(found) > 5 else "")
        message = _(
            "The example did not make all that would be lost: %(what)s (%(number)d: %(named)s). "
            "Move or delete them first."
        )
        raise DemoRefused(message % {"what": what, "number": len(found), "named": named})


def _refuse_foreign(parent: Any) -> None:
    slug = told(read("networks")["index"]["slug"], parent.locale)
    if parent.get_children().filter(slug=slug).exists():
        message = _(
            "“%(title)s” already has a page with the address “%(slug)s/” that the example did not "
            "make. Move it, or give another place with --parent."
        )
        raise DemoRefused(message % {"title": parent.title, "slug": slug})


def _draw() -> Pictures:
    collection = Collection.get_first_root_node().add_child(name=COLLECTION)
    scenes = {name: _image(name, pictures.picture(name), collection) for name in pictures.SCENES}
    logos = {
        name: _image(name, pictures.logo(number), collection)
        for number, name in enumerate(sorted(LOGOS))
    }
    return Pictures(scenes, logos)


def _image(name: str, data: bytes, collection: Collection) -> Any:
    return get_image_model().objects.create(
        title=name, file=ContentFile(data, f"{FILE_PREFIX}{name}.jpg"), collection=collection
    )


def _build_language(parent: Any, drawn: Pictures, today: date) -> Any:
    register = build_register(parent.locale, drawn.logos, drawn.scenes, today)
    content = read("networks")
    entry = content["index"]
    index = _add(
        parent,
        page_model_for(NetworkIndexPageMixin),
        ("index",),
        title=told(entry["title"], parent.locale),
        slug=told(entry["slug"], parent.locale),
        introduction=told(entry["introduction"], parent.locale),
        show_in_menus=True,
    )
    _build_for_all(index, EventIndexPageMixin, "calendar", content)
    _build_for_all(index, DirectoryPageMixin, "members", content)
    for network in content["network"]:
        page = _build_network(index, network, register, drawn)
        meetings = _build_meetings(page, network["key"], register, drawn, today)
        _add_index(page, network["key"], *INDEXES[1])
        _build_articles(page, network["key"], register, drawn, meetings, today)
    return index


def _build_for_all(index: Any, mixin: Any, name: str, content: dict[str, Any]) -> None:
    """The meetings or the members of all networks in one list."""
    texts = {field: told(text, index.locale) for field, text in content[name].items()}
    _add(index, page_model_for(mixin), (name,), **texts)


def _build_network(index: Any, entry: dict[str, Any], register: Register, drawn: Pictures) -> Any:
    locale = register.locale
    return _add(
        index,
        page_model_for(NetworkPageMixin),
        ("network", entry["key"]),
        title=told(entry["title"], locale),
        slug=told(entry["slug"], locale),
        lead=told(entry["lead"], locale),
        region=register.regions[entry["region"]],
        picture=drawn.scenes[entry["picture"]],
        purpose=blocks(told(entry["purpose"], locale)),
        joining=format_html("<p>{}</p>", told(entry["joining"], locale)),
        contact_email=entry["contact_email"],
        linkedin_group_url=LINKEDIN_GROUP,
        linkedin_subgroup_url=entry["linkedin_subgroup_url"],
        partners=[
            ("partner", {"organisation": register.organisations[name], "role": role})
            for name, role in entry["partners"]
        ],
        coordinators=[("coordinator", register.people[name]) for name in entry["coordinators"]],
    )


def _build_meetings(
    network: Any, network_key: str, register: Register, drawn: Pictures, today: date
) -> dict[str, Any]:
    index = _add_index(network, network_key, *INDEXES[0])
    return {
        entry["key"]: _add(
            index,
            page_model_for(EventPageMixin),
            ("meeting", entry["key"]),
            title=told(entry["title"], register.locale),
            slug=told(entry["slug"], register.locale),
            **meeting_fields(entry, register, drawn.scenes, today),
        )
        for entry in read("meetings")["meeting"]
        if entry["network"] == network_key
    }


def _build_articles(
    network: Any,
    network_key: str,
    register: Register,
    drawn: Pictures,
    meetings: dict[str, Any],
    today: date,
) -> None:
    index = _add_index(network, network_key, *INDEXES[2])
    for entry in read("networks")["article"]:
        if entry["network"] != network_key:
            continue
        meeting = meetings.get(entry.get("meeting", ""))
        begins = meeting.local_end.date() if meeting else today
        _add(
            index,
            page_model_for(ArticlePageMixin),
            ("article", entry["title"][1]),
            title=told(entry["title"], register.locale),
            date=min(begins + timedelta(days=entry["days"]), today),
            lead=told(entry["lead"], register.locale),
            picture=drawn.scenes[entry["picture"]],
            body=blocks(told(entry["body"], register.locale)),
            authors=[("person", register.people[name]) for name in entry["authors"]],
            related_event=meeting,
        )


def _add_index(
    network: Any, network_key: str, mixin: Any, kind: str, titles: list[str], slugs: list[str]
) -> Any:
    locale = network.locale
    names = {"title": told(titles, locale), "slug": told(slugs, locale)}
    return _add(network, page_model_for(mixin), (kind, network_key), **names)


def _add(parent: Any, model: Any, parts: tuple[str, ...], **fields: Any) -> Any:
    page = model(locale=parent.locale, translation_key=key(*parts), **fields)
    parent.add_child(instance=page)
    page.save_revision().publish()
    return page


def _build_memberships(locale: Any, today: date) -> None:
    """In the source language only: a network's translations share its members."""
    networks = page_model_for(NetworkPageMixin).objects.filter(locale=locale)
    since = min(day_of(entry, today) for entry in read("meetings")["meeting"])
    for name, prefix in (("sjaelland", "sj"), ("nord", "nord")):
        network = networks.get(translation_key=key("network", name))
        for number, entry in enumerate(_members(prefix)):
            organisation = Organisation.objects.get(
                translation_key=key("organisation", entry["key"]), locale=locale
            )
            Membership.objects.create(
                network=network.page_ptr if hasattr(network, "page_ptr") else network,
                organisation=organisation,
                status=Membership.Status.PAUSED if number == 11 else Membership.Status.ACTIVE,
                since=min(since + timedelta(days=number * 17), today),
                contact_person=organisation.people.first(),
                source=COLLECTION,
            )


def _members(prefix: str) -> Iterator[dict[str, Any]]:
    for entry in read("register")["organisation"]:
        if entry["key"].startswith(prefix):
            yield entry


def _page_keys() -> Iterator[Any]:
    yield from (key("index"), key("calendar"), key("members"))
    content = read("networks")
    for network in content["network"]:
        yield key("network", network["key"])
        yield from (key(kind, network["key"]) for _, kind, *_ in INDEXES)
    yield from (key("article", article["title"][1]) for article in content["article"])
    yield from (key("meeting", meeting["key"]) for meeting in read("meetings")["meeting"])


def _wipe_pictures() -> None:
    for collection in Collection.objects.filter(name=COLLECTION):
        images = get_image_model().objects.filter(collection=collection)
        for image in images.filter(file__contains=FILE_PREFIX):
            image.delete()
        # Somebody may have put more into it.
        if not images.exists() and not collection.get_children():
            collection.delete()
