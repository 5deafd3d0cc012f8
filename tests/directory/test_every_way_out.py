"""What is hidden from a viewer changes nothing, byte for byte, at any address they can ask.

The register is filled twice: all that can be hidden says one thing, then another. Whoever may not
see it must get the same answers both times, also when they ask for what it says: else it would have
been shown, matched, counted, sorted by, suggested or exported. Who may see it gets others, which
shows that the addresses are such that tell.
"""

import re
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any
from urllib.parse import urlencode

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from openpyxl import load_workbook
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Locale

from wagtail_network.directory.index.writing import reindex_all
from wagtail_network.models import (
    Certification,
    Competence,
    DirectoryPage,
    EventPage,
    Membership,
    Municipality,
    NetworkPage,
    Organisation,
    Person,
    Reference,
    Sector,
)
from wagtail_network.organisations.visibility import FIELDS, Audience

EVERYONE, MEMBERS, COORDINATORS = Audience
WORDS = ("kanariefugl", "papegoeje")
CVR = ("10150817", "24256790")
PHONES = ("+45 12345670", "+45 76543210")
# What differs from one answer to the next whatever is in the register.
CHANGING = re.compile(
    r'csrfmiddlewaretoken" value="[^"]*"'
    r'|name="(?:shown|submission)" value="[^"]*"'
    r"|<updated>[^<]*</updated>"  # of a feed in which nothing has been published
    r"|(?:REV|DTSTAMP|LAST-MODIFIED):\S+"
)


class Register:
    """An organisation and a person of whom everything is hidden, beside some who hide nothing."""

    def __init__(self, network: NetworkPage) -> None:
        self.network, locale = network, Locale.objects.get(language_code="da")
        picture = get_image_model().objects.create
        self.pictures = [picture(title=word, file=get_test_image_file(word)) for word in WORDS]
        self.terms = {
            model: [model.objects.create(name=word.title(), locale=locale) for word in WORDS]
            for model in (Sector, Competence, Certification)
        }
        self.places = [
            Municipality.objects.create(name=word.title(), code=code)
            for word, code in zip(WORDS, ("253", "259"), strict=True)
        ]
        self.organisation = self._member("Hemmelig Byg", locale)
        self.person = Person.objects.create(
            name="Ida Hemmelig", organisation=self.organisation, audience=EVERYONE, locale=locale
        )
        # One with the first of all values and one with the second: there are facets of both.
        for which, name in enumerate(("Åben Byg", "Ærlig Byg")):
            other = self._member(name, locale)
            for item in (other, self._employee(other, locale)):
                self.fill(item, which)

    def _member(self, name: str, locale: Any) -> Organisation:
        found = Organisation.objects.create(name=name, locale=locale)
        Membership.objects.create(network=self.network, organisation=found)
        return found

    def _employee(self, organisation: Organisation, locale: Any) -> Person:
        return Person.objects.create(
            name=f"Bo {organisation.name}",
            organisation=organisation,
            audience=EVERYONE,
            locale=locale,
        )

    def hide_all(self, audience: Audience, people: bool = False) -> None:
        """``people``: also who works there, so that of the person there is nothing at all."""
        for item, kind in ((self.organisation, "organisation"), (self.person, "person")):
            hidden = [field for field in FIELDS[kind] if people or field != "people"]
            item.visibility = dict.fromkeys(hidden, int(audience))

    def say(self, which: int, field: str = "") -> None:
        """Both say one of two things, in all of their fields or in one of them."""
        for item in (self.organisation, self.person):
            self.fill(item, which, field)
        reindex_all()

    def fill(self, item: Any, which: int, field: str = "") -> None:
        word = f"{self.own_word(item)}{WORDS[which]}"
        kind = item._meta.model_name
        for name in (field,) if field else FIELDS[kind]:
            if name in FIELDS[kind] and name != "people":
                for attribute, value in self._values(item, name, word, which).items():
                    setattr(item, attribute, value)
        item.save()

    def own_word(self, item: Any) -> str:
        """The words of the two are theirs alone; those of the others are shorter."""
        return "hemmelig" if item in (self.organisation, self.person) else ""

    def _values(self, item: Any, field: str, word: str, which: int) -> dict[str, Any]:
        found: dict[str, Any] = {
            "long_text": f"<p>{word}</p>",
            "logo": self.pictures[which],
            "photo": self.pictures[which],
            "sector": self.terms[Sector][which],
            "size": ("10", "50")[which],
            "cvr": CVR[which] if item == self.organisation else "",
            "website": f"https://{word}.example.org",
            "linkedin_url": f"https://www.linkedin.com/in/{word}",
            "email": f"{word}@example.org",
            "phone": PHONES[which],
            "competences": [self.terms[Competence][which]],
            "competences_sought": [self.terms[Competence][which]],
            "certifications": [self.terms[Certification][which]],
            "references": [Reference(title=word, text=word, url=f"https://{word}.example.org/")],
        }
        if field == "place":
            place = {"address": word, "city": word, "postal_code": ("4600", "4000")[which]}
            return {**place, "municipality": self.places[which]}
        return {field: found.get(field, word)}


