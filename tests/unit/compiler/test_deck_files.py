"""Deck files from anywhere: built as ours, whole, and sound, or refused with one sentence."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from engram.compiler.assemble import deck_of
from engram.compiler.deck_check import fault_of
from engram.compiler.deck_files import read_deck_file, write_deck_file
from engram.errors import EngramError, SourceError, StoreError
from engram.model import CardId, Deck, Item, Option, Reading
from engram.store import driver
from tests.learner import ITEMS

ENDLESS = (
    "create view sibling as with recursive number (n) as (select 1 union all select n + 1 from"
    " number) select n as card, n as sibling from number"
)


@pytest.fixture
def deck() -> Deck:
    return deck_of([("machine.md", Reading("test", ITEMS))])


@pytest.fixture
def file(deck: Deck, tmp_path: Path) -> Path:
    output = tmp_path / "machine.engram"
    write_deck_file([deck], output)
    return output


def tamper(file: Path, *statements: str) -> None:
    connection = driver.connect(file, isolation_level=None)
    for statement in ("pragma foreign_keys = off", *statements):
        connection.execute(statement)
    connection.close()


def refusal(file: Path) -> str:
    before = file.read_bytes()
    with pytest.raises(EngramError) as refused:
        read_deck_file(file)
    assert file.read_bytes() == before
    assert isinstance(refused.value, SourceError | StoreError)
    sentence = str(refused.value)
    assert str(file) in sentence
    assert len(sentence.splitlines()) == 1
    return sentence


@pytest.mark.parametrize(
    "statements",
    [
        ("drop table sibling", ENDLESS),
        ("drop table sibling",),
        ("drop table card_words",),
        ("create trigger gone after insert on card begin delete from deck; end",),
        ("create view more as select * from card",),
        ("create virtual table more using fts5 (words)",),
        ("create table more (text)",),
        ("drop index card_deck", "create index card_deck on card (upper(question))"),
        ("alter table deck add column later text as (hex(zeroblob(9)))",),
        ("drop table option", "create table option (card, position, text, correct, feedback)"),
        ("drop table _sqlite_migrations",),
        (
            "drop table _sqlite_migrations",
            ENDLESS.replace("sibling", "_sqlite_migrations").replace("as card", "as name"),
        ),
        (
            "alter table _sqlite_migrations drop column applied_at",
            "alter table _sqlite_migrations add column applied_at text as (hex(zeroblob(9)))",
        ),
    ],
    ids=lambda each: each[-1].split(" as ")[0][:40],
)
def test_a_file_built_in_another_way_is_refused(statements: tuple[str, ...], file: Path) -> None:
    tamper(file, *statements)
    assert "not built as an Engram deck file is. Nothing of it was used." in refusal(file)


@pytest.mark.parametrize("column", ["tags", "reference_list", "problems", "documents"])
@pytest.mark.parametrize(
    "value",
    [
        "not json",
        "[1, null]",
        '{"a": "b"}',
        "5",
        "",
        '["\\ud800"]',
        '["a"] ',
        "[" * 100_000 + "]" * 100_000,
    ],
    ids=lambda each: each[:10],
)
def test_a_list_is_a_list_of_texts(column: str, value: str, file: Path) -> None:
    table = "deck" if column == "documents" else "card"
    tamper(file, f"update {table} set {column} = '{value}' where number = 1")
    if value.strip() == '["a"]':
        assert read_deck_file(file)[0].cards
    else:
        assert "cannot be read. Nothing of it was used." in refusal(file)


@pytest.mark.parametrize("value", ["x", "-3", "", "²", "9" * 5000, "1' || char(0) || '2"])
def test_a_count_is_a_number(value: str, file: Path) -> None:
    tamper(file, f"update card set select_count = '{value}' where number = 1")
    assert "cannot be read. Nothing of it was used." in refusal(file)


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        ("update card set id = '' where number = 1", "id"),
        ("update card set id = 'a b' || char(10) || 'c' where number = 1", "id"),
        ("update card set id = ' ' || id where number = 1", "id"),
        ("update deck set name = ''", "a deck whose name is empty"),
        ("update deck set name = 'A' || char(10) || 'B'", "several lines"),
        ("update deck set name = char(27) || '[31mred'", "several lines"),
        (f"update deck set version = '{'9' * 5000}'", "a deck whose version is too long"),
        ("update topic set path = path || char(10) || 'x'", "a topic whose name has several lines"),
        (
            "update topic set path = 'machine' || replace(hex(zeroblob(50)), '0', '::x')"
            " where number = 1",
            "a topic of more than 50 levels",
        ),
        ("delete from option", "a quiz without options"),
        ("delete from option where position > 0", "a quiz with one option only"),
        ("update option set correct = 0", "a quiz without a right option"),
        ("update card set kind = 'recall'", "an open question with options"),
        ("update card set question = ' '", "a card without a question"),
        ("update card set answer = ''", "an open question without an answer"),
        ("update card set retired = 1", "no card to study"),
    ],
)
def test_what_no_compiled_deck_has_is_refused(statement: str, sentence: str, file: Path) -> None:
    tamper(file, statement)
    told = refusal(file)
    assert sentence in told
    assert told.endswith("Nothing of it was used.")


@pytest.mark.parametrize(
    "statement",
    [
        "update card set topic = 999 where number = 1",
        "insert into option values (999, 0, 'x', 1, '')",
        "update card set question = cast(x'fffe41' as text) where number = 1",
    ],
)
def test_a_damaged_file_is_refused(statement: str, file: Path) -> None:
    tamper(file, statement)
    assert "is damaged" in refusal(file)


def test_an_incomplete_card_may_lack_what_it_lacks(deck: Deck, tmp_path: Path) -> None:
    lacking = (Item("What is missing?", 1), Item("Which?", 5, options=(Option("One", False),)))
    deck = deck_of([("machine.md", Reading("test", lacking))])
    assert all(card.incomplete for card in deck.cards)
    output = tmp_path / "lacking.engram"
    write_deck_file([deck], output)
    assert read_deck_file(output) == (replace(deck, problems=()),)


def test_a_quiz_has_no_more_options_than_a_chance_can_be_told_of(deck: Deck) -> None:
    many = tuple(Option(str(number), correct=True) for number in range(1001))
    card = replace(deck.cards[-1], options=many)
    assert fault_of([replace(deck, cards=(card,))]) == "a quiz with more than 1000 options"
    assert replace(card, options=many[:1000]).guess_chance >= 0


def test_an_id_is_as_a_document_may_write_it(deck: Deck) -> None:
    for wrong in ("e\u0301", "a/b", "x" * 201):
        card = replace(deck.cards[0], id=CardId(wrong))
        assert fault_of([replace(deck, cards=(card,))]), wrong
    assert fault_of([deck]) is None


def test_reading_a_deck_file_ends(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engram.store.database.STEPS_FOR_ANY_FILE", 0)
    monkeypatch.setattr("engram.store.database.STEPS_FOR_A_BYTE", 0)
    monkeypatch.setattr("engram.store.database.STEPS_AT_ONCE", 1)
    assert "takes too long to read" in refusal(file)


def test_reading_takes_a_small_part_of_the_steps_it_may(
    deck: Deck, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engram.store.database.STEPS_FOR_ANY_FILE", 0)
    monkeypatch.setattr("engram.store.database.STEPS_FOR_A_BYTE", 10)
    cards = tuple(replace(deck.cards[0], id=CardId(f"card-{number}")) for number in range(3000))
    output = tmp_path / "large.engram"
    write_deck_file([replace(deck, cards=cards)], output)
    assert len(read_deck_file(output)[0].cards) == 3000


def test_what_another_program_is_writing_is_left_to_it(deck: Deck, file: Path) -> None:
    stale = file.with_name(file.name + ".partial")
    stale.write_text("another program is writing this")
    write_deck_file([deck], file)
    assert stale.read_text() == "another program is writing this"
    assert len(read_deck_file(file)) == 1
