"""What the study desk tells a page: today's counts, the question to show, a marking, a summary."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from engram.model import Card, Grade, Outcome, ReviewKind, StudyDay

TopicPath = tuple[str, ...]
"""A deck's name and the topic path below it; the deck alone is a path of one."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many cards of today's queue belong to a deck or topic."""

    due: int = 0
    new: int = 0


@dataclass(frozen=True, slots=True)
class Today:
    """What one study day holds, for the Today page and the `due` command."""

    study_day: StudyDay
    due: int  # due cards in today's queue
    new: int  # new cards in today's queue
    again: int  # answered today below 4 and to be asked once more
    backlog: int  # due before today
    minutes: int  # about how long the queue takes
    by_topic: Mapping[TopicPath, Counts]  # a deck or parent topic holds the sum of what is below
    answers_by_day: tuple[int, ...]  # the last 28 study days, oldest first, today last
    cards: int  # active cards in the library
    answered_ever: bool
    decks: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        return self.due + self.new + self.again


@dataclass(frozen=True, slots=True)
class Question:
    """The card to ask now; `order` is how its options are shown, by stored place."""

    card: Card
    kind: ReviewKind
    order: tuple[int, ...]
    outcomes: Mapping[Grade, Outcome]  # computed once, shown on the buttons, and applied
    done: int  # cards of today's session answered for good
    total: int  # and all of them
    marked: bool = False
    predicted: float | None = None
    can_undo: bool = False


@dataclass(frozen=True, slots=True)
class Marking:
    """How the program marks chosen options: right only if exactly the right ones were chosen."""

    right: bool
    found: int  # right options that were chosen
    wanted: int  # right options in all
    wrong_choices: int
    proposed: Grade  # GOOD when right, AGAIN when not


@dataclass(frozen=True, slots=True)
class UndoneImport:
    """What taking an import back did, counted."""

    decks: tuple[str, ...]
    documents: tuple[str, ...]
    removed: int  # new cards that went away
    kept: int  # new cards with answers or the like: no longer asked, kept with them
    restored: int  # changed or retired cards, as they were before
    left: int  # cards that a later import has changed since


@dataclass(frozen=True, slots=True)
class Undone:
    """What undo took back: `card` is on screen again when an answer was undone."""

    what: str  # "review", "suspend", "mark", "put_off", "setting", "edit", "import"
    card: Card | None = None
    imported: UndoneImport | None = None


@dataclass(frozen=True, slots=True)
class TopicMove:
    """A topic that this session touched: mastery before and after, 0..1."""

    path: TopicPath
    answers: int
    before: float
    after: float
    coverage: float
    evidence: int  # counted answers in the topic, for "little evidence"


@dataclass(frozen=True, slots=True)
class Summary:
    """What a session did, for its last page."""

    answers: int
    seconds: int
    first_tries: int
    right_first: int
    new_seen: int
    days_in_a_row: int
    topics: tuple[TopicMove, ...]
    tomorrow_due: int
    tomorrow_new: int
    tomorrow_minutes: int
    missed: int = 0  # cards whose first try failed
    left: int = 0  # cards that still wait today


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One answer of a card's history, as it is told to the learner."""

    study_day: StudyDay
    kind: ReviewKind
    grade: Grade | None
    seconds: float


@dataclass(frozen=True, slots=True)
class History:
    """A card's answers, oldest first, and what says why it is due."""

    today: StudyDay
    due: StudyDay | None  # None for a card never seen
    interval_days: int = 0
    easiness: int = 0  # in hundredths
    predicted: float | None = None
    rows: tuple[HistoryRow, ...] = field(default_factory=tuple)
