"""What is hidden from somebody cannot be found, counted, sorted by or suggested to them."""

from collections.abc import Callable
from typing import Any

import pytest
from wagtail.models import Locale

from wagtail_network.directory.index.sources import FACET_RULES, WORD_RULES
from wagtail_network.models import (
    Certification,
    Competence,
    Membership,
    Municipality,
    NetworkPage,
    Organisation,
    Person,
    Reference,
    Sector,
)
from wagtail_network.organisations.visibility import (
    ORGANISATION_FIELDS,
    PERSON_FIELDS,
    Audience,
)

Ask = Callable[..., Any]
EVERYONE, MEMBERS, COORDINATORS = Audience
CANARY = "kanariefugl"
# Fields the index knows nothing of, at whatever audience.
NOT_INDEXED = {"logo", "website", "linkedin_url", "email", "phone", "people", "photo"}


def a_member_with(field: str, make_member: Ask, locale: Locale) -> Organisation:
    """A member with a value nobody else has in one field, and nothing in the others."""
    terms = {"name": CANARY, "locale": locale}
    match field:
        case "place":
            place = Municipality.objects.create(code=CANARY[:10], name=CANARY)
            return make_member("Skjult", municipality=place, city=CANARY, address=CANARY)
        case "sector":
            return make_member("Skjult", sector=Sector.objects.create(**terms))
        case "competences" | "competences_sought":
            return make_member("Skjult", **{field: [Competence.objects.create(**terms)]})
        case "certifications":
            return make_member("Skjult", certifications=[Certification.objects.create(**terms)])
        case "references":
            organisation = make_member("Skjult")
            Reference.objects.create(organisation=organisation, title=CANARY, text=CANARY)
            return organisation
        case "size":
            return make_member("Skjult", size="250")
        case "cvr":
            return make_member("Skjult", cvr="10150817")
        case "website" | "linkedin_url":
            return make_member("Skjult", **{field: f"https://example.org/{CANARY}"})
        case "logo" | "people":
            return make_member("Skjult")
    return make_member("Skjult", **{field: CANARY})


def traces(ask: Ask, level: int, kind: str = "organisation") -> list[Any]:
    """Everything by which a search tells that somebody has the value."""
    asked: dict[str, Any] = {"level": level, "kind": kind}
    found = [ask(text, **asked).keys for text in (CANARY, CANARY[:6], "10150817", "101")]
    found.append(ask("kanariefulg", **asked).suggestion)
    counts = ask(**asked).counts
    found += [values for name, values in counts.items() if name != "network"]
    for name in FACET_RULES[kind]:
        values = [CANARY[:10], "250", *(str(key) for key in _keys())]
        found.append(ask(chosen={name: values}, **asked).keys)
    return [one for one in found if one]


def _keys() -> list[Any]:
    models: tuple[Any, ...] = (Sector, Competence, Certification)
    return [key for model in models for key in model.objects.values_list("translation_key", flat=1)]


@pytest.mark.parametrize("field", [one for one in ORGANISATION_FIELDS if one not in NOT_INDEXED])
@pytest.mark.parametrize("own", [MEMBERS, COORDINATORS])
def test_what_a_member_hides_leaves_no_trace_for_others(
    field: str, own: Audience, make_member: Ask, ask: Ask, network: NetworkPage
) -> None:
    make_member("Åben")
    hidden = a_member_with(field, make_member, network.locale)
    assert traces(ask, EVERYONE), "nothing would show that it is hidden"
    hidden.visibility = {field: int(own)}
    hidden.save()
    for level in Audience:
        assert bool(traces(ask, level)) == (level >= own)
        assert ask(level=level).total == 2


@pytest.mark.parametrize("field", [one for one in ORGANISATION_FIELDS if one not in NOT_INDEXED])
def test_what_the_site_hides_leaves_no_trace_from_that_moment(
    field: str, make_member: Ask, ask: Ask, network: NetworkPage, settings: Any
) -> None:
    a_member_with(field, make_member, network.locale)
    assert traces(ask, EVERYONE)
    settings.WAGTAIL_NETWORK = {"FIELD_AUDIENCES": {f"organisation.{field}": "members"}}
    assert [bool(traces(ask, level)) for level in Audience] == [False, True, True]


@pytest.mark.parametrize("field", ["website", "linkedin_url", "email", "phone"])
def test_how_to_reach_a_member_is_never_found(
    field: str, make_member: Ask, ask: Ask, network: NetworkPage
) -> None:
    a_member_with(field, make_member, network.locale)
    assert traces(ask, COORDINATORS) == []


