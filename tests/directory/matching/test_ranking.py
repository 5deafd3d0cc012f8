"""Who complements whom."""

from wagtail_network.directory.matching.fitting import ancestry
from wagtail_network.directory.matching.ranking import Side, match, rank

ABOVE = ancestry({"mursten": "materialer", "træ": "materialer"})


def side(offers: str = "", seeks: str = "", **more: object) -> Side:
    return Side(frozenset(offers.split()), frozenset(seeks.split()), **more)  # type: ignore[arg-type]


OWN = side("træ", "lca mursten", municipality="259", networks=frozenset({"n1", "n2"}))


def order(**others: Side) -> list[str]:
    return [one.key for one in rank(OWN, others, ABOVE)]


def test_who_offers_nothing_we_seek_and_seeks_nothing_we_offer_is_left_out() -> None:
    assert order(a=side("træ", "maler"), b=side()) == []


def test_more_of_what_we_seek_comes_first() -> None:
    assert order(one=side("lca"), two=side("lca mursten"), neither=side("x")) == ["two", "one"]


def test_both_ways_beats_two_one_way() -> None:
    assert order(two=side("lca mursten"), both=side("lca", "træ")) == ["both", "two"]


def test_what_we_seek_counts_more_than_what_they_seek() -> None:
    assert order(wants=side(seeks="træ"), has=side("lca")) == ["has", "wants"]


def test_of_equal_ones_the_nearest_comes_first() -> None:
    near, far = side("lca", municipality="253"), side("lca", municipality="851")
    assert order(far=far, near=near, unknown=side("lca")) == ["near", "far", "unknown"]


def test_a_network_in_common_counts_but_less_than_a_competence() -> None:
    friend = side("lca", networks=frozenset({"n1", "n2", "n3"}))
    assert order(alone=side("lca"), friend=friend, able=side("lca mursten")) == [
        "able",
        "friend",
        "alone",
    ]


def test_the_reason_names_what_goes_each_way_how_far_and_how_many_networks() -> None:
    other = side("mursten", "materialer", municipality="265", networks=frozenset({"n1"}))
    found = match(OWN, "x", other, ABOVE)
    assert found is not None
    assert (found.gets, found.gives) == (["mursten"], ["træ"])
    assert (found.km, found.networks) == (20, 1)


def test_something_wider_than_what_we_seek_counts_less() -> None:
    assert order(wide=side("materialer"), exact=side("mursten")) == ["exact", "wide"]


def test_the_order_does_not_depend_on_the_order_of_the_rows() -> None:
    others = {name: side("lca") for name in "cab"}
    assert order(**others) == ["a", "b", "c"]
