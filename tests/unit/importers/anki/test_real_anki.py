"""Packages that Anki's own library makes now."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from engram.anki_notes import card_id
from engram.importers import read_document
from engram.importers.anki.markdown import markdown_of
from tests import make_anki_packages

DATA = Path(__file__).parents[3] / "data"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of packages that were just made."""
    folder = tmp_path_factory.mktemp("anki") / "made"
    command = [sys.executable, make_anki_packages.__file__, str(folder)]
    subprocess.run(command, check=True, capture_output=True)
    return folder


@pytest.mark.parametrize(
    ("new", "kept"),
    [
        ("current.apkg", "anki-package/current.apkg"),
        ("middle.apkg", "anki-forms/middle.apkg"),
        ("first.apkg", "anki-package/first.apkg"),
        ("everything.colpkg", "anki-forms/everything.colpkg"),
        ("everything-middle.colpkg", "anki-forms/everything-middle.colpkg"),
    ],
)
def test_what_anki_writes_today_reads_as_what_is_kept(made: Path, new: str, kept: str) -> None:
    one, other = read_document(made / new), read_document(DATA / kept)
    assert [(each.question, each.answer, each.options, each.topic) for each in one.items] == [
        (each.question, each.answer, each.options, each.topic) for each in other.items
    ]
    assert one.media == other.media


def test_both_forms_of_a_studied_deck_have_one_past(made: Path) -> None:
    one, other = read_document(made / "studied.apkg"), read_document(made / "studied-middle.apkg")
    assert dict(one.past) == dict(other.past)
    assert sum(len(past.answers) for past in one.past.values()) > 300


def test_questions_are_what_anki_shows(made: Path) -> None:
    items = {item.id: item for item in read_document(made / "current.apkg").items}
    questions = json.loads((made / "questions.json").read_text("utf-8"))
    compared = 0
    for guid, ordinal, html in questions:
        item = items.get(card_id(guid, ordinal))
        if item is not None and not any(mark in html for mark in ("<img", "[[type:", "class=hint")):
            assert markdown_of(html, str) == item.question
            compared += 1
    assert compared >= 18
