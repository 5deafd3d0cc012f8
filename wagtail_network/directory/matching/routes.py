"""The addresses below a directory on which members find each other."""

from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse
from wagtail.contrib.routable_page.models import path

from wagtail_network.directory.matching import views


class MatchingRoutes(models.Model):
    class Meta:
        abstract = True

    @path("complements/", name="complements")
    def complements_view(self: Any, request: HttpRequest) -> HttpResponse:
        return views.complements_view(request, self)

    @path("consortium/", name="consortium")
    def consortium_view(self: Any, request: HttpRequest) -> HttpResponse:
        return views.consortium_view(request, self)
