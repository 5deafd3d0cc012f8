import pytest
from wagtail.models import Locale

from wagtail_network.models import NetworkPage, Organisation, Person
from wagtail_network.networks.partners import coordinators_of, partners_by_role


def told(network: NetworkPage) -> list[tuple[str, list[str]]]:
    network = NetworkPage.objects.get(pk=network.pk)
    return [
        (group.role, [organisation.name for organisation in group.organisations])
        for group in partners_by_role(network)
    ]


@pytest.fixture
def partners(network: NetworkPage) -> list[Organisation]:
    roles = ["funder", "partner", "anchor", "partner", "organiser"]
    found = [
        Organisation.objects.create(name=f"{role} {number}", locale=network.locale)
        for number, role in enumerate(roles)
    ]
    network.partners = [
        ("partner", {"organisation": organisation, "role": role})
        for organisation, role in zip(found, roles, strict=True)
    ]
    network.save()
    return found


def test_partners_come_by_role_and_within_it_in_the_order_of_the_editor(
    network: NetworkPage, partners: list[Organisation]
) -> None:
    assert told(network) == [
        ("anchor", ["anchor 2"]),
        ("organiser", ["organiser 4"]),
        ("partner", ["partner 1", "partner 3"]),
        ("funder", ["funder 0"]),
    ]


def test_a_deleted_organisation_takes_its_heading_with_it(
    network: NetworkPage, partners: list[Organisation]
) -> None:
    partners[2].delete()
    partners[1].delete()
    assert told(network)[:2] == [("organiser", ["organiser 4"]), ("partner", ["partner 3"])]


def test_an_organisation_may_have_two_roles(
    network: NetworkPage, organisation: Organisation
) -> None:
    network.partners = [
        ("partner", {"organisation": organisation, "role": role}) for role in ("funder", "anchor")
    ]
    network.save()
    assert told(network) == [("anchor", ["NærHeden"]), ("funder", ["NærHeden"])]


def test_partners_and_coordinators_are_told_in_the_language_of_the_page(
    network: NetworkPage, organisation: Organisation, speaker: Person
) -> None:
    english = Locale.objects.get_or_create(language_code="en")[0]
    network.partners = [("partner", {"organisation": organisation, "role": "anchor"})]
    network.coordinators = [("coordinator", speaker)]
    network.save()
    page = network.copy_for_translation(english, copy_parents=True)
    for entry, name in ((organisation, "NearHere"), (speaker, "Ole Moller")):
        copy = entry.copy_for_translation(english)
        copy.name = name
        copy.save()
    assert told(page) == [("anchor", ["NearHere"])]
    assert [person.name for person in coordinators_of(page)] == ["Ole Moller"]
    assert told(network) == [("anchor", ["NærHeden"])]


def test_coordinators_keep_their_order_and_a_deleted_one_is_left_out(
    network: NetworkPage, speaker: Person
) -> None:
    people = [Person.objects.create(name=name, locale=network.locale) for name in ("Å", "B", "C")]
    network.coordinators = [("coordinator", person) for person in (*people, speaker)]
    network.save()
    people[1].delete()
    found = coordinators_of(NetworkPage.objects.get(pk=network.pk))
    assert [person.name for person in found] == ["Å", "C", "Ole Møller"]
