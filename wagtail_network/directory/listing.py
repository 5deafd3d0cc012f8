"""The addresses of a directory at which organisations and people are looked for."""

from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext
from wagtail.contrib.routable_page.models import path

from wagtail_network.directory.results import Results
from wagtail_network.organisations.visibility import Audience, level_for

# The elements that send their own request; where one of them did, the search field stays as it is.
TYPING = ("wn-q", "wn-look")

# What else one can do at a directory: the names of routes, and who may.
WAYS = {
    "consortium": Audience.EVERYONE,
    "complements": Audience.MEMBERS,
    "join": Audience.EVERYONE,
}


class ListingRoutes(models.Model):
    class Meta:
        abstract = True

    @path("", name="organisations")
    def organisations_view(self: Any, request: HttpRequest) -> HttpResponse:
        """The organisations, as a list, as cards or on a map."""
        return _answer(self, request, Results(self, request, "organisation"), self.title)

    @path("people/", name="people")
    def people_view(self: Any, request: HttpRequest) -> HttpResponse:
        """The people who have said that they may be found."""
        return _answer(
            self, request, Results(self, request, "person"), gettext("People"), "people/"
        )


def _answer(
    directory: Any, request: HttpRequest, results: Results, heading: str, part: str = ""
) -> HttpResponse:
    """The whole page; to htmx only what has changed on it."""
    shown = {"results": results, "kind": results.kind, "heading": heading, "page": directory}
    shown["shared_title"] = _called(directory, heading)
    shown["shared_url"] = f"{directory.get_full_url(request) or ''}{part}"
    shown["ways"] = _ways(directory, request)
    htmx = getattr(request, "htmx", None)
    if htmx and not htmx.history_restore_request:
        context = {**shown, "swap": True, "keeps_words": htmx.trigger in TYPING}
        response = render(request, "wagtail_network/directory/swap.html", context)
        response["HX-Push-Url"] = _address(request, results)
    else:
        response = directory.render(request, context_overrides=shown)
    # Two answers under one address: a browser that goes back must not be shown the part.
    patch_vary_headers(response, ["HX-Request"])
    return response


def _called(directory: Any, heading: str) -> str:
    """The heading among others: with what the directory belongs to."""
    top = directory.section_top
    return f"{top.title}: {heading}" if top else heading


def _ways(directory: Any, request: HttpRequest) -> list[str]:
    level, there = level_for(request), {url.name for url in directory.get_subpage_urls()}
    return [name for name, least in WAYS.items() if name in there and least <= level]


def _address(request: HttpRequest, results: Results) -> str:
    query = results.choices.query
    if results.number > 1:
        query = f"{query}&page={results.number}".removeprefix("&")
    return f"{request.path}?{query}" if query else request.path
