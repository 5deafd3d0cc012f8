"""The tree of competences in the admin: put in order, and two made one."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.log_actions import log
from wagtail.models import Locale

from wagtail_network.core.relinking.links import CannotMove
from wagtail_network.core.retrying import Busy
from wagtail_network.directory.competence_tree.arranging import (
    Impossible,
    Place,
    Step,
    drop,
    step,
)
from wagtail_network.directory.competence_tree.audit import ARRANGE
from wagtail_network.directory.competence_tree.merging import Merged, foresee, merge
from wagtail_network.directory.competence_tree.tree import Node, Tree, counted_tree_of
from wagtail_network.organisations.taxonomy import Competence

ARRANGING = ("wagtail_network.change_competence",)
MERGING = (*ARRANGING, "wagtail_network.delete_competence")
LARGEST_KEY = 2**63 - 1
TREE = "wagtail_network_competences"


def tree_url(locale: Locale, competence: Competence | None = None) -> str:
    anchor = f"#wn-c{competence.pk}" if competence else ""
    return f"{reverse(TREE)}?locale={locale.language_code}{anchor}"


class CompetencesView(WagtailAdminTemplateMixin, View):
    """A page about the tree, for who may."""

    header_icon = "list-ul"
    needed: tuple[str, ...] = ARRANGING

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.has_perms(self.needed):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        listing = reverse(Competence.snippet_viewset.get_url_name("list"))
        label = capfirst(Competence._meta.verbose_name_plural)
        return [
            *self.breadcrumbs_items,
            {"url": listing, "label": label},
            {"url": reverse(TREE), "label": _("Competence tree")},
        ]


class TreeView(CompetencesView):
    """Shows the tree of a language; moves one by a button, or by where it was dropped."""

    page_title = gettext_lazy("Competence tree")
    template_name = "wagtail_network/admin/competences/tree.html"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        locale = self.locale(request.GET.get("locale"))
        tree = counted_tree_of(locale)
        context = self.get_context_data(
            branches=nested(list(tree.nodes())),
            locale=locale,
            languages=[(one, tree_url(one)) for one in Locale.objects.all()],
            may_merge=request.user.has_perms(MERGING),
            add_url=reverse(Competence.snippet_viewset.get_url_name("add")),
            edit_name=Competence.snippet_viewset.get_url_name("edit"),
        )
        return self.render_to_response(context)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        data = request.POST
        way, _colon, key = str(data.get("step", "")).partition(":")
        competence = self.competence(key or data.get("move"))
        try:
            if way:
                step(competence, Step(way))
            else:
                drop(competence, self.competence(data.get("to")), Place(str(data.get("place"))))
        except (Impossible, ValueError):
            messages.warning(request, _("“%(name)s” cannot go there.") % {"name": competence})
        except Busy:
            messages.error(request, _("The site was too busy. Nothing has changed; try again."))
        else:
            self.tell(competence)
        return redirect(tree_url(competence.locale, competence))

    def tell(self, competence: Competence) -> None:
        competence.refresh_from_db()
        parent = str(competence.parent or "")
        log(competence, ARRANGE, user=self.request.user, data={"parent": parent})
        where = _("part of “%(parent)s”") % {"parent": parent} if parent else _("at the top")
        text = _("“%(name)s” has been moved: %(where)s.")
        messages.success(self.request, text % {"name": competence, "where": where})

    def competence(self, key: Any) -> Competence:
        if not str(key).isdecimal() or int(key) > LARGEST_KEY:
            raise Http404
        return get_object_or_404(Competence.objects.select_related("locale"), pk=int(key))

    def locale(self, code: str | None) -> Locale:
        return Locale.objects.filter(language_code=code or "").first() or Locale.get_default()


class MergeForm(forms.Form):
    into = forms.ChoiceField(label=gettext_lazy("Merge into"))

    def __init__(self, *args: Any, tree: Tree, one: Competence, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["into"]
        offered = [node for node in tree.nodes() if node.competence != one]
        field.choices = [
            ("", "---------"),
            *((str(n.competence.pk), _indented(n)) for n in offered),
        ]


class MergeView(CompetencesView):
    """Asks which other one it is, says what that would do, and does it."""

    page_title = gettext_lazy("Merge competences")
    template_name = "wagtail_network/admin/competences/merge.html"
    needed = MERGING

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        found = Competence.objects.select_related("locale")
        key = min(self.kwargs["pk"], LARGEST_KEY)
        self.one = get_object_or_404(found, pk=key)
        self.tree = counted_tree_of(self.one.locale)
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        return str(self.one)

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        asked = request.GET if "into" in request.GET else None
        return self.show(MergeForm(asked, tree=self.tree, one=self.one))

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        form = MergeForm(request.POST, tree=self.tree, one=self.one)
        if not form.is_valid():
            return self.show(form)
        into = self.tree.by_pk[int(form.cleaned_data["into"])]
        try:
            merge(self.one, into, request.user)
        except (Impossible, CannotMove, Busy):
            return self.show(form)
        text = _("“%(one)s” is now “%(into)s”, with all who had it.")
        messages.success(request, text % {"one": self.one, "into": into})
        return redirect(tree_url(self.one.locale, into))

    def show(self, form: MergeForm) -> HttpResponse:
        into, foreseen, blocked = None, None, ""
        if form.is_bound and form.is_valid():
            into = self.tree.by_pk[int(form.cleaned_data["into"])]
            try:
                foreseen = foresee(self.one, into)
            except (Impossible, CannotMove, Busy) as error:
                blocked = _("That is not possible now. %(why)s") % {"why": error}
        context = self.get_context_data(
            one=self.one,
            into=into,
            form=form,
            lines=said(foreseen) if foreseen else [],
            pages=foreseen.moved.sources if foreseen else [],
            blocked=blocked,
            back=tree_url(self.one.locale, self.one),
        )
        return self.render_to_response(context)


def nested(nodes: list[Node]) -> list[tuple[Node, list[Any]]]:
    """The flat list as branches: each node with the list of its parts."""
    top: list[tuple[Node, list[Any]]] = []
    levels = [top]
    for node in nodes:
        branch: tuple[Node, list[Any]] = (node, [])
        del levels[node.depth + 1 :]
        levels[node.depth].append(branch)
        levels.append(branch[1])
    return top


def said(done: Merged) -> list[str]:
    """ "3 organisations", "1 person"."""
    counted = [
        (
            done.organisations,
            ngettext("%(n)d organisation", "%(n)d organisations", done.organisations),
        ),
        (done.people, ngettext("%(n)d person", "%(n)d people", done.people)),
        (done.parts, ngettext("%(n)d part", "%(n)d parts", done.parts)),
    ]
    return [text % {"n": number} for number, text in counted if number]


def _indented(node: Node) -> str:
    return f"{'– ' * node.depth}{node.competence}"
