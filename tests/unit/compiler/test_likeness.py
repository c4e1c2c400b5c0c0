"""How much alike two cards are."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from engram.compiler.likeness import Likeness, Wording, letters_alike


def wording(question: str, rest: str) -> Wording:
    return Wording(question, rest, is_quiz=False)


DEER = wording("what do red deer eat", "grass, bark and young shoots")
DEER_REWORDED = wording("which food do red deer take", "grass, bark and young shoots")
WOLF = wording("what do wolves eat", "deer, boar and hares")
LIKENESS = Likeness([DEER, DEER_REWORDED, WOLF])


def test_a_card_is_like_itself() -> None:
    assert LIKENESS.between(DEER, DEER) == 1


def test_a_reworded_card_is_more_alike_than_another_with_the_same_words() -> None:
    assert LIKENESS.between(DEER, WOLF) < 0.5
    assert LIKENESS.between(DEER, DEER_REWORDED) > 0.6


def test_a_rare_word_tells_more_than_a_common_one() -> None:
    assert LIKENESS.weight("boar") > LIKENESS.weight("eat")
    assert LIKENESS.rarest(WOLF)[-1] in {"do", "deer", "and"}


def test_a_typo_costs_few_letters() -> None:
    assert letters_alike("the current, as bed load", "the curent, as bed load") > 0.85
    assert letters_alike("8", "9") == 0


@given(st.text(), st.text())
def test_letters_are_alike_both_ways_within_0_and_1(one: str, other: str) -> None:
    alike = letters_alike(one, other)
    assert 0 <= alike <= 1
    assert alike == letters_alike(other, one)
    assert letters_alike(one, one) == 1
