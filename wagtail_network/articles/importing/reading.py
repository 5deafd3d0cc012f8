"""Finds the sources and turns their bytes into text."""

import codecs
import re
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from django.utils.translation import gettext as _

from wagtail_network.articles.importing.result import (
    MEGABYTE,
    PictureFile,
    Source,
    UnreadableSource,
)

SUFFIXES = (".html", ".htm", ".xhtml", ".txt", ".text")

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""")
# Labels that browsers read as Windows-1252 (WHATWG Encoding, section 4.2).
LATIN_1 = {"iso-8859-1", "iso8859-1", "latin1", "latin-1", "ascii", "us-ascii"}
SEVEN_BIT = {"iso-2022-jp", "hz-gb-2312"}
CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
DOUBLE_ENCODED = re.compile("Ã[¦¸¥†˜…©¶¤¼]")

SIGNATURES = (
    (b"\x1f\x8b", "gzip"),
    (b"PK\x03\x04", "zip"),
    (b"%PDF", "PDF"),
    (b"\xd0\xcf\x11\xe0", "Microsoft Office"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ", "xz"),
    (b"{\\rtf", "RTF"),
)


def find_sources(paths: Iterable[str]) -> Iterator[Source | tuple[str, UnreadableSource]]:
    """Every article in the files and folders given, each once; a path that is not there as a
    pair of its name and the error."""
    seen: set[Path] = set()
    for given in paths:
        try:
            found = list(_files_in(Path(given)))
        except (OSError, ValueError, UnreadableSource) as error:
            yield clean_name(given), _as_unreadable(error)
            continue
        for path, root in found:
            if path.resolve() not in seen:
                seen.add(path.resolve())
                yield _file_source(path, root)


def _files_in(path: Path) -> Iterator[tuple[Path, Path]]:
    if path.is_file():
        yield path, path.parent
        return
    if not path.is_dir():
        raise UnreadableSource(_("There is no such file or folder."))
    root = path.resolve()
    found = False
    for file in sorted(path.rglob("*")):
        hidden = any(part.startswith(".") for part in file.relative_to(path).parts)
        if hidden or file.suffix.lower() not in SUFFIXES or not file.is_file():
            continue
        # A link that leads out of the folder is not part of it.
        if file.resolve().is_relative_to(root):
            found = True
            yield file, path
    if not found:
        raise UnreadableSource(
            _("The folder holds no article: no file ends in .html, .htm or .txt.")
        )


def _file_source(path: Path, root: Path) -> Source:
    def find_picture(reference: str) -> PictureFile | None:
        return picture_in_folder(reference, path.parent, root)

    name = clean_name(path.relative_to(root).as_posix())
    return Source(name, path.stat().st_size, path.read_bytes, find_picture)


def picture_in_folder(reference: str, folder: Path, root: Path) -> PictureFile | None:
    """The file an ``src`` points to, if it lies inside ``root``; nothing is fetched."""
    relative = local_path(reference)
    if relative is None:
        return None
    # "/img/a.jpg" means the top of the old site, and that is the folder that was given.
    start = root if relative.startswith("/") else folder
    try:
        path = (start / relative.lstrip("/")).resolve()
        if not path.is_relative_to(root.resolve()) or not path.is_file():
            return None
    except (OSError, ValueError):
        return None
    return PictureFile(clean_name(path.name), path.stat().st_size, path.read_bytes)


def local_path(reference: str) -> str | None:
    """The path in an ``src``, or None where it names another machine or carries the data."""
    try:
        parts = urlsplit(reference.strip())
    except ValueError:
        return None
    path = unquote(parts.path).replace("\\", "/")
    if parts.scheme or parts.netloc or not path.strip("/") or "\x00" in path:
        return None
    return None if path.startswith("//") or re.match(r"[A-Za-z]:", path) else path


def clean_name(name: str) -> str:
    """A name that can be shown and stored: no undecodable bytes, no control characters."""
    return clean_text(str(PurePosixPath(name)))


def clean_text(text: str) -> str:
    return CONTROL.sub("\ufffd", text)


def read_text(source: Source, max_bytes: int) -> tuple[str, list[str]]:
    """The text of a source and what should be said about its encoding.

    Raises ``UnreadableSource`` for what is empty, too big or not text.
    """
    if source.size > max_bytes:
        raise UnreadableSource(
            _("The file is %(size)s MB; at most %(max)s MB is read. Split it into one file each.")
            % {"size": round(source.size / MEGABYTE), "max": round(max_bytes / MEGABYTE)}
        )
    try:
        data = source.read()
    except OSError as error:
        raise _as_unreadable(error) from error
    return decode(data)


def decode(data: bytes) -> tuple[str, list[str]]:
    if not data.strip(b" \t\r\n\x00"):
        raise UnreadableSource(_("The file is empty."))
    for signature, kind in SIGNATURES:
        if data.startswith(signature):
            raise _not_text(kind)
    text, encoding = _decoded(data)
    return _without_control_characters(text), list(_remarks(text, encoding))


def _decoded(data: bytes) -> tuple[str, str]:
    for bom, encoding in BOMS:
        if data.startswith(bom):
            return data.decode(encoding, "replace"), encoding
    if wide := _utf_16_without_bom(data):
        return data.decode(wide, "replace"), wide
    declared = _declared_encoding(data)
    for encoding in (declared if declared in SEVEN_BIT else "", "utf-8", declared):
        try:
            if encoding:
                return data.decode(encoding), encoding
        except (UnicodeError, LookupError):
            continue
    # cp1252 leaves five bytes undefined; a stray one must not cost the whole article.
    return data.decode("cp1252", "replace"), "cp1252" if not declared else f"not {declared}"


def _declared_encoding(data: bytes) -> str:
    match = DECLARED.search(data[:4096])
    label = match[1].decode("ascii").lower() if match else ""
    if label in LATIN_1:
        return "cp1252"
    try:
        # Only encodings of text: "zip" and "hex" are codecs in Python too.
        return label if codecs.lookup(label)._is_text_encoding else ""
    except LookupError:
        return ""


def _utf_16_without_bom(data: bytes) -> str:
    sample = data[:2000]
    half = len(sample) // 2
    if half >= 4 and sample[1::2].count(0) > half * 0.7 and sample[::2].count(0) < half * 0.1:
        return "utf-16-le"
    if half >= 4 and sample[::2].count(0) > half * 0.7 and sample[1::2].count(0) < half * 0.1:
        return "utf-16-be"
    return ""


def _without_control_characters(text: str) -> str:
    found = len(CONTROL.findall(text))
    # A stray control character is an accident; many of them are a program or a picture.
    if found > max(20, len(text) // 100):
        raise _not_text("")
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n")
    return CONTROL.sub("", text)


def _remarks(text: str, encoding: str) -> Iterator[str]:
    if encoding.startswith("not "):
        yield _(
            "The file says it is %(encoding)s but is not; it was read as Windows-1252. "
            "Look for wrong letters."
        ) % {"encoding": encoding.removeprefix("not ")}
    elif "\ufffd" in text:
        yield _("Some letters could not be read and are shown as “\ufffd”.")
    elif len(DOUBLE_ENCODED.findall(text)) > 2:
        yield _("The file seems to be saved in the wrong encoding (“Ã¦” for “æ”).")


def _not_text(kind: str) -> UnreadableSource:
    if kind in ("gzip", "zip", "bzip2", "xz"):
        return UnreadableSource(
            _("The file is compressed (%(kind)s). Unpack it first.") % {"kind": kind}
        )
    if kind:
        return UnreadableSource(
            _("The file is not a web page but %(kind)s. Save the article as HTML or text.")
            % {"kind": kind}
        )
    return UnreadableSource(_("The file is not text. Save the article as HTML or text."))


def _as_unreadable(error: Exception) -> UnreadableSource:
    if isinstance(error, UnreadableSource):
        return error
    reason = getattr(error, "strerror", None) or str(error)
    return UnreadableSource(_("The file cannot be read: %(reason)s.") % {"reason": reason})
