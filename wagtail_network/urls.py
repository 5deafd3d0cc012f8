"""What belongs to a person and not to a page: registrations, tickets, later their preferences.

A site adds the include once and gets each of them with an upgrade. Pages need no URL of ours:
they hang in the page tree.
"""

from django.urls import URLPattern, path

from wagtail_network.directory.joining.public.own import profile_view
from wagtail_network.events.registration.door.ticket import ticket_view
from wagtail_network.events.registration.public.secret_link import registration_view
from wagtail_network.styleguide.views import debug_styleguide_view

app_name = "wagtail_network"
urlpatterns: list[URLPattern] = [
    path("registration/<str:token>/", registration_view, name="registration"),
    path("registration/<str:token>/<slug:step>/", registration_view, name="registration_step"),
    path("profile/<str:token>/", profile_view, name="profile"),
    path("profile/<str:token>/<slug:step>/", profile_view, name="profile_step"),
    path("ticket/<str:ticket>/", ticket_view, name="ticket"),
    path("styleguide/", debug_styleguide_view, name="styleguide"),
]
