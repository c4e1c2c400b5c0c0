"""The right answers of a quiz table go in, row by row; which options they name comes out.

A key may be letters, numbers, a string of bits or the words of an option. One column is written in
one way: each way of reading it is tried on all rows, the best are kept, and where two of them
disagree nothing is certain, so the row has no key.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from engram.importers.keys import comparable

Places = tuple[int, ...]
_ENOUGH = 0.6  # of the rows: a way of reading that fits fewer is none of this column
_PREFIX = re.compile(
    r"(?:option|answer|choice|antwort|opción|opção|réponse|risposta|ответ|вариант|选项)[ #]*(?=\S)"
    r"|\#"
)
_PARTING = re.compile(r"[\s,;/&+|、，；()\[\].:]+")
_AND = frozenset(("and", "und", "y", "et", "и"))
_LABELLED = re.compile(r"(?P<letter>[a-j])[.):][ ]+(?P<words>\S.*)", re.DOTALL)
_BITS = re.compile(r"[01](?:[ ,;|/]?[01])+")
_SEVERAL = re.compile(r"\s*(?:[;|\n]|[、；])\s*")


@dataclass(frozen=True, slots=True)
class Quiz:
    """One row's options, as written and still with empty ones, and its key."""

    options: tuple[str, ...]
    key: str


_Way = Callable[[Quiz], Places | None]


def named_places(quizzes: Sequence[Quiz], labels: Sequence[str] = ()) -> list[Places | None]:
    """The places of the right options of each quiz; None where they are not certain.

    `labels` are those in the names of option columns ("a", "1"), empty without any.
    """
    ways = _ways_of(quizzes, labels)
    read = [[way(quiz) for quiz in quizzes] for way in ways]
    keyed = [place for place, quiz in enumerate(quizzes) if quiz.key.strip() and _filled(quiz)]
    fits = [sum(found[place] is not None for place in keyed) for found in read]
    most = max(fits, default=0)
    if not keyed or most < _ENOUGH * len(keyed):
        best: list[list[Places | None]] = []
    else:
        best = [found for found, count in zip(read, fits, strict=True) if count == most]
    return [_agreed(quiz, [found[place] for found in best]) for place, quiz in enumerate(quizzes)]


def _agreed(quiz: Quiz, found: Sequence[Places | None]) -> Places | None:
    """What all ways say, the words of an option among them."""
    if not quiz.key.strip():
        return None
    said = {*found, _words(quiz)} - {None}
    return said.pop() if len(said) == 1 else None


def _ways_of(quizzes: Sequence[Quiz], labels: Sequence[str]) -> list[_Way]:
    ways: list[_Way] = [_words, _letters]
    if all(_BITS.fullmatch(quiz.key.strip()) for quiz in quizzes if quiz.key.strip()):
        ways.append(_bits)
    return ways + [_numbered_from(first) for first in _first_numbers(quizzes, labels)]


def _first_numbers(quizzes: Sequence[Quiz], labels: Sequence[str]) -> Sequence[int]:
    """From which number the options are counted: 0, 1, or either as far as can be told."""
    if labels and all(label.isdecimal() for label in labels):
        return (min(map(int, labels)),)
    numbered = [(quiz, _numbers(quiz.key)) for quiz in quizzes]
    has_zero = any(0 in numbers for _, numbers in numbered)
    has_last = any(len(_filled(quiz)) in numbers for quiz, numbers in numbered)
    if has_zero and has_last:
        return ()
    return (0,) if has_zero else (1,) if has_last else (0, 1)


def _words(quiz: Quiz) -> Places | None:
    """The one option with the words of the key, or one for each of its parts."""
    texts = [comparable(option) for option in quiz.options]
    said = comparable(quiz.key)
    if texts.count(said) == 1:
        return (texts.index(said),)
    parts = [comparable(part) for part in _SEVERAL.split(quiz.key) if part.strip()]
    if len(parts) > 1 and all(texts.count(part) == 1 for part in parts):
        return tuple(sorted(texts.index(part) for part in parts))
    return None


def _letters(quiz: Quiz) -> Places | None:
    said = comparable(quiz.key)
    if found := _LABELLED.fullmatch(said):
        place = ord(found["letter"]) - ord("a")
        fits = place < len(quiz.options) and comparable(quiz.options[place]) == found["words"]
        return (place,) if fits else None
    letters = _letters_of(_parts(said))
    return None if letters is None else _existing(quiz, [ord(each) - ord("a") for each in letters])


def _letters_of(parts: Sequence[str]) -> Sequence[str] | None:
    """The letters that parts such as a, c or ac name; a lone e among others may mean "and"."""
    if len(parts) == 1 and len(parts[0]) > 1 and list(parts[0]) == sorted(set(parts[0])):
        parts = list(parts[0])
    if any(len(part) != 1 or not "a" <= part <= "j" for part in parts):
        return None
    if "e" in parts[1:-1]:
        return [part for part in parts if part != "e"] if list(parts) != sorted(parts) else None
    return parts


def _parts(said: str) -> list[str]:
    parts = _PARTING.split(_PREFIX.sub("", said))
    return [part for part in parts if part and part not in _AND]


def _bits(quiz: Quiz) -> Places | None:
    bits = [bit for bit in quiz.key if bit in "01"]
    right = [place for place, bit in enumerate(bits) if bit == "1"]
    fits = len(bits) in (len(quiz.options), len(_filled(quiz)))
    return _existing(quiz, right) if fits else None


def _numbered_from(first: int) -> _Way:
    def places(quiz: Quiz) -> Places | None:
        return _existing(quiz, [number - first for number in _numbers(quiz.key)])

    return places


def _numbers(key: str) -> list[int]:
    parts = _parts(comparable(key))
    whole = all(part.isascii() and part.isdecimal() and len(part) < 3 for part in parts)
    return [int(part) for part in parts] if whole else []


def _existing(quiz: Quiz, places: Sequence[int]) -> Places | None:
    """The places if each is that of an option that is there, none twice."""
    exist = all(0 <= place < len(quiz.options) and quiz.options[place].strip() for place in places)
    return tuple(sorted(places)) if places and exist and len(set(places)) == len(places) else None


def _filled(quiz: Quiz) -> list[str]:
    return [option for option in quiz.options if option.strip()]
