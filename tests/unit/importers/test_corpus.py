"""The five source documents read completely; tests/data/corpus.json holds counts and hashes only.

The documents are other people's text and no part of the project: ENGRAM_CORPUS names their folder.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from engram.importers import read_document
from tests.corpus import EXPECTED, GOLDEN, facts_of


@pytest.mark.parametrize("document", EXPECTED)
def test_source_document_reads_completely(
    document: str, corpus: Path, *, rewrite_golden: bool
) -> None:
    found = facts_of(read_document(corpus / document))
    if rewrite_golden:
        EXPECTED[document] = found
        GOLDEN.write_text(json.dumps(EXPECTED, indent=1) + "\n", "utf-8")
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
