"""The lists of articles an import can go to: by what they are called, and for whom."""

from typing import Any

from django.utils.translation import gettext as _

from wagtail_network.articles.models import ArticleIndexPageMixin, ArticlePageMixin
from wagtail_network.core.page_types import page_model_for, page_models_for


class ParentNotFound(Exception):
    """The message lists what could have been meant."""


def find_parent(name: str) -> Any:
    """A list of articles by its id, its slug, or the path of its address."""
    indexes = [
        page.specific
        for model in page_models_for(ArticleIndexPageMixin)
        for page in model.objects.order_by("pk")
    ]
    matching = [page for page in indexes if name.strip() in _names_of(page)]
    if len(matching) == 1:
        return matching[0]
    if matching:
        message = _("Several lists of articles are called “%(name)s”. Use the id: %(pages)s.")
        raise ParentNotFound(message % {"name": name, "pages": _listed(matching)})
    if not indexes:
        raise ParentNotFound(_("There is no list of articles yet. Make one in the admin first."))
    message = _("There is no list of articles “%(name)s”. There are: %(pages)s.")
    raise ParentNotFound(message % {"name": name, "pages": _listed(indexes)})


def _names_of(page: Any) -> set[str]:
    names = {str(page.pk), page.slug}
    if path := (page.get_url_parts() or ("", "", ""))[2]:
        names |= {path, path.rstrip("/"), path.strip("/")}
    if url := page.full_url:
        names |= {url, url.rstrip("/")}
    return names


def _listed(pages: list[Any]) -> str:
    return ", ".join(f"{page.pk} {page.url or page.slug}" for page in pages[:10])


def article_index(pk: Any) -> Any | None:
    """The list of articles with that id, or None."""
    for model in page_models_for(ArticleIndexPageMixin):
        page = model.objects.filter(pk=pk).first()
        if page is not None:
            return page.specific
    return None


def may_import(user: Any, parent: Any) -> bool:
    article = page_model_for(ArticlePageMixin)
    return article.can_create_at(parent) and parent.permissions_for_user(user).can_add_subpage()


def may_publish(user: Any, parent: Any) -> bool:
    return parent.permissions_for_user(user).can_publish_subpage()
