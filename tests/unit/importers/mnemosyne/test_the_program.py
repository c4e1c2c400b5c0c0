"""What Mnemosyne itself writes and shows, beside what is read of it.

ENGRAM_MNEMOSYNE names the Python that Mnemosyne (`mnemosyne-proj` on PyPI) is installed for.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
from html import unescape
from pathlib import Path

import pytest

from engram.importers import read_document
from engram.importers.mnemosyne.cards import card_id

SCRIPT = Path(__file__).parents[3] / "mnemosyne_program.py"


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    python = os.environ.get("ENGRAM_MNEMOSYNE", "")
    if not python:
        pytest.skip("ENGRAM_MNEMOSYNE does not name the Python of an installed Mnemosyne")
    made = tmp_path_factory.mktemp("mnemosyne")
    subprocess.run([python, SCRIPT, made], check=True, capture_output=True)
    return made


def words(html: str) -> set[str]:
    return set(re.findall(r"[\w.]+", unescape(re.sub(r"<[^<>]*>", " ", html))))


def test_every_card_asks_and_tells_what_it_does_there(folder: Path) -> None:
    shown = json.loads((folder / "shown.json").read_text("utf-8"))
    for file in (folder / "default.db", folder / "sea.cards"):
        before = file.read_bytes()
        reading = read_document(file)
        assert reading.problems == ()
        assert [item.id for item in reading.items] == [card_id(own) for own, _, _ in shown]
        for item, (_, question, answer) in zip(reading.items, shown, strict=True):
            assert words(item.question) == words(question)
            told = words(f"{item.question} {item.answer} {item.explanation}")
            assert words(answer) <= told
            assert item.topic == ("sea", "words")
        assert file.read_bytes() == before


def test_every_answer_given_there_is_read(folder: Path) -> None:
    past = read_document(folder / "default.db").past
    assert len(past) == len(json.loads((folder / "shown.json").read_text("utf-8")))
    assert all(each.answers and each.schedule for each in past.values())
