"""How well documents are read: the five source documents, and samples judged by a script.

ENGRAM_CORPUS names the folder of the source documents; what they must give is recorded in
tests/data/corpus.json. ENGRAM_SAMPLES names a folder with public documents and a `score.py`,
which compiles each with a command and prints how many items were found, how many cards are none,
and how many keys and answers are right.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from engram.importers import read_document
from tests.corpus import EXPECTED, facts_of


def report() -> None:
    """Prints both reports; a folder that is not named is said to be missing."""
    corpus, samples = (_folder(name) for name in ("ENGRAM_CORPUS", "ENGRAM_SAMPLES"))
    if corpus:
        _report_corpus(corpus)
    if samples:
        judge = samples / "score.py"
        command = [sys.executable, str(judge), f"{sys.executable} -m engram"]
        subprocess.run(command, check=True, env={**os.environ, "PYTHONPATH": "src"})


def _folder(name: str) -> Path | None:
    said = os.environ.get(name)
    if not said:
        print(f"documents: {name} names no folder, so its documents were not measured")
    return Path(said) if said else None


def _report_corpus(folder: Path) -> None:
    print(f"{'source document':28} {'items':>6} {'found':>6} {'kinds':>6} {'keys':>6} {'texts':>6}")
    total: Counter[str] = Counter()
    for name, expected in EXPECTED.items():
        counts = _compared(expected["items"], facts_of(read_document(folder / name))["items"])
        total += counts
        _print(name, counts)
    _print("all", total)


def _compared(expected: list[dict[str, Any]], found: list[dict[str, Any]]) -> Counter[str]:
    """How many of the expected items were found by line, and are as recorded."""
    by_line = {item["line"]: item for item in found}
    counts: Counter[str] = Counter(items=len(expected))
    for item in expected:
        same = by_line.get(item["line"])
        if same:
            counts["found"] += 1
            counts["kinds"] += same["kind"] == item["kind"]
            counts["keys"] += (same["options"], same["right"]) == (item["options"], item["right"])
            counts["texts"] += same["texts"] == item["texts"]
    return counts


def _print(name: str, counts: Counter[str]) -> None:
    figures = (counts[column] for column in ("items", "found", "kinds", "keys", "texts"))
    print(f"{name:28}" + "".join(f" {figure:6}" for figure in figures))
