"""The pages of the demonstration, as a visitor gets them."""

import re
from typing import Any

import pytest
from django.test import Client

from wagtail_network.models import EventPage

pytestmark = pytest.mark.django_db


def text_of(client: Client, url: str) -> str:
    html = client.get(url).content.decode()
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_every_page_answers(client: Client, demo: Any) -> None:
    pages = [page for top in (demo, *demo.get_translations()) for page in top.get_descendants(True)]
    assert len(pages) == 56
    for page in pages:
        answer = client.get(page.url)
        assert answer.status_code == 200, page.url
        assert page.title in answer.content.decode().replace("&#x27;", "'"), page.url


def test_the_kick_off_carries_what_a_reader_looks_for(client: Client, demo: Any) -> None:
    kick_off = EventPage.objects.get(slug="opstartsmoede")
    text = text_of(client, kick_off.url)
    for expected in (
        "Tirsdag 21. november 2023",
        "Teknologisk Institut",  # venue
        "2630 Taastrup",
        "Hovedoplæg",  # keynote, its speaker and the speaker's organisation
        "Ole Møller projektdirektør, NærHeden",
        "Støtteordning",
        "Gruppearbejde",
        "Arrangører",
        "Det Grønne Iværksætterhus",
        "Smith Innovation",
        "20 deltagere",  # attendance
        "Erfaringer",  # recap
        "Ønskerne til netværket",
    ):
        assert expected in text, expected
