"""Each reader on documents of our own: golden pairs, one item list beside each document."""

from __future__ import annotations

import json
from dataclasses import asdict
from functools import cache
from pathlib import Path

import pytest

from engram.importers import READERS, is_text, layout_of, read_document
from engram.model import Item, Reading

DATA = Path(__file__).parents[2] / "data"
CASES = [
    path
    for name in READERS
    for path in sorted((DATA / name).iterdir())
    if path.is_file() and not path.name.endswith(".items.json")
]


def _id(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


@pytest.mark.parametrize("path", CASES, ids=_id)
def test_document_reads_as_its_golden_items(path: Path, rewrite_golden: bool) -> None:
    found = _as_json(read_document(path))
    golden = path.with_suffix(".items.json")
    if rewrite_golden:
        golden.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", "utf-8")
    assert found == json.loads(golden.read_text("utf-8"))


@pytest.mark.parametrize("name", READERS)
def test_every_reader_has_golden_documents(name: str) -> None:
    assert sum(path.parent.name == name for path in CASES) >= 3


FORMAL = ("engram-json", "gift", "aiken", "trivia", "labelled-quiz")


@pytest.mark.parametrize("name", FORMAL)
def test_formal_format_reads_its_own_documents_only(name: str) -> None:
    assert {path.parent.name for path, layout in _layouts().items() if layout == name} == {name}


@cache
def _layouts() -> dict[Path, str]:
    return {path: layout_of(path) for path in CASES if is_text(path)}


def test_no_reader_is_surer_of_a_document_than_it_ever_is() -> None:
    for text in (path.read_text("utf-8") for path in CASES if is_text(path)):
        sure = {reader.name: reader.recognise(text) for reader in READERS.values()}
        assert all(0 <= sure[reader.name] <= reader.surest for reader in READERS.values())


def test_every_golden_file_has_its_document() -> None:
    golden = {
        path.with_name(path.name.removesuffix(".items.json"))
        for path in DATA.glob("*/*.items.json")
    }
    assert golden <= {path.with_suffix("") for path in CASES}


def _as_json(reading: Reading) -> dict[str, object]:
    """A reading with what is at its default left out."""
    deck = {
        "deck": reading.deck,
        "version": reading.version,
        "documents": [*reading.documents],
        "media": [medium.name for medium in reading.media],
    }
    return {
        "layout": reading.layout,
        **{name: value for name, value in deck.items() if value},
        "items": [_item(item) for item in reading.items],
        "problems": [
            {"line": found.line, "kind": found.kind.name} | dict(found.fields)
            for found in reading.problems
        ],
    }


def _item(item: Item) -> dict[str, object]:
    values = asdict(item)
    values["options"] = [
        {"text": option.text, "correct": option.correct}
        | ({"feedback": option.feedback} if option.feedback else {})
        for option in item.options
    ]
    return {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in values.items()
        if value or name in ("question", "line")
    }
