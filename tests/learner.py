"""A learner with a real library in a temporary folder and a clock that the test sets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from engram.cli.program import Program
from engram.compiler.assemble import deck_of
from engram.compiler.intake import Preview, previewed, take_in
from engram.library import open_program
from engram.model import Grade, Item, Option, Reading
from engram.paths import Places
from engram.store.database import open_library
from engram.study.session import Session
from engram.study.values import Question

FIRST_DAY = datetime(2026, 3, 2, 10, tzinfo=UTC)


def recall(
    number: int,
    topic: str = "Basics",
    *,
    key: str | None = None,
    siblings: tuple[str, ...] = (),
) -> Item:
    """An open question of our own."""
    return Item(
        f"What does part number {number} of the machine do?",
        line=10 * number + 1,
        answer=f"It turns wheel {number}.",
        topic=(topic,),
        id=key,
        siblings=siblings,
    )


def quiz(
    number: int,
    topic: str = "Quizzes",
    *,
    right: Sequence[int] = (1,),
    key: str | None = None,
) -> Item:
    """A quiz of four options of our own."""
    return Item(
        f"Which wheel belongs to lever {number}?",
        line=10 * number + 1,
        explanation="The others turn the other way.",
        options=tuple(Option(f"Wheel {number}{place}", place in right) for place in range(4)),
        topic=(topic,),
        id=key,
    )


ITEMS = (*(recall(number) for number in range(1, 9)), *(quiz(number) for number in range(9, 13)))


@cache
def new_library() -> bytes:
    """What a library file holds that was just made: making one takes longer than most tests."""
    with TemporaryDirectory() as folder:
        library = Path(folder) / "library.db"
        open_library(library).close()
        return library.read_bytes()


@dataclass(slots=True)
class Learner:
    """Opens, closes and reopens one library; `now` is the time it is."""

    folder: Path
    now: datetime = FIRST_DAY
    shipped: Path | None = None
    _open: list[Program] = field(default_factory=list)

    @property
    def places(self) -> Places:
        return Places(self.folder / "library.db", self.folder / "machine.json")

    @property
    def program(self) -> Program:
        """The open library, opened now if it is not."""
        if not self._open:
            if not self.places.library.exists():
                self.places.library.parent.mkdir(parents=True, exist_ok=True)
                self.places.library.write_bytes(new_library())
            self._open.append(open_program(self.places, self.shipped, lambda: self.now))
        return self._open[0]

    def close(self) -> None:
        """Closes the library, as ending the program does."""
        while self._open:
            self._open.pop().close()

    def tomorrow(self, days: int = 1) -> None:
        """Lets days pass."""
        self.now += timedelta(days=days)

    def take_in(self, items: Sequence[Item] = ITEMS, document: str = "machine.md") -> Preview:
        """Imports a document with these items."""
        deck = deck_of([(document, Reading("test", tuple(items)))])
        preview = previewed(self.program.content, [deck], named=False)
        take_in(self.program.content, preview)
        return preview

    def asked(self, session: Session) -> Question:
        """The card that the session asks now; there must be one."""
        question = session.question()
        assert question is not None
        return question

    def study_all(self, grade: Grade = Grade.GOOD, most: int = 100) -> Session:
        """Answers everything that today holds with one grade."""
        session = self.program.study.start()
        while most and session.question():
            session.grade(grade, answer_ms=5000)
            self.now += timedelta(seconds=20)
            most -= 1
        return session
