"""``network_import_articles`` from beginning to end, on real files and a real database."""

import gzip
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from wagtail.images import get_image_model

from tests.articles.importing.making import page, paragraphs, picture_bytes
from wagtail_network.management.commands.network_import_articles import with_progress
from wagtail_network.models import ArticleIndexPage, ArticlePage

pytestmark = pytest.mark.django_db


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """An old site: three good articles, and all that can be wrong with one."""
    root = tmp_path / "old-site"
    (root / "img").mkdir(parents=True)
    (root / "nyt").mkdir()
    (root / "img" / "hus.png").write_bytes(picture_bytes())
    (tmp_path / "secret.png").write_bytes(picture_bytes(colour="red"))
    body = f"<main><h1>Et</h1>{paragraphs(2)}<img src='../img/hus.png' alt='Hus'>"
    (root / "nyt" / "et.html").write_text(page(body + "<img src='../../secret.png'></main>"))
    to = page(f"<main><h1>To på Ærø</h1>{paragraphs(2)}<img src='/img/hus.png' alt='Hus'></main>")
    (root / "nyt" / "to.html").write_bytes(to.encode("cp1252"))
    (root / "tre.txt").write_text(f"Tre\n\n{'Et langt afsnit om mødet. ' * 9}\n\nKommentarer\n")
    (root / "tom.html").write_bytes(b"")
    (root / "binaer.html").write_bytes(bytes(range(256)) * 50)
    (root / "pakket.html").write_bytes(gzip.compress(b"<p>x</p>"))
    (root / "stor.html").write_bytes(b"x" * (6 * 1024 * 1024))
    (root / "dyb.html").write_text("<div>" * 20_000)
    return root


def run(*args: Any) -> tuple[str, bool]:
    """What was written, and whether all went well."""
    out = StringIO()
    try:
        call_command("network_import_articles", *map(str, args), stdout=out)
    except CommandError as error:
        assert error.returncode == 1
        return out.getvalue() + str(error), False
    return out.getvalue(), True


def test_good_articles_are_imported_and_bad_ones_reported(
    article_index: ArticleIndexPage, site: Path
) -> None:
    text, well = run(site, "--parent", article_index.pk)
    assert not well
    assert set(ArticlePage.objects.values_list("title", flat=True)) == {"Et", "To på Ærø", "Tre"}
    assert set(ArticlePage.objects.values_list("import_source", flat=True)) == {
        "nyt/et.html",
        "nyt/to.html",
        "tre.txt",
    }
    for message in ("empty", "not text", "compressed", "6 MB; at most 5 MB", "nested", "5 sources"):
        assert message in text
    assert "Traceback" not in text
    # One picture in two articles, and none from outside the folder.
    assert get_image_model().objects.count() == 1
    assert "secret.png" in text


def test_running_again_doubles_nothing(article_index: ArticleIndexPage, site: Path) -> None:
    run(site, "--parent", article_index.slug)
    text, _well = run(site, "--parent", article_index.url)
    assert ArticlePage.objects.count() == 3
    assert "unchanged: 3" in text


def test_a_dry_run_only_reports(article_index: ArticleIndexPage, site: Path) -> None:
    text, well = run(site / "tre.txt", "--parent", article_index.pk, "--dry-run")
    assert well
    assert "nothing was changed" in text
    assert not ArticlePage.objects.exists()


def test_publishing_and_a_selector(article_index: ArticleIndexPage, tmp_path: Path) -> None:
    file = tmp_path / "a.html"
    file.write_text(
        page(
            f"<h1>A</h1><main>{paragraphs(2)}</main>"
            "<div id=x><p>Kun dette her skal med i artiklen.</p></div>"
        )
    )
    run(file, "--parent", article_index.pk, "--publish", "--selector", "#x")
    article = ArticlePage.objects.get()
    assert article.live
    assert article.lead == "Kun dette her skal med i artiklen."


def test_two_sources_of_one_address_are_not_mixed(
    article_index: ArticleIndexPage, tmp_path: Path
) -> None:
    head = "<link rel='canonical' href='https://example.org/nyt/'>"
    for name in ("a", "b"):
        (tmp_path / f"{name}.html").write_text(page(f"<h1>{name}</h1>{paragraphs(2)}", head))
    text, well = run(tmp_path, "--parent", article_index.pk)
    assert not well
    assert "same address" in text
    assert ArticlePage.objects.count() == 1


def test_two_files_of_one_name_are_told_apart_by_the_folder_above_them(
    article_index: ArticleIndexPage, tmp_path: Path
) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "index.html").write_text(page(f"<h1>{name}</h1>{paragraphs(2)}"))
    text, well = run(tmp_path / "a", tmp_path / "b", "--parent", article_index.pk, "--dry-run")
    assert not well
    assert "the folder above them both" in text
    _text, well = run(tmp_path, "--parent", article_index.pk)
    assert well
    assert ArticlePage.objects.count() == 2


