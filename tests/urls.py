from django.apps import apps
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.views import PagesAPIViewSet
from wagtail.contrib.sitemaps.views import sitemap
from wagtail.documents import urls as wagtaildocs_urls

from wagtail_network.directory.api.v2 import OrganisationsAPIViewSet, PeopleAPIViewSet

api = WagtailAPIRouter("api")
api.register_endpoint("pages", PagesAPIViewSet)
api.register_endpoint("organisations", OrganisationsAPIViewSet)
api.register_endpoint("people", PeopleAPIViewSet)

preview = []
if apps.is_installed("wagtail.api.v3"):
    from wagtail.api.v3.urls import api as api_v3

    preview = [path("api/v3/", api_v3.urls)]

urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("network/", include("wagtail_network.urls")),
    path("api/v2/", api.urls),
    *preview,
    path("sitemap.xml", sitemap),
    *i18n_patterns(path("", include(wagtail_urls)), prefix_default_language=False),
]
