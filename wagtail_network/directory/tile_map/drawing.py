"""The municipalities of a directory as tiles to choose from, with how many are in each."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from wagtail_network.directory.choices import Choices
from wagtail_network.directory.places import Places
from wagtail_network.directory.tile_map.danish_tiles import LABELS, POSITIONS

# In the units of the drawing: a tile with the space around it, and the tile alone.
STEP, SIZE = 48, 44
CAPTION = 28
# From here on a telephone shows a part of it at a time.
WIDE = 9
SHADES = 4


@dataclass(frozen=True)
class Tile:
    """One municipality; without members it has no ``address`` to go to."""

    code: str
    name: str
    label: str
    count: int
    shade: int
    chosen: bool
    inside: bool
    address: str
    x: int = 0
    y: int = 0

    @property
    def middle(self) -> int:
        return self.x + SIZE // 2

    @property
    def label_y(self) -> int:
        return self.y + (17 if self.address else 27)

    @property
    def count_y(self) -> int:
        return self.y + 36


@dataclass(frozen=True)
class TileMap:
    """``elsewhere`` are those with members that the drawing does not know."""

    tiles: list[Tile]
    elsewhere: list[Tile]
    columns: int
    rows: int
    size: int = SIZE

    @property
    def width(self) -> int:
        return self.columns * STEP

    @property
    def height(self) -> int:
        """With a line below for the whole name of the tile one is at."""
        return self.rows * STEP + CAPTION

    @property
    def caption_y(self) -> int:
        return self.rows * STEP + CAPTION - 8

    @property
    def is_wide(self) -> bool:
        return self.columns > WIDE

    @property
    def counted(self) -> int:
        """How many have a place at all."""
        return sum(tile.count for tile in (*self.tiles, *self.elsewhere))


def tile_map(
    places: Places, choices: Choices, counts: Mapping[str, int], inside: Collection[str]
) -> TileMap:
    """As much of the country as has members, is chosen, or is ``inside`` the networks' regions."""
    shown = {code for code in POSITIONS if code in inside or counts.get(code)}
    shown |= {code for code in choices.get("municipality") if code in POSITIONS}
    columns, rows = _span(x for x, _ in _at(shown)), _span(y for _, y in _at(shown))
    tiles = [
        _tile(code, places, choices, counts, inside, columns.start, rows.start)
        for code, (x, y) in sorted(POSITIONS.items(), key=lambda item: item[1][::-1])
        if x in columns and y in rows and code in places.municipalities
    ]
    others = [code for code in places.municipalities if code not in POSITIONS]
    elsewhere = [_tile(code, places, choices, counts, inside) for code in others]
    worth = [tile for tile in elsewhere if tile.address]
    return TileMap(tiles, worth, len(columns), len(rows))


def _at(codes: Iterable[str]) -> list[tuple[int, int]]:
    return [POSITIONS[code] for code in codes]


def _span(values: Iterable[int]) -> range:
    found = list(values)
    return range(min(found), max(found) + 1) if found else range(0)


def _tile(
    code: str,
    places: Places,
    choices: Choices,
    counts: Mapping[str, int],
    inside: Collection[str],
    left: int = 0,
    top: int = 0,
) -> Tile:
    name, count = places.municipalities[code], counts.get(code, 0)
    column, row = POSITIONS.get(code, (left, top))
    chosen = code in choices.get("municipality")
    return Tile(
        code=code,
        name=name,
        label=LABELS.get(code, name[:3]),
        count=count,
        shade=_shade(count, max(counts.values(), default=0)),
        chosen=chosen,
        inside=code in inside,
        address=choices.toggled("municipality", code).address if count or chosen else "",
        x=(column - left) * STEP,
        y=(row - top) * STEP,
    )


def _shade(count: int, most: int) -> int:
    """0 for none, 1 for few to ``SHADES`` for the most."""
    return -(-count * SHADES // most) if most else 0


def inside_of(networks: Iterable[Any], places: Places) -> set[str]:
    """The municipalities of the regions the networks were founded in."""
    regions = {str(network.region.translation_key) for network in networks if network.region}
    areas = (area for key, area in places.areas.items() if key in regions)
    return {code for area in areas for code in area.codes}
