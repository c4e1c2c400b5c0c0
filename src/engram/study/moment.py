"""Now, as an action needs it: the study day, the stamp of a row, and ids that sort by time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from engram.model import StudyDay
from engram.store.author import LatestId, Stamp
from engram.studyday import instant_ms, offset_minutes, study_day

_DIGITS = "0123456789abcdefghjkmnpqrstvwxyz"
_RANDOM_BITS = 59  # of 60, so that counting up has room
_TIME_DIGITS = 10


def sortable_id(milliseconds: int, randomness: int) -> str:
    """Ten digits of time and twelve of `randomness` (60 bits), base 32: sorts by time."""
    return _digits(milliseconds, _TIME_DIGITS) + _digits(randomness, 12)


def _number(digits: str) -> int:
    number = 0
    for digit in digits:
        number = number << 5 | _DIGITS.index(digit)
    return number


def _digits(number: int, count: int) -> str:
    return "".join(_DIGITS[number >> 5 * place & 31] for place in reversed(range(count)))


@dataclass(frozen=True, slots=True)
class Clock:
    """Where `now` and randomness come from; given by whoever starts the program."""

    now: Callable[[], datetime]
    random_bits: Callable[[int], int]

    def stamp(self, latest_id: LatestId) -> Stamp:
        """A new action's id and time; `latest_id` gives the last id of a millisecond, if any.

        Two actions of one millisecond get ids in the order they happened.
        """
        now = self.now()
        milliseconds = instant_ms(now)
        new = sortable_id(milliseconds, self.random_bits(_RANDOM_BITS))
        latest = latest_id(new[:_TIME_DIGITS])
        if latest is not None and latest >= new:
            new = sortable_id(milliseconds, _number(latest[_TIME_DIGITS:]) + 1)
        return Stamp(new, milliseconds, offset_minutes(now))

    def study_day(self, rollover_hour: int) -> StudyDay:
        """Today's study day."""
        return study_day(self.now(), rollover_hour)
