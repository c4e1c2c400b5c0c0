"""Inputs with which fuzzing (`make fuzz`) broke a promise of a reader, in their smallest form."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fuzz.promises import broken_promises
from tests.fuzz.targets import NAMES

FOUND = sorted((Path(__file__).parents[2] / "data" / "fuzzed").iterdir())


@pytest.mark.parametrize("file", FOUND, ids=lambda file: file.name)
def test_what_broke_a_reader_once_breaks_it_no_more(file: Path) -> None:
    reader, _, _ = file.name.rpartition("-")
    assert reader in NAMES
    assert broken_promises(reader, file.read_bytes()) == []
