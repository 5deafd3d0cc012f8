"""What a viewer may know of organisations that bears on whom they complement."""

from collections.abc import Callable, Collection
from typing import Any
from uuid import UUID

from django.db.models import Case, Count, Value, When

from wagtail_network.core.page_types import page_model_for
from wagtail_network.directory.matching.fitting import Above, with_ancestors, with_descendants
from wagtail_network.directory.matching.ranking import Side
from wagtail_network.networks.membership import Membership
from wagtail_network.networks.models import NetworkPageMixin
from wagtail_network.organisations.danish_distances import codes_near
from wagtail_network.organisations.models import Organisation
from wagtail_network.organisations.visibility import Audience, may_see

# So many of those who fit best are weighed against each other, each way.
MOST_WEIGHED = 150
NEAR_KM = 40


def sides_of(
    organisations: Collection[Organisation], level: int, user: Any, own: UUID
) -> dict[UUID, Side]:
    """What somebody of ``level`` may see, by translation key. Three queries.

    Of their ``own`` organisation all: what we hide, we still know. Networks: those that ``user``
    may open.
    """

    def shows(one: Organisation, field: str) -> bool:
        return one.translation_key == own or may_see(one, field, level)

    offers = _keys_of(organisations, "competences", shows)
    seeks = _keys_of(organisations, "competences_sought", shows)
    networks = _networks_of(organisations, user)
    return {
        one.translation_key: Side(
            offers=frozenset(offers.get(one.pk, ())),
            seeks=frozenset(seeks.get(one.pk, ())),
            municipality=_code_of(one.municipality) if shows(one, "place") else "",
            networks=frozenset(networks.get(one.translation_key, ())),
        )
        for one in organisations
    }


def candidates_for(
    own: Side, own_key: UUID, others: Any, level: Audience, above: Above
) -> list[Any]:
    """Of the others, as a queryset, those who may be suggested and have to do with us.

    At most 150 that offer and 150 that look for most of it, those near by first of equal ones.
    Each once, whatever its languages. Three queries.
    """
    found = others.filter(suggestible=True).exclude(translation_key=own_key)
    ways = (("competences", own.seeks), ("competences_sought", own.offers))
    keys = [
        pk
        for field, words in ways
        if words
        for pk in _with_most(found, field, _family(words, above), level, own.municipality)
    ]
    rows = Organisation.objects.filter(pk__in=keys).select_related("municipality", "sector")
    return list({row.translation_key: row for row in rows.order_by("pk")}.values())


def _family(words: Collection[str], above: Above) -> set[str]:
    return with_ancestors(words, above) | with_descendants(words, above)


def _with_most(
    found: Any, field: str, words: Collection[str], level: Audience, municipality: str
) -> list[int]:
    shown = found.showing(field, level).filter(**{f"{field}__translation_key__in": words})
    near = shown.model.objects.showing("place", level).filter(
        municipality__code__in=codes_near(municipality, NEAR_KM)
    )
    counted = shown.annotate(
        fitting=Count(field), far=Case(When(pk__in=near.values("pk"), then=Value(0)), default=1)
    )
    best = counted.order_by("-fitting", "far", "pk").values_list("pk", flat=True)
    return list(best[:MOST_WEIGHED])


def _keys_of(
    organisations: Collection[Organisation], field: str, shows: Callable[[Organisation, str], bool]
) -> dict[int, list[str]]:
    """The translation keys of their competences, by the key of those that show them."""
    shown = [one.pk for one in organisations if shows(one, field)]
    through: Any = getattr(Organisation, field).through
    rows = through.objects.filter(organisation__in=shown)
    found: dict[int, list[str]] = {}
    for pk, key in rows.values_list("organisation_id", "competence__translation_key"):
        found.setdefault(pk, []).append(str(key))
    return found


def _code_of(municipality: Any | None) -> str:
    return str(municipality.code) if municipality else ""


def _networks_of(organisations: Collection[Organisation], user: Any) -> dict[UUID, list[str]]:
    pages = page_model_for(NetworkPageMixin).objects.visible_to(user)
    active = Membership.objects.filter(
        status=Membership.Status.ACTIVE,
        organisation__translation_key__in=[one.translation_key for one in organisations],
        network__translation_key__in=pages.order_by().values("translation_key"),
    )
    found: dict[UUID, list[str]] = {}
    pairs = active.order_by().values_list(
        "organisation__translation_key", "network__translation_key"
    )
    for organisation, network in pairs:
        found.setdefault(organisation, []).append(str(network))
    return found
