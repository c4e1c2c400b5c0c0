"""Imports taken back: what comes back, what stays, and what is told about both."""

from __future__ import annotations

from dataclasses import replace

import pytest

from engram.compiler.assemble import deck_of
from engram.compiler.change import Change
from engram.compiler.intake import previewed, take_in
from engram.errors import ConflictError, NothingToUndoError
from engram.model import CardId, Grade, Item, Reading
from engram.store import former_rows
from engram.store.database import open_library
from engram.study.audit import audited
from tests.learner import ITEMS, Learner, quiz, recall


def ids(learner: Learner) -> list[CardId]:
    return [card.id for card in learner.program.content.all_cards()]


def test_a_first_import_goes_away_without_a_trace(learner: Learner) -> None:
    learner.take_in()
    undone = learner.program.recorder.undo_import()
    assert len(undone.removed) == len(ITEMS)
    content = learner.program.content
    assert (content.all_source_cards(), content.decks()) == ((), ())
    database = open_library(learner.places.library)
    for table in ("topic", "schedule", "option", "sibling", "card_words_docsize"):
        assert database.rows(f"select count(*) from {table}") == [(0,)]
    database.close()
    assert audited(learner.program.progress).wrong == ()
    assert len(learner.take_in().matching.ids(Change.NEW)) == len(ITEMS)


def test_changed_cards_are_as_they_were_days_later_and_answers_stay(learner: Learner) -> None:
    first = [recall(1, key="a", siblings=("b",)), recall(2, key="b"), quiz(3, key="c")]
    learner.take_in(first)
    before = learner.program.content.all_source_cards()
    heads = learner.program.content.decks()
    key = replace(first[2], options=(*first[2].options[1:], first[2].options[0]))
    other = Item("Who built it, and when?", 90, answer="Nobody knows.", topic=("History",))
    learner.take_in([replace(first[0], answer="None.", siblings=()), key, other])
    assert learner.program.content.card(CardId("b")) != before[1]
    learner.program.study.answer(CardId("a"), Grade.GOOD)
    learner.program.recorder.set("suspend", CardId("c"), "suspended", "1")
    learner.tomorrow(9)
    learner.close()
    undone = learner.program.recorder.undo_import()
    assert learner.program.content.all_source_cards() == before
    assert learner.program.content.decks() == heads
    assert undone.restored == ("a", "b", "c")
    assert len(undone.removed) == 1
    assert [review.grade for review in learner.program.progress.all_reviews()] == [Grade.GOOD]
    assert learner.program.progress.state(CardId("c")).suspended
    assert learner.program.study.find("None") == ()
    assert audited(learner.program.progress).wrong == ()


def test_a_new_card_with_answers_is_retired_with_them(learner: Learner) -> None:
    cards = learner.take_in().cards
    learner.program.study.answer(cards[2].id, Grade.GOOD)
    learner.program.recorder.set("mark", cards[4].id, "marked", "1")
    undone = learner.program.recorder.undo_import()
    assert undone.kept == (cards[2].id, cards[4].id)
    assert ids(learner) == []
    assert len(learner.program.progress.reviews_of(cards[2].id)) == 1
    learner.take_in()
    assert len(ids(learner)) == len(ITEMS)
    assert learner.program.progress.state(cards[4].id).marked
    assert learner.program.progress.state(cards[2].id).standing.schedule is not None


def test_a_card_that_a_later_import_changed_stays_as_that_made_it(learner: Learner) -> None:
    one = recall(1, key="a")
    learner.take_in([one, recall(2)])
    learner.take_in([replace(one, answer="Second."), recall(2)])
    middle = learner.program.progress.last_action()
    assert middle is not None
    learner.take_in([replace(one, answer="Third."), recall(2)])
    recorder = learner.program.recorder
    imports = learner.program.imports
    undone = imports.take_back(middle.id)
    assert (undone.left, undone.restored) == (("a",), ())
    assert learner.program.content.cards([CardId("a")])[0].answer == "Third."
    assert recorder.undo_import().restored == ("a",)
    assert learner.program.content.cards([CardId("a")])[0].answer == one.answer


def test_a_preview_of_cards_that_went_away_meanwhile_is_refused_whole(learner: Learner) -> None:
    learner.take_in([recall(1, key="a")])
    content = learner.program.content
    reworded = [replace(recall(1, key="a"), answer="Newer."), quiz(2, key="b")]
    deck = deck_of([("machine.md", Reading("test", tuple(reworded)))])
    preview = previewed(content, [deck], named=False)
    learner.program.recorder.undo_import()
    with pytest.raises(ConflictError, match="meanwhile"):
        take_in(content, preview)
    assert content.all_source_cards() == ()
    assert len(learner.take_in(reworded).matching.ids(Change.NEW)) == 2


def test_undo_takes_the_last_action_back_be_it_an_import_or_not(learner: Learner) -> None:
    card = learner.take_in().cards[0].id
    learner.program.study.answer(card, Grade.GOOD)
    learner.take_in([recall(40)], "other.md")
    told = learner.program.study.undo()
    assert told.imported is not None
    assert (told.what, told.imported.documents, told.imported.removed) == (
        "import",
        ("other.md",),
        1,
    )
    assert learner.program.study.undo().what == "review"
    assert learner.program.study.undo().what == "import"
    with pytest.raises(NothingToUndoError):
        learner.program.study.undo()


def test_an_import_that_changes_nothing_is_no_action(learner: Learner) -> None:
    learner.take_in()
    before = learner.program.progress.last_action()
    learner.take_in()
    assert learner.program.progress.last_action() == before


def test_no_undo_too_many_in_a_session_takes_the_deck_away(learner: Learner) -> None:
    learner.take_in()
    session = learner.program.study.start()
    assert not learner.asked(session).can_undo
    session.grade(Grade.GOOD, answer_ms=1)
    assert learner.asked(session).can_undo
    session.undo()
    with pytest.raises(NothingToUndoError, match="import"):
        session.undo()
    assert learner.asked(session).total == len(ITEMS)


def test_a_session_goes_on_without_the_cards_that_went_away(learner: Learner) -> None:
    learner.take_in([recall(1, key="a")])
    learner.take_in([recall(2, key="b")], "other.md")
    session = learner.program.study.start()
    assert learner.asked(session).total == 2
    other = Learner(learner.folder)
    other.program.recorder.undo_import()
    other.close()
    session.grade(Grade.GOOD, answer_ms=1)
    assert session.question() is None


def test_only_the_last_imports_can_be_taken_back(
    learner: Learner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(former_rows, "MOST_IMPORTS", 2)
    for number in range(4):
        learner.take_in([replace(recall(1, key="a"), answer=f"Version {number}.")])
    for _ in range(2):
        assert learner.program.recorder.undo_import().restored == ("a",)
    before = learner.program.content.all_source_cards()
    assert before[0].answer == "Version 1."
    with pytest.raises(ConflictError, match=r"machine\.md is too long ago"):
        learner.program.recorder.undo_import()
    assert learner.program.content.all_source_cards() == before
    kept = [each.is_kept for each in learner.program.imports.all()]
    assert kept == [True, True, False, False]


def test_what_older_imports_replaced_is_bounded_in_cards_too(
    learner: Learner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(former_rows, "MOST_CARDS", 3)
    for number in range(4):
        learner.take_in([replace(recall(each), explanation=f"{number}") for each in (1, 2)])
    assert [each.is_kept for each in learner.program.imports.all()] == [True, True, False, False]
