"""The smallest team: against every team there is, and beyond what can be tried."""

from itertools import combinations
from random import Random

import pytest

from wagtail_network.directory.matching.covering import MOST_EXACT, abilities, cover


def smallest_by_trying(sets: list[frozenset], wanted: frozenset) -> int:
    for size in range(len(sets) + 1):
        if any(wanted <= frozenset().union(*team) for team in combinations(sets, size)):
            return size
    raise AssertionError("nobody can")


def test_one_who_can_do_all_is_enough():
    able = [frozenset("ab"), frozenset("abc"), frozenset("c")]
    found = cover(able, list("abc"))
    assert found.sets == [frozenset("abc")]
    assert found.missing == []
    assert found.exact


def test_what_nobody_can_do_is_said_and_the_rest_is_covered():
    found = cover([frozenset("a"), frozenset("b")], list("abz"))
    assert sorted(found.sets, key=sorted) == [frozenset("a"), frozenset("b")]
    assert found.missing == ["z"]


def test_nobody_at_all_leaves_everything_missing():
    found = cover([], list("ab"))
    assert (found.sets, found.missing) == ([], ["a", "b"])


def test_no_need_needs_nobody():
    assert cover([frozenset("a")], []).sets == []


def test_two_are_found_where_taking_the_biggest_first_takes_three():
    biggest_first_fails = [frozenset("abcd"), frozenset("abe"), frozenset("cdf")]
    assert len(cover(biggest_first_fails, list("abcdef")).sets) == 2


@pytest.mark.parametrize("seed", range(60))
def test_no_smaller_team_can_be_found_by_trying_them_all(seed: int):
    random = Random(seed)  # noqa: S311
    needs = [chr(97 + number) for number in range(random.randint(1, 8))]
    sets = list(
        {
            frozenset(random.sample(needs, random.randint(1, len(needs))))
            for _ in range(random.randint(1, 9))
        }
    )
    reachable = frozenset().union(*sets)
    found = cover(sets, needs)
    assert frozenset().union(*found.sets) == reachable
    assert len(found.sets) == smallest_by_trying(sets, reachable)
    assert set(found.missing) == set(needs) - reachable


def test_many_needs_are_covered_but_not_called_exact():
    needs = list(range(MOST_EXACT + 20))
    sets = [frozenset({number, (number + 1) % len(needs)}) for number in needs]
    found = cover(sets, needs)
    assert frozenset().union(*found.sets) == frozenset(needs)
    assert not found.exact


def test_the_most_needs_and_every_possible_ability_are_no_trouble():
    random = Random(5)  # noqa: S311
    needs = list(range(MOST_EXACT))
    sets = {frozenset(random.sample(needs, random.randint(1, 4))) for _ in range(3000)}
    assert 3 <= len(cover(sets, needs).sets) <= 4


def test_abilities_group_those_who_can_do_the_same():
    offers = {"Køge": {"a", "x"}, "Greve": {"a"}, "Faxe": {"x"}, "Lejre": {"a", "b"}}
    assert abilities(offers, ["a", "b"]) == {
        frozenset("a"): ["Køge", "Greve"],
        frozenset("ab"): ["Lejre"],
    }