@pytest.fixture
def directory(network: NetworkPage) -> DirectoryPage:
    return network.add_child(instance=DirectoryPage(title="Medlemmer", slug="medlemmer"))


@pytest.fixture
def register(directory: DirectoryPage, network: NetworkPage) -> Register:
    return Register(network)


@pytest.fixture
def meeting(make_event: Callable[..., EventPage], register: Register) -> EventPage:
    """They are named on a meeting as well."""
    programme = [
        {
            "type": "item",
            "value": {
                "kind": "talk",
                "title": "Oplæg",
                "speakers": [{"person": register.person.pk, "title": ""}],
            },
        }
    ]
    organisers = [{"type": "organiser", "value": register.organisation.pk}]
    return make_event("Møde", programme=programme, organisers=organisers)


@pytest.fixture
def viewers(
    client: Client, register: Register, django_user_model: Any
) -> Callable[[Audience], Client]:
    def log_in(level: Audience) -> Client:
        if level == EVERYONE:
            return client
        user = django_user_model.objects.create_user(f"{level}@example.org", "adgang")
        if level == COORDINATORS:
            user.user_permissions.add(Permission.objects.get(codename="change_organisation"))
        locale = Locale.objects.get(language_code="da")
        employer = Organisation.objects.create(name="Medlem Byg", locale=locale)
        Membership.objects.create(network=register.network, organisation=employer)
        Person.objects.create(name="Medlem", organisation=employer, user=user, locale=locale)
        employer.competences_sought = register.terms[Competence]
        employer.save()
        client.force_login(user)
        return client

    return log_in


def addresses(register: Register, directory: DirectoryPage, meeting: EventPage) -> Iterator[str]:
    base, slug = directory.url, register.organisation.slug
    questions = [{}, *_questions(register)]
    for question in questions:
        for path in ("", "people/"):
            yield f"{base}{path}?{urlencode(question, doseq=True)}"
    for view in ("cards", "map"):
        yield f"{base}?{urlencode({'view': view})}"
    needed = [str(one.translation_key) for one in register.terms[Competence]]
    yield f"{base}consortium/?{urlencode({'need': needed}, doseq=True)}"
    yield f"{base}complements/"
    for kind in ("csv", "xlsx"):
        yield f"{base}export/?format={kind}"
    for path in ("", "vcard/", f"vcard/{register.person.translation_key}/", "contact/", "claim/"):
        yield f"{base}{slug}/{path}"
    yield f"{base}join/"
    event_index = meeting.get_parent()
    yield from (meeting.url, f"{meeting.url}event.ics", register.network.url, event_index.url)
    yield from (f"{event_index.url}feed/", f"{event_index.url}calendar.ics")
    yield from ("/sitemap.xml", f"/search/?{urlencode({'query': WORDS[0]})}")
    yield from _api_addresses(register, questions)


