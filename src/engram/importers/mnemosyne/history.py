"""The log and the state of Mnemosyne's cards go in; what Engram keeps of their past comes out.

docs/decisions/0015-past-of-mnemosyne.md has the rules and their reasons.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from engram.importers.mnemosyne.contents import CardRow, State
from engram.importers.mnemosyne.library import LogRow
from engram.model import Grade, Past, PastAnswer, ReviewKind, Schedule, StudyDay

LONGEST_INTERVAL_DAYS = 36_500
LONGEST_ANSWER_SECONDS = 24 * 3600
FIRST, LAST = 31_536_000, 221_845_392_000  # seconds of the years 1971 to 8999

_DAY = 86_400
_PASS = 2
_GRADES = {
    0: Grade.BLACKOUT,
    1: Grade.AGAIN,
    2: Grade.HARD,  # "barely correct", a pass in Mnemosyne
    3: Grade.HARD,
    4: Grade.GOOD,
    5: Grade.EASY,
}


def past_of(card: CardRow, log: Sequence[LogRow]) -> Past:
    """The past of a card: its answers, whether it is asked at all, and where it stands."""
    answers = tuple(_answers(log))
    if card.state.grade < 0 and answers:
        answers = (*answers, PastAnswer(answers[-1].instant_ms + 1, ReviewKind.SET, None))
    return Past(answers, suspended=not card.active, schedule=_schedule(card.state))


def _answers(log: Iterable[LogRow]) -> Iterator[PastAnswer]:
    """The answers in order, a millisecond apart where the log gives them one second."""
    known: set[tuple[int, int]] = set()
    instant_ms = 0
    for row in log:
        grade = _GRADES.get(row.grade)
        # Merging two libraries writes what both know a second time.
        if grade is None or not FIRST <= row.instant <= LAST or row[:2] in known:
            continue
        known.add(row[:2])
        instant_ms = max(instant_ms + 1, row.instant * 1000)
        taken = min(max(row.seconds, 0), LONGEST_ANSWER_SECONDS)
        yield PastAnswer(instant_ms, ReviewKind.SCHEDULED, grade, taken * 1000)


def _schedule(state: State) -> Schedule | None:
    """Where a card stands that was seen; one that is not learnt is due the day after."""
    if state.grade < 0 or not FIRST <= state.last <= LAST:
        return None
    easiness = round(max(1.3, min(state.easiness, 9.0)) * 100)
    last = state.last // _DAY
    if state.grade < _PASS:
        return Schedule(1, 1, easiness, StudyDay(last + 1))
    if not FIRST <= state.next <= LAST:
        return None
    due = StudyDay(state.next // _DAY)
    interval = min(max(due - last, 1), LONGEST_INTERVAL_DAYS)
    passes = min(max(state.passes_since_lapse, 0), 1000)
    return Schedule(passes + 1, interval, easiness, due)
