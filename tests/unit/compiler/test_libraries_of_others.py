"""Files of Mnemosyne on their way into a library: told apart from deck files, taken in once."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from engram.compiler.change import Change
from engram.compiler.deck_files import is_deck_file, write_deck_file
from engram.compiler.intake import compiled, compiled_apart, previewed, take_in
from tests.learner import Learner

DATA = Path(__file__).parents[2] / "data" / "mnemosyne"


def test_a_library_of_mnemosyne_is_a_document_and_no_deck_file(tmp_path: Path) -> None:
    deck = tmp_path / "deck.engram"
    write_deck_file([compiled([DATA / "harbour.xml"])], deck)
    other = tmp_path / "other.db"
    connection = sqlite3.connect(other)
    connection.execute("create table cards (id)")
    connection.close()
    assert not is_deck_file(DATA / "peaks.db")
    assert is_deck_file(deck)
    assert is_deck_file(other)


def test_decks_are_named_by_the_set_or_the_file(tmp_path: Path) -> None:
    usual = tmp_path / "default.db"
    usual.write_bytes((DATA / "peaks.db").read_bytes())
    decks = compiled_apart([DATA / "seamanship.cards", DATA / "peaks.db", usual])
    assert [deck.name for deck in decks] == ["Seamanship", "peaks", "Mnemosyne"]


def test_cards_of_a_library_are_known_in_its_exports_and_import_once(learner: Learner) -> None:
    content = learner.program.content
    preview = previewed(content, compiled_apart([DATA / "peaks.db"]), named=False)
    assert not any(card.incomplete for card in preview.cards)
    take_in(content, preview)
    again = previewed(content, compiled_apart([DATA / "peaks.db"]), named=False)
    assert {match.change for match in again.matching.cards} == {Change.UNCHANGED}
    export = compiled_apart([DATA / "peaks-with-progress.cards"])
    assert [card.id for deck in export for card in deck.cards] == [card.id for card in again.cards]
    assert Change.NEW not in {
        match.change for match in previewed(content, export, named=False).matching.cards
    }


def test_a_card_without_a_question_is_incomplete() -> None:
    deck = compiled([DATA / "harbour.xml"])
    assert [card.answer for card in deck.cards if card.incomplete] == [
        "An answer that has lost its question"
    ]