def _questions(register: Register) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for which, word in enumerate(WORDS):
        found += [{"q": f"hemmelig{word}"}, {"q": word}, {"q": f"hemelig{word}"}, {"q": "hem"}]
        found += [{"q": CVR[which]}, {"q": PHONES[which]}]
        found += [{"size": ("10", "50")[which]}, {"municipality": register.places[which].code}]
        for model, names in (
            (Sector, ["sector"]),
            (Competence, ["competence", "sought"]),
            (Certification, ["certification"]),
        ):
            key = str(register.terms[model][which].translation_key)
            found += [{name: key} for name in names]
    found += [{"sort": name} for name in ("name", "newest", "updated")]
    return found


def _api_addresses(register: Register, questions: list[dict[str, Any]]) -> Iterator[str]:
    for name, item in (("organisations", register.organisation), ("people", register.person)):
        yield f"/api/v2/{name}/{item.pk}/"
        yield f"/api/v2/{name}/{item.pk}/?fields=*"
        for question in questions:
            renamed = {{"q": "search", "sort": "order"}.get(k, k): v for k, v in question.items()}
            yield f"/api/v2/{name}/?{urlencode({**renamed, 'fields': '*'})}"


def answers(client: Client, asked: list[str]) -> dict[str, Any]:
    return {address: _answer(client, address) for address in asked}


def _answer(client: Client, address: str) -> tuple[int, str]:
    response = client.get(address, headers={"accept-language": "da"})
    streamed = getattr(response, "streaming_content", None)
    content = b"".join(streamed) if streamed else response.content
    if "spreadsheetml" in response.get("content-type", ""):
        content = _cells(content)
    return response.status_code, CHANGING.sub("", content.decode())


def _cells(workbook: bytes) -> bytes:
    """Without the time it was made at."""
    rows = load_workbook(BytesIO(workbook)).active.iter_rows(values_only=True)
    return repr(list(rows)).encode()


@pytest.mark.parametrize(
    ("hidden_from", "people"),
    [(EVERYONE, False), (MEMBERS, False), (MEMBERS, True)],
    ids=["everyone", "members", "members-people"],
)
def test_what_is_hidden_changes_nothing_anywhere(
    hidden_from: Audience,
    people: bool,
    register: Register,
    directory: DirectoryPage,
    meeting: EventPage,
    viewers: Callable[[Audience], Client],
) -> None:
    client = viewers(hidden_from)
    asked = list(addresses(register, directory, meeting))
    register.hide_all(Audience(hidden_from + 1), people)
    register.say(0)
    first = answers(client, asked)
    register.say(1)
    second = answers(client, asked)
    told = [address for address in asked if first[address] != second[address]]
    assert told == []
    assert {first[address][0] for address in asked} <= {200, 302, 400, 403, 404}
    for _status, content in first.values():
        for word in WORDS:
            assert f"hemmelig{word}@" not in content


@pytest.mark.parametrize(
    ("kind", "field"),
    [(kind, field) for kind, fields in FIELDS.items() for field in fields if field != "people"],
)
def test_each_field_is_told_to_who_may_see_it(
    kind: str,
    field: str,
    register: Register,
    directory: DirectoryPage,
    viewers: Callable[[Audience], Client],
) -> None:
    """Without this the test above would also pass if nothing were shown to anybody."""
    client = viewers(MEMBERS)
    asked = [f"{directory.url}{register.organisation.slug}/", f"{directory.url}people/"]
    asked.append(f"/api/v2/people/{register.person.pk}/?fields=*")
    register.hide_all(MEMBERS)
    register.say(0)
    first = answers(client, asked)
    item = register.organisation if kind == "organisation" else register.person
    register.fill(item, 1, field)
    reindex_all()
    assert answers(client, asked) != first


def test_people_who_are_hidden_as_a_whole_are_not_found(
    register: Register, directory: DirectoryPage, client: Client
) -> None:
    register.hide_all(EVERYONE)
    register.say(0)
    asked = [f"{directory.url}{register.organisation.slug}/", f"{directory.url}people/?q=ida"]
    assert all("Ida Hemmelig" in _answer(client, address)[1] for address in asked)
    register.organisation.visibility = {"people": int(MEMBERS)}
    register.organisation.save()
    assert not any("Ida Hemmelig" in _answer(client, address)[1] for address in asked)
