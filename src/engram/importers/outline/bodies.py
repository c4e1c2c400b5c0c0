"""A question's row and the rows below it go in; the item comes out.

The answer stands in a fold, behind a label ("Answer:"), below the options, or is all there is. A
key that is not certain marks nothing: the compiler then keeps the card as incomplete.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from engram.importers.keys import comparable, named_options
from engram.importers.labels import Label, labelled
from engram.importers.lettered import titles_options
from engram.importers.lines import columns_of, outdented
from engram.importers.outline.key import Key, key_in
from engram.importers.outline.openers import Opener, is_hint, is_reveal
from engram.importers.outline.options import (
    Choices,
    bold_choices,
    find_choices,
    ticked_choices,
)
from engram.importers.outline.rows import Row, Sort
from engram.importers.outline.texts import text_of, unfolded, without_first_label
from engram.importers.placeholders import without_placeholder
from engram.importers.selects import select_of
from engram.model import Item, Option

_SCORE = re.compile(r"[\W_]*\d{1,3}(?:\.\d+)? ?/ ?\d{1,3} (?:points?|pts?)[\W_]*", re.IGNORECASE)


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
    """How a document asks: `quiz` with options, so that a lettered list is one.

    Right options are `bold` in one, in another they have a tick among crosses.
    """

    quiz: bool = False
    bold: bool = False
    ticks: bool = False


def item_of(
    opener: Opener, line: int, rows: Sequence[Row], manner: Manner, keyed: Sequence[Row] = ()
) -> tuple[Item, bool]:
    """The item that begins with `opener`, and whether its key is certain.

    `keyed` is what a key at the end of the document says of it. A key that contradicts the marks
    of the options marks nothing.
    """
    body = read_body(rows, manner, _without_title(keyed, opener.text))
    question = text_of([*opener.text.split("\n"), *_parted(opener, body.question)])
    if not opener.text.strip() and not body.question:
        question, body.answer = _first_paragraph(body.answer)
    options = _options(body)
    answer = "" if options else _answer(body.answer)
    explanation = [*body.answer, *body.explanation] if options else body.explanation
    item = Item(
        question=question,
        line=line,
        answer=answer,
        explanation=text_of(explanation),
        options=options,
        select=select_of(question) if options else None,
    )
    return item, body.certain


def _without_title(keyed: Sequence[Row], asked: str) -> Sequence[Row]:
    """What a key says, without the question when the key repeats it first."""
    repeated = keyed and comparable(keyed[0].text) == comparable(asked)
    return keyed[1:] if repeated else keyed


def read_body(rows: Sequence[Row], manner: Manner, keyed: Sequence[Row] = ()) -> Body:
    """The rows below a question, told apart."""
    rows, hints = _hints_apart(_outdented(rows))
    body = Body()
    body.choices = bold_choices(rows) if manner.bold else None
    body.choices = body.choices or (ticked_choices(rows) if manner.ticks else None)
    body.choices = body.choices or find_choices(rows)
    at = _answer_at(rows, body.choices)
    above = rows[: len(rows) if at is None else at]
    if body.choices and body.choices.end > len(above):
        body.choices = None
    if body.choices and not _is_quiz(body.choices, rows, at, quiz=manner.quiz):
        body.choices = None
    if body.choices is None and at is not None:
        body.choices = _worded_choices(above, rows[at:])
    below: list[Row] = []
    if body.choices:
        body.question = _without_options_title(above[: body.choices.first])
        below = list(above[body.choices.end :])
    elif at is None and not keyed:
        body.answer = list(above)
    else:
        body.question = list(above)
    said = unfolded(rows[at:]) if at is not None else []
    if body.choices:
        _read_key(body, below, said)
        _read_keyed(body, keyed)
    else:
        body.answer += without_first_label(said)
        _part_explanation(body)
        if _answer(body.answer):
            body.explanation += keyed
        else:
            body.answer += keyed
    if _is_copied(rows) and not body.choices:
        body.question, body.answer = list(rows), []
    if hints:
        body.explanation = [*hints, replace(hints[-1], sort=Sort.BLANK, text=""), *body.explanation]
    return body


def _hints_apart(rows: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """The rows without the folds that hold hints, and those, which are no part of the answer."""
    kept: list[Row] = []
    hints: list[Row] = []
    depth = 0
    for row in rows:
        if depth or (row.sort is Sort.FOLD and is_hint(row.text)):
            depth += (row.sort is Sort.FOLD) - (row.sort is Sort.END)
            hints.append(row)
        else:
            kept.append(row)
    return (kept, unfolded(hints)) if kept else (list(rows), [])


def _is_copied(rows: Sequence[Row]) -> bool:
    """Whether a quiz was copied from a page that showed by colour alone what is right."""
    return any(row.sort is Sort.TEXT and _SCORE.fullmatch(row.text) for row in rows)


def _worded_choices(above: Sequence[Row], below: Sequence[Row]) -> Choices | None:
    """A plain list right above an answer that is nothing but the words of items of it."""
    found = find_choices(above, bullets=True)
    if found is None or not all(row.blank for row in above[found.end :]):
        return None
    said = [row for row in without_first_label(unfolded(below)) if not row.blank]
    if not said or said[0].sort is not Sort.TEXT:
        return None
    texts = [text_of(option.texts) for option in found.options]
    return found if named_options("", texts, said[0].text)[0] else None


def _without_options_title(rows: Sequence[Row]) -> list[Row]:
    """The question without a line such as "Options:" right above them."""
    kept = list(rows)
    last = next((place for place in range(len(kept) - 1, -1, -1) if not kept[place].blank), None)
    if last and titles_options(kept[last].text):
        del kept[last:]
    return kept


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
    return key_in(unfolded(rows[at:]), choices.options) is not None


def _read_key(body: Body, below: Sequence[Row], said: Sequence[Row]) -> None:
    """The key from the rows that answer; what else they say explains it."""
    options = body.choices.options if body.choices else ()
    body.key = key_in(said, options)
    if body.key is None and not said:
        body.key = key_in(below, options, labelled_only=True)
        below = body.key.rest if body.key else below
    rest = body.key.rest if body.key else said
    body.explanation = without_first_label([*below, *rest] if said else below, Label.EXPLANATION)
    marked = [place for place, option in enumerate(options) if option.marked]
    if body.key and marked and sorted(body.key.places) != marked:
        body.certain = False


def _read_keyed(body: Body, keyed: Sequence[Row]) -> None:
    """The key from the end of the document, and what it says beyond."""
    options = body.choices.options if body.choices else ()
    if not keyed or not options:
        return
    found = key_in(keyed, options)
    if found is None:
        at = next((place for place, row in enumerate(keyed) if _is_answer(row)), len(keyed))
        found = key_in(keyed[at:], options)
        found = found and Key(found.places, (*keyed[:at], *found.rest))
    marked = sorted(body.key.places if body.key else ()) or [
        place for place, option in enumerate(options) if option.marked
    ]
    if found is None:
        body.explanation += keyed
    else:
        body.certain = body.certain and marked in ([], sorted(found.places))
        body.key = body.key or found
        body.explanation += without_first_label(found.rest, Label.EXPLANATION)


def _options(body: Body) -> tuple[Option, ...]:
    if body.choices is None:
        return ()
    keyed = body.key.places if body.key else ()
    return tuple(
        Option(text_of(choice.texts), body.certain and (choice.marked or place in keyed))
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
            if depth == 0 and (is_reveal(row.text) or _answers_first(rows, place + 1)):
                return place
            depth += 1
        elif row.sort is Sort.END:
            depth -= 1
        elif depth <= 0 and _is_answer(row) and not _titles(rows, place, choices):
            return place
    return None


def _is_answer(row: Row) -> bool:
    if row.sort not in (Sort.TEXT, Sort.HEADING):
        return False
    found = labelled(row.text)
    return bool(found and found.label is Label.ANSWER)


def _answers_first(rows: Sequence[Row], place: int) -> bool:
    """Whether the first row from here on that is not blank is labelled as an answer."""
    first = next((at for at in range(place, len(rows)) if not rows[at].blank), None)
    return first is not None and _is_answer(rows[first])


def _titles(rows: Sequence[Row], place: int, choices: Choices | None) -> bool:
    """Whether "Answers:" stands right above the options, so is their title."""
    return bool(
        choices
        and place < choices.first
        and titles_options(rows[place].text)
        and all(row.blank for row in rows[place + 1 : choices.first])
    )


def _part_explanation(body: Body) -> None:
    """What stands behind "Explanation:" in an answer explains it, when there is an answer above."""
    for place, row in enumerate(body.answer):
        if place and row.sort in (Sort.TEXT, Sort.HEADING):
            found = labelled(row.text)
            if found and found.label is Label.EXPLANATION and _answer(body.answer[:place]):
                rest = without_first_label(body.answer[place:], Label.EXPLANATION)
                body.answer, body.explanation = body.answer[:place], rest
                return


def _answer(rows: Sequence[Row]) -> str:
    return without_placeholder(text_of(unfolded(rows)))


def _first_paragraph(rows: Sequence[Row]) -> tuple[str, list[Row]]:
    """A question that stands below its number alone."""
    start = next((place for place, row in enumerate(rows) if not row.blank), len(rows))
    end = next((place for place in range(start, len(rows)) if rows[place].blank), len(rows))
    return text_of(rows[start:end]), list(rows[end:])


def _parted(opener: Opener, rows: Sequence[Row]) -> list[Row | str]:
    """Rows that go on with the question; below a line of text they are its wrapped rest."""
    wrapped = opener.style.startswith(("plain", "label", "bold"))
    if not rows or rows[0].blank or not opener.text.strip() or wrapped:
        return list(rows)
    return ["", *rows]
