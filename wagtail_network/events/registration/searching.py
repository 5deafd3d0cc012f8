"""Finding registrations by what somebody types, however it is written."""

from typing import Any

from django.db.models import Q

from wagtail_network.core.folding import fold, fold_email
from wagtail_network.core.search import clean_query


def search(registrations: Any, text: str, *, meetings: bool = False) -> Any:
    """Those in which every word stands: in the name, address, organisation, title or ticket.

    With ``meetings`` also in the name of the meeting.

    Organisations are found however their letters are written ("aeroe", "Ærø"). SQLite tells æ from
    Æ in all else, so a name is looked for as it was typed, in small letters and with a capital.
    """
    for word in clean_query(text).split():
        registrations = registrations.filter(_holds(word, meetings))
    return registrations


def _holds(word: str, meetings: bool) -> Q:
    found = Q(email_key__contains=fold_email(word)) | Q(ticket=word.upper())
    if folded := fold(word):
        found |= Q(organisation_key__contains=folded)
    for form in {word, word.lower(), word.capitalize(), word.upper()}:
        found |= Q(name__icontains=form) | Q(organisation_name__icontains=form)
        found |= Q(title__icontains=form)
        if meetings:
            found |= Q(event__title__icontains=form)
    return found
