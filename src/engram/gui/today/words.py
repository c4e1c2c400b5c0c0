"""One study day in, the title and the sentence of the Today page out."""

from __future__ import annotations

from engram.gui.words import about_minutes, plural, tr
from engram.mastery.values import Report
from engram.study.values import Today


def today_title(today: Today) -> str:
    """What waits today, in a few words."""
    if not today.total:
        return tr("Done for today") if today.answered_ever else tr("Nothing to study")
    if not today.answered_ever:
        return plural(today.total, "{n} card to begin with", "{n} cards to begin with")
    return plural(today.total, "{n} card today", "{n} cards today")


def today_sentence(today: Today, report: Report) -> str:
    """What the number is made of, or what comes next."""
    if not today.total:
        return tomorrow_sentence(today, report)
    if not today.answered_ever:
        return _first_sentence(today)
    parts = [
        plural(count, one, one)
        for count, one in (
            (today.due, "{n} due"),
            (today.new, "{n} new"),
            (today.again, "{n} once more"),
        )
        if count
    ]
    counts = parts[0]
    if len(parts) > 1:
        counts = tr("{first} and {last}", first=", ".join(parts[:-1]), last=parts[-1])
    return tr("{counts}, {time}", counts=counts, time=about_minutes(today.minutes))


def tomorrow_sentence(today: Today, report: Report) -> str:
    """How many cards are due tomorrow, by the forecast."""
    due = dict(report.forecast).get(today.study_day + 1, 0)
    if not due:
        return tr("Nothing is due tomorrow.")
    return plural(due, "{n} card is due tomorrow.", "{n} cards are due tomorrow.")


def _first_sentence(today: Today) -> str:
    time = about_minutes(today.minutes)
    time = time[:1].upper() + time[1:]
    if len(today.decks) == 1:
        return plural(
            today.cards,
            "{n} card about {deck} is ready. {time}.",
            "{n} cards about {deck} are ready. {time}.",
            deck=today.decks[0],
            time=time,
        )
    return plural(
        today.cards, "{n} card is ready. {time}.", "{n} cards are ready. {time}.", time=time
    )
