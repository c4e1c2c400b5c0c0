"""The learner's own texts, when the source changes below them: kept unless given up."""

from __future__ import annotations

from dataclasses import replace

from engram.compiler.assemble import deck_of
from engram.compiler.choices import Choices
from engram.compiler.intake import Preview, previewed, take_in
from engram.model import Card, CardId, Item, Reading
from engram.study.audit import audited
from tests.learner import Learner, recall

A = CardId("a")


def preview(learner: Learner, item: Item) -> Preview:
    deck = deck_of([("machine.md", Reading("test", (item, recall(2))))])
    return previewed(learner.program.content, [deck], named=False)


def edited(learner: Learner, **texts: str) -> None:
    learner.take_in([recall(1, key="a"), recall(2)])
    for field, text in texts.items():
        learner.program.recorder.set("edit", A, field, text)


def seen(learner: Learner) -> Card:
    (card,) = learner.program.content.cards([A])
    return card


def test_a_change_below_an_edit_is_told_and_the_edit_kept(learner: Learner) -> None:
    edited(learner, answer="Mine.", explanation="My reason.")
    found = preview(learner, replace(recall(1, key="a"), answer="Theirs."))
    (conflict,) = found.conflicts
    assert (conflict.card, conflict.field) == ("a", "answer")
    assert (conflict.mine, conflict.before, conflict.theirs) == (
        "Mine.",
        recall(1).answer,
        "Theirs.",
    )
    take_in(learner.program.content, found)
    assert (seen(learner).answer, seen(learner).explanation) == ("Mine.", "My reason.")
    assert preview(learner, replace(recall(1, key="a"), answer="Theirs.")).conflicts == ()


def test_theirs_takes_the_place_of_an_edit_and_undo_brings_it_back(learner: Learner) -> None:
    edited(learner, answer="Mine.", explanation="My reason.")
    found = preview(learner, replace(recall(1, key="a"), answer="Theirs."))
    take_in(learner.program.content, found, Choices(theirs=frozenset({A})))
    assert (seen(learner).answer, seen(learner).explanation) == ("Theirs.", "My reason.")
    assert [card.id for card in learner.program.study.find("Theirs")] == [A]
    assert audited(learner.program.progress).wrong == ()
    learner.close()
    undone = learner.program.recorder.undo_import()
    assert undone.edited == (A,)
    assert seen(learner).answer == "Mine."
    assert learner.program.study.undo().what == "edit"
    assert seen(learner).explanation == ""
    assert audited(learner.program.progress).wrong == ()


def test_an_edit_made_after_theirs_was_taken_survives_undo(learner: Learner) -> None:
    edited(learner, answer="Mine.")
    found = preview(learner, replace(recall(1, key="a"), answer="Theirs."))
    take_in(learner.program.content, found, Choices(theirs=frozenset({A})))
    learner.program.recorder.set("edit", A, "answer", "Mine again.")
    learner.program.recorder.undo_import()
    assert seen(learner).answer == "Mine again."


def test_an_edit_that_changed_since_the_preview_is_not_taken_away(learner: Learner) -> None:
    edited(learner, answer="Mine.")
    found = preview(learner, replace(recall(1, key="a"), answer="Theirs."))
    learner.program.recorder.set("edit", A, "answer", "Better.")
    take_in(learner.program.content, found, Choices(theirs=frozenset({A})))
    assert seen(learner).answer == "Better."


def test_an_edit_that_the_source_says_itself_now_is_done_with(learner: Learner) -> None:
    edited(learner, answer="The same.")
    found = preview(learner, replace(recall(1, key="a"), answer="The same."))
    assert [conflict.is_settled for conflict in found.conflicts] == [True]
    take_in(learner.program.content, found)
    assert learner.program.content.edits() == ()
    again = preview(learner, replace(recall(1, key="a"), answer="Newer."))
    assert again.conflicts == ()
