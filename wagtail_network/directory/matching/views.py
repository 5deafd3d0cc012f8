"""The pages on which members find each other: who complements them, who makes a team."""

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from wagtail_network.directory.matching.choosing import branches
from wagtail_network.directory.matching.complements import Complements
from wagtail_network.directory.matching.consortium import MOST_NEEDS, Job, team_for
from wagtail_network.directory.matching.fitting import ancestry
from wagtail_network.directory.matching.own import own_organisation
from wagtail_network.directory.vocabulary import vocabulary
from wagtail_network.organisations.visibility import Audience, level_for

FOLDER = "wagtail_network/directory/matching"
MOST_PARTNERS = 20


@require_safe
def complements_view(request: HttpRequest, page: Any) -> HttpResponse:
    """Who complements the organisation of whoever is logged in."""
    if not request.user.is_authenticated:
        login = getattr(settings, "WAGTAIL_FRONTEND_LOGIN_URL", None)
        return redirect_to_login(request.get_full_path(), login)
    found = Complements(page, request)
    context = {
        "heading": _("Who complements you?"),
        "own": found.own,
        "own_address": found.own_address,
        "has_words": bool(found.own and (found.own_side.offers or found.own_side.seeks)),
        "has_wishes": bool(found.own and found.own_side.seeks),
        "partners": found.partners(MOST_PARTNERS),
    }
    return _shown(request, page, "complements.html", context)


@require_safe
def consortium_view(request: HttpRequest, page: Any) -> HttpResponse:
    """The smallest team for ``?need=`` competences, by their translation keys."""
    words = vocabulary(page.locale_id)["competence"]
    asked = [key for key in dict.fromkeys(request.GET.getlist("need")) if key in words]
    chosen, own = asked[:MOST_NEEDS], _own(request, page)
    joins = own is not None and bool(request.GET.get("own"))
    job = Job(
        directory=page,
        request=request,
        needs=[words[key] for key in chosen],
        above=ancestry({key: word.parent for key, word in words.items()}),
        own=own if joins else None,
    )
    team = team_for(job) if chosen else None
    context = {
        "heading": _("Put a team together"),
        "branches": branches(words, set(chosen)),
        "own": own,
        "joins": joins,
        "most": MOST_NEEDS,
        "too_many": len(asked) > MOST_NEEDS,
        "team": team,
        # Each with the query that is left when it is taken away.
        "needs": team and [(need, _without(need.word.key, chosen, joins)) for need in team.needs],
    }
    return _shown(request, page, "consortium.html", context)


def _own(request: HttpRequest, page: Any) -> Any:
    if level_for(request) < Audience.MEMBERS:
        return None
    return own_organisation(request.user, page.locale_id)


def _without(key: str, chosen: list[str], joins: bool) -> str:
    left = [("need", one) for one in chosen if one != key]
    return urlencode([*left, ("own", "1")] if joins else left)


def _shown(request: HttpRequest, page: Any, template: str, context: dict[str, Any]) -> HttpResponse:
    told = {**context, "shared_title": context["heading"], "shared_description": ""}
    response: HttpResponse = page.render(
        request, context_overrides=told, template=f"{FOLDER}/{template}"
    )
    response["X-Robots-Tag"] = "noindex"
    return response
