"""Packages that Engram wrote: every card comes back as it was, or as it was edited in Anki."""

from __future__ import annotations

import json
import sqlite3
import zipfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from engram.anki_notes import QUIZ_FIELDS, card_id, guid_of
from engram.exporters.anki.package import COLLECTION, Known, write_package
from engram.exporters.anki.values import Calendar, Studied
from engram.importers import read_document
from engram.model import (
    Card,
    CardId,
    Deck,
    Item,
    Kind,
    Option,
    Reading,
    Schedule,
    Source,
    Standing,
    StudyDay,
    kind_of,
)
from tests.drawn_cards import CARDS, item_of

KNOWN = Known(Calendar(StudyDay(20_600)), lambda texts: {card: 1_700_000_000 for card, _ in texts})
CARD = Card(
    CardId("tide"), "Sea", ("Tides", "Springs"), Kind.RECALL, "Why a *spring* tide?",
    "Sun and moon pull `in line`.\n\n- new moon\n- full moon", "See $F$.", (), None,
    Source("sea.md", 3, 1), references=("Almanac",), tags=("two words", "force"),
)  # fmt: skip
OPTIONS = (
    Option("`Six` hours", correct=True, feedback="A **little** more."),
    Option("A day", correct=False),
    Option("A week", correct=True),
)
QUIZ = replace(
    CARD, id=CardId("ebb"), kind=Kind.MULTIPLE_CHOICE, options=OPTIONS, select=2,
    question="How long is an ebb?", answer="", siblings=(CardId("tide"),), topic=("Tides",),
)  # fmt: skip


def written(folder: Path, *cards: Card) -> Path:
    """A package with these cards."""
    decks: dict[str, list[Card]] = {}
    for card in cards:
        decks.setdefault(card.deck, []).append(card)
    package = folder / "deck.apkg"
    write_package([Deck(name, tuple(some)) for name, some in decks.items()], package, KNOWN)
    return package


def edited(package: Path, *statements: tuple[str, Sequence[object]]) -> Path:
    """The package after statements of SQL on its collection."""
    with zipfile.ZipFile(package) as archive:
        collection = package.with_suffix(".anki2")
        collection.write_bytes(archive.read(COLLECTION))
        media = archive.read("media")
    with closing(sqlite3.connect(collection)) as database:
        for sql, values in statements:
            database.execute(sql, values)
        database.commit()
    changed = package.with_name("edited.apkg")
    with zipfile.ZipFile(changed, "w") as archive:
        archive.write(collection, COLLECTION)
        archive.writestr("media", media)
    return changed


def with_fields(package: Path, card: Card, change: Callable[[list[str]], None]) -> Path:
    """The package with the fields of one note changed."""
    with zipfile.ZipFile(package) as archive:
        collection = package.with_suffix(".anki2")
        collection.write_bytes(archive.read(COLLECTION))
    with closing(sqlite3.connect(collection)) as database:
        sql = "select flds from notes where guid = ?"
        fields = database.execute(sql, (guid_of(card.id),)).fetchone()[0].split("\x1f")
    change(fields)
    sql = "update notes set flds = ? where guid = ?"
    return edited(package, (sql, ("\x1f".join(fields), guid_of(card.id))))


def by_id(reading: Reading) -> Mapping[str | None, Item]:
    return {item.id: replace(item, line=0) for item in reading.items}


def test_cards_come_back_as_they_were(tmp_path: Path) -> None:
    reading = read_document(written(tmp_path, CARD, QUIZ))
    assert (reading.deck, reading.problems, reading.apart) == ("Sea", (), ())
    assert list(by_id(reading).values()) == [item_of(CARD), item_of(QUIZ)]


def test_several_decks_come_back_apart(tmp_path: Path) -> None:
    other = replace(CARD, id=CardId("wind"), deck="Air: high & low", topic=())
    reading = read_document(written(tmp_path, CARD, QUIZ, other))
    assert [(part.deck, [item.id for item in part.items]) for part in reading.apart] == [
        ("Sea", ["tide", "ebb"]),
        ("Air: high & low", ["wind"]),
    ]
    assert [item.topic for item in reading.apart[1].items] == [()]


VALID = st.from_regex(r"[a-z][a-z0-9._-]{0,9}", fullmatch=True)


