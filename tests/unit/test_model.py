"""The values: what follows from a card's kind and options."""

from __future__ import annotations

from fractions import Fraction

import pytest

from engram.model import Card, CardId, Item, Option, Source, kind_of
from tests.learner import quiz, recall

TRUE_FALSE = Item("Is it so?", 1, options=(Option("True", True), Option("False", False)))


@pytest.mark.parametrize(
    ("item", "chance"),
    [
        (recall(1), 0),
        (TRUE_FALSE, Fraction(1, 2)),
        (quiz(1), Fraction(1, 4)),
        (quiz(1, right=(1, 2)), Fraction(1, 15)),
    ],
)
def test_the_chance_to_be_right_without_knowing(item: Item, chance: Fraction) -> None:
    card = _card(item)
    assert card.guess_chance == pytest.approx(float(chance))


def _card(item: Item) -> Card:
    return Card(
        CardId("a"),
        "deck",
        (),
        kind_of(item.options, item.select),
        item.question,
        item.answer,
        "",
        item.options,
        item.select,
        Source("a.md", 1, 1),
    )
