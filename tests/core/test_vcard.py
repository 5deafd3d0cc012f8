"""vCards as RFC 6350 has them."""

import pytest

from wagtail_network.core.vcard import fold_line, name_parts, structured, text, texts, uri, vcard


def unfolded(card: str) -> list[str]:
    """As section 3.2 says it is read: CRLF and one white space are taken out."""
    return card.replace("\r\n ", "").split("\r\n")


def test_a_card_begins_and_ends_as_the_standard_says():
    card = vcard([("FN", "NærHeden"), ("KIND", "org")])
    assert card == "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:NærHeden\r\nKIND:org\r\nEND:VCARD\r\n"


def test_a_card_without_a_name_is_refused():
    with pytest.raises(ValueError):
        vcard([("FN", " "), ("URL", "https://example.org")])


def test_what_is_empty_is_left_out():
    card = vcard([("FN", "A"), ("EMAIL", ""), ("ADR", structured("", "", "", "", ""))])
    assert "EMAIL" not in card
    assert "ADR" not in card


def test_commas_semicolons_backslashes_and_line_breaks_are_escaped():
    assert text("Tag, facade; spær\\lægte\r\nog mere\rog mere\n") == (
        "Tag\\, facade\\; spær\\\\lægte\\nog mere\\nog mere"
    )


def test_no_value_begins_another_property():
    card = vcard(
        [
            ("FN", text("Ond\r\nEMAIL:x@example.org")),
            ("URL", uri("https://example.org/\r\nTEL:112")),
        ]
    )
    names = [line.partition(":")[0] for line in unfolded(card)]
    assert names == ["BEGIN", "VERSION", "FN", "URL", "END", ""]


def test_control_characters_are_left_out():
    assert text("Bjælke\x00\x1b[31m") == "Bjælke[31m"


@pytest.mark.parametrize("length", [74, 75, 76, 149, 150, 500])
def test_lines_are_at_most_75_octets_and_read_back_as_they_were(length: int):
    line = ("Bæredygtighedsrådgivningsvirksomhed å " * 20)[:length]
    folded = fold_line(line)
    assert all(len(part.encode()) <= 75 for part in folded.split("\r\n"))
    assert folded.replace("\r\n ", "") == line


def test_no_letter_is_cut_in_two_by_folding():
    for part in fold_line("NOTE:" + "æ" * 200 + "🏗" * 50).split("\r\n"):
        part.encode().decode()


def test_several_values_are_parted_by_commas_of_their_own():
    assert texts(["Træ, genbrugt", "", "Tage"]) == "Træ\\, genbrugt,Tage"


def test_a_name_is_parted_at_its_last_space():
    assert name_parts("Anne Marie Møller") == ("Møller", "Anne Marie")
    assert name_parts("Cher") == ("Cher", "")
