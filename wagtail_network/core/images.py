"""Pictures in lists, without a query for each."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects
from wagtail.images import get_image_model
from wagtail.images.models import Filter

# The renditions that lists show. Templates name the same ones: another name in a loop
# would cost a query for each row.
THUMBNAIL = "fill-480x320"
LOGO = "max-240x120"
PORTRAIT = "fill-160x160"
# What a page shows its own picture as, at two densities.
FIGURE = ("fill-720x400", "fill-1440x800")
HERO = ("fill-640x420", "fill-1200x788")
# As a link to the page shows it elsewhere.
SHARED = "fill-1200x630"


def load_renditions(images: Iterable[Any | None], *renditions: str) -> None:
    """Find the same renditions of many images: none or one query, whatever their number.

    Those in Wagtail's rendition cache need no query; the others are fetched together, where
    Wagtail would ask for each when the template shows it.
    """
    model = get_image_model().get_rendition_model()
    # Pairs and not a dictionary: the same image may come as several objects.
    keyed = [
        (model.construct_cache_key(image, Filter(spec=spec).get_cache_key(image), spec), image)
        for image in images
        if image is not None
        for spec in renditions
    ]
    cached = model.cache_backend.get_many({key for key, _ in keyed})
    missing = {id(image): image for key, image in keyed if key not in cached}
    if missing:
        found = Prefetch(
            "renditions",
            queryset=model.objects.filter(filter_spec__in=renditions),
            to_attr="prefetched_renditions",
        )
        prefetch_related_objects(list(missing.values()), found)
