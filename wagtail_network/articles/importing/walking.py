"""From an element tree to the pieces of an article, in reading order.

The walk keeps its own stack, so the depth of the HTML is no concern of Python's.
"""

import re
from collections.abc import Callable, Iterator, Sequence

from bs4.element import Tag

from wagtail_network.articles.importing.inline import (
    BREAK,
    INVISIBLE,
    InlineText,
    LinkResolver,
    Run,
    Runs,
    html_of,
    is_visible_text,
    split_at_breaks,
    text_of,
    tidy,
)
from wagtail_network.articles.importing.pictures import picture_piece
from wagtail_network.articles.importing.pieces import Piece, heading, paragraph, with_links
from wagtail_network.articles.importing.soup import (
    BLOCKS,
    HEADINGS,
    TABLE_PARTS,
    names_of,
    words_of,
)
from wagtail_network.articles.importing.tables import (
    big_table_warning,
    grid,
    is_layout,
    table_piece,
)

SKIPPED = frozenset(
    "head script style noscript template svg canvas map button select textarea input title "
    "datalist colgroup link meta param track source".split()
)
EMBEDDED = frozenset({"iframe", "video", "audio", "embed", "object"})
LISTS = ["ul", "ol", "menu", "dir"]
SEPARATE = BLOCKS | TABLE_PARTS | {"li", "dt", "dd", "body"}
MAX_LIST_DEPTH = 8
MAX_QUOTE = 1500
MAX_CAPTION = 250
CAPTION = re.compile(
    r"caption|billedtekst|bildunterschrift|legende\b|(image|photo|img|foto).?credit"
)


