"""The addresses below a directory at which organisations join and look after their profile."""

from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse
from wagtail.contrib.routable_page.models import path

from wagtail_network.directory.joining.public import asking


class JoiningRoutes(models.Model):
    class Meta:
        abstract = True

    @path("join/", name="join")
    def join_view(self: Any, request: HttpRequest) -> HttpResponse:
        return asking.join_view(request, self)

    @path("join/sent/", name="join_sent")
    def join_sent_view(self: Any, request: HttpRequest) -> HttpResponse:
        return asking.sent_view(request, self)

    @path("join/link/", name="join_link")
    def join_link_view(self: Any, request: HttpRequest) -> HttpResponse:
        return asking.link_view(request, self)

    @path("<slug:slug>/claim/", name="claim")
    def claim_view(self: Any, request: HttpRequest, slug: str) -> HttpResponse:
        return asking.claim_view(request, self, slug)

    @path("<slug:slug>/edit/", name="edit")
    def edit_view(self: Any, request: HttpRequest, slug: str) -> HttpResponse:
        return asking.edit_view(request, self, slug)
