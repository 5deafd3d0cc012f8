"""Renditions with the cache cold: each test starts with an empty one."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from wagtail_network.core.images import LOGO, THUMBNAIL, load_renditions

RENDITION = get_image_model().get_rendition_model()


@pytest.fixture
def make_images(db: None) -> Callable[[int], list[Any]]:
    def make(number: int) -> list[Any]:
        images = [
            get_image_model().objects.create(title=str(each), file=get_test_image_file())
            for each in range(number)
        ]
        for image in images:
            image.get_rendition(THUMBNAIL)
        cache.clear()
        return list(get_image_model().objects.filter(pk__in=[image.pk for image in images]))

    return make


def test_the_renditions_of_many_images_cost_one_query(
    make_images: Callable[[int], list[Any]], django_assert_num_queries: Callable
) -> None:
    images = make_images(4)
    with django_assert_num_queries(1):
        load_renditions([*images, None], THUMBNAIL)
        assert len({image.get_rendition(THUMBNAIL).url for image in images}) == 4


def test_an_image_in_several_rows_costs_no_query_for_each(
    make_images: Callable[[int], list[Any]], django_assert_num_queries: Callable
) -> None:
    """As ``select_related`` loads it: an object of its own in each row."""
    images = make_images(3)
    images += get_image_model().objects.filter(pk__in=[image.pk for image in images])
    with django_assert_num_queries(1):
        load_renditions(images, THUMBNAIL)
        for image in images:
            image.get_rendition(THUMBNAIL)


def test_renditions_in_the_cache_cost_no_query(
    make_images: Callable[[int], list[Any]], django_assert_num_queries: Callable
) -> None:
    images = make_images(2)
    for image in images:
        image.get_rendition(THUMBNAIL)
    with django_assert_num_queries(0):
        load_renditions(images, THUMBNAIL)
        load_renditions([None], THUMBNAIL)
        load_renditions([], THUMBNAIL)


def test_an_image_with_a_focal_point_gets_the_rendition_that_respects_it(
    make_images: Callable[[int], list[Any]],
) -> None:
    (image,) = make_images(1)
    plain = image.get_rendition(THUMBNAIL).pk
    image.focal_point_x, image.focal_point_y = 10, 10
    image.focal_point_width = image.focal_point_height = 5
    image.save()
    image = get_image_model().objects.get(pk=image.pk)
    load_renditions([image], THUMBNAIL)
    assert image.get_rendition(THUMBNAIL).pk != plain


def test_several_renditions_of_an_image_cost_one_query(
    make_images: Callable[[int], list[Any]], django_assert_num_queries: Callable
) -> None:
    (image,) = make_images(1)
    image.get_rendition(LOGO)
    cache.clear()
    with django_assert_num_queries(1):
        load_renditions([image, image], THUMBNAIL, LOGO)
        assert {image.get_rendition(spec).filter_spec for spec in (THUMBNAIL, LOGO)} == {
            THUMBNAIL,
            LOGO,
        }
