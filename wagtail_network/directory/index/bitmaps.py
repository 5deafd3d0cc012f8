"""Sets of places in the index, as whole numbers with a bit for each place."""

from collections.abc import Iterable

PLACES = tuple(tuple(place for place in range(8) if byte >> place & 1) for byte in range(256))


def bitmap_of(places: Iterable[int], size: int) -> int:
    """``size``: above every place."""
    found = bytearray((size >> 3) + 1)
    for place in places:
        found[place >> 3] |= 1 << (place & 7)
    return int.from_bytes(found, "little")


def places_in(bitmap: int) -> list[int]:
    """In their order."""
    return [
        position << 3 | place
        for position, byte in enumerate(as_bytes(bitmap))
        if byte
        for place in PLACES[byte]
    ]


def first_of(bitmap: int, order: Iterable[int], number: int) -> list[int]:
    """The first ``number`` places of an order that are in the bitmap."""
    found: list[int] = []
    held = as_bytes(bitmap)
    end = len(held) << 3
    for place in order if number > 0 else ():
        if place < end and held[place >> 3] >> (place & 7) & 1:
            found.append(place)
            if len(found) == number:
                break
    return found


def has(bitmap: int, place: int) -> bool:
    return bool(bitmap >> place & 1)


def as_bytes(bitmap: int) -> bytes:
    return bitmap.to_bytes((bitmap.bit_length() + 7) >> 3, "little")