@settings(
    max_examples=20,
    phases=[Phase.generate],  # each example writes a file: to make it smaller takes minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(st.tuples(VALID, CARDS), max_size=5, min_size=1, unique_by=lambda each: each[0]))
def test_odd_cards_come_back_as_they_were(tmp_path: Path, drawn: list[tuple[str, Card]]) -> None:
    names = {CardId(name) for name, _ in drawn}
    cards = [
        replace(
            card,
            id=CardId(name),
            kind=kind_of(card.options, card.select),
            siblings=tuple(names - {CardId(name)}),
            topic=tuple("::".join(card.topic).split("::")) if card.topic else (),
            incomplete=not card.answer and not card.options,
        )
        for name, card in drawn
    ]
    reading = read_document(written(tmp_path, *cards))
    assert by_id(reading) == {card.id: item_of(card) for card in cards}
    assert reading.problems == ()
    assert dict(reading.past) == {}


def test_what_was_edited_in_anki_is_read_and_the_rest_stays(tmp_path: Path) -> None:
    def change(fields: list[str]) -> None:
        fields[1] = "Sun <b>and</b> moon.<br>Both."

    reading = read_document(with_fields(written(tmp_path, CARD, QUIZ), CARD, change))
    assert by_id(reading)["tide"] == replace(item_of(CARD), answer="Sun **and** moon.\\\nBoth.")
    assert reading.problems == ()


def test_an_edited_quiz_keeps_what_was_not_edited(tmp_path: Path) -> None:
    def change(fields: list[str]) -> None:
        fields[QUIZ_FIELDS.index("Option 2")] = 'A <i>tide</i><div class="feedback">No.</div>'
        fields[QUIZ_FIELDS.index("Option 4")] = "Half a day"
        fields[QUIZ_FIELDS.index("Right")] = "1 4"
        fields[QUIZ_FIELDS.index("Explanation")] = ""

    reading = read_document(with_fields(written(tmp_path, CARD, QUIZ), QUIZ, change))
    options = (
        OPTIONS[0],
        Option("A *tide*", correct=False, feedback="No."),
        replace(OPTIONS[2], correct=False),
        Option("Half a day", correct=True),
    )
    assert by_id(reading)["ebb"] == replace(item_of(QUIZ), options=options, explanation="")
    assert reading.problems == ()


def test_more_than_ten_options_may_be_edited(tmp_path: Path) -> None:
    options = tuple(Option(f"{place} m", correct=place > 10) for place in range(1, 13))
    many = replace(QUIZ, options=options, select=None, siblings=())

    def change(fields: list[str]) -> None:
        place = QUIZ_FIELDS.index("More options")
        fields[place] = fields[place].replace("12 m", "<ul><li>a</li></ul>12 km")
        fields[1] = ""

    reading = read_document(with_fields(written(tmp_path, many), many, change))
    (item,) = by_id(reading).values()
    assert item.options == (*options[1:11], Option("- a\n\n12 km", correct=True))


def test_a_key_that_names_no_option_is_none(tmp_path: Path) -> None:
    def change(fields: list[str]) -> None:
        fields[QUIZ_FIELDS.index("Right")] = "1 7"

    reading = read_document(with_fields(written(tmp_path, CARD, QUIZ), QUIZ, change))
    assert not any(option.correct for option in by_id(reading)["ebb"].options)
    assert [each.kind.name for each in reading.problems] == ["key-unclear"]


@pytest.mark.parametrize("damage", ["{}", '{"id":"ebb","question":', "[1", "{" * 5000, "x"])
def test_damaged_data_is_told_and_the_fields_are_read(tmp_path: Path, damage: str) -> None:
    def change(fields: list[str]) -> None:
        fields[-1] = damage

    reading = read_document(with_fields(written(tmp_path, CARD, QUIZ), QUIZ, change))
    assert [each.kind.name for each in reading.problems] == ["damaged-data"]
    found = [item for item in by_id(reading).values() if item.options]
    assert [(item.question, item.options, item.answer) for item in found] == [
        (QUIZ.question, QUIZ.options, "")
    ]
    known = "ebb" if damage.startswith('{"id"') else card_id(guid_of("ebb"), 0)
    assert found[0].id == known


def test_a_note_type_with_other_names_is_known_by_its_data(tmp_path: Path) -> None:
    def renamed(fields: list[str]) -> None:
        fields[0] = "How <u>long</u>?"

    package = with_fields(written(tmp_path, CARD, QUIZ), QUIZ, renamed)
    with zipfile.ZipFile(package) as archive:
        (package.parent / "c").write_bytes(archive.read(COLLECTION))
    with closing(sqlite3.connect(package.parent / "c")) as database:
        (models,) = database.execute("select models from col").fetchone()
    kinds = json.loads(models)
    for kind in kinds.values():
        kind["name"] += " copy"
        for place, field in enumerate(kind["flds"]):
            field["name"] = f"Feld {place}"
    package.rename(package.with_name("deck.apkg"))
    package = edited(
        package.with_name("deck.apkg"), ("update col set models = ?", (json.dumps(kinds),))
    )
    found = by_id(read_document(package))
    assert found == {
        "tide": item_of(CARD), "ebb": replace(item_of(QUIZ), question="How <u>long</u>?")
    }  # fmt: skip


def test_a_copy_of_a_note_is_another_card(tmp_path: Path) -> None:
    package = written(tmp_path, CARD)
    copy = (
        "insert into notes select id + 1, 'xYz', mid, mod, usn, tags, flds, sfld, csum, flags, data"
        " from notes",
        (),
    )
    card = (
        "insert into cards select id + 1, nid + 1, did, ord, mod, usn, type, queue, due, ivl,"
        " factor, reps, lapses, left, odue, odid, flags, data from cards",
        (),
    )
    found = by_id(read_document(edited(package, copy, card)))
    assert set(found) == {"tide", card_id("xYz", 0)}
    assert found[card_id("xYz", 0)].answer == CARD.answer


def test_a_note_made_in_anki_with_our_type_is_read(tmp_path: Path) -> None:
    def empty(fields: list[str]) -> None:
        fields[-1] = ""

    reading = read_document(with_fields(written(tmp_path, QUIZ), QUIZ, empty))
    (item,) = by_id(reading).values()
    assert (item.question, item.options) == (QUIZ.question, QUIZ.options)
    assert reading.problems == ()


def test_tags_and_decks_may_change_in_anki(tmp_path: Path) -> None:
    package = edited(
        written(tmp_path, CARD, QUIZ),
        ("update notes set tags = ' two_words marked new ' where guid = ?", (guid_of("tide"),)),
        (
            "update cards set did = (select did from cards order by id limit 1) where nid ="
            " (select id from notes where guid = ?)",
            (guid_of("ebb"),),
        ),
    )
    found = by_id(read_document(package))
    assert found["tide"].tags == ("two words", "new")
    assert found["ebb"].topic == CARD.topic
    assert found["ebb"].tags == QUIZ.tags


@given(st.text(max_size=30), st.integers(0, 20))
def test_the_id_of_a_card_of_anki_holds_its_guid(guid: str, ordinal: int) -> None:
    named = guid_of(card_id(guid, ordinal))
    kept = ordinal == 0 and guid.isprintable() and 0 < len(guid.encode(errors="replace")) <= 64
    assert named == guid if kept else named == guid or named.startswith("engram-")


@pytest.mark.parametrize("hour", [0, 2, 4, 9])
@pytest.mark.parametrize("offset", [-600, 0, 330])
def test_due_days_come_back_whenever_the_day_starts(tmp_path: Path, hour: int, offset: int) -> None:
    schedule = Schedule(4, 17, 236, StudyDay(20_612))
    calendar = Calendar(StudyDay(20_600), hour, offset)

    def progress(cards: Sequence[CardId]) -> dict[CardId, Studied]:
        return {card: Studied(card, Standing(schedule)) for card in cards}

    package = tmp_path / "deck.apkg"
    write_package(
        [Deck("Sea", (CARD,))], package, replace(KNOWN, calendar=calendar, progress=progress)
    )
    told = read_document(package).past[0].schedule
    assert told == replace(schedule, repetitions=2)  # Anki counts none


def test_an_incomplete_card_is_not_suspended_by_the_learner(tmp_path: Path) -> None:
    package = written(tmp_path, replace(CARD, answer="", incomplete=True))
    assert dict(read_document(package).past) == {}
