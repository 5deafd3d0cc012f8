"""The urls of the test host, and the floor: a view that does nothing but answer."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from tests.urls import urlpatterns as host_patterns


def floor(request: HttpRequest, size: int) -> HttpResponse:
    """A text of ``size`` bytes, through the same middleware as every page."""
    return HttpResponse(b"x" * size)


urlpatterns = [path("floor/<int:size>/", floor), *host_patterns]
