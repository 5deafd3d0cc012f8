"""The address of the page at the door, among those of the admin."""

from django.urls import path

from wagtail_network.events.registration.door.views import DoorView

urlpatterns = [
    path(
        "registrations/<int:event_id>/check-in/",
        DoorView.as_view(),
        name="wagtail_network_check_in",
    ),
]
