"""An open deck file in: whether its lists and numbers are written as a deck file writes them."""

from __future__ import annotations

import json

from engram.errors import StoreError
from engram.store.database import Database


def refuse_unreadable_values(database: Database) -> None:
    """StoreError if a list is no list of texts, or a count no count."""
    heads = database.rows("select documents from deck")
    cards = database.rows("select reference_list, tags, problems from card")
    lists = (value for row in (*heads, *cards) for value in row if value != "[]")
    counts = (value for (value,) in database.rows("select distinct select_count from card"))
    if not (all(map(_is_list, lists)) and all(map(_is_count, counts))):
        raise StoreError(
            "{file} has a value that cannot be read. Nothing of it was used.", file=database.path
        )


def _is_list(value: str) -> bool:
    try:
        texts = json.loads(value)
    except (ValueError, RecursionError):
        return False
    return isinstance(texts, list) and all(map(_is_text, texts))


def _is_text(value: object) -> bool:
    # Half a character (a lone surrogate) can be written in JSON, and in no file.
    return isinstance(value, str) and value.encode("utf-8", "ignore").decode() == value


def _is_count(value: str | None) -> bool:
    return value in (None, "all") or (value.isascii() and value.isdecimal() and len(value) < 10)
