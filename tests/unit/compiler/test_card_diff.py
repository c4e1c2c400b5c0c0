"""What differs between two states of a card, text by text and option by option."""

from __future__ import annotations

from dataclasses import replace

from engram.compiler.assemble import deck_of
from engram.compiler.card_diff import CardDiff, card_diff, paired_options
from engram.compiler.word_diff import Piece
from engram.model import Card, Item, Option, Reading
from tests.learner import quiz, recall


def card(item: Item) -> Card:
    return deck_of([("a.md", Reading("test", (item,)))]).cards[0]


def test_only_texts_that_differ_are_told() -> None:
    before = card(recall(1))
    assert card_diff(before, replace(before, topic=("Elsewhere",))) == CardDiff()
    diff = card_diff(before, replace(before, answer="It turns lever 1."))
    assert (diff.question, diff.options, diff.explanation) == ((), (), ())
    assert Piece("added", "lever") in diff.answer


def test_options_are_found_again_in_any_order_with_their_marks() -> None:
    before = card(quiz(1))
    one, two, three, four = before.options
    moved = (replace(three, correct=True), one, replace(two, correct=False), four)
    diff = card_diff(before, replace(before, options=moved))
    assert [(each.was_right, each.is_right) for each in diff.options] == [
        (False, True),
        (False, False),
        (True, False),
        (False, False),
    ]
    assert all(piece.part == "kept" for each in diff.options for piece in each.text)


def test_an_option_that_went_stands_where_it_stood() -> None:
    options = [Option(text, correct=False) for text in ("The plug", "A spring", "Some oil")]
    new = Option("Nothing at all", correct=True)
    assert list(paired_options(options, [options[0], options[2], new])) == [
        (options[0], options[0]),
        (options[1], None),
        (options[2], options[2]),
        (None, new),
    ]


def test_a_reworded_option_is_one_that_changed() -> None:
    before, after = Option("Turn the plug", correct=True), Option("Turning the plug", correct=True)
    assert list(paired_options([before], [after])) == [(before, after)]