@pytest.mark.parametrize("how", ["own", "site"])
def test_a_hidden_profile_is_not_found_at_all(
    how: str, make_member: Ask, ask: Ask, settings: Any
) -> None:
    hidden = make_member(CANARY, audience=MEMBERS if how == "own" else EVERYONE, size="250")
    if how == "site":
        settings.WAGTAIL_NETWORK = {"FIELD_AUDIENCES": {"organisation": "members"}}
    Person.objects.create(name=CANARY, organisation=hidden, audience=EVERYONE, locale=hidden.locale)
    for kind in ("organisation", "person"):
        assert traces(ask, EVERYONE, kind) == []
        assert ask(kind=kind).total == 0
        assert ask(kind=kind).counts["network"] == {}
        assert ask(kind=kind, level=MEMBERS).total == 1


@pytest.fixture
def person(make_member: Ask, koege: Municipality, trade: Sector) -> Person:
    employer = make_member("Firma", municipality=koege, sector=trade)
    return Person.objects.create(
        name="Bo Bak", organisation=employer, audience=EVERYONE, locale=employer.locale
    )


@pytest.mark.parametrize("audience", Audience)
def test_a_person_is_found_by_those_it_is_listed_for(
    person: Person, ask: Ask, audience: Audience
) -> None:
    person.audience = audience
    person.save()
    for level in Audience:
        assert ask("bo", kind="person", level=level).total == (level >= audience)


@pytest.mark.parametrize("field", [one for one in PERSON_FIELDS if one not in NOT_INDEXED])
def test_what_a_person_hides_leaves_no_trace_for_others(
    field: str, person: Person, ask: Ask, carpentry: Competence
) -> None:
    text = "tømrerarbejde" if field == "competences" else "projektleder"
    if field == "competences":
        person.competences = [carpentry]
    else:
        person.title = text
    person.visibility = {field: int(MEMBERS)}
    person.save()
    for level in Audience:
        found = ask(text, kind="person", level=level)
        assert found.total == (level >= MEMBERS)
        assert bool(ask(kind="person", level=level).counts["competence"]) == (
            field == "competences" and level >= MEMBERS
        )


def test_a_person_shows_no_more_of_the_organisation_than_it_does_itself(
    person: Person, ask: Ask, names: Ask
) -> None:
    employer: Any = person.organisation
    assert ask("køge", kind="person").total == 1
    employer.visibility = {"place": int(MEMBERS), "sector": int(MEMBERS)}
    employer.save()
    found = ask(kind="person")
    assert ask("køge", kind="person").total == ask("håndværk", kind="person").total == 0
    assert found.total == 1 and not found.counts["sector"] and not found.counts["municipality"]
    employer.visibility = {"people": int(MEMBERS)}
    employer.save()
    assert ask(kind="person").total == 0
    assert ask(kind="person", level=MEMBERS).total == 1


def test_a_network_out_of_sight_is_not_counted_nor_chosen(
    make_member: Ask, ask: Ask, names: Ask, network: NetworkPage, network_index: Any
) -> None:
    other = network_index.add_child(instance=NetworkPage(title="Lukket"))
    first, second = make_member("A", since="2026-01-01"), make_member("B", since="2026-02-01")
    Membership.objects.create(network=other, organisation=first, since="2026-05-01")
    key = str(other.translation_key)
    assert ask().counts["network"] == {str(network.translation_key): 2}
    assert ask(chosen={"network": [key]}).total == 0
    assert names(ask(sort="newest")) == ["B", "A"], "the date in the other network tells nothing"
    both = frozenset([key, str(network.translation_key)])
    assert names(ask(sort="newest", networks=both)) == ["A", "B"]
    assert ask(networks=both, chosen={"network": [key]}).total == 1
    assert second.pk


def test_of_translations_the_strictest_choice_holds(
    make_member: Ask, ask: Ask, network: NetworkPage, trade: Sector
) -> None:
    danish = make_member("Firma", sector=trade, short_text="tegl")
    english = danish.copy_for_translation(Locale.objects.get_or_create(language_code="en")[0])
    english.short_text, english.live = "bricks", True
    english.save()
    assert ask("tegl").keys == ask("bricks").keys == [danish.translation_key]
    english.visibility = {"short_text": int(MEMBERS)}
    english.save()
    assert ask("tegl").total == ask("bricks").total == 0
    assert ask("tegl", level=MEMBERS).total == 1


def test_every_word_and_every_value_is_under_a_rule_of_a_field_that_can_be_hidden() -> None:
    fields = {f"organisation.{name}" for name in ORGANISATION_FIELDS}
    fields |= {f"person.{name}" for name in PERSON_FIELDS}
    for rules in (*WORD_RULES.values(), *FACET_RULES.values()):
        assert {rule for rule in rules.values() if rule} <= fields
