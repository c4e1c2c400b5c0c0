"""Imports listed and taken back by commands, days later too."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from engram.model import CardId
from tests.learner import Learner

Engram = Callable[..., Any]

DECK = """# Locks
<!-- version: 1 -->

## Pins

### What lifts the pins?
<!-- id: pins -->

#### Answer

The key.

### Which of these turns?
<!-- id: turns -->

- [x] The plug
- [ ] The hull
- [ ] The spring
"""


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "locks.md"
    path.write_text(DECK, encoding="utf-8")
    return path


def test_undo_takes_back_the_last_import_and_says_what_it_did(
    engram: Engram, document: Path
) -> None:
    engram("import", document)
    document.write_text(DECK.replace("The key.", "The key's cuts."), encoding="utf-8")
    engram("import", document)
    undone = engram("undo", "--json")
    assert set(undone) == {"import", "removed", "kept", "restored", "left", "edited"}
    assert undone["import"]["documents"] == ["locks.md"]
    assert (undone["restored"], undone["removed"]) == (["pins"], [])
    cards = engram("cards", "lifts", "--json")["cards"]
    assert [card["answer"] for card in cards] == ["The key."]
    assert engram("undo") == "Took back the import of locks.md: 2 cards removed\n"
    assert engram("cards", "--json") == {"cards": []}


def test_undo_import_leaves_the_answers_since(
    engram: Engram, document: Path, refused: Callable[..., str]
) -> None:
    engram("import", document)
    engram("answer", "pins", 4)
    undone = engram("undo", "--import", "--json")
    assert (undone["removed"], undone["kept"]) == (["turns"], ["pins"])
    assert engram("check", "--json")["reviews"] == 1
    assert "no import" in refused("undo", "--import")
    assert engram("import", document, "--json")["new"] == ["turns"]
    assert engram("undo") == (
        "Took back the import of locks.md: 1 card removed,"
        " 1 card retired, kept with answers or the like\n"
    )


def test_imports_are_listed_with_what_they_did(engram: Engram, document: Path) -> None:
    engram("import", document)
    engram("import", document)
    document.write_text(DECK.replace("The hull", "The shackle"), encoding="utf-8")
    engram("import", document)
    engram("undo")
    second, first = engram("imports", "--json")["imports"]
    assert set(first) == {
        "id", "time", "decks", "documents", "new", "changed", "retired", "undone", "can_undo",
    }  # fmt: skip
    assert (first["decks"], first["new"], first["undone"], first["can_undo"]) == (
        ["Locks"],
        2,
        False,
        True,
    )
    assert (second["changed"], second["undone"], second["can_undo"]) == (1, True, False)
    assert datetime.fromisoformat(first["time"]).tzinfo is not None
    lines = engram("imports").splitlines()
    assert lines[0].endswith("locks.md: 0 new, 1 changed, 0 retired (taken back)")


def test_a_dry_run_shows_the_words_that_differ(engram: Engram, document: Path) -> None:
    engram("import", document)
    changed = DECK.replace("The key.", "The cuts of the key.").replace(
        "[x] The plug", "[ ] The plug"
    )
    document.write_text(changed.replace("[ ] The hull", "[x] The hull"), encoding="utf-8")
    lines = engram("import", document, "--dry-run").splitlines()
    assert lines == [
        "Locks: 1 would be changed, 1 would be key changed",
        "  key changed: turns  Which of these turns?",
        "    option: The plug [-(right)-]",
        "    option: The hull {+(right)+}",
        "  changed: pins  What lifts the pins?",
        "    answer: The {+cuts of the +}key.",
    ]


def test_new_cards_that_repeat_a_known_one_are_skipped_or_linked(
    engram: Engram, document: Path, tmp_path: Path
) -> None:
    engram("import", document)
    other = tmp_path / "notes.md"
    other.write_text("# Notes\n\n### WHAT lifts the pins?\n\n#### Answer\n\nThe key\n")
    report = engram("import", other, "--duplicates", "skip", "--json")
    assert (report["new"], len(report["skipped"])) == ([], 1)
    assert report["duplicates"] == [[report["skipped"][0], "pins"]]
    assert len(engram("cards", "--json")["cards"]) == 2
    told = engram("import", other, "--dry-run", "--duplicates", "link")
    assert told.splitlines()[1:3] == [
        f"  new: {report['skipped'][0]}  WHAT lifts the pins?",
        "    repeats pins: What lifts the pins?",
    ]
    linked = engram("import", other, "--duplicates", "link", "--json")
    cards = {card["id"]: card["siblings"] for card in engram("cards", "--json")["cards"]}
    assert cards["pins"] == linked["new"]


def test_the_documents_text_takes_the_place_of_ones_own_when_asked(
    engram: Engram, document: Path, tmp_path: Path
) -> None:
    engram("import", document)
    learner = Learner(tmp_path)
    learner.program.recorder.set("edit", CardId("pins"), "answer", "My own.")
    learner.close()
    document.write_text(DECK.replace("The key.", "The cuts."), encoding="utf-8")
    report = engram("import", document, "--dry-run", "--json")
    assert report["conflicts"] == [
        {
            "card": "pins",
            "field": "answer",
            "mine": "My own.",
            "before": "The key.",
            "theirs": "The cuts.",
            "kept": "mine",
        }
    ]
    told = engram("import", document, "--dry-run")
    assert "    your own answer: My own.\n" in told
    assert "1 text of your own is about what has changed. Yours is kept" in told
    engram("import", document, "--edits", "theirs")
    cards = engram("cards", "lifts", "--json")["cards"]
    assert [card["answer"] for card in cards] == ["The cuts."]
    assert engram("undo", "--json")["edited"] == ["pins"]
    cards = engram("cards", "lifts", "--json")["cards"]
    assert [card["answer"] for card in cards] == ["My own."]
