from datetime import date

from tests.articles.importing.making import article_from

LONG = "Netværket mødtes for at dele erfaringer med bæredygtigt byggeri på tværs af fag. " * 3


def text(content: str, **options: object) -> object:
    return article_from(content, "note.txt", **options)


KICKSTART = f"""Kickstart af nyt netværk

Kickstart af nyt netværk

Tirsdag den 21. november lød startskuddet. {LONG}

Til arrangementet mødte 20 op. {LONG}

Inspiration og arbejdet med at netværke
NærHeden bygger over 500.000 m2. {LONG}

{LONG}

Grund til at fortsætte
{LONG}

\u00a0

Kommentarer
"""


def test_the_first_article_reads_as_if_made_by_hand() -> None:
    article = text(KICKSTART)
    assert article.title == "Kickstart af nyt netværk"
    assert article.date == date(2023, 11, 21)
    assert article.lead.startswith("Tirsdag den 21. november")
    assert [block["type"] for block in article.blocks] == [
        "paragraph",
        "heading",
        "paragraph",
        "heading",
        "paragraph",
    ]
    assert article.blocks[1]["value"] == {
        "text": "Inspiration og arbejdet med at netværke",
        "level": "h2",
    }
    assert "500.000 m². " in article.blocks[2]["value"]
    assert "Kommentarer" not in str(article.blocks)


def test_comments_at_the_end_can_be_kept_as_a_note() -> None:
    article = text(KICKSTART + "\nGodt møde <b>i Taastrup</b>!\n", comments="note")
    note = article.blocks[-1]
    assert note["type"] == "note"
    assert "<p>Godt møde &lt;b&gt;i Taastrup&lt;/b&gt;!</p>" in note["value"]


def test_lists_and_addresses_are_recognised() -> None:
    article = text(
        f"Titel\n\n{LONG}\n\n- en\n- to https://test.dk/a?b=1.\n  mere\n\n1. ene\n2. anden\n"
    )
    assert article.blocks[0]["value"] == (
        '<ul><li>en</li><li>to <a href="https://test.dk/a?b=1">https://test.dk/a?b=1</a>. mere</li>'
        "</ul><ol><li>ene</li><li>anden</li></ol>"
    )


def test_lines_wrapped_by_hand_are_one_paragraph() -> None:
    lines = "\n".join(["Her er en linje som er brudt i hånden ved cirka tres tegn"] * 4)
    article = text(f"Titel\n\n{LONG}\n\n{lines}\n")
    assert "<br/>" not in article.blocks[0]["value"]


def test_markup_in_a_text_file_is_text() -> None:
    article = text(f"Titel <script>x</script>\n\n{LONG}\n\nOg <img src=x onerror=alert(1)> {LONG}")
    assert article.title == "Titel <script>x</script>"
    assert "&lt;img src=x" in article.blocks[0]["value"]


def test_a_text_without_a_title_is_named_after_its_file() -> None:
    article = article_from(f"{LONG * 2}\n\n{LONG}", "moede_i-taastrup.txt")
    assert article.title == "Moede i taastrup"
    assert any("No title" in warning for warning in article.warnings)
