"""The rule itself, against what Wagtail does when the page is opened."""

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageViewRestriction

from wagtail_network.core.visibility import visible_pages
from wagtail_network.models import ArticlePage, EventPage, NetworkPage

LOGIN, GROUPS, PASSWORD = (
    PageViewRestriction.LOGIN,
    PageViewRestriction.GROUPS,
    PageViewRestriction.PASSWORD,
)


def restrict(page: Any, kind: str, *groups: Group) -> None:
    restriction = PageViewRestriction.objects.create(
        page=page, restriction_type=kind, password="sesam" if kind == PASSWORD else ""
    )
    restriction.groups.set(groups)


@pytest.fixture
def group(db: None) -> Group:
    return Group.objects.create(name="Styregruppen")


@pytest.fixture
def people(django_user_model: Any, group: Group) -> dict[str, Any]:
    make = django_user_model.objects.create_user
    people = {
        "nobody": None,
        "anonymous": AnonymousUser(),
        "outsider": make("udenfor@example.org", "adgang"),
        "member": make("medlem@example.org", "adgang"),
        "superuser": django_user_model.objects.create_superuser("chef@example.org", "adgang"),
    }
    people["outsider"].groups.add(Group.objects.create(name="En anden gruppe"))
    people["member"].groups.add(group)
    return people


def who_sees(page: Any, people: dict[str, Any]) -> set[str]:
    return {
        name
        for name, user in people.items()
        if type(page).objects.visible_to(user).filter(pk=page.pk).exists()
    }


EVERYONE = {"nobody", "anonymous", "outsider", "member", "superuser"}
LOGGED_IN = {"outsider", "member", "superuser"}


@pytest.mark.parametrize(
    ("kind", "expected"),
    [(None, EVERYONE), (LOGIN, LOGGED_IN), (GROUPS, {"member", "superuser"}), (PASSWORD, set())],
)
@pytest.mark.parametrize("where", ["page", "parent", "network"])
def test_a_restriction_holds_for_the_page_and_all_below_it(
    people: dict[str, Any], group: Group, make_event: Any, where: str, kind: Any, expected: set[str]
) -> None:
    event = make_event()
    other = make_event("Et andet møde")
    restricted = {"page": event, "parent": event.get_parent(), "network": event.network}[where]
    if kind:
        restrict(restricted, kind, *([group] if kind == GROUPS else []))
    assert who_sees(event, people) == expected
    assert who_sees(other, people) == (EVERYONE if where == "page" else expected)


def test_every_one_of_several_restrictions_must_be_passed(
    people: dict[str, Any], group: Group, make_event: Any, network: NetworkPage
) -> None:
    event = make_event()
    restrict(event, LOGIN)
    restrict(network, GROUPS, group, Group.objects.create(name="Endnu en"))
    assert who_sees(event, people) == {"member", "superuser"}


def test_a_restriction_on_a_page_leaves_its_neighbours_with_a_similar_path_alone(
    people: dict[str, Any], make_event: Any
) -> None:
    events = [make_event(f"Møde {number}") for number in range(12)]
    restrict(events[0], LOGIN)
    visible = EventPage.objects.visible_to(None).values_list("title", flat=True)
    assert set(visible) == {event.title for event in events[1:]}


def test_pages_that_are_not_live_are_seen_by_nobody(
    people: dict[str, Any], make_article: Any
) -> None:
    article = make_article()
    article.unpublish()
    assert who_sees(ArticlePage.objects.get(pk=article.pk), people) == set()


def test_finding_visible_pages_costs_a_query_more_and_another_where_there_are_groups(
    people: dict[str, Any], group: Group, make_event: Any, django_assert_num_queries: Any
) -> None:
    for number in range(3):
        restrict(make_event(f"Møde {number}"), LOGIN)
    with django_assert_num_queries(2):
        assert len(EventPage.objects.visible_to(people["member"])) == 3
    for number in range(3, 6):
        restrict(make_event(f"Møde {number}"), GROUPS, group)
    with django_assert_num_queries(3):
        assert len(EventPage.objects.visible_to(people["member"])) == 6
    with django_assert_num_queries(2):
        assert len(EventPage.objects.visible_to(AnonymousUser())) == 0


