"""An option's key and the learner's choice in; what the check says of it, out."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from engram.gui.words import tr


class Verdict(Enum):
    """What the check says of one option."""

    UNCHECKED = "unchecked"
    RIGHT_CHOSEN = "right, chosen"
    RIGHT_ANSWER = "right, not chosen, one right"
    MISSED = "right, not chosen, several right"
    WRONG_CHOSEN = "wrong, chosen"
    UNIMPORTANT = "wrong, not chosen"

    @classmethod
    def of(cls, *, correct: bool, chosen: bool, several: bool) -> Verdict:
        if correct and chosen:
            return cls.RIGHT_CHOSEN
        if correct:
            return cls.MISSED if several else cls.RIGHT_ANSWER
        return cls.WRONG_CHOSEN if chosen else cls.UNIMPORTANT


@dataclass(frozen=True, slots=True)
class RowLooks:
    """How a row is painted: ground, edge and words by token, and the line of its edge."""

    ground: str
    edge: str
    line: float = 1.0
    dashed: bool = False
    words: str = ""


LOOKS = {
    Verdict.RIGHT_CHOSEN: RowLooks("right_tint", "right_line", 1.5, words="right"),
    Verdict.RIGHT_ANSWER: RowLooks("right_tint", "right_line", 1.5, words="right"),
    Verdict.MISSED: RowLooks("surface", "right_line", 1.5, dashed=True, words="right"),
    Verdict.WRONG_CHOSEN: RowLooks("wrong_tint", "wrong_line", 1.5, words="wrong"),
    Verdict.UNIMPORTANT: RowLooks("background", "border"),
}


def verdict_words(verdict: Verdict) -> tuple[str, str]:
    """The words at the row's right edge, in full and in short."""
    return {
        Verdict.RIGHT_CHOSEN: (tr("Right, your choice"), tr("Right")),
        Verdict.RIGHT_ANSWER: (tr("Right answer"), tr("Right")),
        Verdict.MISSED: (tr("Right, you missed it"), tr("Missed")),
        Verdict.WRONG_CHOSEN: (tr("Wrong, your choice"), tr("Wrong")),
    }.get(verdict, ("", ""))


def possible_verdicts(*, several: bool) -> tuple[Verdict, ...]:
    """What a row may come to say, so that room can be kept for it."""
    unchosen = Verdict.MISSED if several else Verdict.RIGHT_ANSWER
    return (Verdict.RIGHT_CHOSEN, Verdict.WRONG_CHOSEN, unchosen)
