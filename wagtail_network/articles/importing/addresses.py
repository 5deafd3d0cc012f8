"""Where the page came from, and which links may stay."""

from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup

ALLOWED = ("http", "https", "mailto")


def canonical_address(soup: BeautifulSoup) -> str:
    """The address the page gives itself, or ""."""
    for selector, attribute in (
        ('link[rel~="canonical" i]', "href"),
        ('meta[property="og:url" i]', "content"),
    ):
        tag = soup.select_one(selector)
        address = str(tag.get(attribute) or "").strip() if tag else ""
        if is_web_address(address):
            return address
    return ""


def base_address(soup: BeautifulSoup) -> str:
    """What relative links are relative to, or ""."""
    canonical = canonical_address(soup)
    tag = soup.select_one("base[href]")
    if tag is None:
        return canonical
    address = absolute(str(tag["href"]), canonical)
    return address or canonical


def absolute(reference: str, base: str) -> str:
    """``reference`` as an address that may stand in a page, or "" if it may not.

    Relative ones need a known base, and a jump inside the old page leads nowhere in the new.
    """
    # Browsers ignore tabs and newlines inside a scheme; so must the check below.
    reference = "".join(letter for letter in reference.strip() if letter.isprintable())
    if not reference or reference.startswith("#"):
        return ""
    try:
        parts = urlsplit(reference)
        if not parts.scheme:
            reference = urljoin(base, reference) if base else ""
            parts = urlsplit(reference)
    except ValueError:
        return ""
    if parts.scheme.lower() not in ALLOWED or len(reference) > 2000:
        return ""
    if parts.scheme.lower() != "mailto" and not parts.netloc:
        return ""
    return reference.replace(" ", "%20")


def is_web_address(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc) and len(address) <= 500


def same_page(address: str, base: str) -> bool:
    """Whether a link only jumps inside the page it stands on."""
    return bool(base) and "#" in address and address.partition("#")[0] == base.partition("#")[0]
