"""What a reading of a source document is compared by: counts, lines, keys and hashes, no text.

The documents are other people's text and no part of the project: ENGRAM_CORPUS names their folder.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from engram.model import Item, Reading

GOLDEN = Path(__file__).parent / "data" / "corpus.json"
EXPECTED: dict[str, Any] = json.loads(GOLDEN.read_text("utf-8"))


def facts_of(reading: Reading) -> dict[str, Any]:
    """A reading as tests/data/corpus.json holds it."""
    return {
        "layout": reading.layout,
        "sections": _sections(reading),
        "problems": _problems(reading),
        "items": [_facts(item) for item in reading.items],
    }


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
