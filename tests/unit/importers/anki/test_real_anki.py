"""Packages that Anki's own library makes now; runs where ENGRAM_ANKI names a Python that has it."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from engram.importers import read_document
from tests import make_anki_packages

DATA = Path(__file__).parents[3] / "data"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of packages that were just made."""
    anki = os.environ.get("ENGRAM_ANKI")
    if not anki:
        pytest.skip("ENGRAM_ANKI names no Python that has Anki's library")
    folder = tmp_path_factory.mktemp("anki") / "made"
    subprocess.run([anki, make_anki_packages.__file__, folder], check=True, capture_output=True)
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
