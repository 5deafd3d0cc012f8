"""The package's pages, built on the site's own base page."""

from wagtail.test.basepage.models import BasePage

from wagtail_network.models import (
    ArticleIndexPageMixin,
    ArticlePageMixin,
    EventIndexPageMixin,
    EventPageMixin,
    NetworkIndexPageMixin,
    NetworkPageMixin,
)


class NetworkIndexPage(NetworkIndexPageMixin, BasePage):
    pass


class NetworkPage(NetworkPageMixin, BasePage):
    pass


class EventIndexPage(EventIndexPageMixin, BasePage):
    pass


class EventPage(EventPageMixin, BasePage):
    pass


class ArticleIndexPage(ArticleIndexPageMixin, BasePage):
    pass


class ArticlePage(ArticlePageMixin, BasePage):
    pass
