"""Meetings, people and organisations that are in no database, for the style guide."""

from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils import timezone
from wagtail.images import get_image_model

from wagtail_network.articles.models import ArticlePageMixin
from wagtail_network.core.page_types import page_model_for
from wagtail_network.events.models import EventPageMixin
from wagtail_network.events.registration.public.fields import LineField, ParagraphField
from wagtail_network.events.registration.public.sign_up import Bar
from wagtail_network.styleguide.words import LONG, words


def picture() -> Any:
    """Any picture of the site, or None where it has none."""
    return get_image_model().objects.order_by("pk").first()


def person(name: str = "Mette Holm", title: str = "", **fields: Any) -> Any:
    title = title or words("tømrermester", "master carpenter")
    found = {"photo": None, "organisation": SimpleNamespace(name="Holm & Datter"), **fields}
    return SimpleNamespace(name=name, title=title, **found)


def organisation(name: str = "Holm & Datter", **fields: Any) -> Any:
    about = words("Tømrerfirma med genbrugstræ.", "Carpenters who reuse timber.")
    found = {"logo": None, "website": "https://example.org/", "short_text": about, **fields}
    return SimpleNamespace(name=name, **found)


def event(days: int = 14, **fields: Any) -> Any:
    """A meeting so many days from now that leads nowhere."""
    day = timezone.localdate() + timedelta(days=days)
    zone = ZoneInfo("Europe/Copenhagen")
    start = datetime(day.year, day.month, day.day, 9, tzinfo=zone)
    found = page_model_for(EventPageMixin)(
        title=words("Besøg på byggepladsen: træ i tre etager", "Site visit: timber on three floors")
    )
    about: dict[str, Any] = {
        "start": start,
        "end": start + timedelta(hours=2, minutes=30),
        "time_zone": zone.key,
        "kind": "visit",
        "venue_name": words("Byggepladsen ved Kyst", "The site by the shore"),
        "venue_city": "Køge",
        "lead": words("Se huset, mens man stadig kan.", "See the house while you still can."),
        "sign_up": SimpleNamespace(is_open=False),
        "get_url": lambda *args, **kwargs: "#",
    }
    for name, value in {**about, **fields}.items():
        setattr(found, name, value)
    return found


def article(**fields: Any) -> Any:
    """An article of today that leads nowhere."""
    found = page_model_for(ArticlePageMixin)(date=timezone.localdate(), **fields)
    found.get_url = lambda *args, **kwargs: "#"
    return found


def sign_up(**fields: Any) -> Any:
    """Registration as the button and the bar above it see it."""
    found = {
        "takes_registrations": True,
        "is_open": True,
        "is_early": False,
        "is_full": False,
        "takes_people": True,
        "leads_to_waiting": False,
        "turns_away": False,
        "has_waiting_list": True,
        "waiting": 3,
        "rules": SimpleNamespace(
            waiting_list="queue", seats_per_organisation=2, needs_approval=False
        ),
        "bars": [Bar("", words("12 af 50 pladser tilbage", "12 of 50 seats left"), 76)],
        "seats_text": words("12 af 50 pladser tilbage", "12 of 50 seats left"),
        "action": words("Tilmeld dig", "Sign up"),
        "address": "#",
        "opens_text": words("1. december kl. 9.00", "1 December, 09:00"),
        "closes_text": words("8. december kl. 12.00", "8 December, 12:00"),
        "openness": SimpleNamespace(label=words("Tilmeldingen er lukket.", "Registration closed.")),
    }
    return SimpleNamespace(**{**found, **fields})


def full() -> Any:
    said = words("Optaget – venteliste", "Full – waiting list")
    action = words("Skriv dig på venteliste", "Join the waiting list")
    bars = [Bar("", said, 100)]
    return sign_up(is_full=True, leads_to_waiting=True, bars=bars, seats_text=said, action=action)


def programme() -> list[Any]:
    def item(kind: str, label: str, title: str, begins: str, ends: str, **more: Any) -> Any:
        found = {"description": "", "speakers": [], "materials": [], **more}
        starts, stops = (datetime.strptime(text, "%H:%M").time() for text in (begins, ends))
        return SimpleNamespace(
            kind=kind, kind_label=label, title=title, starts=starts, ends=stops, **found
        )

    speaker = SimpleNamespace(person=person("Ole Berg", words("ingeniør", "engineer")), title="")
    slides = {"title": words("Slides (PDF)", "Slides (PDF)"), "document": None, "url": "#"}
    talk = words("Hovedoplæg", "Keynote")
    return [
        SimpleNamespace(
            day=timezone.localdate(),
            items=[
                item(
                    "welcome",
                    words("Velkomst", "Welcome"),
                    words("Kaffe", "Coffee"),
                    "9:00",
                    "9:15",
                ),
                item(
                    *("keynote", talk, words("Træ i tre etager", "Timber on three floors")),
                    *("9:15", "10:00"),
                    description=words("Hvad det kostede at lære.", "What it cost to learn."),
                    speakers=[speaker],
                    materials=[slides],
                ),
                item("break", "", words("Pause", "Break"), "10:00", "10:15"),
                item("plenary", words("Plenum", "Plenary"), LONG, "10:15", "11:30"),
            ],
        )
    ]


class SampleForm(forms.Form):
    """A field of each kind."""

    use_required_attribute = False

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        label = words("Navn", "Name"), words("E-mail", "E-mail"), words("Besked", "Message")
        hint = words("Dertil sender vi bekræftelsen.", "We send the confirmation there.")
        many = [("a", words("Facader", "Facades")), ("b", LONG)]
        self.fields["name"] = LineField(label=label[0], max_length=200)
        self.fields["email"] = forms.EmailField(label=label[1], help_text=hint)
        self.fields["mode"] = forms.ChoiceField(
            label=words("Hvordan deltager du?", "How will you take part?"),
            choices=[
                ("room", words("I lokalet", "In person")),
                ("online", words("Online", "Online")),
            ],
            widget=forms.RadioSelect,
        )
        self.fields["topics"] = forms.MultipleChoiceField(
            label=words("Hvad vil du høre om?", "What would you like to hear about?"),
            choices=many,
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )
        self.fields["message"] = ParagraphField(label=label[2], max_length=2000, required=False)
        self.fields["message"].widget.attrs["rows"] = 3

    @property
    def problems(self) -> list[Any]:
        """What the summary of errors lists."""
        return [
            SimpleNamespace(anchor=self[name].auto_id, text=f"{self[name].label}: {errors[0]}")
            for name, errors in self.errors.items()
        ]
