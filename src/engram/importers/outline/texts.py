"""The rows of a part of a question go in; its Markdown, or the rows without a label, come out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from engram.importers.labels import Label, labelled
from engram.importers.outline.openers import is_reveal
from engram.importers.outline.rows import Row, Sort
from engram.importers.passage import markdown_text


def unfolded(rows: Sequence[Row]) -> list[Row]:
    """The rows with the folds that reveal gone, and the summaries of others as text."""
    shown: list[Row] = []
    for row in rows:
        if row.sort is Sort.END or (row.sort is Sort.FOLD and is_reveal(row.text)):
            shown.append(Row(Sort.BLANK, row.line, ""))
        elif row.sort is Sort.FOLD:
            shown += [
                Row(Sort.TEXT, row.line, f"**{row.text.strip('*')}**"),
                Row(Sort.BLANK, row.line, ""),
            ]
        else:
            shown.append(row)
    return shown


def without_first_label(rows: Sequence[Row], label: Label = Label.ANSWER) -> list[Row]:
    """The rows without the label that opens them."""
    kept = list(rows)
    at = next((place for place, row in enumerate(kept) if not row.blank), None)
    if at is None or kept[at].sort not in (Sort.TEXT, Sort.HEADING):
        return kept
    found = labelled(kept[at].text)
    if found and found.label is label:
        kept[at] = Row(Sort.TEXT, kept[at].line, found.text)
    return kept


def text_of(rows: Iterable[Row | str]) -> str:
    """The Markdown of rows, with hard line breaks kept."""
    texts: list[str] = []
    kept = _trimmed(list(rows))
    for place, row in enumerate(kept):
        if isinstance(row, str):
            texts.append(row)
            continue
        after = kept[place + 1] if place + 1 < len(kept) else None
        goes_on = isinstance(after, Row) and after.sort is Sort.TEXT
        texts.append(_written(row) + ("\\" if row.broken and goes_on else ""))
    return markdown_text(texts)


def _written(row: Row) -> str:
    if row.sort is Sort.HEADING:
        return f"{'#' * row.level} {row.text}"
    if row.sort is Sort.RULE:
        return "---"
    return row.text


def _trimmed(rows: list[Row | str]) -> list[Row | str]:
    """Rows without the blank ones and rules at their ends."""
    for end in (-1, 0):
        while rows and isinstance(row := rows[end], Row) and row.blank:
            del rows[end]
    return rows
