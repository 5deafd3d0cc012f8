"""The addresses below a directory that belong to one organisation."""

from typing import Any
from uuid import UUID

from django.db import models
from django.http import HttpRequest, HttpResponse
from wagtail.contrib.routable_page.models import path

from wagtail_network.directory.profile import views


class ProfileRoutes(models.Model):
    class Meta:
        abstract = True

    # Any word is an organisation's: what else there is below a directory must come before these.
    @path("<slug:slug>/", name="profile")
    def profile_view(self: Any, request: HttpRequest, slug: str) -> HttpResponse:
        return views.profile_view(request, self, slug)

    @path("<slug:slug>/vcard/", name="card")
    def card_view(self: Any, request: HttpRequest, slug: str) -> HttpResponse:
        return views.card_view(request, self, slug)

    @path("<slug:slug>/vcard/<uuid:key>/", name="person_card")
    def person_card_view(self: Any, request: HttpRequest, slug: str, key: UUID) -> HttpResponse:
        return views.person_card_view(request, self, slug, key=key)

    @path("<slug:slug>/contact/", name="contact")
    def contact_view(self: Any, request: HttpRequest, slug: str) -> HttpResponse:
        return views.contact_view(request, self, slug)
