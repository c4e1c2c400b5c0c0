"""What an import would do to each card, told before anything is written."""

from __future__ import annotations

from dataclasses import replace

from engram.compiler.assemble import deck_of
from engram.compiler.card_diff import CardDiff
from engram.compiler.change import Change
from engram.compiler.change_list import CardChange, change_list
from engram.compiler.intake import previewed
from engram.compiler.word_diff import Piece
from engram.model import CardId, Item, Reading
from tests.learner import Learner, quiz, recall

FIRST = [recall(number, key=f"r{number}") for number in range(1, 5)] + [quiz(5, key="q5")]


def listed(learner: Learner, items: list[Item]) -> dict[str, CardChange]:
    deck = deck_of([("machine.md", Reading("test", tuple(items)))])
    changes = change_list(previewed(learner.program.content, [deck], named=False))
    return {str(change.card): change for change in changes}


def test_every_card_has_its_class_and_its_words(learner: Learner) -> None:
    learner.take_in(FIRST)
    learner.program.recorder.set("edit", CardId("r1"), "answer", "Mine.")
    options = (replace(each, correct=n == 3) for n, each in enumerate(FIRST[4].options))
    key = replace(FIRST[4], options=tuple(options))
    items = [
        replace(FIRST[0], answer="It turns lever 1."),
        FIRST[1],
        replace(FIRST[2], topic=("Elsewhere",)),
        key,
        Item("Who built it, and when?", 70, "Nobody knows.", id="new"),
    ]
    changes = listed(learner, items)
    assert {card: str(change.change) for card, change in changes.items()} == {
        "q5": "key_changed",
        "r1": "changed",
        "r3": "moved",
        "new": "new",
        "r4": "retired",
        "r2": "unchanged",
    }
    assert list(changes) == ["q5", "r1", "r3", "new", "r4", "r2"]
    assert changes["r1"].diff.answer == (
        Piece("kept", "It turns "),
        Piece("removed", "wheel"),
        Piece("added", "lever"),
        Piece("kept", " 1."),
    )
    assert [conflict.mine for conflict in changes["r1"].conflicts] == ["Mine."]
    assert any(each.is_right and not each.was_right for each in changes["q5"].diff.options)
    for card in ("r2", "r3", "r4", "new"):
        assert changes[card].diff == CardDiff()
    assert changes["r4"].after is None
    assert changes["new"].before is None


def test_a_retired_card_that_comes_back_says_so(learner: Learner) -> None:
    learner.take_in(FIRST)
    learner.take_in(FIRST[1:])
    back = listed(learner, FIRST)["r1"]
    assert (back.change, back.returns) == (Change.CHANGED, True)


def test_a_new_card_names_the_one_it_repeats(learner: Learner) -> None:
    known = learner.take_in([recall(1)], "other.md").cards[0]
    others = [Item("Who built it, and when?", 70, "Nobody knows."), quiz(7)]
    change = listed(learner, [recall(1, key="again"), *others])["again"]
    assert change.duplicate is not None
    assert (change.duplicate.known.id, change.duplicate.same_text) == (known.id, True)
