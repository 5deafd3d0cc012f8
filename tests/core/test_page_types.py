from collections.abc import Callable

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import models
from wagtail.models import Page

from wagtail_network.core.page_types import closest, page_model_for, page_models_for
from wagtail_network.core.pages import SectionPageMixin
from wagtail_network.models import EventPage, NetworkIndexPage, NetworkPage
from wagtail_network.networks.models import NetworkPageMixin, NetworkPartMixin


class UnusedMixin(models.Model):
    class Meta:
        abstract = True


def test_a_page_type_is_found_by_its_mixin() -> None:
    assert page_model_for(NetworkPageMixin) is NetworkPage
    assert page_models_for(UnusedMixin) == []
    assert len(page_models_for(SectionPageMixin)) == 7


@pytest.mark.parametrize("mixin", [UnusedMixin, NetworkPartMixin])
def test_a_mixin_with_no_page_or_with_several_is_told_by_name(mixin: type) -> None:
    with pytest.raises(ImproperlyConfigured, match=mixin.__name__):
        page_model_for(mixin)


def test_the_closest_page_is_the_page_itself_or_the_nearest_above(
    home: Page,
    network: NetworkPage,
    make_event: Callable[..., EventPage],
    django_assert_num_queries: Callable,
) -> None:
    event = make_event()
    inner = network.add_child(instance=NetworkIndexPage(title="Undernet"))
    nested = inner.add_child(instance=NetworkPage(title="Inderst"))
    deepest = nested.add_child(instance=EventPage(title="Dybt", start=event.start, end=event.end))
    with django_assert_num_queries(1):
        assert closest(event, NetworkPageMixin) == network
    assert closest(deepest, NetworkPageMixin) == nested
    assert closest(nested, NetworkPageMixin) is nested
    assert closest(home, NetworkPageMixin) is None
    assert closest(EventPage(title="Ikke gemt"), NetworkPageMixin) is None
