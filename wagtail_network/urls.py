"""What belongs to a person and not to a page: notifications, preferences, own data.

None of that is built yet. The include is promised all the same, so that a site adds it once
and gets each of them with an upgrade. Pages need no URL of ours: they hang in the page tree.
"""

from django.urls import URLPattern

app_name = "wagtail_network"
urlpatterns: list[URLPattern] = []
