"""Endpoints below Wagtail's API v3, where a site has installed that.

Imported only there: it needs Wagtail 8 and Django Ninja. A session cookie is no log-in here; who
wants to see more than a visitor sends a token.
"""

from typing import Any, ClassVar

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control, patch_vary_headers
from ninja import Field, Query, Router, Schema
from ninja.errors import HttpError
from wagtail.api.v3.api import api
from wagtail.api.v3.auth import AllowAnonymous, BearerTokenAuth
from wagtail.models import Locale

from wagtail_network.directory.api.asking import FILTERS, BadParameter, Viewer, question_of
from wagtail_network.directory.api.describing import IN_LISTS, TELLERS, describe, meta_of
from wagtail_network.directory.api.loading import Loaded, in_order, visible
from wagtail_network.directory.index.searching import search

LARGEST_KEY = 2**63 - 1
PREFIX = "/network/"
router = Router(tags=["network"], auth=[BearerTokenAuth(), AllowAnonymous()])


class WordSchema(Schema):
    """Of a sector, a competence or a certification: what filters name it by, and its name."""

    key: str
    name: str


class MunicipalitySchema(Schema):
    code: str
    name: str


class PictureSchema(Schema):
    url: str
    width: int
    height: int


class MetaSchema(Schema):
    type: str
    key: str
    slug: str | None = None
    locale: str


class ReferenceSchema(Schema):
    title: str
    text: str
    year: int | None
    url: str


class PersonInBriefSchema(Schema):
    id: int
    name: str
    title: str


class NetworkSchema(Schema):
    key: str
    name: str
    since: str | None


class OrganisationInBriefSchema(Schema):
    id: int
    name: str
    slug: str


class OrganisationItemSchema(Schema):
    id: int
    meta: MetaSchema
    name: str
    short_text: str
    sector: WordSchema | None
    municipality: MunicipalitySchema | None


class OrganisationSchema(OrganisationItemSchema):
    long_text: str
    logo: PictureSchema | None
    size: str
    cvr: str
    address: str
    postal_code: str
    city: str
    website: str
    linkedin_url: str
    email: str
    phone: str
    competences: list[WordSchema]
    competences_sought: list[WordSchema]
    certifications: list[WordSchema]
    references: list[ReferenceSchema]
    people: list[PersonInBriefSchema]
    networks: list[NetworkSchema]
    confirmed: str | None


class PersonItemSchema(Schema):
    id: int
    meta: MetaSchema
    name: str
    title: str
    organisation: OrganisationInBriefSchema | None


class PersonSchema(PersonItemSchema):
    photo: PictureSchema | None
    email: str
    phone: str
    linkedin_url: str
    competences: list[WordSchema]


class OrganisationsSchema(Schema):
    count: int
    items: list[OrganisationItemSchema]


class PeopleSchema(Schema):
    count: int
    items: list[PersonItemSchema]


class PeopleAsked(Schema):
    """Filters may be given several times: any of the values of each."""

    kind: ClassVar[str] = "person"

    limit: int = Field(20, ge=1)
    offset: int = Field(0, ge=0, le=LARGEST_KEY)
    locale: str = ""
    search: str = ""
    order: str = ""
    network: list[str] = []
    sector: list[str] = []
    competence: list[str] = []
    municipality: list[str] = []
    region: list[str] = []

    def parameters(self) -> dict[str, list[str]]:
        alone = {"search": [self.search], "order": [self.order]}
        many = {name: getattr(self, name) for name in FILTERS[self.kind]}
        return {name: values for name, values in {**alone, **many}.items() if any(values)}


class OrganisationsAsked(PeopleAsked):
    kind: ClassVar[str] = "organisation"

    sought: list[str] = []
    size: list[str] = []
    certification: list[str] = []


@router.get("/organisations/", response=OrganisationsSchema, summary="List organisations")
def list_organisations(
    request: HttpRequest, response: HttpResponse, asked: Query[OrganisationsAsked]
) -> dict[str, Any]:
    return _listed(request, response, asked)


@router.get("/organisations/{pk}/", response=OrganisationSchema, summary="Organisation detail")
def get_organisation(request: HttpRequest, response: HttpResponse, pk: int) -> dict[str, Any]:
    return _detail("organisation", request, response, pk)


@router.get("/people/", response=PeopleSchema, summary="List people")
def list_people(
    request: HttpRequest, response: HttpResponse, asked: Query[PeopleAsked]
) -> dict[str, Any]:
    return _listed(request, response, asked)


@router.get("/people/{pk}/", response=PersonSchema, summary="Person detail")
def get_person(request: HttpRequest, response: HttpResponse, pk: int) -> dict[str, Any]:
    return _detail("person", request, response, pk)


def _listed(request: HttpRequest, response: HttpResponse, asked: PeopleAsked) -> dict[str, Any]:
    viewer, locale = _viewer(request, response), _locale(asked.locale)
    most = getattr(settings, "WAGTAILAPI_LIMIT_MAX", 20)
    if most is not None and asked.limit > most:
        raise HttpError(400, f"limit cannot be higher than {most}")
    try:
        question = question_of(asked.kind, viewer, asked.parameters(), locale)
    except BadParameter as error:
        raise HttpError(400, str(error)) from error
    found = search(question, offset=asked.offset, limit=asked.limit)
    items = in_order(asked.kind, found.keys, viewer, locale.pk)
    loaded = Loaded(items, viewer, IN_LISTS[asked.kind])
    return {"count": found.total, "items": _described(loaded)}


def _detail(kind: str, request: HttpRequest, response: HttpResponse, pk: int) -> dict[str, Any]:
    viewer = _viewer(request, response)
    item = visible(kind, viewer).filter(pk=pk).first() if 0 < pk <= LARGEST_KEY else None
    if item is None:
        raise Http404("not found")
    return _described(Loaded([item], viewer, TELLERS[kind]))[0]


def _described(loaded: Loaded) -> list[dict[str, Any]]:
    return [
        {"id": profile.pk, "meta": meta_of(profile), **describe(profile, loaded)}
        for profile in loaded.profiles
    ]


def _viewer(request: HttpRequest, response: HttpResponse) -> Viewer:
    """What somebody may see is not for a cache that others are served from."""
    patch_vary_headers(response, ["Authorization"])
    if request.user.is_authenticated:
        patch_cache_control(response, private=True)
    return Viewer(request.user)


def _locale(code: str) -> Locale:
    found = Locale.objects.filter(language_code=code).first() if code else Locale.get_default()
    if found is None:
        raise HttpError(400, "locale is not one of the site's")
    return found


def mount() -> None:
    """Adds the endpoints, before the site's addresses are read.

    The schemas are not registered as those of the models: Wagtail's own endpoints for snippets
    would then read every field off the record, whoever may see it.
    """
    api.add_router(PREFIX, router)
