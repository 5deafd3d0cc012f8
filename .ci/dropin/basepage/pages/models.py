"""The package's pages, built on the site's own base page."""

from wagtail.test.basepage.models import BasePage

from wagtail_network.models import (
    ArticleIndexPageMixin,
    ArticlePageMixin,
    DirectoryPageMixin,
    EventIndexPageMixin,
    EventPageMixin,
    NetworkIndexPageMixin,
    NetworkPageMixin,
)


class NetworkIndexPage(NetworkIndexPageMixin, BasePage):
    template = "wagtail_network/network_index_page.html"


class NetworkPage(NetworkPageMixin, BasePage):
    template = "wagtail_network/network_page.html"


class EventIndexPage(EventIndexPageMixin, BasePage):
    template = "wagtail_network/event_index_page.html"


class EventPage(EventPageMixin, BasePage):
    template = "wagtail_network/event_page.html"


class DirectoryPage(DirectoryPageMixin, BasePage):
    template = "wagtail_network/directory_page.html"


class ArticleIndexPage(ArticleIndexPageMixin, BasePage):
    template = "wagtail_network/article_index_page.html"


class ArticlePage(ArticlePageMixin, BasePage):
    template = "wagtail_network/article_page.html"
