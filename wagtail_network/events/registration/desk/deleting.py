"""Keeps a meeting from vanishing while people are counting on it."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages

from wagtail_network.core.page_types import page_models_for
from wagtail_network.events.registration.desk.meeting import desk_url
from wagtail_network.events.registration.models import Registration
from wagtail_network.events.registration.options import RegistrationOptionsMixin
from wagtail_network.events.registration.permissions import may_see
from wagtail_network.events.timing import OFF

TITLES_SHOWN = 5


def counted_on(pages: Iterable[Any]) -> list[Any]:
    """The meetings at or below ``pages`` that are still to come and have registrations in force.

    Those that are cancelled are not among them: their people have had word.
    """
    below = Q(pk__in=[])
    for page in pages:
        below |= Q(path__startswith=page.path)
    in_force = Registration.objects.of(OuterRef("pk")).active()
    return [
        event
        for model in page_models_for(RegistrationOptionsMixin)
        for event in model.objects.filter(below, Exists(in_force), end__gte=timezone.now())
        .exclude(status__in=OFF)
        .order_by("start", "pk")
    ]


def refuse(request: HttpRequest, pages: Iterable[Any]) -> HttpResponse | None:
    """An answer that says why the pages are not deleted, or None where they may be."""
    pages = list(pages)
    found = counted_on(_with_translations(pages))
    if not found:
        return None
    text = _(
        "Nothing was deleted. People have signed up for %(titles)s. "
        "Cancel the meeting first, so that they get word."
    )
    messages.error(request, text % {"titles": _titles(found)}, buttons=_buttons(request, found))
    return redirect("wagtailadmin_explore", pages[0].get_parent().pk)


def warn(request: HttpRequest, pages: Iterable[Any]) -> None:
    """Says that nobody is written to because a page is no longer published."""
    found = counted_on(pages)
    if not found:
        return
    text = _(
        "People have signed up for %(titles)s, and are not told that it is no longer published. "
        "Their links still work. If it does not take place, publish it as cancelled."
    )
    messages.warning(request, text % {"titles": _titles(found)}, buttons=_buttons(request, found))


def before_delete_page(request: HttpRequest, page: Any) -> HttpResponse | None:
    return refuse(request, [page])


def before_bulk_action(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> HttpResponse | None:
    return refuse(request, objects) if action_type == "delete" and _are_pages(objects) else None


def after_unpublish_page(request: HttpRequest, page: Any) -> None:
    warn(request, [page])


def after_bulk_action(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> None:
    if action_type == "unpublish" and _are_pages(objects):
        warn(request, objects)


def _are_pages(objects: list[Any]) -> bool:
    return bool(objects) and hasattr(objects[0], "path")


def _titles(found: list[Any]) -> str:
    return ", ".join(event.get_admin_display_title() for event in found[:TITLES_SHOWN])


def _buttons(request: HttpRequest, found: list[Any]) -> list[Any]:
    seen = [event for event in found if may_see(request.user, event)]
    return [messages.button(desk_url(event), _("Registrations")) for event in seen[:1]]


def _with_translations(pages: list[Any]) -> list[Any]:
    """Wagtail deletes with a page what these hooks name, and asks nobody about it."""
    found = list(pages)
    for hook in hooks.get_hooks("construct_translated_pages_to_cascade_actions"):
        more = hook(pages, "delete")
        for others in (more if isinstance(more, dict) else {}).values():
            found += list(others)
    return found