def test_a_change_of_privacy_holds_at_once(
    client: Client, people: dict[str, Any], make_event: Any
) -> None:
    event = make_event("Kanariefugl")
    index = event.get_parent()
    for user in (None, people["member"], people["anonymous"]):
        assert EventPage.objects.visible_to(user).exists()
    assert "Kanariefugl" in client.get(index.url).content.decode()
    restrict(event, PASSWORD)
    for user in (None, people["member"], people["anonymous"]):
        assert not EventPage.objects.visible_to(user).exists()
    assert "Kanariefugl" not in client.get(index.url).content.decode()


def test_a_page_reads_the_restrictions_once_and_another_page_reads_them_anew(
    client: Client, make_event: Any, network: NetworkPage
) -> None:
    make_event()
    for _ in range(2):
        with CaptureQueriesContext(connection) as captured:
            assert client.get(network.url).status_code == 200
        reading = [query for query in captured if "pageviewrestriction" in query["sql"]]
        assert len(reading) == 1


def test_two_thousand_restrictions_are_no_obstacle(make_event: Any, home: Page) -> None:
    event = make_event()
    kind = ContentType.objects.get_for_model(Page)
    Page.objects.bulk_create(
        Page(
            path=f"{home.path}9{number:03X}",
            depth=home.depth + 1,
            title=str(number),
            slug=str(number),
            url_path=f"{home.url_path}{number}/",
            content_type=kind,
            locale=home.locale,
        )
        for number in range(2000)
    )
    closed = Page.objects.filter(path__startswith=f"{home.path}9")
    PageViewRestriction.objects.bulk_create(
        PageViewRestriction(page=page, restriction_type=LOGIN) for page in closed
    )
    assert visible_pages(Page.objects.all(), None).count() == Page.objects.count() - 2000
    assert EventPage.objects.visible_to(None).get() == event


@pytest.fixture
def aliases(make_article: Any, home: Page) -> dict[str, Any]:
    """An article, an alias of it in an open part of the site, and an alias of that one."""
    article = make_article()
    alias = article.create_alias(parent=home, update_slug="alias")
    return {
        "source": article,
        "alias": alias,
        "alias of the alias": alias.create_alias(parent=home, update_slug="alias-2"),
    }


@pytest.mark.parametrize("name", ["source", "alias", "alias of the alias"])
@pytest.mark.parametrize("restricted", ["source", "alias", "parent of the source"])
def test_view_restrictions_are_those_wagtail_finds(
    aliases: dict[str, Any], restricted: str, name: str
) -> None:
    parent = aliases["source"].get_parent()
    restrict({**aliases, "parent of the source": parent}[restricted], LOGIN)
    page = aliases[name].specific
    assert set(page.get_view_restrictions()) == set(Page.get_view_restrictions(page))


@pytest.mark.parametrize("name", ["source", "alias", "alias of the alias"])
def test_an_alias_of_a_restricted_page_is_as_closed_as_its_source(
    client: Client, people: dict[str, Any], aliases: dict[str, Any], name: str
) -> None:
    page = aliases[name].specific
    assert client.get(page.url).status_code == 200
    restrict(aliases["source"], GROUPS)
    assert client.get(page.url).status_code == 302
    assert who_sees(page, people) == {"superuser"}
    assert page not in visible_pages(Page.objects.all(), None).specific()


def test_pages_below_an_alias_of_a_restricted_page_are_closed_too(
    people: dict[str, Any], network: NetworkPage, home: Page
) -> None:
    alias = network.create_alias(parent=home, update_slug="alias")
    below = alias.add_child(instance=ArticlePage(title="Under aliasset"))
    restrict(network, LOGIN)
    assert who_sees(below, people) == LOGGED_IN


def test_asking_for_view_restrictions_costs_one_query_where_there_are_none(
    make_event: Any, django_assert_num_queries: Any
) -> None:
    event = make_event()
    restrict(make_event("Et andet"), LOGIN)
    with django_assert_num_queries(1):
        assert len(event.get_view_restrictions()) == 0
    restrict(event.network, LOGIN)
    with django_assert_num_queries(2):
        assert len(event.get_view_restrictions()) == 1


def test_visible_pages_can_be_searched(people: dict[str, Any], make_article: Any) -> None:
    shown, hidden = make_article("Kanariefugl synger"), make_article("Kanariefugl tier")
    restrict(hidden, LOGIN)
    found = ArticlePage.objects.visible_to(None).search("kanariefugl")
    assert [page.pk for page in found] == [shown.pk]
