"""The study day: which day an instant counts for, with a rollover hour in place of midnight.

A study day is the learner's local calendar day that starts at the rollover hour (04:00 unless
set): an answer at 01:30 counts for the day before. It is kept as days since 1970-01-01, so that
intervals are plain sums; `iso` writes it for people.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from engram.model import StudyDay

EPOCH = date(1970, 1, 1)
DEFAULT_ROLLOVER_HOUR = 4


def study_day(now: datetime, rollover_hour: int = DEFAULT_ROLLOVER_HOUR) -> StudyDay:
    """The study day of an aware `now`, by the wall clock it carries.

    Raises ValueError for a `now` without an offset or an hour outside 0..23.
    """
    if now.utcoffset() is None:
        raise ValueError("an instant needs its offset from UTC")
    if not 0 <= rollover_hour <= 23:
        raise ValueError("the day starts at an hour from 0 to 23")
    wall = now.replace(tzinfo=None)
    # Wall-clock subtraction, so that a DST night neither loses nor doubles a day.
    return day_of(wall.date() if wall.hour >= rollover_hour else wall.date() - timedelta(days=1))


def day_of(calendar_day: date) -> StudyDay:
    """A calendar day as a study day."""
    return StudyDay((calendar_day - EPOCH).days)


def date_of(day: int) -> date:
    """The calendar day of a study day."""
    return EPOCH + timedelta(days=day)


def iso(day: int) -> str:
    """A study day as `2026-12-01`; a day past the calendar's end as its last."""
    try:
        return date_of(day).isoformat()
    except OverflowError:
        return date.max.isoformat()


def instant_ms(now: datetime) -> int:
    """Milliseconds since 1970-01-01 UTC."""
    return round(now.astimezone(UTC).timestamp() * 1000)


def offset_minutes(now: datetime) -> int:
    """The offset of the local clock from UTC, in minutes."""
    offset = now.utcoffset()
    return 0 if offset is None else round(offset.total_seconds() / 60)
