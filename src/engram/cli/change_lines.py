"""What an import would do to each card in; plain lines with the words that differ out.

Removed words stand in [-…-], added ones in {+…+}, as the tool wdiff writes them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from engram.compiler.card_diff import OptionDiff
from engram.compiler.change import Change
from engram.compiler.change_list import CardChange
from engram.compiler.word_diff import Piece

MOST_TOLD = 200  # cards; a terminal is no place for more
_LONGEST = 80
_MARKS = {"kept": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}


def change_lines(changes: Sequence[CardChange]) -> Iterator[str]:
    """The lines of the cards that change, retire or repeat a known one."""
    told = [each for each in changes if _is_told(each)]
    for change in told[:MOST_TOLD]:
        yield f"  {_class(change)}: {change.card}  {_short(_question(change))}"
        yield from (f"    {line}" for line in _details(change))
    if len(told) > MOST_TOLD:
        yield f"  … and {len(told) - MOST_TOLD} more"


def _is_told(change: CardChange) -> bool:
    if change.change is Change.NEW:
        return change.duplicate is not None
    return change.change is not Change.UNCHANGED


def _class(change: CardChange) -> str:
    return "back" if change.returns else change.change.value.replace("_", " ")


def _question(change: CardChange) -> str:
    card = change.after or change.before
    return card.question if card is not None else ""


def _details(change: CardChange) -> Iterator[str]:
    diff = change.diff
    for name, pieces in (
        ("question", diff.question),
        ("answer", diff.answer),
        ("explanation", diff.explanation),
    ):
        if pieces:
            yield f"{name}: {_marked(pieces)}"
    yield from (f"option: {_option(each)}" for each in diff.options if _differs(each))
    for conflict in change.conflicts:
        yield f"your own {conflict.field}: {_short(conflict.mine)}"
    if change.duplicate is not None:
        known = change.duplicate.known
        yield f"repeats {known.id}: {_short(known.question)}"


def _differs(option: OptionDiff) -> bool:
    pieces = (*option.text, *option.feedback)
    return option.was_right != option.is_right or any(each.part != "kept" for each in pieces)


def _option(option: OptionDiff) -> str:
    marks = {
        (True, True): " (right)",
        (True, False): " [-(right)-]",
        (False, True): " {+(right)+}",
    }
    right = marks.get((option.was_right, option.is_right), "")
    feedback = f" {_marked(option.feedback)}" if option.feedback else ""
    return f"{_marked(option.text)}{right}{feedback}"


def _marked(pieces: Sequence[Piece]) -> str:
    text = "".join(_MARKS[piece.part].format(piece.text) for piece in pieces)
    return " ".join(text.split())


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _LONGEST else f"{flat[: _LONGEST - 1].rstrip()}…"
