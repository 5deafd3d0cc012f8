"""What fits what in a tree of competences."""

from wagtail_network.directory.matching.fitting import (
    PARTLY,
    WHOLLY,
    ancestry,
    best_fit,
    fit,
    with_ancestors,
    with_descendants,
)

ABOVE = ancestry({"mursten": "materialer", "træ": "materialer", "egetræ": "træ", "materialer": ""})


def test_ancestors_go_up_to_the_top() -> None:
    assert ABOVE["egetræ"] == {"træ", "materialer"}
    assert ABOVE["materialer"] == frozenset()


def test_a_ring_ends() -> None:
    ring = ancestry({"a": "b", "b": "c", "c": "a", "d": "a"})
    assert ring["a"] == {"b", "c"}
    assert ring["d"] == {"a", "b", "c"}
    assert with_descendants({"a"}, ring) == {"a", "b", "c", "d"}


def test_a_part_of_what_is_sought_fits_wholly() -> None:
    assert fit("egetræ", "materialer", ABOVE) == WHOLLY
    assert fit("træ", "træ", ABOVE) == WHOLLY


def test_something_wider_fits_partly_and_a_sibling_not_at_all() -> None:
    assert fit("materialer", "egetræ", ABOVE) == PARTLY
    assert fit("mursten", "træ", ABOVE) == 0


def test_of_equally_good_ones_what_is_sought_itself_is_named() -> None:
    assert best_fit(["egetræ", "træ", "mursten"], "træ", ABOVE) == (WHOLLY, "træ")
    assert best_fit(["mursten"], "træ", ABOVE) == (0, "")
    assert best_fit([], "træ", ABOVE) == (0, "")


def test_the_whole_family_is_found() -> None:
    assert with_ancestors({"egetræ"}, ABOVE) == {"egetræ", "træ", "materialer"}
    assert with_descendants({"træ"}, ABOVE) == {"træ", "egetræ"}