def test_an_unknown_parent_is_explained(article_index: ArticleIndexPage, network: Any) -> None:
    with pytest.raises(CommandError, match=f"There are: {article_index.pk} "):
        call_command("network_import_articles", "x", "--parent", "nowhere")
    with pytest.raises(CommandError, match="no list of articles"):
        call_command("network_import_articles", "x", "--parent", str(network.pk))


def test_a_slug_that_two_lists_share_is_not_guessed(
    article_index: ArticleIndexPage, network_index: Any
) -> None:
    network_index.add_child(instance=ArticleIndexPage(title="Nyt", slug="nyt"))
    with pytest.raises(CommandError, match="Use the id"):
        call_command("network_import_articles", "x", "--parent", "nyt")


def test_a_missing_source_is_a_row(article_index: ArticleIndexPage, tmp_path: Path) -> None:
    text, well = run(tmp_path / "nowhere", "--parent", article_index.pk)
    assert not well
    assert "no such file" in text


def test_the_progress_bar_is_only_for_people() -> None:
    class Terminal(StringIO):
        def isatty(self) -> bool:
            return True

    assert list(with_progress([1, 2], log := StringIO())) == [1, 2]  # type: ignore[list-item]
    assert log.getvalue() == ""
    assert list(with_progress([1, 2], terminal := Terminal())) == [1, 2]  # type: ignore[list-item]
    assert "1/2" in terminal.getvalue()


def test_stopped_in_the_middle_it_says_so_and_the_next_run_goes_on(
    article_index: ArticleIndexPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a", "b", "c"):
        (tmp_path / f"{name}.html").write_text(page(f"<main><h1>{name}</h1>{paragraphs(2)}</main>"))
    read_bytes = Path.read_bytes

    def pressed(path: Path) -> bytes:
        if path.name == "b.html":
            raise KeyboardInterrupt
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", pressed)
    out = StringIO()
    with pytest.raises(CommandError, match="1 .* 3") as stopped:
        call_command(
            "network_import_articles", str(tmp_path), parent=str(article_index.pk), stdout=out
        )
    assert stopped.value.returncode == 130
    assert "a.html" in out.getvalue()
    assert ArticlePage.objects.count() == 1
    monkeypatch.undo()
    run(tmp_path, "--parent", article_index.pk)
    assert sorted(ArticlePage.objects.values_list("title", flat=True)) == ["a", "b", "c"]


def test_the_setting_limits_the_size_of_a_file(
    article_index: ArticleIndexPage, site: Path, settings: Any
) -> None:
    settings.WAGTAIL_NETWORK = {"ARTICLE_IMPORT_MAX_BYTES": 7 * 1024 * 1024}
    assert "7 MB" not in run(site / "stor.html", "--parent", article_index.pk)[0]
    settings.WAGTAIL_NETWORK = {"ARTICLE_IMPORT_MAX_BYTES": 2 * 1024 * 1024}
    text, _well = run(site / "stor.html", "--parent", article_index.pk)
    assert "2 MB" in text
    assert ArticlePage.objects.count() == 1


def test_another_article_in_a_file_of_the_same_name_replaces_nothing(
    article_index: ArticleIndexPage, tmp_path: Path
) -> None:
    roofs = f"<main><h1>Tag</h1><p>{'Teglsten, spær og lægter bliver brugt igen. ' * 6}</p></main>"
    panes = f"<main><h1>Ruder</h1><p>{'Vinduer, karme og hængsler får nyt liv. ' * 6}</p></main>"
    file = tmp_path / "index.html"
    file.write_text(page(roofs))
    run(file, "--parent", article_index.pk, "--publish")
    file.write_text(page(panes))
    text, _well = run(file, "--parent", article_index.pk, "--publish")
    assert ArticlePage.objects.get().title == "Tag"
    assert "left alone: 1" in text
    assert "file of the same name" in text
    run(file, "--parent", article_index.pk, "--publish", "--overwrite")
    assert ArticlePage.objects.get().title == "Ruder"


@pytest.mark.parametrize(("old", "new"), [("<h1>Tag", "<h1>Nyt tag"), ("genbrug", "affald")])
def test_an_article_with_a_new_title_or_a_new_text_is_updated(
    article_index: ArticleIndexPage, tmp_path: Path, old: str, new: str
) -> None:
    html = page(
        f"<main><h1>Tag</h1><p>{'Spær og lægter til genbrug i Køge Kommune. ' * 6}</p></main>"
    )
    file = tmp_path / "index.html"
    file.write_text(html)
    run(file, "--parent", article_index.pk)
    file.write_text(html.replace(old, new))
    report, _well = run(file, "--parent", article_index.pk)
    assert "updated: 1" in report
