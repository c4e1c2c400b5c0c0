"""The clock of an open library: it follows the computer through time zones."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import timedelta

import pytest

from engram.library import local_now


@pytest.fixture
def _zone_restored() -> Iterator[None]:
    yield
    if hasattr(time, "tzset"):
        time.tzset()


@pytest.mark.usefixtures("_zone_restored")
@pytest.mark.skipif(not hasattr(time, "tzset"), reason="Windows asks for the zone each time")
def test_a_computer_that_travels_takes_its_study_day_along(monkeypatch: pytest.MonkeyPatch) -> None:
    for zone, hours in (("XXX-9", 9), ("YYY+8", -8), ("ZZZ0", 0)):
        with monkeypatch.context() as computer:
            computer.setenv("TZ", zone)
            assert local_now().utcoffset() == timedelta(hours=hours)
