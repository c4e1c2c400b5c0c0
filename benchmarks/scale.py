"""Large libraries: the figures of Today and Mastery, an import, and an answer given meanwhile.

Processor time, as other work of the computer lengthens it least. A library has 20 topics; 30 % of
its cards were answered five times each, over a year, and a fifth of those are due.
"""

from __future__ import annotations

import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from engram.cli.program import Program
from engram.library import open_program, random_bits
from engram.model import (
    NEVER_SEEN,
    Card,
    CardId,
    Grade,
    Kind,
    Option,
    Review,
    ReviewId,
    ReviewKind,
    Source,
    Standing,
    StudyDay,
)
from engram.paths import Places
from engram.scheduling.fold import answer_of, folded, predicted_recall
from engram.store import driver, review_rows
from engram.store.author import Author
from engram.store.changes import ContentChange, DeckHead
from engram.store.content import Content
from engram.store.database import Database, open_library
from engram.store.progress import device_row
from engram.study.audit import audited, repaired
from engram.study.moment import Clock, sortable_id
from engram.studyday import study_day

TOPICS = 20
IMPORTED = 20_000
ANSWERS = 5
DAY_MS = 86_400_000
NOW = datetime(2026, 11, 2, 12, tzinfo=UTC)
TODAY = study_day(NOW, 4)
AUTHOR = Author("benchmark", Clock(lambda: NOW, random_bits).stamp)


def report(sizes: Sequence[int]) -> None:
    """Prints each figure on a line, for each size of a library."""
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            _report_library(Path(folder), size)


def _report_library(folder: Path, size: int) -> None:
    places = Places(folder / "library.db", folder / "machine.json")
    make_library(places, size)
    program = open_program(places, None, lambda: NOW)

    def tell(what: str, seconds: float) -> None:
        print(f"{size} cards: {what} {seconds * 1000:.1f} ms", flush=True)

    print(f"{size} cards: {places.library.stat().st_size / size:.0f} bytes a card")
    tell("mastery report", _median(program.mastery.report))
    tell("today's counts", _median(program.study.today))
    new = tuple(cards_of("new", IMPORTED))
    reworded = tuple(replace(card, answer=f"{card.answer} so") for card in new)
    for what, change in (("new", _change(new)), ("reworded", _change((), reworded))):
        whole, held = _imported(places.library, change)
        tell(f"import of {IMPORTED} {what} cards", whole)
        tell("... of which the library is held for", held)
    for what in ("reworded", "new"):
        tell(f"taking back the import of {IMPORTED} {what} cards", _taken_back(program))
    longest, usual = _answers_during_import(program, places.library, size)
    tell(f"longest wait of an answer while {size} new cards are imported", longest)
    tell("usual time of an answer", usual)
    program.close()


