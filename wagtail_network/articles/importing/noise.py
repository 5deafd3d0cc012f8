"""Lines that stand beside articles on every site, by their wording."""

import re

from wagtail_network.articles.importing.pieces import Piece

NOISE = re.compile(
    r"^(del( (denne|dette|siden|artiklen|på) ?.{0,20})?|share( this.{0,15}| on .{0,15})?|tweet|"
    r"(partager|condividi|compartir|teilen|dela|partilhar)( .{0,15})?|"
    r"print( (this|denne|siden|artikel).{0,15})?|udskriv|e-?mail|send (til en ven|artikel)|"
    r"like|synes godt om|facebook|twitter|linkedin|instagram|pinterest|google\+?|whatsapp|x|"
    r"gem|kopi[ée]r link|copy link|permalink|annonce|annonse?|advertisement|advert|reklame|anzeige|"
    r"publicit[ée]|sponsored|læs højt|lyt til artiklen|listen|til toppen|back to top|top|"
    r"tilbage|back|forrige|næste|previous|next|(previous|next) (post|article)|"
    r"spring til indhold|skip to (main )?content|jump to .{0,40}|loading\b.{0,25}|close|luk|menu|"
    r"nach oben|haut de page|view (all|profile|full size image)|"
    r"(lesezeit|læsetid|reading time)\b.{0,20}|"
    r"photo|foto|image|video|comments?|kommentarer? ?\(\d+\)|please wait\W*|"
    r"\d+ (shares?|delinger|comments?|kommentarer?|min(utes?)? read|min\.? læsetid)|"
    r"(stand|updated|opdateret|oppdatert|uppdaterad|aktualisiert|publi\w+|posted|mis à jour)\b"
    r".{0,40}\d\d?[:.h]\d\d.{0,40}|"
    r"(ein klick für den )?datenschutz(einstellungen anpassen)?|empfohlener .{0,15} inhalt|"
    r"externer inhalt|autoplay|"
    r"[|•·/»«<>*_=.,–—\s-]+)$",
    re.I,
)
RELATED = re.compile(
    r"^(læs også|læs mere|læs videre|les (også|mer)|läs (också|mer|även)|"
    r"relaterede? .{0,20}|andre (artikler|nyheder)|"
    r"flere (artikler|nyheder).{0,20}|seneste .{0,15}|mest læste|emner|nøgleord|tags?|"
    r"del .{0,15}artikel.{0,10}|related( .{0,20})?|see also|read (also|more|next)|"
    r"more (from|on|in|about|stories) ?.{0,25}|you (may|might) also like.{0,10}|"
    r"recommended.{0,20}|most (read|popular).{0,15}|latest .{0,15}|share this.{0,20}|"
    r"lesen sie auch|mehr zum thema|weitere artikel.{0,20}|schlagwörter|(à )?lire aussi|"
    r"sur le même sujet|lee también|leia também)\s*:?$",
    re.I,
)
READ_ALSO = re.compile(
    r"^(læs (også|mere|videre)|les (også|mer)|läs (också|mer|även)|se også|"
    r"read (also|more|next)|see also|related|more:|lire aussi|"
    r"lesen sie auch|mehr zum thema|siehe auch|lee también|leia (também|mais))\b",
    re.I,
)
CREDIT = re.compile(
    r"^(©|\(c\)|(foto|photo|billede|fotograf|arkivfoto|image|credit|illustration|kilde til foto)"
    r"( (by|af|credit))?\s*[:/©])",
    re.I,
)
CAPTION_END = re.compile(
    r"\b(credit|foto|photo|billede)\s?: ?[^.]{3,60}\.?$|"
    r"[/©] ?(getty images|shutterstock\S*|ritzau\b.{0,20}|scanpix\b.{0,20}|reuters|afp)\.?$",
    re.I,
)
COOKIES = re.compile(
    r"\bcookies?\b.{0,300}\b(hjemmeside|website|samtykke|privatliv\w*|datenschutz\w*|privacy|consent|"
    r"accept\w*)|\b(hjemmeside|website|site)\b.{0,200}\bcookies?\b",
    re.I | re.S,
)
TRAIL = re.compile(r"\s[>»›→|]\s|^[>»›]\s")
AUTHOR_ADDRESS = re.compile(
    r"/(authors?|autore?n?s?|auteurs?|journaliste?s?|profiles?|by|people|contributors?|forfatter\w*|"
    r"skribent\w*|staff|medarbejder\w*)/",
    re.I,
)


def is_noise(piece: Piece) -> bool:
    if piece.kind not in ("paragraph", "heading"):
        return False
    if len(piece.text) <= 80 and NOISE.match(piece.text):
        return True
    if len(piece.text) <= 600 and COOKIES.search(piece.text):
        return len(re.findall("cookie", piece.text, re.I)) > 1
    return piece.link_share > 0.4 and len(piece.text) <= 200 and bool(READ_ALSO.match(piece.text))


def is_credit(text: str) -> bool:
    """Whether a line only says what a picture shows and who took it."""
    if len(text) <= 100 and CREDIT.match(text):
        return True
    return len(text) <= 250 and bool(CAPTION_END.search(text))


def is_trail(text: str) -> bool:
    """Whether the text is a path through the old site: "Home » News » This"."""
    return len(text) <= 200 and len(TRAIL.findall(text)) >= 2
