"""The addresses below a meeting at which people sign up and see their registration."""

from django.db import models
from django.http import HttpRequest, HttpResponse
from wagtail.contrib.routable_page.models import path

from wagtail_network.events.registration.public import secret_link, thanks, views


class RegistrationPagesMixin(models.Model):
    class Meta:
        abstract = True

    @path("register/", name="register")
    def register_view(self, request: HttpRequest) -> HttpResponse:
        return views.register_view(request, self)

    @path("register/thanks/", name="thanks")
    def thanks_view(self, request: HttpRequest) -> HttpResponse:
        return thanks.thanks_view(request, self)

    @path("register/organisations/", name="organisations")
    def organisations_view(self, request: HttpRequest) -> HttpResponse:
        return views.organisations_view(request, self)

    @path("registration/<str:token>/", name="registration")
    @path("registration/<str:token>/<slug:step>/", name="registration_step")
    def registration_view(self, request: HttpRequest, token: str, step: str = "") -> HttpResponse:
        """The same as below ``network/``, which is what the mails link to."""
        return secret_link.registration_view(request, token, step)
