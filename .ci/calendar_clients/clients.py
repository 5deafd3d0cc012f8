"""Calendar programs, installed where nothing else is, and what each reads in a feed."""

import json
import shutil
import subprocess
import venv
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import icalendar
import recurring_ical_events
from meetings import Reading

HERE = Path(__file__).resolve().parent
YEARS = (datetime(2026, 1, 1, tzinfo=UTC), datetime(2050, 1, 1, tzinfo=UTC))
PATIENCE = 300
# Times without a zone would be read in this one, and so be told from those in UTC.
KHAL = """\
[calendars]
[[feed]]
path = {folder}/calendar
[locale]
local_timezone = UTC
default_timezone = Asia/Tokyo
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%dT%H:%M
longdatetimeformat = %Y-%m-%dT%H:%M
[sqlite]
path = {folder}/khal.db
"""
Readings = dict[str, Reading]


class Skipped(Exception):
    """Why a client cannot be had here."""


def run(*command: str | Path, folder: Path) -> str:
    """What it prints. Raises ``CalledProcessError``, ``TimeoutExpired``."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=True,
    )
    return done.stdout


def install(name: str, *command: str | Path, folder: Path) -> None:
    try:
        run(*command, folder=folder)
    except (OSError, subprocess.SubprocessError) as error:
        said = str(getattr(error, "stderr", "") or error).splitlines()
        why = next((line.strip() for line in said if "error" in line.lower()), error)
        raise Skipped(f"{name} could not be installed: {why}") from error


def of_ical_js(feed: Path, folder: Path) -> Readings:
    """As a calendar in a web page reads it."""
    missing = [program for program in ("npm", "node") if not shutil.which(program)]
    if missing:
        raise Skipped(f"{' and '.join(missing)} not found (Debian, Ubuntu: sudo apt install npm)")
    quiet = ("--no-audit", "--no-fund", "--prefix", ".")
    install("ical.js", "npm", "install", *quiet, "ical.js@2", folder=folder)
    shutil.copy(HERE / "icaljs.mjs", folder)
    printed = run("node", "icaljs.mjs", feed, folder=folder)
    found = map(json.loads, printed.splitlines())
    return {
        each["title"]: Reading(_moment(each["start"]), _moment(each["end"]), each["status"])
        for each in found
    }


def of_khal(feed: Path, folder: Path) -> Readings:
    """As somebody reads it in a terminal."""
    venv.create(folder / "venv", with_pip=True)
    bin_folder = folder / "venv" / "bin"
    quiet = ("--quiet", "--no-input", "--disable-pip-version-check")
    install("khal", bin_folder / "python", "-m", "pip", "install", *quiet, "khal", folder=folder)
    (folder / "calendar").mkdir()
    (folder / "khal.conf").write_text(KHAL.format(folder=folder))
    khal = (bin_folder / "khal", "--config", folder / "khal.conf")
    run(*khal, "import", "--batch", "--include-calendar", "feed", feed, folder=folder)
    fields = ("title", "start-long-full", "end-long-full", "status", "all-day")
    asked = [part for field in fields for part in ("--json", field)]
    span = [f"{year:%Y-%m-%d}" for year in YEARS]
    printed = run(*khal, "list", "--once", "--day-format", "", *asked, *span, folder=folder)
    found = (each for line in printed.splitlines() for each in json.loads(line))
    return {each["title"]: _khal_reading(each) for each in found}


def of_recurring_ical_events(feed: Path, folder: Path) -> Readings:
    """As a Python program reads it."""
    calendar: Any = icalendar.Calendar.from_ical(feed.read_bytes())
    return {
        str(event["SUMMARY"]): Reading(
            *(_in_utc(event[name].dt) for name in ("DTSTART", "DTEND")), str(event["STATUS"])
        )
        for event in recurring_ical_events.of(calendar).between(*YEARS)
    }


CLIENTS: dict[str, Callable[[Path, Path], Readings]] = {
    "ical.js": of_ical_js,
    "khal": of_khal,
    "recurring-ical-events": of_recurring_ical_events,
}


def _khal_reading(found: dict[str, str]) -> Reading:
    start, end = (datetime.fromisoformat(found[f"{name}-long-full"]) for name in ("start", "end"))
    if found["all-day"] == "True":
        # khal tells the last day and not the one after it.
        return Reading(start.date(), end.date() + timedelta(days=1), found["status"])
    return Reading(start.replace(tzinfo=UTC), end.replace(tzinfo=UTC), found["status"])


def _moment(text: str) -> datetime | date:
    if len(text) == len("2027-03-02"):
        return date.fromisoformat(text)
    return datetime.fromisoformat(text)


def _in_utc(moment: datetime | date) -> datetime | date:
    return moment.astimezone(UTC) if isinstance(moment, datetime) else moment
