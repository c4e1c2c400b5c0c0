"""Changes that the learner does not take: the card stays, and the rest of the import comes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from engram.compiler.assemble import deck_of
from engram.compiler.change import Change
from engram.compiler.choices import Choices
from engram.compiler.intake import Preview, previewed, take_in
from engram.model import Card, CardId, Item, Reading
from tests.drawn import lists_of
from tests.learner import Learner

OAK = Item("How old can an oak become?", 3, "A thousand years.", topic=("Trees",))
ELM = Item("What threatens the elm?", 5, "A fungus that beetles carry.", topic=("Trees",))
ASH = Item("What are ash keys?", 7, "The winged seeds of the ash.", topic=("Trees",))
LIME = Item("What tea is made of the lime tree?", 9, "Tea of its flowers.", topic=("Trees",))


def preview(learner: Learner, *items: Item, document: str = "trees.md") -> Preview:
    deck = deck_of([(document, Reading("test", items))])
    return previewed(learner.program.content, [deck], named=False)


def take(learner: Learner, *items: Item, **choices: frozenset[CardId]) -> tuple[Card, ...]:
    take_in(learner.program.content, preview(learner, *items), Choices(**choices))
    return learner.program.content.all_cards()


def ids(learner: Learner) -> list[CardId]:
    return [card.id for card in learner.program.content.all_cards()]


def test_a_change_that_is_not_taken_is_offered_again(learner: Learner) -> None:
    take(learner, OAK, ELM)
    oak, elm = ids(learner)
    changed = (
        replace(ASH, line=1),
        replace(OAK, line=5, answer="Two thousand years."),
        replace(ELM, answer="Beetles that carry a fungus."),
    )
    told = take(learner, *changed, left=frozenset({oak}))
    assert [card.answer for card in told if card.id == oak] == ["A thousand years."]
    assert [card.answer for card in told if card.id == elm] == ["Beetles that carry a fungus."]
    assert {card.id: card.source.line for card in told}[oak] == 5
    again = preview(learner, *changed)
    assert again.matching.ids(Change.CHANGED) == (oak,)
    assert again.matching.retired == ()


def test_a_new_card_that_is_not_taken_does_not_come(learner: Learner) -> None:
    take(learner, OAK)
    ash = preview(learner, OAK, ASH).matching.ids(Change.NEW)[0]
    assert len(take(learner, OAK, ASH, skipped=frozenset({ash}))) == 1
    assert preview(learner, OAK, ASH).matching.ids(Change.NEW) == (ash,)


def test_where_nothing_is_taken_no_deck_is_made(learner: Learner) -> None:
    found = preview(learner, OAK, document="forest.md")
    take_in(
        learner.program.content, found, Choices(skipped=frozenset(found.matching.ids(Change.NEW)))
    )
    assert learner.program.content.decks() == ()
    assert learner.program.imports.all() == ()


def test_a_card_that_is_no_longer_there_may_be_kept(learner: Learner) -> None:
    take(learner, OAK, ELM, ASH, LIME)
    oak, elm, ash, lime = ids(learner)
    take(learner, OAK, ASH, LIME, kept=frozenset({elm}))
    assert set(ids(learner)) == {oak, elm, ash, lime}
    again = preview(learner, OAK, ASH, LIME)
    assert len(again.matching.ids(Change.UNCHANGED)) == 3
    take(learner, OAK, ASH, LIME)
    back = preview(learner, OAK, ELM, ASH, LIME)
    assert {match.id for match in back.matching.cards} == {oak, elm, ash, lime}


def test_a_card_that_is_left_elsewhere_stays_there(learner: Learner) -> None:
    take(learner, OAK, ELM)
    oak, elm = ids(learner)
    found = previewed(
        learner.program.content,
        [deck_of([("trees.md", Reading("test", (OAK, ELM)))], "Forest")],
        named=True,
    )
    assert found.matching.ids(Change.MOVED) == (oak, elm)
    take_in(learner.program.content, found, Choices(left=frozenset({elm})))
    decks = {card.id: card.deck for card in learner.program.content.all_cards()}
    assert decks[oak] == "Forest"
    assert decks[elm] != "Forest"


def test_an_edit_below_a_change_that_is_not_taken_stays(learner: Learner) -> None:
    take(learner, OAK)
    (oak,) = ids(learner)
    learner.program.recorder.set("edit", oak, "answer", "Two thousand years.")
    told = take(learner, replace(OAK, answer="Two thousand years."), left=frozenset({oak}))
    assert told[0].answer == "Two thousand years."
    assert [edit.text for edit in learner.program.content.edits()] == ["Two thousand years."]


QUESTIONS = ("oak", "elm", "ash", "lime", "beech", "birch", "maple", "larch")


def drawn_item(name: str, line: int, version: int) -> Item:
    """A card that no other is like: what is taken for what is another rule."""
    asked = f"{name.title()} {name}wood {name}leaf {name}bark?"
    return Item(asked, line, f"{name}fact {version} {name}seed {name}root.", topic=("Trees",))


@settings(max_examples=15)
@given(
    before=lists_of(QUESTIONS, min_size=4, max_size=8),
    kept=lists_of(QUESTIONS, min_size=4, max_size=8),
    chances=st.lists(st.booleans(), min_size=24, max_size=24),
)
def test_what_is_not_taken_may_be_taken_the_next_time(
    before: list[str], kept: list[str], chances: list[bool]
) -> None:
    with TemporaryDirectory() as folder:
        learner = Learner(Path(folder))
        chance = iter(chances)
        old = list(dict.fromkeys(before))
        new = list(dict.fromkeys([*old[:3], *kept]))
        take(learner, *(drawn_item(name, 2 * at + 1, 1) for at, name in enumerate(old)))
        items = [
            drawn_item(name, 2 * at + 1, 2 if next(chance) else 1) for at, name in enumerate(new)
        ]
        found = preview(learner, *items)
        choices = Choices(
            left=frozenset(card for card in found.matching.ids(Change.CHANGED) if next(chance)),
            skipped=frozenset(card for card in found.matching.ids(Change.NEW) if next(chance)),
            kept=frozenset(card for card in found.matching.retired if next(chance)),
        )
        take_in(learner.program.content, found, choices)
        still = learner.program.content.all_cards()
        refused = choices.left | choices.skipped
        taken = {card.id for deck in found.decks for card in deck.cards} - refused
        assert {card.id for card in still} == taken | choices.left | choices.kept
        again = preview(learner, *items)
        assert set(again.matching.ids(Change.CHANGED)) == choices.left
        assert set(again.matching.ids(Change.NEW)) == choices.skipped
        take_in(learner.program.content, again)
        texts = {card.id: card.answer for card in learner.program.content.all_cards()}
        wanted = {card.id: card.answer for deck in again.decks for card in deck.cards}
        assert {card: texts[card] for card in wanted} == wanted
        assert set(texts) - set(wanted) <= choices.kept
        learner.close()
