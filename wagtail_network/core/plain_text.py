"""An editor's rich text where there is only plain text: in mails."""

from bs4 import BeautifulSoup, Tag

BLOCKS = ("p", "li", "h2", "h3", "h4")
BREAK = "\v"


def plain_text(html: str) -> str:
    """A line for each paragraph and each point of a list, with the addresses links lead to.

    Of links within the site only the words are left: who reads it may not be let in there.
    """
    soup = BeautifulSoup(html, "html.parser")
    for link in soup.find_all("a", href=True):
        address = str(link["href"])
        if address.startswith(("http:", "https:")) and address not in link.get_text():
            link.append(f" ({address})")
    for line_break in soup.find_all("br"):
        line_break.replace_with(BREAK)
    blocks = soup.find_all(BLOCKS)
    lines = [_lines(_own_text(block), "– " if block.name == "li" else "") for block in blocks]
    return "\n".join(line for line in lines if line) or _lines(soup.get_text())


def _own_text(block: Tag) -> str:
    """Without that of the blocks in it, which have lines of their own."""
    return "".join(text for text in block.strings if text.find_parent(BLOCKS) is block)


def _lines(text: str, mark: str = "") -> str:
    lines = (" ".join(line.split()) for line in text.split(BREAK))
    found = "\n".join(line for line in lines if line)
    return f"{mark}{found}" if found else ""
