"""The migrations suit every host: its image, user and page models, and a Wagtail as old as 7.4."""

import ast
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

import wagtail_network

FOLDER = Path(wagtail_network.__file__).parent / "migrations"
MIGRATIONS = sorted(FOLDER.glob("0*.py"))


def strings(source: str) -> set[str]:
    nodes = ast.walk(ast.parse(source))
    values = (node.value for node in nodes if isinstance(node, ast.Constant))
    return {value for value in values if isinstance(value, str)}


def test_the_models_need_no_migration_that_is_not_there(db: None) -> None:
    call_command("makemigrations", "wagtail_network", check_changes=True, dry_run=True)


def test_the_migrations_are_one_line(db: None) -> None:
    loader = MigrationLoader(connection)
    assert len(loader.graph.leaf_nodes("wagtail_network")) == 1
    assert loader.detect_conflicts() == {}


@pytest.mark.parametrize("path", MIGRATIONS, ids=lambda path: path.stem)
def test_a_migration_never_imports_our_code(path: Path) -> None:
    imported = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            imported |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            imported.add(node.module or ".")
    assert imported
    assert [name for name in imported if name.startswith((".", "wagtail_network", "tests"))] == []
    # The blocks of a StreamField are told by Wagtail's own paths: ours have two dots or more.
    named = (text for text in strings(path.read_text()) if text.count(".") > 1)
    assert [text for text in named if text.startswith("wagtail_network.")] == []


@pytest.mark.parametrize("path", MIGRATIONS, ids=lambda path: path.stem)
def test_a_migration_names_no_model_a_host_may_have_swapped(path: Path) -> None:
    source = path.read_text()
    named = {text.lower() for text in strings(source)}
    swappable = {"wagtailimages.image", "testimages.customimage", "auth.user", "testapp.user"}
    assert not named & swappable
    # Only where the pages themselves are made, and those are made only without a swapped base.
    assert "wagtailcore.page" not in named or 'is_swapped("wagtailcore", "Page")' in source


def test_the_migrations_depend_on_nothing_newer_than_wagtail_7_4(db: None) -> None:
    loader = MigrationLoader(connection)
    needed = {
        name
        for (app, _), migration in loader.disk_migrations.items()
        if app == "wagtail_network"
        for needed_app, name in migration.dependencies
        if needed_app == "wagtailcore" and name[:1].isdigit()
    }
    assert {name for name in needed if int(name[:4]) > 97} == set()
