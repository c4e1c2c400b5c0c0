"""The study day through nights, time zones, clock changes and the ends of the calendar."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engram.studyday import date_of, day_of, instant_ms, iso, offset_minutes, study_day

BERLIN = ZoneInfo("Europe/Berlin")


def test_the_day_starts_at_four() -> None:
    late = datetime(2026, 3, 5, 3, 59, 59, tzinfo=UTC)
    assert date_of(study_day(late)) == date(2026, 3, 4)
    assert date_of(study_day(late + timedelta(seconds=1))) == date(2026, 3, 5)


@pytest.mark.parametrize("hour", [0, 4, 23])
def test_the_rollover_hour_can_be_set(hour: int) -> None:
    at = datetime(2026, 3, 5, hour, tzinfo=UTC)
    assert study_day(at, hour) == study_day(at - timedelta(minutes=1), hour) + 1


@pytest.mark.parametrize("night", [date(2026, 3, 29), date(2026, 10, 25)])
def test_a_clock_change_neither_loses_nor_doubles_a_day(night: date) -> None:
    start = datetime(night.year, night.month, night.day - 1, 12, tzinfo=BERLIN).astimezone(UTC)
    days = [
        study_day((start + timedelta(minutes=10 * step)).astimezone(BERLIN)) for step in range(300)
    ]
    assert days == sorted(days)
    assert set(days) == set(range(days[0], days[-1] + 1))


@given(
    st.datetimes(datetime(1970, 1, 2), datetime(9990, 1, 1)),
    st.integers(-14 * 60, 14 * 60),
    st.integers(0, 23),
)
def test_any_instant_has_a_day_next_to_its_calendar_day(
    at: datetime, offset: int, hour: int
) -> None:
    zone = timezone(timedelta(minutes=offset))
    day = study_day(at.replace(tzinfo=zone), hour)
    assert day_of(at.date()) - day in (0, 1)


def test_an_instant_without_offset_is_refused() -> None:
    with pytest.raises(ValueError, match="offset"):
        study_day(datetime(2026, 1, 1))
    with pytest.raises(ValueError, match="0 to 23"):
        study_day(datetime(2026, 1, 1, tzinfo=UTC), 24)


def test_days_are_written_for_people_even_past_the_calendar() -> None:
    assert iso(day_of(date(2026, 12, 1))) == "2026-12-01"
    assert iso(10**9) == "9999-12-31"


def test_instants_are_kept_in_utc_with_their_offset() -> None:
    at = datetime(2026, 7, 1, 12, tzinfo=BERLIN)
    assert instant_ms(at) == instant_ms(at.astimezone(UTC))
    assert (offset_minutes(at), offset_minutes(at.astimezone(UTC))) == (120, 0)
