"""What stands between the braces of a GIFT question goes in; options or an answer come out.

Source: Moodle's documentation "GIFT format" and the order in which Moodle tells the kinds apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from engram.importers.gift_text import text_of, unmasked
from engram.model import Option

_WEIGHT = re.compile(r"%(?P<percent>-?\d{1,3}(?:\.\d{0,9})?)%")
_TRUE, _FALSE = ("T", "TRUE"), ("F", "FALSE")
_RANGE = re.compile(r"(?P<low>[^.\s]\S*?|\.\d\S*?)\s*\.\.\s*(?P<high>\S+)")


@dataclass(frozen=True, slots=True)
class Answers:
    """What the braces say: options, or the text of an answer; `pairs` are to be matched."""

    options: tuple[Option, ...] = ()
    answer: str = ""
    explanation: str = ""
    pairs: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class _Answer:
    """One answer: how much of the mark it earns (1 is all), its text, what is said about it."""

    share: float
    text: str
    feedback: str


def looks_like_answers(inside: str) -> bool:
    """Whether the masked text between two braces begins as answers do."""
    text = inside.strip()
    return not text or text[0] in "=~#" or _truth(text) is not None


def answers_of(inside: str, default: str) -> Answers:
    """The answers in a masked text between two braces, written in the format `default`."""
    before, mark, general = inside.rpartition("####")
    said = text_of(general, default) if mark else ""
    text = (before if mark else general).strip()
    if text.startswith("#"):
        return _accepted(_numbers(text[1:], default), said)
    if "~" in text:
        return Answers(_options(text, default), explanation=said)
    if "=" in text and "->" in text:
        return _matching(text, default, said)
    if _truth(text) is not None:
        return Answers(_true_or_false(text, default), explanation=said)
    return _accepted(_short_answers(text, default), said)


def _truth(text: str) -> bool | None:
    word = text.partition("#")[0].strip().upper()
    return word in _TRUE if word in (*_TRUE, *_FALSE) else None


def _true_or_false(text: str, default: str) -> tuple[Option, ...]:
    right = bool(_truth(text))
    _, wrong_said, right_said = [*(text_of(part, default) for part in text.split("#", 2)), "", ""][
        :3
    ]
    return (
        Option("True", right, right_said if right else wrong_said),
        Option("False", not right, wrong_said if right else right_said),
    )


def _options(text: str, default: str) -> tuple[Option, ...]:
    """Right is what has `=`; without any, what earns a part of the mark."""
    pieces = [piece.strip() for piece in text.replace("=", "~=").split("~")]
    single = any(piece.startswith("=") for piece in pieces)
    found = [(piece[:1] == "=", _answer(piece.removeprefix("="), 0, default)) for piece in pieces]
    return tuple(
        Option(answer.text, is_right or (not single and answer.share > 0), answer.feedback)
        for is_right, answer in found
        if answer.text
    )


def _short_answers(text: str, default: str) -> Iterator[_Answer]:
    for piece in text.split("="):
        if piece.strip():
            yield _answer(piece, 1, default)


def _numbers(text: str, default: str) -> Iterator[_Answer]:
    for answer in _short_answers(text, default):
        yield _Answer(answer.share, _number(answer.text), answer.feedback)


def _number(text: str) -> str:
    """A number with its tolerance, or a range, as a person writes it."""
    if found := _RANGE.fullmatch(text):
        return f"{found['low']} – {found['high']}"
    value, colon, tolerance = (part.strip() for part in text.partition(":"))
    return f"{value} ± {tolerance}" if colon and tolerance.strip("0.") else value


def _accepted(found: Iterator[_Answer], general: str) -> Answers:
    """An open question: the answers that earn the whole mark, and what is said about each."""
    answers = list(found)
    whole = [answer.text for answer in answers if answer.share >= 1 and answer.text]
    said = [f"{answer.text}: {answer.feedback}" for answer in answers if answer.feedback]
    partly = [
        f"{answer.text} ({answer.share:.0%})"
        for answer in answers
        if answer.share < 1 and not answer.feedback
    ]
    return Answers(
        answer=" / ".join(dict.fromkeys(whole)),
        explanation="\n\n".join(filter(None, (general, *said, *partly))),
    )


def _matching(text: str, default: str, general: str) -> Answers:
    pairs = []
    for piece in text.split("="):
        left, arrow, right = piece.partition("->")
        if arrow or left.strip():
            pairs.append((text_of(left, default), unmasked(right)))
    answer = "\n".join(f"- {left} → {right}" for left, right in pairs if left and right)
    return Answers(answer=answer, explanation=general, pairs=tuple(pairs))


def _answer(piece: str, usual: float, default: str) -> _Answer:
    weight = _WEIGHT.match(piece.strip())
    share = float(weight["percent"]) / 100 if weight else usual
    text, _, feedback = piece.strip()[weight.end() if weight else 0 :].partition("#")
    return _Answer(share, text_of(text, default), text_of(feedback, default))
