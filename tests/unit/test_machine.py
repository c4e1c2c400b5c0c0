"""The machine's file: one device id whoever comes first, and none of it needed to study."""

from __future__ import annotations

import json
from itertools import count
from pathlib import Path

import pytest

from engram.errors import StoreError
from engram.machine import Machine
from engram.model import Grade
from tests.learner import Learner


def test_programs_that_start_at_once_agree_on_one_device(tmp_path: Path) -> None:
    chance = count(1)
    machines = [Machine(tmp_path / "machine.json") for _ in range(4)]
    assert {each.device(lambda bits: next(chance)) for each in machines} == {"0000000000000001"}
    assert Machine(tmp_path / "machine.json").device(lambda bits: 9) == "0000000000000001"
    assert [each.name for each in tmp_path.glob("machine*")] == ["machine.json"]
    assert list(tmp_path.glob("*.partial")) == []


@pytest.mark.parametrize("content", ["", "{", "[1]", "[" * 100_000, '{"device": 7}'])
def test_a_damaged_file_gets_a_device_all_the_same(content: str, tmp_path: Path) -> None:
    path = tmp_path / "machine.json"
    path.write_text(content)
    made = Machine(path).device(lambda bits: 5)
    assert made == Machine(path).device(lambda bits: 6)


def test_what_another_window_has_kept_meanwhile_stays(tmp_path: Path) -> None:
    path = tmp_path / "machine.json"
    one, other = Machine(path), Machine(path)
    device = other.device(lambda bits: 3)
    one.remember("window", "here")
    other.change("theme", "dark")
    assert json.loads(path.read_text()) == {"device": device, "theme": "dark", "window": "here"}


def test_without_a_place_for_settings_answers_are_saved_and_taken_back(tmp_path: Path) -> None:
    (tmp_path / "machine.json").mkdir()  # nothing can be written there, not even by root
    learner = Learner(tmp_path)
    learner.take_in()
    card = learner.program.study.next_cards()[0]
    learner.program.study.answer(card, Grade.GOOD)
    device = learner.program.progress.device
    learner.close()
    assert learner.program.progress.device == device
    undone = learner.program.study.undo().card
    assert undone is not None
    assert undone.id == card
    with pytest.raises(StoreError, match="not kept"):
        Machine(learner.places.machine).remember("window", "here")
    other = Learner(tmp_path / "other")
    (tmp_path / "other" / "machine.json").mkdir(parents=True)
    assert other.program.progress.device != device
    other.close()
    learner.close()
