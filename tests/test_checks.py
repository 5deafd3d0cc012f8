"""The settings of the package, and what ``manage.py check`` says of a site."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.apps import apps
from django.core.checks import run_checks
from django.core.management import call_command
from django.db import connection
from wagtail.models import Site

from wagtail_network.checks import (
    AUDIENCES,
    FIELD_NAMES,
    check_base_template,
    check_field_audiences,
    check_host_names,
    check_installed_apps,
)
from wagtail_network.conf import NetworkSettings, network_settings
from wagtail_network.organisations.visibility import FIELDS, Audience


def ids() -> list[str]:
    return [found.id for found in run_checks() if (found.id or "").startswith("wagtail_network.")]


@contextmanager
def without(app: str) -> Iterator[None]:
    """As on a site that has left the app out."""
    apps.set_available_apps(
        [config.name for config in apps.get_app_configs() if config.name != app]
    )
    try:
        yield
    finally:
        apps.unset_available_apps()


def test_a_site_set_up_as_described_has_nothing_to_be_told() -> None:
    call_command("check", fail_level="WARNING")
    assert ids() == []


@pytest.mark.parametrize("method", ["request", "CANCEL", "", None])
def test_calendar_files_are_sent_in_one_of_two_ways(settings: Any, method: Any) -> None:
    settings.WAGTAIL_NETWORK = {"CALENDAR_METHOD": method}
    assert ids() == ["wagtail_network.E004"]
    settings.WAGTAIL_NETWORK = {"CALENDAR_METHOD": "REQUEST"}
    assert ids() == []


@pytest.mark.parametrize("given", [[], "base.html", None])
def test_settings_that_are_no_dictionary_are_an_error(settings: Any, given: Any) -> None:
    settings.WAGTAIL_NETWORK = given
    assert ids() == ["wagtail_network.E001"]


def test_each_unknown_setting_is_an_error_that_names_the_known_ones(settings: Any) -> None:
    settings.WAGTAIL_NETWORK = {"BASE_TEMPLATES": "x.html", "content_block": "x", 3: "x"}
    found = [error for error in run_checks() if error.id == "wagtail_network.E002"]
    assert len(found) == 3
    assert "'BASE_TEMPLATES'" in found[0].msg
    assert all(name in found[0].hint for name in NetworkSettings.names())


@pytest.mark.parametrize(
    "app",
    [
        "wagtail_modeladmin",
        "wagtail.contrib.routable_page",
        "wagtail.contrib.typed_table_block",
    ],
)
def test_an_app_that_is_missing_is_told(app: str) -> None:
    with without(app):
        found = check_installed_apps(None)
    assert [(each.id, each.msg) for each in found] == [
        ("wagtail_network.W001", f"{app} is not in INSTALLED_APPS.")
    ]


def test_a_setting_is_read_each_time_and_has_a_default(settings: Any) -> None:
    assert network_settings.BASE_TEMPLATE == "base.html"
    assert network_settings.CONTENT_BLOCK == "content"
    assert network_settings.HEAD_BLOCK == "extra_css"
    settings.WAGTAIL_NETWORK = {"BASE_TEMPLATE": "side.html"}
    assert network_settings.BASE_TEMPLATE == "side.html"
    assert network_settings.CONTENT_BLOCK == "content"
    del settings.WAGTAIL_NETWORK
    assert network_settings.BASE_TEMPLATE == "base.html"


@pytest.mark.parametrize(
    ("template", "chosen", "expected"),
    [
        ("{% block content %}{% endblock %}{% block extra_css %}{% endblock %}", {}, []),
        ("{% block content %}{% endblock %}", {}, ["W004"]),
        ("{% block content %}{% endblock %}", {"HEAD_BLOCK": ""}, []),
        (
            "{% if 1 %}{% block content %}{% block x %}{% endblock %}{% endblock %}{% endif %}",
            {},
            ["W004"],
        ),
        ("{% block extra_css %}{% endblock %}", {}, ["W003"]),
        ("{% block main %}{% endblock %}", {"CONTENT_BLOCK": "main"}, ["W004"]),
        ("nothing", {}, ["W003", "W004"]),
        ("{% extends 'other.html' %}", {}, []),
        (None, {}, ["W002"]),
    ],
)
def test_a_base_template_without_a_block_that_is_filled_is_told(
    settings: Any, template: str | None, chosen: dict[str, str], expected: list[str]
) -> None:
    settings.WAGTAIL_NETWORK = {"BASE_TEMPLATE": "own.html", **chosen}
    (engine,) = settings.TEMPLATES
    found = {"own.html": template} if template is not None else {}
    options = {**engine["OPTIONS"], "loaders": [("django.template.loaders.locmem.Loader", found)]}
    settings.TEMPLATES = [{**engine, "APP_DIRS": False, "OPTIONS": options}]
    told = check_base_template(None)
    assert [each.id for each in told] == [f"wagtail_network.{name}" for name in expected]
    assert all(each.hint for each in told)


def test_a_site_is_told_when_it_has_not_included_the_urls(settings: Any) -> None:
    settings.ROOT_URLCONF = "wagtail.urls"
    assert ids() == ["wagtail_network.W005"]


def test_the_names_of_the_field_audiences_are_those_of_the_fields() -> None:
    named = {f"{kind}.{field}" for kind, fields in FIELDS.items() for field in fields}
    assert set(FIELD_NAMES) == named | set(FIELDS)
    assert [name.lower() for name in Audience.names] == list(AUDIENCES)


@pytest.mark.parametrize(
    "audiences", ["members", {"organisation.mail": "members"}, {"person.email": "member"}]
)
def test_a_misspelt_field_or_audience_is_an_error(settings: Any, audiences: Any) -> None:
    settings.WAGTAIL_NETWORK = {"FIELD_AUDIENCES": audiences}
    assert [found.id for found in check_field_audiences(None)] == ["wagtail_network.E005"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "expected"),
    [("localhost", True), ("127.0.0.1", True), ("netvaerk.example", False)],
)
def test_a_site_that_is_deployed_has_a_name_for_the_links_in_mails(
    name: str, expected: bool
) -> None:
    Site.objects.update(hostname=name)
    told = [found.id for found in run_checks(include_deployment_checks=True)]
    assert ("wagtail_network.W006" in told) is expected
    assert "wagtail_network.W006" not in ids()


@pytest.mark.django_db
def test_without_tables_nothing_is_said_of_host_names() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE wagtailcore_site RENAME TO put_aside")
    assert check_host_names(None) == []
