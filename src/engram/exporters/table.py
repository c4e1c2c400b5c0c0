"""Decks go in; a table as CSV comes out, which reads back as the same cards.

Specification: docs/deck-format.md ("As a table"), RFC 4180 but for line endings, which are LF.
Every cell is in quotation marks. A text that a spreadsheet would take for a formula (CWE-1236) gets
an apostrophe in front, which reading takes away again.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

from engram.exporters.markdown import listed_values, topic_path
from engram.model import Card, Deck

NAMES = (
    "question",
    "answer",
    "explanation",
    "options",
    "right",
    "feedback",
    "kind",
    "select",
    "deck",
    "topic",
    "tags",
    "references",
    "siblings",
    "id",
)
BYTE_ORDER_MARK = "\ufeff"
"""What a file begins with, so that spreadsheets read its letters as UTF-8."""

_FORMULA = re.compile(r"'*[=+\-@\t\r|%＝＋－＠]")
_PARTING = re.compile(r"([\\|])")


def table_of(decks: Iterable[Deck]) -> str:
    """The cards of these decks as one CSV text, header first."""
    written = io.StringIO()
    writer = csv.writer(written, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerow(NAMES)
    for deck in decks:
        writer.writerows([_guarded(cell) for cell in _cells(card)] for card in deck.cards)
    return written.getvalue()


def _cells(card: Card) -> tuple[str, ...]:
    feedback = [option.feedback for option in card.options]
    return (
        card.question,
        card.answer,
        card.explanation,
        _joined([option.text for option in card.options]),
        " ".join(str(at) for at, option in enumerate(card.options, 1) if option.correct),
        _joined(feedback) if any(feedback) else "",
        card.kind.value,
        "" if card.select is None else str(card.select),
        card.deck,
        topic_path(card.topic),
        listed_values(card.tags),
        listed_values(card.references),
        listed_values(card.siblings),
        card.id,
    )


def _joined(texts: Sequence[str]) -> str:
    """Texts parted by bars; one that is alone and empty is written as `\\-`."""
    escaped = [_PARTING.sub(r"\\\1", text) for text in texts]
    return " | ".join(escaped) if len(texts) != 1 or escaped[0] else r"\-"


def _guarded(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell
