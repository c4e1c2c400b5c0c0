"""The frozen values that one stage hands to the next, from item to card to review."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING, Literal, NewType

if TYPE_CHECKING:
    from engram.problems import Problem

CardId = NewType("CardId", str)
ReviewId = NewType("ReviewId", str)
StudyDay = NewType("StudyDay", int)
"""A study day as days since 1970-01-01; see `engram.studyday`."""

_STAY_LAST = ("all of the above", "none of the above", "both of the above", "all the above")

Select = int | Literal["all"] | None
"""How many options a question asks for: a number, "all that apply", or unsaid."""


class Kind(StrEnum):
    """What a card asks of the learner."""

    RECALL = "recall"
    SINGLE_CHOICE = "single_choice"
    MULTIPLE_CHOICE = "multiple_choice"
    TRUE_FALSE = "true_false"


class Grade(IntEnum):
    """How well a card was answered, 0..5; 3 and more is a pass."""

    BLACKOUT = 0
    AGAIN = 1
    ALMOST = 2
    HARD = 3
    GOOD = 4
    EASY = 5


class ReviewKind(StrEnum):
    """What an answer does to the schedule; see design rule "same-day drill"."""

    SCHEDULED = "scheduled"  # new or due: moves the schedule
    DRILL = "drill"  # again on the day of a weak answer: moves nothing
    PRACTICE = "practice"  # early: a pass moves nothing, a fail is a lapse
    SET = "set"  # a schedule that no answer made


@dataclass(frozen=True, slots=True)
class Option:
    """One option of a quiz; `feedback` is said about this option alone and may be empty."""

    text: str
    correct: bool
    feedback: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One question as a reader found it: Markdown texts, the line it begins at (from 1)."""

    question: str
    line: int
    answer: str = ""
    explanation: str = ""
    options: tuple[Option, ...] = ()
    select: Select = None
    topic: tuple[str, ...] = ()
    id: str | None = None
    references: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    siblings: tuple[str, ...] = ()

    @property
    def kind(self) -> Kind:
        return kind_of(self.options, self.select)


def kind_of(options: tuple[Option, ...], select: Select) -> Kind:
    """The kind that follows from the options and from how many the question asks for."""
    if not options:
        return Kind.RECALL
    if {option.text.strip(" .").casefold() for option in options} == {"true", "false"}:
        return Kind.TRUE_FALSE
    several = sum(option.correct for option in options) > 1 or select == "all"
    asked = isinstance(select, int) and select > 1
    return Kind.MULTIPLE_CHOICE if several or asked else Kind.SINGLE_CHOICE


class Role(StrEnum):
    """What a column of a table holds; the values are the words of `--columns`."""

    QUESTION = "question"
    ANSWER = "answer"
    MORE = "more"  # further lines of the answer: a reading, an example, a hint
    OPTION = "option"  # one option; several such columns make a quiz
    OPTIONS = "options"  # all options in one cell
    WRONG = "wrong"  # a wrong option, or several; the right one stands in another column
    RIGHT = "right"  # which options are right: letters, numbers, words or a string of bits
    EXPLANATION = "explanation"
    TOPIC = "topic"
    DECK = "deck"
    TAGS = "tags"
    ID = "id"
    IGNORED = "-"


@dataclass(frozen=True, slots=True)
class Columns:
    """What the columns of a table hold, as guessed or as the learner says, from left to right.

    `names` are those of the header and empty without one; `sentence` tells it to the learner.
    """

    roles: tuple[Role, ...]
    names: tuple[str, ...] = ()
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Media:
    """A picture or sound that cards show as `![words](media:NAME)`; `load` reads its bytes.

    NAME is the SHA-256 of the bytes in hex and the suffix, lower case: content-addressed.
    """

    name: str
    load: Callable[[], bytes] = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Schedule:
    """When a card is due by SM-2: counts, whole days, easiness in hundredths (250 is 2.50)."""

    repetitions: int
    interval_days: int
    easiness: int
    due: StudyDay


@dataclass(frozen=True, slots=True)
class PastAnswer:
    """One answer given in another program; `schedule` is only of a set row."""

    instant_ms: int  # UTC
    kind: ReviewKind
    grade: Grade | None
    answer_ms: int = 0
    schedule: Schedule | None = None


@dataclass(frozen=True, slots=True)
class Past:
    """What another program knows of a card: its answers in order and its state now."""

    answers: tuple[PastAnswer, ...] = ()
    suspended: bool = False
    marked: bool = False  # a flag or a "marked" tag
    schedule: Schedule | None = None  # where it stands, for cards without a log


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader makes of one document: its items in order and what it could not use.

    An item's ordinal is its place in `items`, counted from 1. `deck`, `version` and `documents`
    are given only by formats that say them (our own Markdown and JSON), `apart` only by a document
    that holds several decks: the items of each, without the problems. `columns` are those of a
    table. `media` are all that its items name; `past`, by the item's index, is what another program
    knows of its cards.
    """

    layout: str
    items: tuple[Item, ...]
    problems: tuple[Problem, ...] = ()
    deck: str | None = None
    version: str | None = None
    documents: tuple[str, ...] = ()
    apart: tuple[Reading, ...] = ()
    columns: Columns | None = None
    media: tuple[Media, ...] = ()
    past: Mapping[int, Past] = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Source:
    """Where a card comes from: document name, line from 1, n-th item of the document from 1."""

    document: str
    line: int
    ordinal: int


@dataclass(frozen=True, slots=True)
class Card:
    """One card as it is stored and studied; `topic` is the path below the deck."""

    id: CardId
    deck: str
    topic: tuple[str, ...]
    kind: Kind
    question: str
    answer: str
    explanation: str
    options: tuple[Option, ...]
    select: Select
    source: Source
    references: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    siblings: tuple[CardId, ...] = ()
    incomplete: bool = False
    problems: tuple[str, ...] = ()
    retired: bool = False

    @property
    def kept_places(self) -> tuple[int, ...]:
        """The places of the options that stay at the end when the others are shuffled.

        That is "all of the above" and its like; true and false both keep their places.
        """
        return tuple(
            place
            for place, option in enumerate(self.options)
            if self.kind is Kind.TRUE_FALSE
            or option.text.strip(" .").casefold().startswith(_STAY_LAST)
        )

    @property
    def guess_chance(self) -> float:
        """The chance to be right without knowing: 1/k for one of k, 1/(2^k - 1) for several."""
        count = len(self.options)
        if count < 2:
            return 0.0
        if self.kind is Kind.MULTIPLE_CHOICE:
            return 1 / (int(2**count) - 1)
        return 1 / count


@dataclass(frozen=True, slots=True)
class Deck:
    """A compiled deck: its cards in order and the documents it was made from.

    `past` gives what another program knows of its cards; it is read when it is asked for.
    `layouts` are the readers that read those, none for a deck file; `columns` are those of its one
    document, if that is a table.
    """

    name: str
    cards: tuple[Card, ...]
    version: str = ""
    documents: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    media: tuple[Media, ...] = ()
    past: Callable[[], Mapping[CardId, Past]] = field(default=dict, compare=False, repr=False)
    layouts: tuple[str, ...] = field(default=(), compare=False)
    columns: Columns | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Memory:
    """What FSRS-6 believes about a seen card after its last counted answer."""

    stability: float  # days until recall falls to 90 %
    difficulty: float  # 1..10
    last_day: StudyDay  # study day of the last counted answer
    last_right: bool
    right_days: int  # study days whose counted answer was right


@dataclass(frozen=True, slots=True)
class Review:
    """One row of the review log: what was known at that moment, never what follows from it."""

    id: ReviewId
    card: CardId
    device: str
    instant_ms: int  # UTC
    offset_minutes: int  # of the local clock
    study_day: StudyDay
    kind: ReviewKind
    grade: Grade | None  # None only in a `set` row
    answer_ms: int = 0
    chosen: tuple[int, ...] = ()  # options by their stored place
    shown: tuple[int, ...] = ()  # the order in which they were shown, by stored place
    marked_right: bool | None = None  # how the program marked a quiz answer
    guessed: bool = False
    card_hash: str = ""
    predicted: float | None = None  # recall predicted at that moment, None for a new card
    schedule: Schedule | None = None  # only in a `set` row; None there resets the card


@dataclass(frozen=True, slots=True)
class Standing:
    """What the fold of a card's log gives: its schedule, its memory, and today's drill."""

    schedule: Schedule | None = None
    memory: Memory | None = None
    scheduled_day: StudyDay | None = None  # study day of the last scheduled answer
    drill_open: bool = False  # the last answer of that day was below 4
    set_day: StudyDay | None = None  # study day of the last `set` row


NEVER_SEEN = Standing()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one grade would do: the schedule after it, and whether the card comes back today."""

    grade: Grade
    schedule: Schedule | None
    again_today: bool
    kind: ReviewKind = field(default=ReviewKind.SCHEDULED)
