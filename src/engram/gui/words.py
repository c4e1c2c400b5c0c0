"""Every word on screen: translated sentences with blanks filled in, plurals, numbers and dates."""

from __future__ import annotations

import re
from datetime import date

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from engram.errors import EngramError

CONTEXT = ""  # what lupdate writes for a `tr` that belongs to no class
DASH = "–"
_THIN_SPACE = "\N{NARROW NO-BREAK SPACE}"
_HARD_SPACE = "\N{NO-BREAK SPACE}"
_BREAK = "\N{ZERO WIDTH SPACE}"
_LONG_WORD = re.compile(r"\S{17,}")
_AFTER_MARK = re.compile(r"(?<=[_./\\])(?=\w)")
_ENDLESS = re.compile(r"(?=[^\W_]*\d)[^\W_]{12,}|[^\W_]{28,}")
_EIGHT = re.compile(r"(.{8})(?=.)")


def tr(text: str, /, **fields: object) -> str:
    """`text` in the learner's language, its {blanks} filled in after translation."""
    translated = QCoreApplication.translate(CONTEXT, text)
    return translated.format(**fields) if fields else translated


def plural(count: int, one: str, many: str, /, **fields: object) -> str:
    """The sentence for `count`; `{n}` stands for the number in both forms."""
    translated = QCoreApplication.translate(CONTEXT, many, None, count)
    chosen = one if translated == many and count == 1 else translated
    return chosen.format(n=number(count), **fields)


def sentence(error: EngramError) -> str:
    """An error's sentence in the learner's language."""
    return QCoreApplication.translate(CONTEXT, error.template).format(**error.fields)


def breakable(text: str) -> str:
    """The same text; paths may be broken behind their marks, endless words anywhere."""
    marked = _LONG_WORD.sub(lambda word: _AFTER_MARK.sub(_BREAK, word[0]), text)
    return _ENDLESS.sub(lambda run: _EIGHT.sub(rf"\1{_BREAK}", run[0]), marked)


def number(value: int) -> str:
    """A whole number, with thin group spaces from 10 000 up."""
    return f"{value:,}".replace(",", _THIN_SPACE) if abs(value) >= 10_000 else str(value)


def count_or_dash(value: int) -> str:
    """A number of a table column, a dash for none."""
    return number(value) if value else DASH


def percent_number(share: float) -> int:
    """A share of 0..1 as whole per cent, half up; short of all is never told as all."""
    rounded = int(share * 100 + 0.5)
    return 99 if rounded == 100 and share < 1 - 1e-9 else rounded


def percent(share: float) -> str:
    """A share of 0..1 as `62 %`."""
    return tr("{n}{space}%", n=percent_number(share), space=_HARD_SPACE)


def duration(minutes: int) -> str:
    """A length of study: `18 minutes`, `1 hour 50 minutes`."""
    hours, rest = divmod(max(minutes, 1), 60)
    parts = []
    if hours:
        parts.append(plural(hours, "{n} hour", "{n} hours"))
    if rest:
        parts.append(plural(rest, "{n} minute", "{n} minutes"))
    return " ".join(parts)


def about_minutes(minutes: int) -> str:
    """An estimate of study time: `about 18 minutes`."""
    return tr("about {duration}", duration=duration(minutes))


def long_date(day: date) -> str:
    """A day as `Tuesday, 4 March`."""
    return _dated(day, tr("dddd, d MMMM"))


def short_date(day: date) -> str:
    """A day as `4 Mar`."""
    return _dated(day, tr("d MMM"))


def weekday_date(day: date) -> str:
    """A day as `Tuesday 25 Feb`, for tooltips."""
    return _dated(day, tr("dddd d MMM"))


def past_date(day: date, today: date) -> str:
    """A day of a history: `Monday, 2 March`, with its year if that is another one."""
    return _dated(day, tr("dddd, d MMMM") if day.year == today.year else tr("dddd, d MMMM yyyy"))


def _dated(day: date, pattern: str) -> str:
    # The translation names its own locale, so that months never mix two languages.
    return QLocale(tr("en")).toString(QDate(day.year, day.month, day.day), pattern)
