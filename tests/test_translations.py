"""Danish and English are complete, and what is compiled is what is written."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import wagtail_network

polib = pytest.importorskip("polib", reason="polib reads the .po files")

PACKAGE = Path(wagtail_network.__file__).parent
CATALOGUES = sorted(PACKAGE.glob("locale/*/LC_MESSAGES/django.po"))
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}|</?\w+[^>]*>")
NEEDS_GETTEXT = pytest.mark.skipif(
    not (shutil.which("xgettext") and shutil.which("msgfmt")), reason="gettext is not installed"
)

catalogues = pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])


def texts(entry: "polib.POEntry") -> Iterator[tuple[str, str]]:
    """Each translation of the entry with the source it stands for."""
    if not entry.msgid_plural:
        yield entry.msgid, entry.msgstr
        return
    for number, text in sorted(entry.msgstr_plural.items()):
        yield (entry.msgid if number == 0 else entry.msgid_plural), text


def keys(path: Path) -> set[tuple[str | None, str, str]]:
    entries = polib.pofile(str(path))
    return {(each.msgctxt, each.msgid, each.msgid_plural) for each in entries if not each.obsolete}


def test_there_are_danish_and_english() -> None:
    assert [path.parts[-3] for path in CATALOGUES] == ["da", "en"]
    assert keys(CATALOGUES[0]) == keys(CATALOGUES[1])
    assert len(keys(CATALOGUES[0])) > 200


@catalogues
def test_every_text_is_translated(path: Path) -> None:
    entries = polib.pofile(str(path))
    assert [entry.msgid for entry in entries if entry.fuzzy] == []
    assert [entry.msgid for entry in entries if entry.obsolete] == []
    assert [source for entry in entries for source, text in texts(entry) if not text.strip()] == []


@catalogues
def test_a_translation_has_the_placeholders_of_its_source(path: Path) -> None:
    wrong = [
        (source, text)
        for entry in polib.pofile(str(path))
        for source, text in texts(entry)
        if sorted(PLACEHOLDER.findall(source)) != sorted(PLACEHOLDER.findall(text))
    ]
    assert wrong == []


@catalogues
def test_what_is_compiled_is_what_is_written(path: Path) -> None:
    written = {
        (entry.msgctxt, entry.msgid): list(texts(entry)) for entry in polib.pofile(str(path))
    }
    compiled = {
        (entry.msgctxt, entry.msgid): list(texts(entry))
        for entry in polib.mofile(str(path.with_suffix(".mo")))
    }
    assert compiled == written


def test_danish_is_not_left_in_english() -> None:
    same_in_both = {
        entry.msgid
        for entry in polib.pofile(str(CATALOGUES[0]))
        for source, text in texts(entry)
        if source == text and len(source.split()) > 2 and not entry.msgctxt
    }
    assert same_in_both == set()


@NEEDS_GETTEXT
def test_every_text_of_the_package_has_been_collected(tmp_path: Path) -> None:
    copy = tmp_path / "wagtail_network"
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__", "*.mo"))
    command = [sys.executable, "-m", "django", "makemessages", "-l", "da", "--no-location"]
    bare = {name: value for name, value in os.environ.items() if "DJANGO" not in name}
    subprocess.run(command, cwd=copy, env=bare, check=True, capture_output=True)  # noqa: S603
    collected = keys(copy / "locale/da/LC_MESSAGES/django.po")
    assert collected - keys(CATALOGUES[0]) == set()
    assert keys(CATALOGUES[0]) - collected == set()
