"""An imported article into a page: a new one, or the one an earlier import made."""

import datetime
import re
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import log

from wagtail_network.articles.importing.addresses import is_web_address
from wagtail_network.articles.importing.content import Content, apply, digest_of
from wagtail_network.articles.importing.images import PictureRejected, PictureStore
from wagtail_network.articles.importing.metadata import same_words
from wagtail_network.articles.importing.result import Block, ImportedArticle
from wagtail_network.articles.models import ArticlePageMixin
from wagtail_network.core.page_types import page_model_for
from wagtail_network.core.slugs import danish_slug

# Smaller ones are logos and portraits; they stay where they are in the text.
LEADING_WIDTH = 400


class Status(models.TextChoices):
    CREATED = "created", gettext_lazy("new")
    UPDATED = "updated", gettext_lazy("updated")
    UNCHANGED = "unchanged", gettext_lazy("unchanged")
    KEPT = "kept", gettext_lazy("left alone")
    FAILED = "failed", gettext_lazy("failed")


@dataclass(frozen=True)
class SavingOptions:
    """``user`` is None on the command line, where nothing is asked of permissions."""

    publish: bool = False
    overwrite: bool = False
    dry_run: bool = False
    user: Any = None


@dataclass
class Saved:
    status: Status
    page: Any = None
    messages: list[str] = field(default_factory=list)


def save(article: ImportedArticle, parent: Any, options: SavingOptions) -> Saved:
    """One article in one transaction. Raises ``ValidationError`` if the page is not valid."""
    store = PictureStore(options.user, options.dry_run)
    try:
        with transaction.atomic():
            return _save(article, parent, options, store)
    except BaseException:
        # The database forgets the images by itself; the storage does not.
        store.discard()
        raise


def existing_page(parent: Any, source_id: str) -> Any | None:
    pages = page_model_for(ArticlePageMixin).objects.child_of(parent)
    return pages.filter(import_source=source_id).order_by("pk").first()


def _save(
    article: ImportedArticle, parent: Any, options: SavingOptions, store: PictureStore
) -> Saved:
    found: Any = existing_page(parent, article.source_id)
    page = found.get_latest_revision_as_object() if found else None
    messages: list[str] = []
    if found and (reason := _hindrance(found, page, article, options)):
        return Saved(Status.KEPT, found, [reason])
    content = _content(article, page, store, messages)
    if page is None:
        page = None if options.dry_run else _create(content, article, parent, options)
        return Saved(Status.CREATED, page, messages)
    apply(content, page)
    digest = digest_of(page)
    if digest == page.import_digest and not _edited(found.get_latest_revision_as_object()):
        published = options.publish and not options.dry_run and _publish_if_needed(found, options)
        return Saved(Status.UPDATED if published else Status.UNCHANGED, found, messages)
    page.import_digest = digest
    if not options.dry_run:
        _write(page, options)
    return Saved(Status.UPDATED, found, messages)


def _hindrance(found: Any, latest: Any, article: ImportedArticle, options: SavingOptions) -> str:
    """Why an existing page is not touched, or ""."""
    lock = found.get_lock()
    if lock and (options.user is None or lock.for_user(options.user)):
        return _("The page is locked.")
    if options.user is not None and not found.permissions_for_user(options.user).can_edit():
        return _("You may not edit the page.")
    if _edited(latest) and not options.overwrite:
        return _("The page was edited here after the import.")
    if _is_another(latest, article) and not options.overwrite:
        title = {"title": found.title}
        return _("“%(title)s” came from a file of the same name. Rename this one.") % title
    return ""


def _is_another(page: Any, article: ImportedArticle) -> bool:
    """Whether two articles have nothing in common but the name of their file."""
    if is_web_address(article.source_id) or same_words(page.title, article.title):
        return False
    old = _words(page.lead, page.body.get_prep_value())
    new = _words(article.lead, article.blocks)
    return len(old & new) < 0.3 * min(len(old), len(new))


def _words(lead: str, blocks: list[Block]) -> set[str]:
    text = " ".join([lead, *(str(block["value"]) for block in blocks)])
    return set(re.findall(r"\w{6,}", re.sub(r"<[^>]*>", " ", text.lower())))


def _edited(page: Any) -> bool:
    return bool(page.import_digest) and digest_of(page) != page.import_digest


def _content(
    article: ImportedArticle, page: Any | None, store: PictureStore, messages: list[str]
) -> Content:
    # Without a date in the source a second run must not move the article to another day.
    date: datetime.date = article.date or (page.date if page else timezone.localdate())
    authors: list[Block] = [{"type": "name", "value": name} for name in article.authors]
    content = Content(article.title, date, article.lead, [], authors)
    for block in article.blocks:
        if block["type"] != "image":
            content.body.append(block)
        else:
            _add_image(content, block, article, store, messages)
    return content


def _add_image(
    content: Content,
    block: Block,
    article: ImportedArticle,
    store: PictureStore,
    messages: list[str],
) -> None:
    """The first picture above the text, without a caption, becomes the article's picture."""
    file = article.pictures[block["value"]["image"]]
    try:
        image: Any = store.image_for(file, block["value"]["alt"])
    except PictureRejected as error:
        reason = {"name": file.name, "reason": str(error).rstrip(".")}
        messages.append(_("The picture %(name)s was left out: %(reason)s.") % reason)
        return
    is_leading = not content.body and content.picture_id is None and image is not None
    if is_leading and not block["value"]["caption"] and image.width >= LEADING_WIDTH:
        content.picture_id = image.pk
        return
    value = block["value"] | {"image": image.pk if image else None}
    content.body.append({"type": "image", "value": value})


def _create(content: Content, article: ImportedArticle, parent: Any, options: SavingOptions) -> Any:
    page = page_model_for(ArticlePageMixin)(live=False, import_source=article.source_id)
    apply(content, page)
    page.slug = free_slug(parent, article)
    page.locale = parent.locale
    page.import_digest = digest_of(page)
    if options.user is not None:
        page.owner = options.user
    parent.add_child(instance=page)
    log(instance=page, action="wagtail.create", user=options.user, content_changed=True)
    _write(page, options)
    return page


def _write(page: Any, options: SavingOptions) -> None:
    revision = page.save_revision(user=options.user, log_action=True, clean=True)
    if options.publish:
        revision.publish(user=options.user)


def _publish_if_needed(page: Any, options: SavingOptions) -> bool:
    if page.live and not page.has_unpublished_changes:
        return False
    revision = page.get_latest_revision() or page.save_revision(user=options.user)
    revision.publish(user=options.user)
    return True


def free_slug(parent: Any, article: ImportedArticle) -> str:
    """A slug that no page beside it has: "title", "title-2", "title-3"."""
    stem = PurePosixPath(article.source_id).stem
    base = danish_slug(article.title) or danish_slug(stem) or "article"
    taken = set(parent.get_children().values_list("slug", flat=True))
    slug, number = base, 1
    while slug in taken:
        number += 1
        slug = f"{base[:70]}-{number}"
    return slug
