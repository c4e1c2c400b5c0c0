"""Cards, schedules, problems and reports as the command line's JSON values (a stable contract)."""

from __future__ import annotations

from typing import Any

from engram.model import Card, Option, Review, Schedule
from engram.problems import Problem
from engram.studyday import iso


def card_json(card: Card, *, topic_with_deck: bool = False) -> dict[str, Any]:
    """One card; in a library its topic begins with its deck."""
    topic = (card.deck, *card.topic) if topic_with_deck else card.topic
    return {
        "id": card.id,
        "deck": card.deck,
        "topic": "::".join(topic),
        "kind": card.kind.value,
        "question": card.question,
        "answer": card.answer,
        "explanation": card.explanation,
        "options": [_option_json(option) for option in card.options],
        "select": card.select,
        "source": {
            "document": card.source.document,
            "line": card.source.line,
            "ordinal": card.source.ordinal,
        },
        "references": list(card.references),
        "tags": list(card.tags),
        "siblings": list(card.siblings),
        "incomplete": card.incomplete,
        "problems": list(card.problems),
    }


def _option_json(option: Option) -> dict[str, Any]:
    value: dict[str, Any] = {"text": option.text, "correct": option.correct}
    if option.feedback:
        value["feedback"] = option.feedback
    return value


def problem_json(problem: Problem) -> dict[str, Any]:
    """One problem of a document."""
    return {
        "document": problem.document,
        "line": problem.line,
        "severity": problem.severity.value,
        "message": problem.message,
    }


def schedule_json(schedule: Schedule | None) -> dict[str, Any] | None:
    """One schedule; easiness as a number such as 2.36, due as a day."""
    if schedule is None:
        return None
    return {
        "repetitions": schedule.repetitions,
        "interval_days": schedule.interval_days,
        "easiness": schedule.easiness / 100,
        "due": iso(schedule.due),
    }


def review_json(review: Review) -> dict[str, Any]:
    """One review of the log."""
    return {
        "id": review.id,
        "card": review.card,
        "device": review.device,
        "instant_ms": review.instant_ms,
        "offset_minutes": review.offset_minutes,
        "study_day": iso(review.study_day),
        "kind": review.kind.value,
        "grade": None if review.grade is None else int(review.grade),
        "answer_ms": review.answer_ms,
        "chosen": list(review.chosen),
        "shown": list(review.shown),
        "marked_right": review.marked_right,
        "guessed": review.guessed,
        "card_hash": review.card_hash,
        "predicted": review.predicted,
        "schedule": schedule_json(review.schedule),
    }
