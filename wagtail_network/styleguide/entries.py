"""Every component in each of its states. One entry makes another: a template, and what it is given.

Contexts are made when the page is asked for, so that they are in its language and of today.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from wagtail_network.styleguide import samples
from wagtail_network.styleguide.words import LONG, words

Context = dict[str, Any]
FOLDER = "wagtail_network"
REGISTRATION = "events/registration"


@dataclass(frozen=True)
class State:
    """``name``: in Danish and in English; blank where a component has only one."""

    context: Callable[[], Context] = dict
    name: tuple[str, str] = ("", "")


@dataclass(frozen=True)
class Entry:
    """A component. ``template``: below the package's templates. ``width``: narrow for the side."""

    template: str
    name: tuple[str, str]
    states: list[State] = field(default_factory=lambda: [State()])
    is_narrow: bool = False

    @property
    def anchor(self) -> str:
        return "wn-guide-" + self.template.removesuffix(".html").replace("/", "-")

    @property
    def path(self) -> str:
        return f"{FOLDER}/{self.template}"


def entries() -> list[Entry]:
    """All of them, in the order of the page."""
    return [*GROUND, *MEETINGS, *REGISTERING, *PEOPLE, *WAYS, *TEXT]


def _event(days: int = 14, **fields: Any) -> Callable[[], Context]:
    return lambda: {"event": samples.event(days, **fields)}


def _several() -> list[Any]:
    names = [
        ("Byd sammen", "Bid together"),
        ("Jord på matriklen", "Soil on the plot"),
        (LONG, LONG),
    ]
    return [samples.event(20 + n, title=words(*name)) for n, name in enumerate(names)]


def _articles() -> list[Any]:
    lead = words("De skal bankes rene, og så holder de.", "Knock them clean, and they last.")
    bricks = words("Tre ting, vi lærte om gamle mursten", "Three things old bricks taught us")
    return [
        samples.article(title=bricks, lead=lead, picture=samples.picture()),
        samples.article(title=LONG, lead=LONG),
    ]


def _people(count: int) -> Callable[[], Context]:
    return lambda: {"participants": [_participant(number) for number in range(count)]}


def _participant(number: int) -> Any:
    name = ("Mette Holm", "Ole Berg", "Åse Ægidius", LONG)[number % 4]
    title = words("tømrer", "carpenter") if number % 3 else ""
    return SimpleNamespace(name=name, title=title, organisation_name="Holm & Datter")


def _form(data: Context | None = None) -> Context:
    form = samples.SampleForm(data)
    return {"form": form, "fields": list(form)}


