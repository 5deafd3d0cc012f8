"""For ``manage.py shell``: makes a page of each kind under the front page, prints path and title.

Of the site's own types where it has built its own.
"""

from datetime import timedelta

from django.utils import timezone
from wagtail.models import Site

from wagtail_network.core.page_types import page_model_for
from wagtail_network.models import (
    ArticleIndexPageMixin,
    ArticlePageMixin,
    DirectoryPageMixin,
    EventIndexPageMixin,
    EventPageMixin,
    NetworkIndexPageMixin,
    NetworkPageMixin,
)

start = timezone.now() + timedelta(days=14)
times = {"start": start, "end": start + timedelta(hours=3)}
TREE = [
    (NetworkIndexPageMixin, 0, {"title": "Our networks"}),
    (NetworkPageMixin, 1, {"title": "Green builders"}),
    (EventIndexPageMixin, 2, {"title": "Meetings here"}),
    (EventPageMixin, 3, {"title": "The first one", **times}),
    (DirectoryPageMixin, 2, {"title": "Who is in it"}),
    (ArticleIndexPageMixin, 2, {"title": "Told by us"}),
    (ArticlePageMixin, 3, {"title": "What we heard"}),
]

branch = [Site.objects.get(is_default_site=True).root_page]
for mixin, depth, fields in TREE:
    page = branch[depth].add_child(instance=page_model_for(mixin)(**fields))
    branch[depth + 1 :] = [page]
    print(page.get_url(), page.title, sep="\t")
