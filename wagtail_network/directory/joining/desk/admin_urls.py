"""The addresses of the desk for members in the admin."""

from django.urls import path

from wagtail_network.directory.joining.desk.changes import ChangeView
from wagtail_network.directory.joining.desk.requests import AccessView
from wagtail_network.directory.joining.desk.waiting import NAME, WaitingView

urlpatterns = [
    path("network/waiting/", WaitingView.as_view(), name=NAME),
    path("network/waiting/access/<int:pk>/", AccessView.as_view(), name=f"{NAME}_access"),
    path("network/waiting/change/<int:pk>/", ChangeView.as_view(), name=f"{NAME}_change"),
]
