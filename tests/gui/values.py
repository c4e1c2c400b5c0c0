"""Made-up study days and reports, large enough to look at and small enough to check by hand."""

from __future__ import annotations

from datetime import date

from engram.mastery.values import Levels, Report, TopicReport
from engram.model import StudyDay
from engram.study.values import Counts, Today, TopicPath
from engram.studyday import day_of

DAY = StudyDay(day_of(date(2025, 3, 4)))
DECK = "Kitchen science"
ANSWERS = (48, 55, 33, 0, 0, 65, 74, 38, 31, 29, 24, 0, 65, 82, 53, 28, 47, 79, 81, 62, 52, 42, 33,
           50, 45, 25, 50, 0)  # fmt: skip

_TOPICS = (
    # name, cards, seen, mastery, due, new, answers, levels
    ("Heat and how it travels", 22, 17, 0.63, 6, 3, 58, (5, 2, 7, 3, 5)),
    ("Fermentation and preserving", 14, 10, 0.49, 5, 2, 29, (2, 3, 3, 2, 4)),
    ("Emulsions, foams and gels", 24, 21, 0.69, 4, 2, 71, (5, 2, 9, 5, 3)),
    ("Food safety and storage", 18, 10, 0.42, 3, 3, 31, (2, 1, 3, 4, 8)),
    ("Doughs, starch and gluten", 20, 18, 0.72, 3, 1, 66, (6, 2, 6, 4, 2)),
    ("Salt, acid and balance", 11, 11, 0.79, 2, 0, 48, (5, 2, 3, 1, 0)),
    ("Knife skills", 9, 9, 0.88, 1, 0, 40, (7, 0, 2, 0, 0)),
    ("Smoke and charcoal", 12, 4, 0.25, 0, 1, 6, (0, 0, 0, 4, 8)),
    ("Stocks and sauces", 13, 13, 0.89, 0, 0, 52, (9, 1, 3, 0, 0)),
)


def topic_report(
    path: tuple[str, ...],
    cards: int,
    seen: int,
    mastery: float,
    answers: int,
    levels: tuple[int, int, int, int, int] = (0, 0, 0, 0, 0),
) -> TopicReport:
    """A topic whose measured share is a little below what was expected."""
    right = round(answers * 0.69)
    return TopicReport(
        path=path,
        cards=cards,
        seen=seen,
        mastery=mastery,
        coverage=seen / cards if cards else 0.0,
        readiness=mastery * 0.87,
        levels=Levels(*levels),
        answers=answers,
        predicted_answers=answers,
        right=right,
        expected=0.74 if answers else None,
        observed=right / answers if answers else None,
        interval=(0.51, 0.83) if answers else None,
    )


def studied_report() -> Report:
    """A deck studied for some weeks and a second one nearly known."""
    topics = [
        topic_report((DECK,), 143, 113, 0.62, 401, (41, 13, 36, 23, 30)),
        *(
            topic_report((DECK, name), cards, seen, mastery, answers, levels)
            for name, cards, seen, mastery, _, _, answers, levels in _TOPICS
        ),
        topic_report(("Garden year",), 30, 30, 0.81, 120, (20, 2, 6, 2, 0)),
        topic_report(("Garden year", "Pruning"), 30, 30, 0.81, 120, (20, 2, 6, 2, 0)),
    ]
    total = topic_report((), 173, 143, 0.65, 521, (61, 15, 42, 25, 30))
    due = (25, 21, 18, 15, 19, 12, 22, 9, 14, 11, 8, 16, 7, 10)
    forecast = tuple((DAY + place, count) for place, count in enumerate(due))
    return Report(tuple(topics), total, 0.81, forecast)


def studied_today() -> Today:
    """36 cards wait, some in nearly every topic."""
    counts: dict[TopicPath, Counts] = {
        (DECK, name): Counts(due, new) for name, _, _, _, due, new, _, _ in _TOPICS
    }
    counts[DECK,] = Counts(24, 12)
    return Today(
        study_day=DAY,
        due=24,
        new=12,
        again=0,
        backlog=9,
        minutes=18,
        by_topic=counts,
        answers_by_day=ANSWERS,
        cards=173,
        answered_ever=True,
        decks=(DECK, "Garden year"),
    )


def first_today() -> Today:
    """The first start: nothing was ever answered."""
    counts: dict[TopicPath, Counts] = {
        (DECK, name): Counts(0, new) for name, _, _, _, _, new, _, _ in _TOPICS if new
    }
    counts[DECK,] = Counts(0, 12)
    return Today(DAY, 0, 12, 0, 0, 10, counts, (0,) * 28, 143, answered_ever=False, decks=(DECK,))


def first_report() -> Report:
    """The same first start: everything is unseen."""
    topics = [topic_report((DECK,), 143, 0, 0.0, 0, (0, 0, 0, 0, 143))]
    topics += [
        topic_report((DECK, name), cards, 0, 0.0, 0, (0, 0, 0, 0, cards))
        for name, cards, *_ in _TOPICS
    ]
    total = topic_report((), 143, 0, 0.0, 0, (0, 0, 0, 0, 143))
    return Report(tuple(topics), total, None, ((DAY, 0),))


def done_today() -> Today:
    """Everything of today is answered."""
    return Today(DAY, 0, 0, 0, 0, 0, {}, ANSWERS, 173, answered_ever=True, decks=(DECK,))


def empty_today() -> Today:
    """A library without a card."""
    return Today(DAY, 0, 0, 0, 0, 0, {}, (0,) * 28, 0, answered_ever=False)


def empty_report() -> Report:
    """The report of a library without a card."""
    return Report((), topic_report((), 0, 0, 0.0, 0), None, ((DAY, 0),))
