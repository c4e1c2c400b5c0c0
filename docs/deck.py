"""Writes docs/deck.md, the page about the shipped deck, from what is in data/: `make deckpage`.

The cards say what they teach; data/corrections.toml and data/sources.toml say what was put right
in the five documents and which works the explanations name.
"""

from __future__ import annotations

import tomllib
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from engram.importers import engram_markdown, read_document
from engram.model import Item, Kind, Reading

DATA = Path(__file__).parents[1] / "data"
PAGE = Path(__file__).parent / "deck.md"
DOCUMENTS = {"000": 10, "001": 10, "002": 10, "003": 195, "004": 31}
"""How many items each of the five documents has, by the number its name begins with."""
KINDS = {
    Kind.RECALL: "open",
    Kind.SINGLE_CHOICE: "one right",
    Kind.MULTIPLE_CHOICE: "several right",
    Kind.TRUE_FALSE: "true or false",
}


@dataclass(frozen=True, slots=True)
class Correction:
    """What an item of a document says wrongly or too strongly, and what the cards say instead."""

    item: str
    wrong: str
    ours: str
    cards: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Work:
    """A work that explanations name: in full, in the words they use, and in which cards."""

    reference: str
    said: str
    cards: tuple[str, ...]


def corrections() -> tuple[Correction, ...]:
    """The rows of data/corrections.toml in the order of the documents."""
    rows = tomllib.loads((DATA / "corrections.toml").read_text("utf-8"))["correction"]
    found = (
        Correction(row["item"], row["wrong"], row["ours"], tuple(row["cards"])) for row in rows
    )
    return tuple(sorted(found, key=lambda row: place(row.item)))


def works() -> tuple[Work, ...]:
    """The rows of data/sources.toml by their first words."""
    rows = tomllib.loads((DATA / "sources.toml").read_text("utf-8"))["source"]
    found = (Work(row["reference"], row["said"], tuple(row["cards"])) for row in rows)
    return tuple(sorted(found, key=lambda work: work.reference.casefold()))


def topics() -> tuple[Reading, ...]:
    """The topics of data/ in their order."""
    files = sorted(DATA.glob("[0-9][0-9]-*.md"))
    return tuple(read_document(file, engram_markdown.NAME) for file in files)


def place(reference: str) -> tuple[str, int]:
    """Where a reference such as `003#12` stands: the document's number, the item's number."""
    document, _, ordinal = reference.partition("#")
    return document, int(ordinal)


def page() -> str:
    """The whole text of docs/deck.md."""
    deck = engram_markdown.read((DATA / "deck.md").read_text("utf-8"))
    readings = topics()
    cards = [card for reading in readings for card in reading.items]
    parts = (
        "# The shipped deck",
        "Made by `make deckpage` from data/; a test fails when it is not current.",
        f"Version {deck.version}: {len(cards)} cards in {len(readings)} topics, "
        f"{sum(bool(card.options) for card in cards)} of them quizzes. The facts of five study "
        "documents, in our own words, and what they leave out.",
        "## Topics",
        _topics(readings),
        "Beyond: cards on what the documents leave out, tagged *beyond*, each with its source.",
        "## The five documents",
        _documents(deck.documents, cards),
        "## Corrections",
        "What stands in a document and is wrong, or right only under conditions, and what the "
        "deck says. An item is the document's number and its place among all items there.",
        _corrections(),
        "## Sources",
        "Works that the explanations name. The facts are theirs, the words are ours.",
        "\n".join(dict.fromkeys(f"- {work.reference}" for work in works())),
    )
    return "\n\n".join(parts) + "\n"


def _topics(readings: tuple[Reading, ...]) -> str:
    head = ("topic", "cards", *KINDS.values(), "beyond")
    rows: list[tuple[str | int, ...]] = [
        (" / ".join(reading.items[0].topic), *_counts(reading.items)) for reading in readings
    ]
    everything = _counts([card for reading in readings for card in reading.items])
    return _table(head, [*rows, ("**all**", *everything)])


def _counts(cards: list[Item] | tuple[Item, ...]) -> tuple[int, ...]:
    kinds = Counter(card.kind for card in cards)
    beyond = sum("beyond" in card.tags for card in cards)
    return (len(cards), *(kinds[kind] for kind in KINDS), beyond)


def _documents(names: tuple[str, ...], cards: list[Item]) -> str:
    by_item = defaultdict(list)
    for card in cards:
        for reference in card.references:
            by_item[reference].append(card)
    rows = []
    for name in names:
        number = name[:3]
        items = [f"{number}#{ordinal}" for ordinal in range(1, DOCUMENTS[number] + 1)]
        used = {card.id for item in items for card in by_item[item]}
        rows.append((f"`{name}`", len(items), sum(item in by_item for item in items), len(used)))
    return _table(("document", "items", "represented", "cards from it"), rows)


def _corrections() -> str:
    rows = [
        (row.item, row.wrong, row.ours, ", ".join(f"`{card}`" for card in row.cards))
        for row in corrections()
    ]
    return _table(("item", "what it says", "what the deck says", "cards"), rows)


def _table(head: Sequence[str], rows: Sequence[Sequence[str | int]]) -> str:
    lines: list[Sequence[str | int]] = [
        head,
        ["---:" if isinstance(cell, int) else "---" for cell in rows[0]],
        *rows,
    ]
    return "\n".join(
        f"| {' | '.join(str(cell).replace('|', chr(92) + '|') for cell in line)} |"
        for line in lines
    )


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
