"""Today's queue: order, limits, siblings."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from engram.study.queue import Had, Limits, Waiting, queue

FREE = Limits(None, 99)


def card(number: int, topic: str = "a", rank: float = 0.5) -> Waiting:
    return Waiting(number, ord(topic), rank)


def test_due_cards_come_first_topics_in_turn_weakest_first() -> None:
    due = [card(1, "a", 0.9), card(2, "a", 0.5), card(3, "b", 0.7)]
    order = queue(due, [card(4, "c")], limits=FREE, siblings={})
    assert order.order == (2, 3, 1, 4)


def test_a_queue_made_anew_goes_on_with_the_next_topic() -> None:
    cards = [card(1, "a"), card(2, "b"), card(3, "c")]
    assert queue(cards, [], limits=FREE, siblings={}, had=Had(last_topic=ord("b"))).order == (
        3,
        1,
        2,
    )


def test_limits_count_what_is_asked_and_not_what_is_left_out() -> None:
    due = [card(number) for number in (1, 2, 3)]
    siblings = {1: {2}, 2: {1}}
    order = queue(due, [], limits=Limits(2, 0), siblings=siblings)
    assert order.due == (1, 3)


def test_a_sibling_answered_today_keeps_a_card_away() -> None:
    order = queue([], [card(1), card(2)], limits=FREE, siblings={1: {7}}, had=Had({7}))
    assert order.new == (2,)


def test_a_new_card_waits_while_one_before_it_on_its_fact_waits() -> None:
    first, second, third = card(1, rank=1), card(2, rank=2), card(3, rank=3)
    chain = {1: {2}, 2: {1, 3}, 3: {2}}
    assert queue([], [first, second, third], limits=FREE, siblings=chain).new == (1,)
    assert queue([], [second, third], limits=FREE, siblings=chain).new == (2,)


def test_a_new_card_put_off_today_keeps_its_sibling_away() -> None:
    put_off, sibling, other = card(1, rank=2), card(2, rank=1), card(3, rank=3)
    siblings = {1: {2}, 2: {1}}
    order = queue([], [sibling, other], limits=FREE, siblings=siblings, had=Had(new=[put_off]))
    assert order.new == (3,)


@given(st.permutations(range(1, 13)), st.integers(0, 12), st.integers(0, 12))
def test_the_share_of_new_cards_is_the_same_whatever_is_studied_first(
    order: list[int], limit: int, studied: int
) -> None:
    cards = [card(number, "abc"[number % 3], number / 20) for number in range(1, 13)]
    siblings = {2: {5}, 5: {2}, 3: {4}, 4: {3}}
    limits = Limits(None, limit)
    morning = queue([], cards, limits=limits, siblings=siblings).new
    begun = [each for each in morning if each in order[:studied]]
    had = Had(set(begun), [each for each in cards if each.number in begun])
    rest = [each for each in cards if each.number not in begun]
    later = queue([], rest, limits=limits, siblings=siblings, had=had).new
    assert later == tuple(each for each in morning if each not in begun)


def test_cards_begun_beyond_the_share_count_against_it() -> None:
    cards = [card(number) for number in range(1, 5)]
    had = Had({9, 8}, [card(9, "b"), card(8, "b")])
    assert queue([], cards, limits=Limits(None, 3), siblings={}, had=had).new == (1,)
    had = Had({9}, [card(9, "b")])
    assert queue([], cards, limits=Limits(None, 3), siblings={1: {9}}, had=had).new == (2, 3)


def test_new_cards_can_be_mixed_in_evenly() -> None:
    due = [card(number) for number in range(1, 7)]
    order = queue(due, [card(8), card(9)], limits=FREE, siblings={}, mixed=True)
    assert order.order == (1, 2, 8, 3, 4, 5, 9, 6)


cards = st.lists(
    st.tuples(st.integers(1, 60), st.sampled_from("abc"), st.floats(0, 1)),
    max_size=40,
    unique_by=lambda row: row[0],
)


@given(
    cards,
    st.sets(st.tuples(st.integers(1, 60), st.integers(1, 60)), max_size=40),
    st.integers(0, 30),
    st.integers(0, 30),
    st.booleans(),
)
def test_no_two_siblings_come_on_one_day_and_no_limit_is_passed(
    rows: list[tuple[int, str, float]],
    pairs: set[tuple[int, int]],
    reviews: int,
    new: int,
    mixed: bool,
) -> None:
    siblings: dict[int, set[int]] = {}
    for one, other in pairs:
        if one != other:
            siblings.setdefault(one, set()).add(other)
            siblings.setdefault(other, set()).add(one)
    waiting = [Waiting(number, ord(topic), rank) for number, topic, rank in rows]
    found = queue(
        waiting[::2], waiting[1::2], limits=Limits(reviews, new), siblings=siblings, mixed=mixed
    )
    assert len(found.due) <= reviews
    assert len(found.new) <= new
    assert sorted(found.order) == sorted({*found.due, *found.new})
    for number in found.order:
        assert siblings.get(number, set()).isdisjoint(found.order)
