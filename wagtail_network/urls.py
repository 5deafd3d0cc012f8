"""What belongs to a person and not to a page: tickets; later notifications, preferences, own data.

A site adds the include once and gets each of them with an upgrade. Pages need no URL of ours:
they hang in the page tree.
"""

from django.urls import URLPattern, path

from wagtail_network.events.registration.door.ticket import ticket_view

app_name = "wagtail_network"
urlpatterns: list[URLPattern] = [
    path("ticket/<str:ticket>/", ticket_view, name="ticket"),
]
