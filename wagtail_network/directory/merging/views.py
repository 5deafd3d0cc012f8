"""Finding duplicates and merging them, in the admin."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from wagtail_network.core.relinking.links import CannotMove
from wagtail_network.core.retrying import Busy
from wagtail_network.directory.merging.choosing import Side
from wagtail_network.directory.merging.comparing import choices_of, rows
from wagtail_network.directory.merging.duplicates import likely_duplicates
from wagtail_network.directory.merging.kinds import KINDS, Kind
from wagtail_network.directory.merging.merging import Gone, Outcome, foresee, merge
from wagtail_network.directory.merging.models import tell_apart
from wagtail_network.directory.merging.obstacles import notes, obstacles
from wagtail_network.directory.merging.pairing import Pair, pair

PAIRS_ON_A_PAGE = 25
NEEDED = ("change", "publish", "delete")
LARGEST_KEY = 2**63 - 1


def may_merge(user: Any, model: Any) -> bool:
    """Who merges changes a record, publishes it, and deletes another."""
    label, name = model._meta.app_label, model._meta.model_name
    return bool(user.has_perms([f"{label}.{action}_{name}" for action in NEEDED]))


def duplicates_url(kind: Kind) -> str:
    return reverse("wagtail_network_duplicates", args=[kind.model._meta.model_name])


class KindView(WagtailAdminTemplateMixin, View):
    """A page about merging organisations, or people, for who may."""

    header_icon = "copy"
    kind: Kind

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self.kwargs["kind"] not in KINDS:
            raise Http404
        self.kind = KINDS[self.kwargs["kind"]]
        if not may_merge(request.user, self.kind.model):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        model = self.kind.model
        listing = reverse(model.snippet_viewset.get_url_name("list"))
        return [
            *self.breadcrumbs_items,
            {"url": listing, "label": capfirst(model._meta.verbose_name_plural)},
            {"url": duplicates_url(self.kind), "label": _("Duplicates")},
            *self.last_breadcrumb,
        ]

    @property
    def last_breadcrumb(self) -> list[dict[str, Any]]:
        return []

    def number(self, name: str, data: Any) -> int:
        """A key that a form or an address names. Raises ``Http404`` for what is none."""
        text = str(data.get(name, ""))
        if not text.isdecimal() or int(text) > LARGEST_KEY:
            raise Http404
        return int(text)


class DuplicatesView(KindView):
    """The pairs that are likely to be one, and those to compare by their names."""

    page_title = gettext_lazy("Duplicates")
    template_name = "wagtail_network/admin/merging/duplicates.html"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        pages = Paginator(likely_duplicates(self.kind), PAIRS_ON_A_PAGE)
        page = pages.get_page(request.GET.get("p"))
        return self.render_to_response(
            self.get_context_data(
                page=page,
                is_paginated=pages.num_pages > 1,
                count=pages.count,
                plural=self.kind.model._meta.verbose_name_plural,
                compare_url=self.compare_url,
                choosers=self.choosers(),
            )
        )

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Two that are not one after all."""
        found = self.pair_of(request.POST)
        if found:
            tell_apart(found.kept.translation_key, found.other.translation_key)
            text = _("“%(one)s” and “%(other)s” are not shown as duplicates any more.")
            messages.success(request, text % {"one": found.kept, "other": found.other})
        return redirect(duplicates_url(self.kind))

    def pair_of(self, data: Any) -> Pair | None:
        return pair(self.kind, self.number("kept", data), self.number("other", data))

    @property
    def compare_url(self) -> str:
        return reverse("wagtail_network_merge", args=[self.kwargs["kind"]])

    def choosers(self) -> Any:
        # A class, but up to Wagtail 7.4 a widget.
        made: Any = self.kind.model.snippet_viewset.chooser_viewset.widget_class
        widget = made() if isinstance(made, type) else made
        return {
            "media": widget.media,
            "kept": widget.render("kept", None, {"id": "id_kept"}),
            "other": widget.render("other", None, {"id": "id_other"}),
        }


class MergeView(KindView):
    """Compares two, says what merging them would do, and does it."""

    page_title = gettext_lazy("Merge")
    template_name = "wagtail_network/admin/merging/merge.html"
    found: Pair

    @property
    def last_breadcrumb(self) -> list[dict[str, Any]]:
        return [{"url": "", "label": _("Merge")}]

    def get_page_subtitle(self) -> str:
        return str(self.found.kept)

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self.compare(request.GET) or self.gone()

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        found = self.find(request.POST)
        if found is None:
            return self.gone()
        if found.mark != request.POST.get("mark"):
            messages.error(request, _("One of the two has changed meanwhile. Look again."))
            return self.compare(request.POST) or self.gone()
        if obstacles(found, request.user):
            return self.compare(request.POST) or self.gone()
        try:
            merge(found, choices_of(found, request.POST), request.user)
        except (CannotMove, Gone):
            return self.compare(request.POST) or self.gone()
        except Busy:
            messages.error(request, _("The site was too busy. Nothing has changed; try again."))
            return self.compare(request.POST) or self.gone()
        text = _("“%(other)s” is now part of “%(kept)s”.")
        messages.success(request, text % {"other": found.other, "kept": found.kept})
        url_name = self.kind.model.snippet_viewset.get_url_name("edit")
        return redirect(reverse(url_name, args=[found.kept.pk]))

    def find(self, data: Any) -> Pair | None:
        return pair(self.kind, self.number("kept", data), self.number("other", data))

    def gone(self) -> HttpResponse:
        text = _("Choose two different ones. Perhaps they have been merged already.")
        messages.warning(self.request, text)
        return redirect(duplicates_url(self.kind))

    def compare(self, data: Any) -> HttpResponse | None:
        found = self.find(data)
        if found is None:
            return None
        self.found = found
        outcome = foresee(found)
        return self.render_to_response(
            self.get_context_data(
                kept=found.kept,
                other=found.other,
                mark=found.mark,
                rows=rows(found, choices_of(found, data)),
                sides=Side,
                obstacles=[*obstacles(found, self.request.user), *self.blocked(outcome)],
                notes=notes(found),
                lines=self.lines(outcome),
                pages=[(page, self.edit_url(page)) for page in outcome.pages],
                united=outcome.united,
                loose=found.loose,
                counted=outcome.counted,
                swap=f"?kept={found.other.pk}&other={found.kept.pk}",
                kept_url=self.edit_url(found.kept),
                other_url=self.edit_url(found.other),
            )
        )

    def blocked(self, outcome: Outcome) -> list[str]:
        text = _("“%(name)s” points to it in a way that cannot be changed here. Change it first.")
        return [text % {"name": source} for source in outcome.blocked_by]

    def lines(self, outcome: Outcome) -> list[str]:
        """ "3 people", "1 membership"."""
        return [
            f"{number} {word_for(model, number)}"
            for model, number in outcome.moved.rows.most_common()
        ]

    def edit_url(self, item: Any) -> str | None:
        return AdminURLFinder(self.request.user).get_edit_url(item)


def word_for(model: Any, number: int) -> str:
    meta = model._meta
    return str(meta.verbose_name if number == 1 else meta.verbose_name_plural)