def make_library(places: Places, size: int) -> None:
    """A library of so many cards with its log, through the store's own tables."""
    program = open_program(places, None, lambda: NOW)
    program.content.apply([_change(tuple(cards_of("card", size)))])
    numbers = Random(size)
    ids = [f"card-{number}" for number in range(size) if number // TOPICS * 7 % 10 < 3]
    log = sorted(
        (review for card in ids for review in _reviews(CardId(card), numbers)),
        key=lambda review: review.instant_ms,
    )
    database = open_library(places.library)
    with database.transaction() as connection:
        device = device_row(connection, "benchmark")
        rows = dict(connection.execute("select id, number from card"))
        connection.executemany(
            review_rows.INSERT,
            [review_rows.values_of(review, rows[review.card], device) for review in log],
        )
    database.close()
    repaired(program.progress, audited(program.progress))
    program.close()


def cards_of(deck: str, count: int) -> Iterator[Card]:
    """Cards of some hundred characters, every fifth a quiz of four options."""
    numbers = Random(count)
    syllables = [one + other for one in "bdfgklmnprstvz" for other in "aeiou"]
    known = ["".join(numbers.choices(syllables, k=numbers.randint(1, 3))) for _ in range(6000)]
    weights = [1 / (place + 5) for place in range(len(known))]
    words = numbers.choices(known, weights, k=1 << 16)
    for number in range(count):
        first = numbers.randrange(1 << 15)
        told = [" ".join(words[place : place + 3]) for place in range(first, first + 12, 3)]
        quiz = number % 5 == 0
        yield Card(
            CardId(f"{deck}-{number}"),
            deck,
            (f"Topic {number * 7 % TOPICS:02}",),
            Kind.SINGLE_CHOICE if quiz else Kind.RECALL,
            f"{' '.join(words[first + 12 : first + 18])} {number}",
            "" if quiz else " ".join(told),
            "",
            tuple(Option(text, place == 2) for place, text in enumerate(told)) if quiz else (),
            None,
            Source(f"{deck}.md", 4 * number + 1, number + 1),
        )


def _reviews(card: CardId, numbers: Random) -> Iterator[Review]:
    """Answers some days late each, so that the card is due within two months of today."""
    rows: list[tuple[StudyDay, Review]] = []
    day, due, standing = StudyDay(0), StudyDay(0), NEVER_SEEN
    for place in range(ANSWERS):
        lapse = place == 1 and numbers.random() < 0.3
        review = _review(card, standing, day, Grade.AGAIN if lapse else Grade.GOOD, numbers)
        standing = folded((answer_of(review),), standing)
        due = standing.schedule.due if standing.schedule else day
        rows.append((day, review))
        day = StudyDay(due + numbers.randrange(2 * place + 1) * 10)
    wanted = -numbers.randrange(7) if numbers.random() < 0.2 else numbers.randint(1, 60)
    moved = TODAY + wanted - due
    for day, review in rows:
        instant = (day + moved) * DAY_MS + 8 * 3_600_000 + numbers.randrange(3_600_000 * 12)
        new_id = ReviewId(sortable_id(instant, numbers.getrandbits(59)))
        yield replace(review, id=new_id, instant_ms=instant, study_day=StudyDay(day + moved))


def _review(
    card: CardId, standing: Standing, day: StudyDay, grade: Grade, numbers: Random
) -> Review:
    return Review(
        ReviewId(""),
        card,
        "benchmark",
        0,
        0,
        day,
        ReviewKind.SCHEDULED,
        grade,
        numbers.randint(2000, 20_000),
        card_hash="0123456789abcdef",
        predicted=predicted_recall(standing, day),
    )


def _change(new: tuple[Card, ...], changed: tuple[Card, ...] = ()) -> ContentChange:
    cards = (*new, *changed)
    return ContentChange(
        DeckHead(cards[0].deck), new, changed, order=tuple(card.id for card in cards)
    )


class _Watched(Database):
    """A library that knows for how much processor time its last transaction has held it."""

    held_seconds = 0.0

    @contextmanager
    def transaction(self) -> Iterator[driver.Connection]:
        with super().transaction() as connection:
            began = time.process_time()
            yield connection
        self.held_seconds = time.process_time() - began


def _imported(library: Path, change: ContentChange) -> tuple[float, float]:
    """Processor seconds of writing a change, and of the part in which nobody else can write."""
    opened = open_library(library)
    watched = _Watched(library, opened.connection)
    whole = _processor_seconds(lambda: Content(watched, AUTHOR).apply([change]))
    opened.close()
    return whole, watched.held_seconds


def _taken_back(program: Program) -> float:
    """Processor seconds of taking the last import back, all of them holding the library."""
    return _processor_seconds(program.recorder.undo_import)


def _answers_during_import(program: Program, library: Path, count: int) -> tuple[float, float]:
    """The longest time an answer took while an import was written, and the usual one after it."""
    change = _change(tuple(cards_of("more", count)))

    def write() -> None:
        database = open_library(library)
        Content(database, AUTHOR).apply([change])
        database.close()

    session = program.study.start()

    def answer() -> float:
        began = time.perf_counter()
        session.grade(Grade.GOOD, answer_ms=1000)
        return time.perf_counter() - began

    answer()
    writing = threading.Thread(target=write)
    writing.start()
    waits = []
    while writing.is_alive():
        waits.append(answer())
    return max(waits), statistics.median(answer() for _ in range(20))


def _median(work: Callable[[], object]) -> float:
    return statistics.median(_processor_seconds(work) for _ in range(5))


def _processor_seconds(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began
