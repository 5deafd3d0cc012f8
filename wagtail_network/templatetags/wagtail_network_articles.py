"""What the articles room shows on the pages of earlier rooms."""

from typing import Any

from django import template

from wagtail_network.articles.models import ArticlePageMixin, ArticleQuerySet
from wagtail_network.core.images import THUMBNAIL, load_renditions
from wagtail_network.core.page_types import page_model_for

register = template.Library()


@register.simple_tag(takes_context=True)
def articles_of(context: dict[str, Any], network: Any, number: int = 3) -> list[Any]:
    """The latest articles of a network. Two queries at most."""
    return _latest(_visible(context).in_network(network), number)


@register.simple_tag(takes_context=True)
def articles_about(context: dict[str, Any], event: Any, number: int = 3) -> list[Any]:
    """The latest articles about a meeting. Two queries at most."""
    return _latest(_visible(context).about(event), number)


def _visible(context: dict[str, Any]) -> ArticleQuerySet:
    return page_model_for(ArticlePageMixin).objects.visible_to(context["request"].user)


def _latest(articles: ArticleQuerySet, number: int) -> list[Any]:
    found = list(articles.latest_first().select_related("picture")[:number])
    load_renditions((article.picture for article in found), THUMBNAIL)
    return found
