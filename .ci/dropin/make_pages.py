"""Run in a site's folder: makes a page of each kind under the front page, prints path and title."""

import os
import sys
from datetime import timedelta

sys.path.insert(0, os.getcwd())
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mysite.settings.dev")

import django

django.setup()

from django.utils import timezone  # noqa: E402
from wagtail.models import Page, Site  # noqa: E402

from wagtail_network.models import (  # noqa: E402
    ArticleIndexPage,
    ArticlePage,
    EventIndexPage,
    EventPage,
    NetworkIndexPage,
    NetworkPage,
)

start = timezone.now() + timedelta(days=14)


def add(parent: Page, page: Page) -> Page:
    parent.add_child(instance=page)
    print(page.get_url(), page.title, sep="\t")
    return page


home = Site.objects.get(is_default_site=True).root_page
networks = add(home, NetworkIndexPage(title="Our networks"))
network = add(networks, NetworkPage(title="Green builders"))
meetings = add(network, EventIndexPage(title="Meetings here"))
add(meetings, EventPage(title="The first one", start=start, end=start + timedelta(hours=3)))
articles = add(network, ArticleIndexPage(title="Told by us"))
add(articles, ArticlePage(title="What we heard"))
