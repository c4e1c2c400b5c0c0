"""Marking a quiz answer, and the order its options are shown in."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from engram.model import Card, CardId, Grade, Option, Source, kind_of
from engram.study.marking import marking, shown_order


def card(*texts: str, right: tuple[int, ...] = (0,)) -> Card:
    options = tuple(Option(text, place in right) for place, text in enumerate(texts))
    return Card(
        CardId("c"), "d", (), kind_of(options, None), "?", "", "", options, None, Source("x", 1, 1)
    )


def test_only_exactly_the_right_options_are_right() -> None:
    several = card("a", "b", "c", "d", right=(0, 2))
    assert marking(several, [2, 0]).right
    half = marking(several, [0, 3])
    assert (half.right, half.found, half.wanted, half.wrong_choices) == (False, 1, 2, 1)
    assert half.proposed is Grade.AGAIN
    assert marking(several, [0, 2]).proposed is Grade.GOOD
    assert not marking(several, []).right
    every = marking(several, [0, 1, 2, 3])
    assert (every.right, every.found, every.wrong_choices) == (False, 2, 2)


@given(st.integers(2, 9), st.text(max_size=6))
def test_every_option_is_shown_once_in_an_order_that_the_seed_decides(
    count: int, seed: str
) -> None:
    some = card(*(f"option {place}" for place in range(count)))
    order = shown_order(some, seed)
    assert sorted(order) == list(range(count))
    assert order == shown_order(some, seed)


def test_the_order_changes_between_days() -> None:
    some = card("a", "b", "c", "d")
    assert len({shown_order(some, str(day)) for day in range(30)}) > 5


def test_true_false_is_never_shuffled_and_all_of_the_above_stays_last() -> None:
    for day in range(20):
        assert shown_order(card("True", "False"), str(day)) == (0, 1)
        assert shown_order(card("a", "All of the above.", "c"), str(day))[-1] == 1
