from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.conf.urls.static import static
from django.contrib.auth.views import LoginView, LogoutView
from django.urls import include, path
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.views import PagesAPIViewSet
from wagtail.contrib.sitemaps.views import sitemap
from wagtail.documents import urls as wagtaildocs_urls

from example_site.home.search import search
from wagtail_network.styleguide.views import styleguide_view

api = WagtailAPIRouter("api")
api.register_endpoint("pages", PagesAPIViewSet)

urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("network/", include("wagtail_network.urls")),
    path("api/v2/", api.urls),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("styleguide/", styleguide_view),
    path("robots.txt", TemplateView.as_view(template_name="robots.txt", content_type="text/plain")),
    *static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT),
    *i18n_patterns(
        path(_("search/"), search, name="search"),
        path(_("log-in/"), LoginView.as_view(), name="login"),
        path(_("log-out/"), LogoutView.as_view(), name="logout"),
        path("", include(wagtail_urls)),
        prefix_default_language=False,
    ),
]
