"""The secret link in a mail: whole, and on the site's own name."""

from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from wagtail.models import Page, Site

from wagtail_network.events.registration.links import secret_url
from wagtail_network.models import EventPage, Registration

Make = Callable[..., EventPage]
SignUp = Callable[..., Registration]


def nothing(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    return HttpResponse()


own = [path("registration/<str:token>/", nothing, name="registration")]
urlpatterns = [path("netværk/", include((own, "wagtail_network")))]


class Without:
    """A site that has not included our addresses."""

    urlpatterns = [path("<path:path>", nothing, name="wagtail_serve")]


@pytest.mark.urls("tests.events.registration.test_links")
def test_it_is_below_the_include_on_the_pages_site(open_event: Make, sign_up: SignUp) -> None:
    Site.objects.update(hostname="møder.example", port=443)
    event = open_event()
    registration = sign_up(event, "Ole")
    url = secret_url(registration, event)
    assert url == f"https://møder.example/netv%C3%A6rk/registration/{registration.token}/"


@pytest.mark.urls("tests.events.registration.test_links")
def test_it_works_also_where_the_page_was_moved_out_of_every_site(
    open_event: Make, sign_up: SignUp
) -> None:
    event = open_event()
    registration = sign_up(event, "Ole")
    event.move(Page.objects.get(depth=1), pos="last-child")
    event = EventPage.objects.get(pk=event.pk)
    assert secret_url(registration, event).startswith("http://localhost/netv%C3%A6rk/registration/")


def test_without_the_include_it_is_below_the_page(
    open_event: Make, sign_up: SignUp, settings: Any
) -> None:
    event = open_event()
    registration = sign_up(event, "Ole")
    url = event.full_url
    settings.ROOT_URLCONF = Without
    assert secret_url(registration, event) == f"{url}registration/{registration.token}/"
