import pytest

from wagtail_network.directory.choices import Choices
from wagtail_network.directory.places import Places
from wagtail_network.directory.tile_map.drawing import TileMap, tile_map

PLACES = Places(
    {"259": "Køge", "336": "Stevns", "320": "Faxe", "851": "Aalborg", "1280": "Malmø"}, {}
)


def drawn(
    counts: dict[str, int], chosen: tuple[str, ...] = (), inside: tuple[str, ...] = ()
) -> TileMap:
    return tile_map(PLACES, Choices.of({"municipality": chosen}), counts, inside)


def codes(drawing: TileMap) -> list[str]:
    return [tile.code for tile in drawing.tiles]


def test_it_shows_as_much_of_the_country_as_has_members() -> None:
    near = drawn({"259": 1, "336": 2})
    assert codes(near) == ["259", "336"]
    assert (near.columns, near.rows) == (1, 2)
    far = drawn({"259": 1, "851": 2})
    assert codes(far) == ["851", "320", "259"]
    assert far.is_wide


def test_a_region_is_shown_whole() -> None:
    drawing = drawn({}, inside=("259", "320"))
    assert [(tile.code, tile.inside, tile.address) for tile in drawing.tiles] == [
        ("320", True, ""),
        ("259", True, ""),
    ]


def test_a_tile_leads_to_its_members_and_back() -> None:
    (tile,) = drawn({"259": 3}).tiles
    assert tile.address == "./?municipality=259"
    (tile,) = drawn({"259": 3}, chosen=("259",)).tiles
    assert (tile.chosen, tile.address) == (True, "./")


def test_what_is_chosen_can_be_let_go_of_with_nobody_there() -> None:
    (tile,) = drawn({}, chosen=("259",)).tiles
    assert (tile.count, tile.address) == (0, "./")


def test_a_municipality_that_is_not_drawn_is_told_in_words() -> None:
    drawing = drawn({"1280": 2, "259": 1})
    assert [tile.name for tile in drawing.elsewhere] == ["Malmø"]
    assert drawing.counted == 3


def test_nothing_is_drawn_of_nobody() -> None:
    drawing = drawn({})
    assert (drawing.tiles, drawing.elsewhere, drawing.columns) == ([], [], 0)


@pytest.mark.parametrize(("count", "shade"), [(1, 1), (5, 2), (10, 4)])
def test_the_more_the_darker(count: int, shade: int) -> None:
    tiles = {tile.code: tile for tile in drawn({"259": count, "336": 10}).tiles}
    assert tiles["259"].shade == shade
