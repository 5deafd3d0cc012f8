"""The page itself: at ``styleguide/`` below the URL include while DEBUG is on."""

import re
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString

from wagtail_network.conf import network_settings
from wagtail_network.styleguide.entries import Entry, State, entries
from wagtail_network.styleguide.words import words

ID = re.compile(r' id="([^"]+)"')
REFERENCES = re.compile(r'( (?:id|for|aria-labelledby|aria-describedby)="| href="#)([^"]+)"')


def styleguide_view(request: HttpRequest) -> HttpResponse:
    """Every component in each state, in the language ``?language=`` names or the reader's own."""
    with translation.override(_language(request)):
        context = {
            "network_base_template": network_settings.BASE_TEMPLATE,
            "heading": words("Stilguide", "Style guide"),
            "introduction": words(
                "Alle dele i alle tilstande, i værtens egne rammer.",
                "Every component in every state, inside the host's own frame.",
            ),
            "languages": settings.LANGUAGES,
            "entries": [_shown(entry, request) for entry in entries()],
        }
        return render(request, "wagtail_network/styleguide/page.html", context)


def debug_styleguide_view(request: HttpRequest) -> HttpResponse:
    """The same for a site under development. Raises ``Http404`` where DEBUG is off."""
    if not settings.DEBUG:
        raise Http404
    return styleguide_view(request)


def _language(request: HttpRequest) -> str:
    asked = request.GET.get("language", "")
    known = dict(settings.LANGUAGES)
    return asked if asked in known else translation.get_language() or settings.LANGUAGE_CODE


def _shown(entry: Entry, request: HttpRequest) -> dict[str, Any]:
    states = [
        (words(*state.name), _html(entry, state, f"{entry.anchor}-{number}", request))
        for number, state in enumerate(entry.states)
    ]
    return {"entry": entry, "name": words(*entry.name), "states": states}


def _html(entry: Entry, state: State, prefix: str, request: HttpRequest) -> SafeString:
    """With ids of its own, since a component may stand there several times, and with no focus."""
    html = render_to_string(entry.path, state.context(), request).replace(" autofocus", "")
    ids = set(ID.findall(html))

    def renamed(match: re.Match[str]) -> str:
        names = " ".join(f"{prefix}-{n}" if n in ids else n for n in match[2].split())
        return f'{match[1]}{names}"'

    # Our own templates have been escaped already.
    return SafeString(REFERENCES.sub(renamed, html))
