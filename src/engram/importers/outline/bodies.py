"""A question's row and the rows below it go in; the item comes out.

The answer stands in a fold, behind a label ("Answer:"), below the options, or is all there is. A
key that is not certain marks nothing: the compiler then keeps the card as incomplete.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from engram.importers.labels import Label, labelled
from engram.importers.lines import columns_of, outdented
from engram.importers.outline.key import Key, key_in
from engram.importers.outline.openers import Opener, is_reveal
from engram.importers.outline.options import Choices, bold_choices, find_choices
from engram.importers.outline.rows import Row, Sort
from engram.importers.passage import markdown_text
from engram.importers.selects import select_of
from engram.model import Item, Option

_PLACEHOLDER = re.compile(
    r"[\W_]*(?:(?:write |your |add |put )?(?:an? |the |your )?answers? (?:goes )?here|todo|tbd"
    r"|tba|wip|to be (?:added|done|answered|continued)|coming soon|no answer(?: yet)?|pending|n/?a"
    r"|work in progress|\?+|\.\.\.|…)?[\W_]*",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Body:
    """The rows below a question, told apart."""

    question: list[Row] = field(default_factory=list)
    choices: Choices | None = None
    answer: list[Row] = field(default_factory=list)
    explanation: list[Row] = field(default_factory=list)
    key: Key | None = None
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Manner:
    """How a document asks: `quiz` with options, so that a lettered list is one; right ones bold."""

    quiz: bool = False
    bold: bool = False


def item_of(
    opener: Opener, line: int, rows: Sequence[Row], manner: Manner, keyed: Sequence[Row] = ()
) -> tuple[Item, bool]:
    """The item that begins with `opener`, and whether its key is certain.

    `keyed` is what a key at the end of the document says of it. A key that contradicts the marks
    of the options marks nothing.
    """
    body = read_body(rows, manner, keyed)
    question = _text([*opener.text.split("\n"), *_parted(opener, body.question)])
    if not opener.text.strip() and not body.question:
        question, body.answer = _first_paragraph(body.answer)
    options = _options(body)
    answer = "" if options else _answer(body.answer)
    explanation = [*body.answer, *body.explanation] if options else body.explanation
    item = Item(
        question=question,
        line=line,
        answer=answer,
        explanation=_text(explanation),
        options=options,
        select=select_of(question) if options else None,
    )
    return item, body.certain


def read_body(rows: Sequence[Row], manner: Manner, keyed: Sequence[Row] = ()) -> Body:
    """The rows below a question, told apart."""
    rows = _outdented(rows)
    body = Body()
    body.choices = bold_choices(rows) if manner.bold else None
    body.choices = body.choices or find_choices(rows)
    at = _answer_at(rows, body.choices)
    above = rows[: len(rows) if at is None else at]
    if body.choices and body.choices.end > len(above):
        body.choices = None
    if body.choices and not _is_quiz(body.choices, rows, at, quiz=manner.quiz):
        body.choices = None
    below: list[Row] = []
    if body.choices:
        body.question = list(above[: body.choices.first])
        below = list(above[body.choices.end :])
    elif at is None:
        body.answer = list(above)
    else:
        body.question = list(above)
    said = _unfolded(rows[at:]) if at is not None else []
    if body.choices:
        _read_key(body, below, said)
        _read_keyed(body, keyed)
    else:
        body.answer += _without_label(said)
        _part_explanation(body)
        if _answer(body.answer):
            body.explanation += keyed
        else:
            body.answer += keyed
    return body


def _outdented(rows: Sequence[Row]) -> list[Row]:
    """The rows without the indentation that all share: it is that of a list, not of code."""
    filled = [row for row in rows if not row.blank and row.sort in (Sort.TEXT, Sort.CODE)]
    common = min((columns_of(row.text) for row in filled if row.text.strip()), default=0)
    if not common:
        return list(rows)
    return [
        replace(row, text=outdented([row.text], common)[0])
        if row.sort in (Sort.TEXT, Sort.CODE)
        else row
        for row in rows
    ]


def _is_quiz(choices: Choices, rows: Sequence[Row], at: int | None, *, quiz: bool) -> bool:
    numbered = choices.options[0].letter == "1"
    if any(choice.marked for choice in choices.options) or (quiz and not numbered):
        return True
    if at is None:
        return False
    return key_in(_unfolded(rows[at:]), choices.options) is not None


def _read_key(body: Body, below: Sequence[Row], said: Sequence[Row]) -> None:
    """The key from the rows that answer; what else they say explains it."""
    options = body.choices.options if body.choices else ()
    body.key = key_in(said, options)
    if body.key is None and not said:
        body.key = key_in(below, options, labelled_only=True)
        below = body.key.rest if body.key else below
    rest = body.key.rest if body.key else said
    body.explanation = _without_label([*below, *rest] if said else below, Label.EXPLANATION)
    marked = [place for place, option in enumerate(options) if option.marked]
    if body.key and marked and sorted(body.key.places) != marked:
        body.certain = False


def _read_keyed(body: Body, keyed: Sequence[Row]) -> None:
    """The key from the end of the document, and what it says beyond."""
    options = body.choices.options if body.choices else ()
    if not keyed or not options:
        return
    found = key_in(keyed, options)
    marked = sorted(body.key.places if body.key else ()) or [
        place for place, option in enumerate(options) if option.marked
    ]
    if found is None:
        body.explanation += keyed
    else:
        body.certain = body.certain and marked in ([], sorted(found.places))
        body.key = body.key or found
        body.explanation += _without_label(found.rest, Label.EXPLANATION)


def _options(body: Body) -> tuple[Option, ...]:
    if body.choices is None:
        return ()
    keyed = body.key.places if body.key else ()
    return tuple(
        Option(_text(choice.texts), body.certain and (choice.marked or place in keyed))
        for place, choice in enumerate(body.choices.options)
    )


def _answer_at(rows: Sequence[Row], choices: Choices | None) -> int | None:
    """The row where the answer begins: a fold that reveals it, or its label, "A:" no option."""
    options = range(choices.first, choices.end) if choices else range(0)
    depth = 0
    for place, row in enumerate(rows):
        if place in options:
            continue
        if row.sort is Sort.FOLD:
            if depth == 0 and is_reveal(row.text):
                return place
            depth += 1
        elif row.sort is Sort.END:
            depth -= 1
        elif depth <= 0 and row.sort in (Sort.TEXT, Sort.HEADING):
            found = labelled(row.text)
            if found and found.label is Label.ANSWER:
                return place
    return None


def _unfolded(rows: Sequence[Row]) -> list[Row]:
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


def _without_label(rows: Sequence[Row], label: Label = Label.ANSWER) -> list[Row]:
    """The rows without the label that opens them."""
    kept = list(rows)
    at = next((place for place, row in enumerate(kept) if not row.blank), None)
    if at is None or kept[at].sort not in (Sort.TEXT, Sort.HEADING):
        return kept
    found = labelled(kept[at].text)
    if found and found.label is label:
        kept[at] = Row(Sort.TEXT, kept[at].line, found.text)
    return kept


def _part_explanation(body: Body) -> None:
    """What stands behind "Explanation:" in an answer explains it, when there is an answer above."""
    for place, row in enumerate(body.answer):
        if place and row.sort in (Sort.TEXT, Sort.HEADING):
            found = labelled(row.text)
            if found and found.label is Label.EXPLANATION and _answer(body.answer[:place]):
                rest = _without_label(body.answer[place:], Label.EXPLANATION)
                body.answer, body.explanation = body.answer[:place], rest
                return


def _answer(rows: Sequence[Row]) -> str:
    text = _text(_unfolded(rows))
    return "" if len(text) < 60 and _PLACEHOLDER.fullmatch(text) else text


def _first_paragraph(rows: Sequence[Row]) -> tuple[str, list[Row]]:
    """A question that stands below its number alone."""
    start = next((place for place, row in enumerate(rows) if not row.blank), len(rows))
    end = next((place for place in range(start, len(rows)) if rows[place].blank), len(rows))
    return _text(rows[start:end]), list(rows[end:])


def _parted(opener: Opener, rows: Sequence[Row]) -> list[Row | str]:
    """Rows that go on with the question; below a line of text they are its wrapped rest."""
    wrapped = opener.style.startswith(("plain", "label", "bold"))
    if not rows or rows[0].blank or not opener.text.strip() or wrapped:
        return list(rows)
    return ["", *rows]


def _text(rows: Iterable[Row | str]) -> str:
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
