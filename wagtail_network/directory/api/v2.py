"""Endpoints for Wagtail's API v2: a site registers them on its own router.

api_router.register_endpoint("organisations", OrganisationsAPIViewSet)
api_router.register_endpoint("people", PeopleAPIViewSet)
"""

from typing import Any

from django.http import Http404
from django.utils.cache import patch_cache_control, patch_vary_headers
from rest_framework.response import Response
from wagtail.api.v2.pagination import WagtailPagination
from wagtail.api.v2.utils import BadRequestError, get_object_detail_url, parse_fields_parameter
from wagtail.api.v2.views import BaseAPIViewSet
from wagtail.models import Locale

from wagtail_network.directory.api.asking import FILTERS, BadParameter, Viewer, question_of
from wagtail_network.directory.api.describing import IN_LISTS, TELLERS, describe, meta_of
from wagtail_network.directory.api.loading import Loaded, in_order, visible
from wagtail_network.directory.index.searching import search
from wagtail_network.organisations.models import Organisation
from wagtail_network.organisations.people import Person
from wagtail_network.organisations.visibility import Profile

LARGEST_KEY = 2**63 - 1


class Counted:
    """Stands for as many things as there may be, so that Wagtail's pagination says its say."""

    def count(self) -> int:
        return 0

    def __getitem__(self, part: slice) -> slice:
        return part


class DirectoryAPIViewSet(BaseAPIViewSet):
    """What is found in the directories by whoever asks, and nothing else."""

    kind = ""
    # Nothing is read off the model: what a field holds says ``describing``.
    known_query_parameters = frozenset(
        ["limit", "offset", "fields", "order", "search", "locale", "counts", "_", "format"]
    )
    find_query_parameters = frozenset(["id", "slug"])

    def initial(self, request: Any, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        self.viewer = Viewer(request.user)

    def finalize_response(self, request: Any, response: Any, *args: Any, **kwargs: Any) -> Any:
        """What somebody may see is not for a cache that others are served from."""
        answer = super().finalize_response(request, response, *args, **kwargs)
        patch_vary_headers(answer, ["Cookie", "Authorization"])
        viewer = getattr(self, "viewer", None)
        if viewer and viewer.user and viewer.user.is_authenticated:
            patch_cache_control(answer, private=True)
        return answer

    def get_queryset(self) -> Any:
        return visible(self.kind, self.viewer).order_by("pk")

    def listing_view(self, request: Any) -> Response:
        self.check_parameters()
        fields = self.fields(IN_LISTS[self.kind])
        parameters = {name: values for name, values in request.GET.lists() if any(values)}
        locale = self.locale(request.GET.get("locale"))
        part: Any = WagtailPagination().paginate_queryset(Counted(), request, view=self)
        if part.start > LARGEST_KEY:
            raise BadRequestError("offset is too large")
        try:
            question = question_of(self.kind, self.viewer, parameters, locale)
        except BadParameter as error:
            raise BadRequestError(str(error)) from error
        found = search(question, offset=part.start, limit=part.stop - part.start)
        items = in_order(self.kind, found.keys, self.viewer, locale.pk)
        loaded = Loaded(items, self.viewer, fields)
        meta: dict[str, Any] = {"total_count": found.total}
        if request.GET.get("counts") in ("true", "1"):
            meta["counts"] = found.counts
        if found.suggestion:
            meta["suggestion"] = found.suggestion
        return Response({"meta": meta, "items": self.described(loaded)})

    def detail_view(self, request: Any, pk: int) -> Response:
        item = self.get_queryset().filter(pk=pk).first() if pk <= LARGEST_KEY else None
        if item is None:
            raise Http404("not found")
        loaded = Loaded([item], self.viewer, self.fields(tuple(TELLERS[self.kind])))
        return Response(self.described(loaded)[0])

    def find_object(self, queryset: Any, request: Any) -> Any:
        if slug := request.GET.get("slug"):
            found = queryset.filter(slug=slug) if self.kind == "organisation" else queryset.none()
            return found.first()
        key = request.GET.get("id", "")
        if not key.isdecimal() or int(key) > LARGEST_KEY:
            return None
        return queryset.filter(pk=key).first()

    def described(self, loaded: Loaded) -> list[dict[str, Any]]:
        return [
            {"id": profile.pk, "meta": self.meta(profile), **describe(profile, loaded)}
            for profile in loaded.profiles
        ]

    def meta(self, profile: Profile) -> dict[str, Any]:
        router = self.request.wagtailapi_router
        url = get_object_detail_url(router, self.request, self.model, profile.pk)
        return meta_of(profile) | {"detail_url": url}

    def check_parameters(self) -> None:
        allowed = self.known_query_parameters | set(FILTERS[self.kind])
        unknown = set(self.request.GET) - allowed
        if unknown:
            names = ", ".join(sorted(unknown))
            raise BadRequestError(f"query parameter is not an operation or a filter: {names}")

    def fields(self, usual: tuple[str, ...]) -> list[str]:
        """The fields asked for, with Wagtail's words: "*", "_", "email", "-email"."""
        try:
            asked = parse_fields_parameter(self.request.GET.get("fields", ""))
        except ValueError as error:
            raise BadRequestError(f"fields error: {error}") from error
        every, chosen = TELLERS[self.kind], set(usual)
        for name, negated, nested in asked:
            if name in ("*", "_"):
                chosen = set(every) if name == "*" else set()
            elif name not in every or nested:
                raise BadRequestError(f"unknown fields: {name}")
            else:
                (chosen.discard if negated else chosen.add)(name)
        return [name for name in every if name in chosen]

    def locale(self, code: str | None) -> Locale:
        if code is None:
            return Locale.get_default()
        found = Locale.objects.filter(language_code=code).first()
        if found is None:
            raise BadRequestError("locale is not one of the site's")
        return found


class OrganisationsAPIViewSet(DirectoryAPIViewSet):
    name = "organisations"
    model = Organisation
    kind = "organisation"


class PeopleAPIViewSet(DirectoryAPIViewSet):
    name = "people"
    model = Person
    kind = "person"
