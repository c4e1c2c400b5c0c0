"""The commands about studying: due, answer, stats."""

from __future__ import annotations

import argparse
from typing import Any

from engram.cli.output import counted, percent, print_json, print_lines
from engram.cli.program import Opener
from engram.exporters.card_json import schedule_json
from engram.mastery.values import TopicReport
from engram.model import CardId
from engram.scheduling.sm2 import checked_grade
from engram.studyday import iso

_LEVELS = ("secure", "slipping", "familiar", "learning", "unseen")


def due(arguments: argparse.Namespace, opener: Opener) -> None:
    """`engram due`: what today holds and which card comes next."""
    study = opener().study
    today = study.today()
    by_topic = {
        "::".join(path): {"due": counts.due, "new": counts.new}
        for path, counts in today.by_topic.items()
    }
    value = {
        "study_day": iso(today.study_day),
        "due": today.due,
        "new": today.new,
        "backlog": today.backlog,
        "by_topic": by_topic,
        "next": list(study.next_cards()),
    }
    if arguments.json:
        print_json(value)
        return
    print_lines(
        [
            f"{value['study_day']}: {today.due} due, {today.new} new,"
            f" {today.again} to repeat, about {counted(today.minutes, 'minute')}"
        ]
    )


def answer(arguments: argparse.Namespace, opener: Opener) -> None:
    """`engram answer`: records one review of any card that can be answered."""
    grade = checked_grade(arguments.grade)
    day, outcome, before, after = opener().study.answer(CardId(arguments.card), grade)
    value = {
        "card": arguments.card,
        "study_day": iso(day),
        "kind": outcome.kind.value,
        "before": schedule_json(before.schedule),
        "after": schedule_json(after.schedule),
    }
    if arguments.json:
        print_json(value)
    elif after.schedule:
        print_lines([f"Saved as {outcome.kind.value}; due {iso(after.schedule.due)}"])


def stats(arguments: argparse.Namespace, opener: Opener) -> None:
    """`engram stats`: mastery, coverage and levels of every deck and topic."""
    report = opener().mastery.report()
    if not arguments.json:
        print_lines(_line(topic) for topic in report.topics)
        return
    print_json(
        {
            "topics": [_topic_json(topic) for topic in report.topics],
            "total": _topic_json(report.total),
            "retention": report.retention,
            "forecast": [{"study_day": iso(day), "due": count} for day, count in report.forecast],
        }
    )


def _topic_json(topic: TopicReport) -> dict[str, Any]:
    return {
        "topic": "::".join(topic.path),
        "cards": topic.cards,
        "seen": topic.seen,
        "mastery": topic.mastery,
        "coverage": topic.coverage,
        "readiness": topic.readiness,
        "levels": {level: getattr(topic.levels, level) for level in _LEVELS},
        "answers": topic.answers,
        "expected": topic.expected,
        "observed": topic.observed,
        "interval": None if topic.interval is None else list(topic.interval),
    }


def _line(topic: TopicReport) -> str:
    indent = "  " * (len(topic.path) - 1)
    share = "little evidence" if topic.little_evidence else percent(topic.mastery)
    return f"{indent}{topic.path[-1]}: {share}, {topic.seen} of {topic.cards} seen"