GROUND = [
    Entry("styleguide/colours.html", ("Farver", "Colours")),
    Entry("styleguide/type.html", ("Skrift", "Type"), [State(lambda: {"long": LONG})]),
    Entry("styleguide/buttons.html", ("Knapper", "Buttons")),
    Entry("styleguide/icons.html", ("Ikoner", "Icons")),
]
MEETINGS = [
    Entry(
        "includes/leaf.html",
        ("Kalenderblad", "Calendar leaf"),
        [
            State(_event(), ("kommende", "upcoming")),
            State(_event(-40), ("afholdt", "held")),
            State(_event(status="cancelled"), ("aflyst", "cancelled")),
        ],
    ),
    Entry(
        "events/next_meeting.html",
        ("Næste møde", "Next meeting"),
        [
            State(
                lambda: {"event": samples.event(), "later": _several()},
                ("med flere", "with later ones"),
            ),
            State(lambda: {"event": None, "later": []}, ("intet planlagt", "none planned")),
        ],
    ),
    Entry(
        "events/item.html",
        ("Møde på en liste", "Meeting in a list"),
        [
            State(
                lambda: {"event": samples.event(sign_up=samples.sign_up())},
                ("tilmelding åben", "open for registration"),
            ),
            State(_event(-40), ("afholdt", "held")),
            State(_event(status="rescheduled"), ("ny dato", "new date")),
            State(_event(status="cancelled"), ("aflyst", "cancelled")),
            State(_event(title=LONG, lead=LONG, venue_name=LONG), ("lange ord", "long words")),
        ],
    ),
    Entry(
        "events/status.html",
        ("Ændret møde", "Changed meeting"),
        [
            State(_event(status=status, status_note=LONG if status == "postponed" else ""))
            for status in ("cancelled", "postponed", "rescheduled")
        ],
    ),
    Entry(
        "events/programme.html",
        ("Program", "Programme"),
        [State(lambda: {"programme": samples.programme()})],
    ),
    Entry("events/facts.html", ("Fakta", "Facts"), [State(_event())], is_narrow=True),
]
REGISTERING = [
    Entry(
        f"{REGISTRATION}/call.html",
        ("Pladser og knap", "Seats and button"),
        [
            State(lambda: {"event": samples.event(), "sign_up": samples.sign_up()}),
            State(
                lambda: {"event": samples.event(), "sign_up": samples.full()}, ("optaget", "full")
            ),
            State(
                lambda: {
                    "event": samples.event(),
                    "sign_up": samples.sign_up(is_open=False, is_early=True),
                },
                ("ikke åbnet", "not open yet"),
            ),
            State(
                lambda: {"event": samples.event(), "sign_up": samples.sign_up(is_open=False)},
                ("lukket", "closed"),
            ),
        ],
        is_narrow=True,
    ),
    Entry(
        f"{REGISTRATION}/state.html",
        ("Før formularen", "Before the form"),
        [
            State(lambda: {"sign_up": samples.full()}, ("venteliste", "waiting list")),
            State(lambda: {"sign_up": samples.sign_up()}, ("pladser pr. firma", "per company")),
            State(
                lambda: {"sign_up": samples.sign_up(takes_people=False, turns_away=True)},
                ("optaget", "full"),
            ),
        ],
    ),
    Entry(
        "styleguide/form.html",
        ("Formular", "Form"),
        [
            State(_form),
            State(
                lambda: _form({"name": "", "email": "mette@", "topics": ["b"]}), ("fejl", "errors")
            ),
        ],
    ),
    Entry("styleguide/said.html", ("Beskeder", "Messages")),
    Entry(
        f"{REGISTRATION}/participants.html",
        ("Deltagere", "Participants"),
        [
            State(_people(1), ("én", "one")),
            State(_people(500), ("mange", "many")),
        ],
    ),
]
PEOPLE = [
    Entry(
        "includes/person.html",
        ("Person", "Person"),
        [
            State(lambda: {"person": samples.person()}, ("uden foto", "no photo")),
            State(lambda: {"person": samples.person(photo=samples.picture())}, ("foto", "photo")),
            State(lambda: {"person": samples.person(LONG, LONG)}, ("lange ord", "long words")),
        ],
        is_narrow=True,
    ),
    Entry(
        "includes/organisation.html",
        ("Organisation", "Organisation"),
        [
            State(lambda: {"organisation": samples.organisation()}, ("uden logo", "no logo")),
            State(
                lambda: {"organisation": samples.organisation(logo=samples.picture())},
                ("logo", "logo"),
            ),
            State(
                lambda: {"organisation": samples.organisation(LONG, website="", short_text=LONG)},
                ("lange ord", "long words"),
            ),
        ],
        is_narrow=True,
    ),
]
WAYS = [
    Entry("styleguide/ways.html", ("Veje rundt", "Ways around")),
    Entry(
        "includes/empty.html",
        ("Tom liste", "Empty list"),
        [
            State(
                lambda: {
                    "text": words("Her er ingen artikler endnu.", "There are no articles here yet.")
                }
            )
        ],
    ),
    Entry(
        "articles/list.html",
        ("Artikler", "Articles"),
        [State(lambda: {"articles": _articles()})],
    ),
]
TEXT = [
    Entry(
        "blocks/quote.html",
        ("Citat", "Quotation"),
        [
            State(
                lambda: {
                    "value": {
                        "text": words(
                            "Jeg gik hjem med to nye kolleger.", "I left with two allies."
                        ),
                        "attribution": "Lars Bæk",
                    }
                }
            )
        ],
    ),
    Entry(
        "blocks/note.html",
        ("Note", "Note"),
        [State(lambda: {"value": words("<p>Husk sikkerhedssko.</p>", "<p>Bring boots.</p>")})],
    ),
    Entry("styleguide/prose.html", ("Brødtekst", "Running text"), [State(lambda: {"long": LONG})]),
]
