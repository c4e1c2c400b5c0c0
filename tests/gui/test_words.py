"""Words on screen: numbers, shares, lengths, dates and errors as sentences."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QApplication

from engram.errors import SettingError
from engram.gui import words

NARROW, HARD = "\N{NARROW NO-BREAK SPACE}", "\N{NO-BREAK SPACE}"


@pytest.fixture(autouse=True)
def _application(qapp: QApplication) -> None:
    assert qapp


def test_groups_begin_at_ten_thousand() -> None:
    assert words.number(9999) == "9999"
    assert words.number(65536) == f"65{NARROW}536"


def test_none_is_a_dash_in_a_column() -> None:
    assert words.count_or_dash(0) == "–"
    assert words.count_or_dash(3) == "3"


@pytest.mark.parametrize(
    ("share", "told"), [(0.0, 0), (0.005, 1), (0.62, 62), (0.625, 63), (0.999, 99), (1.0, 100)]
)
def test_only_all_is_a_hundred_per_cent(share: float, told: int) -> None:
    assert words.percent(share) == f"{told}{HARD}%"


@pytest.mark.parametrize(
    ("minutes", "told"),
    [
        (0, "1 minute"),
        (1, "1 minute"),
        (18, "18 minutes"),
        (60, "1 hour"),
        (110, "1 hour 50 minutes"),
    ],
)
def test_study_time_is_told_in_hours_and_minutes(minutes: int, told: str) -> None:
    assert words.duration(minutes) == told
    assert words.about_minutes(minutes) == f"about {told}"


def test_one_and_many_have_their_own_sentence() -> None:
    assert words.plural(1, "{n} card", "{n} cards") == "1 card"
    assert words.plural(0, "{n} card", "{n} cards") == "0 cards"
    assert words.plural(12000, "{n} card", "{n} cards") == f"12{NARROW}000 cards"


def test_dates_are_in_the_language_of_the_words() -> None:
    day = date(2025, 3, 4)
    assert words.long_date(day) == "Tuesday, 4 March"
    assert words.short_date(day) == "4 Mar"
    assert words.weekday_date(day) == "Tuesday 4 Mar"


def test_an_error_is_told_as_its_sentence() -> None:
    error = SettingError("There is no setting named {name}.", name="speed")
    assert words.sentence(error) == str(error) == "There is no setting named speed."


def test_only_what_may_be_wider_than_a_line_may_be_broken() -> None:
    gap = "\N{ZERO WIDTH SPACE}"
    assert words.breakable("Donaudampfschifffahrt on the river.") == (
        "Donaudampfschifffahrt on the river."
    )
    assert words.breakable("notes_2024.md") == "notes_2024.md"
    assert words.breakable("/home/folder/notes.md") == f"/{gap}home/{gap}folder/{gap}notes.{gap}md"
    assert words.breakable("a0ddbcbc28b54855") == f"a0ddbcbc{gap}28b54855"
