"""The five source documents read completely; tests/data/corpus.json holds counts and hashes only.

The documents are other people's text and no part of the project: ENGRAM_CORPUS names their folder.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from engram.importers import read_document
from engram.model import Item, Reading

EXPECTED: dict[str, Any] = json.loads(
    (Path(__file__).parents[2] / "data" / "corpus.json").read_text("utf-8")
)


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _facts(item: Item) -> dict[str, Any]:
    texts = [
        item.question,
        item.answer,
        item.explanation,
        *(option.text for option in item.options),
    ]
    return {
        "line": item.line,
        "kind": str(item.kind),
        "options": len(item.options),
        "right": [place for place, option in enumerate(item.options) if option.correct],
        "select": item.select,
        "topic": _hash("::".join(item.topic)),
        "texts": _hash("\x1f".join(texts)),
    }


def _sections(reading: Reading) -> list[dict[str, Any]]:
    sections: list[dict[str, Any]] = []
    for item in reading.items:
        topic = _hash("::".join(item.topic))
        if not sections or sections[-1]["topic"] != topic:
            sections.append({"topic": topic, "items": 0})
        sections[-1]["items"] += 1
    return sections


def _problems(reading: Reading) -> dict[str, list[int]]:
    lines: dict[str, list[int]] = {}
    for found in reading.problems:
        lines.setdefault(found.kind.name, []).append(found.line)
    return lines


@pytest.mark.parametrize("document", EXPECTED)
def test_source_document_reads_completely(
    document: str, corpus: Path, *, rewrite_golden: bool
) -> None:
    reading = read_document(corpus / document)
    found = {
        "layout": reading.layout,
        "sections": _sections(reading),
        "problems": _problems(reading),
        "items": [_facts(item) for item in reading.items],
    }
    if rewrite_golden:
        EXPECTED[document] = found
        text = json.dumps(EXPECTED, indent=1) + "\n"
        (Path(__file__).parents[2] / "data" / "corpus.json").write_text(text, "utf-8")
    assert found == EXPECTED[document]


def test_five_documents_have_256_items() -> None:
    counts = [len(document["items"]) for document in EXPECTED.values()]
    assert counts == [10, 10, 10, 195, 31]


def test_interview_guide_has_26_sections_and_61_page_breaks(corpus: Path) -> None:
    [name] = [name for name, facts in EXPECTED.items() if facts["layout"] == "interview-guide"]
    reading = read_document(corpus / name)
    [furniture] = [found for found in reading.problems if found.kind.name == "furniture"]
    kinds = [str(item.kind) for item in reading.items]
    assert len({item.topic for item in reading.items}) == 26
    assert (kinds.count("recall"), kinds.count("single_choice")) == (120, 75)
    assert dict(furniture.fields)["count"] == 61
