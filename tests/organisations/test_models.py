from typing import Any

import pytest
from django.core.exceptions import ValidationError
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Locale, TranslatableMixin

from wagtail_network.models import Competence, Municipality, Organisation, Person, Sector
from wagtail_network.organisations.initials import initials


@pytest.fixture
def full(organisation: Organisation, speaker: Person, editor: Any, danish: Locale) -> Organisation:
    """An organisation and its person with all they can have."""
    picture = get_image_model().objects.create(title="Logo", file=get_test_image_file())
    clay = Competence.objects.create(name="Ler", locale=danish)
    organisation.logo = speaker.photo = picture
    organisation.sector = Sector.objects.create(name="Tømrer", locale=danish)
    organisation.municipality = Municipality.objects.create(code="259", name="Køge")
    organisation.competences.add(clay)
    organisation.save()
    speaker.competences.add(clay)
    speaker.user = editor
    speaker.save()
    return organisation


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Ole Møller", "OM"),
        ("NærHeden", "N"),
        ("anna maria von der østen", "AØ"),
        ("  Ida   Å. ", "IÅ"),
        ("“Huset” & (Haven)", ""),
        ("3XN A/S", "3A"),
        ("Møller – Holm", "MH"),
        ("", ""),
    ],
)
def test_initials_are_the_first_letters_of_the_first_and_the_last_name(
    name: str, letters: str
) -> None:
    assert initials(name) == letters == Person(name=name).initials


@pytest.mark.parametrize("model", [Organisation, Person])
@pytest.mark.parametrize(
    ("url", "accepted"),
    [
        ("", True),
        ("https://www.linkedin.com/in/navn/", True),
        ("https://www.linkedin.com/company/navn/", True),
        ("https://www.linkedin.com/groups/1/", False),
        ("https://example.org/in/navn/", False),
    ],
)
def test_a_linkedin_link_leads_to_linkedin(
    danish: Locale, model: Any, url: str, accepted: bool
) -> None:
    entry = model(name="Navn", linkedin_url=url, locale=danish)
    if accepted:
        entry.full_clean()
        return
    with pytest.raises(ValidationError) as caught:
        entry.full_clean()
    assert set(caught.value.message_dict) == {"linkedin_url"}


def test_a_competence_is_not_part_of_itself_nor_of_what_is_part_of_it(danish: Locale) -> None:
    make = Competence.objects.create
    material = make(name="Materialer", locale=danish)
    clay = make(name="Ler", parent=material, locale=danish)
    plaster = make(name="Lerpuds", parent=clay, locale=danish)
    plaster.full_clean()
    for child in (material, clay, plaster):
        material.parent = child
        with pytest.raises(ValidationError) as caught:
            material.full_clean()
        assert set(caught.value.message_dict) == {"parent"}


def test_what_an_entry_points_to_can_be_deleted_without_losing_the_entry(
    full: Organisation, speaker: Person
) -> None:
    full.logo.delete()
    full.sector.delete()
    full.municipality.delete()
    speaker.user.delete()
    Competence.objects.all().delete()
    full = Organisation.objects.get()
    assert (full.logo, full.sector, full.municipality) == (None, None, None)
    assert list(full.competences.all()) == []
    full.delete()
    speaker = Person.objects.get()
    assert (speaker.organisation, speaker.photo, speaker.user) == (None, None, None)


def test_a_translated_entry_keeps_its_links(
    full: Organisation, speaker: Person, english: Locale
) -> None:
    def saved(entry: TranslatableMixin) -> Any:
        copy = entry.copy_for_translation(english)
        copy.save()
        return type(entry).objects.get(pk=copy.pk)

    organisation, person = saved(full), saved(speaker)
    assert organisation.translation_key == full.translation_key
    for field in ("logo", "sector", "municipality", "website"):
        assert getattr(organisation, field) == getattr(full, field)
    assert [item.name for item in organisation.competences.all()] == ["Ler"]
    assert [item.name for item in person.competences.all()] == ["Ler"]
    assert (person.photo, person.user) == (speaker.photo, speaker.user)
    assert person.organisation.translation_key == full.translation_key


def test_organisations_come_with_their_logo_and_people_with_photo_and_organisation(
    full: Organisation, speaker: Person, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(2):
        assert Organisation.objects.get().logo.title == "Logo"
        person = Person.objects.get()
        assert (person.photo.title, person.organisation.name) == ("Logo", "NærHeden")
