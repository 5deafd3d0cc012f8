"""QR codes as drawings in the page: no file, no script, no third party."""

from itertools import groupby

import segno
from django.utils.html import format_html
from django.utils.safestring import SafeString

# ISO/IEC 18004 asks for four modules of white around the code.
QUIET_ZONE = 4
# 15 % of the code may be unreadable: a scratched screen, a fold in a badge.
CORRECTION = "m"


def qr_svg(text: str, *, title: str) -> SafeString:
    """An ``<svg class="wn-qr">`` of the text, called ``title`` where it cannot be seen.

    It has a ``viewBox`` and no size: that is the stylesheet's. Raises ``ValueError`` for a text
    that no QR code holds (about 2,300 bytes).
    """
    code = segno.make_qr(text, error=CORRECTION)
    size = code.symbol_size(border=QUIET_ZONE)[0]
    return format_html(
        '<svg class="wn-qr" viewBox="0 0 {size} {size}" role="img" shape-rendering="crispEdges">'
        '<title>{title}</title><path fill="#fff" d="M0 0h{size}v{size}H0z"/>'
        '<path fill="#000" d="{dark}"/></svg>',
        size=size,
        title=title,
        dark=_dark_modules(code),
    )


def _dark_modules(code: segno.QRCode) -> str:
    """Each run of dark modules in a row as a rectangle, in SVG's path commands."""
    path = []
    for y, row in enumerate(code.matrix, QUIET_ZONE):
        x = QUIET_ZONE
        for dark, run in groupby(row):
            length = len(list(run))
            if dark:
                path.append(f"M{x} {y}h{length}v1h-{length}z")
            x += length
    return "".join(path)