class Walker:
    def __init__(self, resolve: LinkResolver) -> None:
        self.resolve = resolve
        self.pieces: list[Piece] = []
        self.warnings: list[str] = []
        self.embedded: list[str] = []
        self.inline = InlineText(resolve)
        self.waiting: list[Piece] = []

    def walk(self, root: Tag) -> list[Piece]:
        for node in walk_events(root, self._enter):
            if isinstance(node, Tag):
                self._leave(node)
            else:
                self.inline.add(str(node))
        self._flush()
        return self.pieces

    def _enter(self, tag: Tag) -> bool:
        """Handles a start tag; False where its content is dealt with already."""
        name = tag.name
        if name in SKIPPED or self._is_caption(tag):
            return False
        if name in EMBEDDED:
            self.embedded.append(str(tag.get("src") or tag.get("data") or ""))
            return False
        if name == "img":
            self._add_picture(tag)
            return False
        whole = self._whole(tag)
        if whole is not None:
            self._flush()
            self.pieces += whole
            return False
        if name in SEPARATE:
            self._flush()
        self.inline.enter(tag)
        return True

    def _leave(self, tag: Tag) -> None:
        if tag.name in SEPARATE:
            self._flush()
        self.inline.leave(tag)

    def _whole(self, tag: Tag) -> list[Piece] | None:
        """The pieces of an element that is taken in one, or None to walk into it."""
        if tag.name in HEADINGS and not tag.find(["p", "ul", "ol", "table"]):
            return self._heading(tag)
        if tag.name in LISTS and not tag.find(["table", "h1", "h2", "h3", "blockquote"]):
            return self._list(tag)
        if tag.name == "table" and not is_layout(tag):
            return self._table(tag)
        if tag.name == "blockquote" and self._is_quote(tag):
            return self._quote(tag)
        return self._preformatted(tag) if tag.name == "pre" else None

    def _heading(self, tag: Tag) -> list[Piece]:
        pictures = [piece for img in tag.find_all("img") if (piece := picture_piece(img))]
        text = text_of(self.runs_in(tag)).rstrip("#¶§ ")
        return [*pictures, *([heading(text, int(tag.name[1]))] if text else [])]

    def _list(self, tag: Tag) -> list[Piece]:
        runs = self.runs_in(tag)
        html = self.list_html(tag)
        pictures = [piece for img in tag.find_all("img") if (piece := picture_piece(img))]
        if not html:
            return pictures
        return [with_links(Piece("list", text_of(runs), html=html), runs), *pictures]

    def list_html(self, tag: Tag, depth: int = 0) -> str:
        """``<ul>`` or ``<ol>`` with its items, deeper lists inside their item."""
        items = []
        for child in tag.find_all(True, recursive=False):
            if child.name in LISTS:  # an old habit: the inner list beside the items
                items.append(("", [child]))
                continue
            inner = [found for found in child.find_all(LISTS) if found.find_parent(LISTS) is tag]
            runs = self.runs_in(child, skip=LISTS if depth < MAX_LIST_DEPTH else ())
            items.append((html_of(runs), inner if depth < MAX_LIST_DEPTH else []))
        lines: list[str] = []
        for text, inner in items:
            below = "".join(self.list_html(found, depth + 1) for found in inner)
            if not text and below and lines:
                lines[-1] = lines[-1].removesuffix("</li>") + below + "</li>"
            elif text or below:
                lines.append(f"<li>{text}{below}</li>")
        name = "ol" if tag.name == "ol" else "ul"
        return f"<{name}>{''.join(lines)}</{name}>" if lines else ""

    def _table(self, tag: Tag) -> list[Piece]:
        caption = words_of(tag.caption) if tag.caption else ""
        piece = table_piece(tag, grid(tag, self.runs_in), caption)
        if piece and piece.kind == "list":
            self.warnings.append(big_table_warning())
        return [piece] if piece else []

    def _is_quote(self, tag: Tag) -> bool:
        # Old editors indent with blockquote; what holds more than words is no quotation.
        holds_more = tag.find(["h1", "h2", "h3", "h4", "ul", "ol", "table", "img", "iframe"])
        return not holds_more and len(words_of(tag)) <= MAX_QUOTE

    def _quote(self, tag: Tag) -> list[Piece]:
        source = tag.select_one("footer") or tag.select_one("cite")
        said_by = words_of(source).lstrip("—–- ") if source else ""
        if source:
            source.extract()
        lines = [text_of(part) for part in split_at_breaks(self.runs_in(tag), breaks=1)]
        if not said_by and len(lines) > 1 and re.match(r"[—–-]\s?\w", lines[-1]):
            said_by = lines.pop().lstrip("—–- ")
        text = "\n".join(lines).strip()
        if not text:
            return []
        if len(said_by) > 200:
            text, said_by = f"{text}\n{said_by}", ""
        return [Piece("quote", text, value={"text": text, "attribution": said_by})]

    def _preformatted(self, tag: Tag) -> list[Piece]:
        """Line breaks are kept; an empty line parts two paragraphs."""
        for br in tag.find_all("br"):
            br.replace_with("\n")
        runs: Runs = []
        for line in tag.get_text().split("\n"):
            words = INVISIBLE.sub("", " ".join(line.split()))
            runs += [*([Run(words)] if words else []), Run(BREAK)]
        return [paragraph(part) for part in split_at_breaks(tidy(runs))]

    def runs_in(self, root: Tag, skip: Sequence[str] = ()) -> Runs:
        """All the text in an element; where a block ends there is a break."""
        inline = InlineText(self.resolve)

        def enter(tag: Tag) -> bool:
            if tag.name in SKIPPED or tag.name in EMBEDDED or tag.name in skip:
                return False
            if (tag.name in BLOCKS or tag.name in ("li", "tr")) and inline.has_text():
                inline.add_break()
            inline.enter(tag)
            return True

        for node in walk_events(root, enter):
            if not isinstance(node, Tag):
                inline.add(str(node))
                continue
            inline.leave(node)
            if node.name in BLOCKS:
                inline.add_break()
            elif node.name in ("td", "th"):
                inline.add(" ")
        return _single_breaks(inline.take())

    def _is_caption(self, tag: Tag) -> bool:
        """Gives a caption to the picture before it; one without a picture goes."""
        named = tag.name == "figcaption" or bool(CAPTION.search(names_of(tag)))
        if not named or tag.name == "caption" or self.inline.has_text() or tag.find("img"):
            return False
        text = words_of(tag)
        last = self.waiting[-1] if self.waiting else self.pieces[-1] if self.pieces else None
        if last is None or last.kind != "image":
            return len(text) <= MAX_CAPTION
        caption = " ".join(filter(None, [last.value["caption"], text]))
        if len(caption) > MAX_CAPTION:
            return False
        last.value["caption"] = caption
        return True

    def _add_picture(self, tag: Tag) -> None:
        piece = picture_piece(tag)
        if piece is None:
            return
        # A picture in the middle of a paragraph must not cut it in two.
        (self.waiting if self.inline.has_text() else self.pieces).append(piece)

    def _flush(self) -> None:
        self.pieces += [paragraph(part) for part in split_at_breaks(self.inline.take())]
        self.pieces += self.waiting
        self.waiting = []


def walk_events(root: Tag, enter: Callable[[Tag], bool]) -> Iterator[object]:
    """Visible texts, and each element that ``enter`` said yes to where it ends."""
    stack = [(root, iter(root.contents))]
    while stack:
        tag, children = stack[-1]
        child = next(children, None)
        if child is None:
            stack.pop()
            if stack:
                yield tag
        elif isinstance(child, Tag):
            if enter(child):
                stack.append((child, iter(child.contents)))
        elif is_visible_text(child):
            yield child


def _single_breaks(runs: Runs) -> Runs:
    kept: Runs = []
    for run in runs:
        if run.text != BREAK or (kept and kept[-1].text != BREAK):
            kept.append(run)
    return tidy(kept)
