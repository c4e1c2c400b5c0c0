"""Cards that repeat one of another document: kept, skipped or linked, one by one or all."""

from __future__ import annotations

from dataclasses import replace

from engram.compiler.assemble import deck_of
from engram.compiler.change import Change
from engram.compiler.choices import Choices, choices_for_all
from engram.compiler.intake import Preview, previewed, take_in
from engram.model import CardId, Item, Reading
from tests.learner import Learner

KNOWN = Item(
    "What is overfitting?",
    3,
    "The model learns the noise of its training data and fails on new data.",
)
TWIN = Item(
    "What does overfitting mean?",
    3,
    "A model learns the noise in the training data and then fails on new data.",
    id="twin",
    siblings=("other",),
)
OTHER = Item("Who wrote the first compiler?", 9, "Grace Hopper.", id="other")


def preview(learner: Learner) -> Preview:
    deck = deck_of([("notes.md", Reading("test", (TWIN, OTHER)))])
    return previewed(learner.program.content, [deck], named=False)


def known(learner: Learner) -> CardId:
    return learner.take_in([KNOWN]).cards[0].id


def test_a_duplicate_shows_both_cards(learner: Learner) -> None:
    card = known(learner)
    found = preview(learner)
    (duplicate,) = found.duplicates
    assert (duplicate.new.id, duplicate.known.id) == ("twin", card)
    assert found.matching.duplicates == (("twin", card),)
    assert not duplicate.same_text
    loud = replace(KNOWN, question="what is OVERFITTING")
    same = deck_of([("notes.md", Reading("test", (loud, OTHER)))])
    (duplicate,) = previewed(learner.program.content, [same], named=False).duplicates
    assert duplicate.same_text


def test_a_skipped_card_is_not_imported_and_its_document_stays_the_same(learner: Learner) -> None:
    card = known(learner)
    take_in(learner.program.content, preview(learner), Choices(skipped=frozenset({CardId("twin")})))
    assert [each.id for each in learner.program.content.all_cards()] == [card, "other"]
    assert learner.program.content.cards([CardId("other")])[0].siblings == ()
    again = preview(learner)
    assert again.matching.ids(Change.UNCHANGED) == ("other",)
    assert again.matching.retired == ()
    assert [each.new.id for each in again.duplicates] == ["twin"]


def test_a_linked_card_is_a_sibling_of_the_one_it_repeats_and_stays_one(learner: Learner) -> None:
    card = known(learner)
    take_in(learner.program.content, preview(learner), Choices(linked=frozenset({CardId("twin")})))
    siblings = {each.id: each.siblings for each in learner.program.content.all_cards()}
    assert siblings == {card: ("twin",), "twin": (card, "other"), "other": ("twin",)}
    assert preview(learner).matching.ids(Change.UNCHANGED) == ("twin", "other")
    learner.program.recorder.undo_import()
    assert learner.program.content.all_cards()[0].siblings == ()


def test_only_new_cards_can_be_skipped(learner: Learner) -> None:
    card = known(learner)
    both = frozenset({CardId("other"), card})
    take_in(learner.program.content, preview(learner), Choices(skipped=both))
    assert [each.id for each in learner.program.content.all_cards()] == [card, "twin"]


def test_one_choice_may_stand_for_all() -> None:
    a, b = CardId("a"), CardId("b")
    assert choices_for_all([a], [b], edits="keep", repeated="keep") == Choices()
    assert choices_for_all([a], [b], edits="theirs", repeated="skip") == Choices(
        theirs=frozenset({a}), skipped=frozenset({b})
    )
    assert choices_for_all([a], [b], edits="keep", repeated="link").linked == {b}
