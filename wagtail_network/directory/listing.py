"""The addresses of a directory at which organisations and people are looked for."""

from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from wagtail.contrib.routable_page.models import path


class ListingRoutes(models.Model):
    class Meta:
        abstract = True

    @path("", name="organisations")
    def organisations_view(self: Any, request: HttpRequest) -> HttpResponse:
        """The organisations, as a list, as cards or on a map."""
        shown = {"kind": "organisation", "heading": self.title}
        return self.render(request, context_overrides=shown)

    @path("people/", name="people")
    def people_view(self: Any, request: HttpRequest) -> HttpResponse:
        """The people who have said that they may be found."""
        shown = {"kind": "person", "heading": gettext("People")}
        return self.render(request, context_overrides=shown)
