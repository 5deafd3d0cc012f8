import pytest

from tests.articles.importing.making import SENTENCE, article_from, page, paragraphs

TITLE = "Grønne virksomheder danner netværk i Taastrup"


def imported(above: str, below: str = "") -> str:
    body = f"<article>{above}{paragraphs(3)}{below}</article>"
    head = f"<meta property='og:title' content='{TITLE}'><title>{TITLE}</title>"
    article = article_from(page(f"<h1>{TITLE}</h1>{body}", head))
    assert article.title == TITLE
    return f"{article.lead} {article.blocks}"


@pytest.mark.parametrize(
    "above",
    [
        f"<h2>Netværk: {TITLE}</h2>",
        "<h2>Virksomheder danner netværk i Taastrup</h2>",
        "<h2>Byggeri</h2>",
        "<p>Opdateret i dag kl. 14.30</p>",
        "<p>BYGGERI:</p>",
    ],
)
def test_what_stands_above_the_lead_goes(above: str) -> None:
    assert imported(above).startswith("Afsnit 1.")


def test_a_picture_above_it_does_not_save_the_repeated_headline() -> None:
    html = f"<figure><img src='a.png'></figure><h2>Netværk: {TITLE}</h2>"
    assert imported(html).startswith("Afsnit 1.")


def test_a_subtitle_with_something_new_to_say_becomes_the_lead() -> None:
    subtitle = "Tyve byggefirmaer mødtes, delte erfaringer og aftalte at ses igen til foråret."
    assert imported(f"<h2>{subtitle}</h2>").startswith(subtitle)


def test_the_first_of_several_sections_keeps_its_heading() -> None:
    text = imported("<h2>Baggrund</h2>", f"<h2>Perspektiv</h2><p>{SENTENCE * 2}</p>")
    assert "'Baggrund'" in text
    assert "'Perspektiv'" in text


@pytest.mark.parametrize("words", ["Les også", "Läs även", "Læs også"])
def test_read_also_goes_in_the_languages_of_the_north(words: str) -> None:
    below = f"<p>{words}: <a href='/x'>Noget helt andet på siden</a></p><p>Slut. {SENTENCE}</p>"
    text = imported("", below)
    assert "Noget helt andet" not in text
    assert "Slut." in text


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("<p>Publiceret 14. oktober 2026.</p>", "2026-10-14"),
        ("<p>Onsdag den 14. oktober 2026 kl. 9.30</p>", "2026-10-14"),
        ("<p>Nyt fra netværket · 14. oktober 2026</p>", "2026-10-14"),
        ("<h3>14. oktober 2026 AF NYHEDSREDAKTIONEN I KØGE</h3>", "2026-10-14"),
        ("<ul><li>14. oktober 2026</li></ul>", "2026-10-14"),
    ],
)
def test_a_line_above_the_text_that_says_when_becomes_the_date(line: str, date: str) -> None:
    article = article_from(page(f"<article><h1>{TITLE}</h1>{line}{paragraphs(3)}</article>"))
    assert str(article.date) == date
    assert "oktober" not in f"{article.lead} {article.blocks}"


@pytest.mark.parametrize(
    "line",
    [
        "<p>Vi mødtes den 14. oktober 2026.</p>",
        "<p>Af de tyve, der kom den 14. oktober 2026, var halvdelen tømrere.</p>",
        "<h2>Møde i Køge den 14. oktober 2026</h2>",
    ],
)
@pytest.mark.parametrize("where", ["above", "below", "alone"])
def test_what_is_said_about_a_date_stays(line: str, where: str) -> None:
    texts = {
        "above": f"{line}{paragraphs(3)}",
        "below": f"{paragraphs(1)}{line}{paragraphs(2)}",
        "alone": f"<p>Her er årets datoer.</p>{line}<p>Bagefter er der kaffe.</p>",
    }
    article = article_from(page(f"<main><h1>{TITLE}</h1>{texts[where]}</main>"))
    assert "oktober" in f"{article.lead} {article.blocks}"


def test_a_list_of_dates_in_the_text_stays() -> None:
    dates = "<ul><li>14. oktober 2026</li><li>3. november 2026</li></ul>"
    assert "oktober" in imported("", f"{dates}<p>Slut. {SENTENCE}</p>")


def test_a_line_of_text_with_a_date_in_a_plain_file_stays() -> None:
    article = article_from("Møde i juni\n\nMødet holdes den 6. juni 2021.\n", name="moede.txt")
    assert "6. juni" in f"{article.lead} {article.blocks}"
