from wagtail_network.directory.tile_map.danish_tiles import LABELS, POSITIONS
from wagtail_network.organisations.danish_distances import CENTRES
from wagtail_network.organisations.danish_regions import REGIONS, _parsed

NAMES = dict(pair for _, members, *_ in REGIONS for pair in _parsed(members))


def test_every_danish_municipality_has_a_tile_of_its_own() -> None:
    assert POSITIONS.keys() == NAMES.keys()
    assert len(set(POSITIONS.values())) == 98


def test_no_two_tiles_have_the_same_label() -> None:
    labels = [LABELS.get(code, name[:3]) for code, name in NAMES.items()]
    assert len(set(labels)) == 98


def test_tiles_that_touch_are_neighbours() -> None:
    """By the latitude and longitude of their towns, but for a few across a fjord or a sound."""
    at = {place: code for code, place in POSITIONS.items()}
    for (column, row), code in at.items():
        for other in (at.get((column + 1, row)), at.get((column, row + 1))):
            if other:
                (north, east), (other_north, other_east) = CENTRES[code], CENTRES[other]
                away = (abs(north - other_north) * 111, abs(east - other_east) * 63)
                assert max(away) < 62, (NAMES[code], NAMES[other])


def test_north_is_up_and_east_is_right() -> None:
    for code, (column, row) in POSITIONS.items():
        for other, (other_column, other_row) in POSITIONS.items():
            if code == other or "400" in (code, other):
                continue
            (north, east), (other_north, other_east) = CENTRES[code], CENTRES[other]
            if column == other_column and row < other_row:
                assert north > other_north - 0.1, (NAMES[code], NAMES[other])
            if row == other_row and column < other_column:
                assert east < other_east + 0.12, (NAMES[code], NAMES[other])
