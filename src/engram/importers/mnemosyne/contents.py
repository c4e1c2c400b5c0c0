"""What a file of Mnemosyne holds, whatever its form: facts, how cards show them, and the cards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

LONGEST_FACT = 1_000_000  # letters of all its fields

Facts = dict[str, dict[str, str]]
"""The fields of each fact by its id and their keys."""


@dataclass(frozen=True, slots=True)
class View:
    """How a kind of card shows a fact: the keys of question and answer, and words around them.

    The words are by key and name it as `$key`.
    """

    question: tuple[str, ...]
    answer: tuple[str, ...]
    around_question: Mapping[str, str] = field(default_factory=dict)
    around_answer: Mapping[str, str] = field(default_factory=dict)
    front: str = ""  # templates of Anki, for cards that came from there
    back: str = ""


@dataclass(frozen=True, slots=True)
class CardType:
    """What cards of one type have in common: its name, and the names of fields by their keys."""

    name: str
    fields: Mapping[str, str] = field(default_factory=dict)
    is_cloze: bool = False  # of Anki


class State(NamedTuple):
    """Where a card stands; instants are UTC seconds, `next` is midnight UTC of the day it is due.

    A card never seen has the grade -1.
    """

    grade: int = -1
    easiness: float = 2.5
    passes_since_lapse: int = 0
    last: int = -1
    next: int = -1


class CardRow(NamedTuple):
    """One card: which fact it shows how; `deletion` is the place of its cloze deletion from 0.

    Cards of one fact are siblings, and so are those of one `group`.
    """

    id: str | None
    type: str
    fact: str
    view: str
    tags: tuple[str, ...]
    line: int
    deletion: int | None = None
    active: bool = True
    state: State = State()
    group: str = ""


@dataclass(slots=True)
class Contents:
    """All of it; `name` is what the file says it is called."""

    name: str | None = None
    views: dict[str, View] = field(default_factory=dict)
    types: dict[str, CardType] = field(default_factory=dict)
    facts: Facts = field(default_factory=dict)
    cards: list[CardRow] = field(default_factory=list)


def whole(value: object, otherwise: int = 0) -> int:
    """A whole number as it is or as its text; `otherwise` for anything else."""
    return value if type(value) is int else int(real(value, otherwise))


def real(value: object, otherwise: float) -> float:
    """A number as it is or as its text; `otherwise` for anything else."""
    if not isinstance(value, (int, float, str)):
        return otherwise
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return otherwise
    return number if abs(number) < 2**62 else otherwise
