"""The button setting and a quiz's marking in; the grades on offer, their names and keys, out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from engram.gui.words import plural, tr
from engram.model import Grade, Outcome, ReviewKind
from engram.study.values import Marking

ButtonSetting = Literal["two", "four", "six"]
YEAR = 365


@dataclass(frozen=True, slots=True)
class GradeChoice:
    """One button: the grade it gives, its name, its key, and whether Enter takes it."""

    grade: Grade
    name: str
    key: str
    guessed: bool = False
    proposed: bool = False


def button_setting(value: str) -> ButtonSetting:
    """The setting a stored word stands for; an unknown one is the usual four buttons."""
    return "two" if value == "two" else "six" if value == "six" else "four"


def grade_choices(setting: ButtonSetting, marking: Marking | None) -> tuple[GradeChoice, ...]:
    """The buttons in their order; a marking proposes one and lets a right answer be a guess."""
    choices = {"two": _two, "four": _four, "six": _six}[setting]()
    if marking is None:
        return choices
    if marking.right:
        choices = tuple(_as_guess(choice, setting) for choice in choices)
    return tuple(replace(choice, proposed=choice.grade is marking.proposed) for choice in choices)


def _two() -> tuple[GradeChoice, ...]:
    return (
        GradeChoice(Grade.AGAIN, tr("Wrong"), "1"),
        GradeChoice(Grade.GOOD, tr("Right"), tr("Space")),
    )


def _four() -> tuple[GradeChoice, ...]:
    return (
        GradeChoice(Grade.AGAIN, tr("Again"), "1"),
        GradeChoice(Grade.HARD, tr("Hard"), "2"),
        GradeChoice(Grade.GOOD, tr("Good"), "3"),
        GradeChoice(Grade.EASY, tr("Easy"), "4"),
    )


def _six() -> tuple[GradeChoice, ...]:
    return (
        GradeChoice(Grade.BLACKOUT, tr("Blackout"), "0"),
        GradeChoice(Grade.AGAIN, tr("Again"), "1"),
        GradeChoice(Grade.ALMOST, tr("Almost"), "2"),
        GradeChoice(Grade.HARD, tr("Hard"), "3"),
        GradeChoice(Grade.GOOD, tr("Good"), "4"),
        GradeChoice(Grade.EASY, tr("Easy"), "5"),
    )


def _as_guess(choice: GradeChoice, setting: ButtonSetting) -> GradeChoice:
    """A right answer that was a guess counts as Hard; of two buttons, Wrong makes room for it."""
    replaced = Grade.AGAIN if setting == "two" else Grade.HARD
    if choice.grade is not replaced:
        return choice
    return replace(choice, grade=Grade.HARD, name=tr("I guessed"), guessed=True)


def outcome_words(outcome: Outcome | None) -> str:
    """What a grade would do: `38 days`, `today, then 1 day`."""
    if outcome is None or outcome.schedule is None:
        return ""
    if outcome.again_today:
        return tr("today, then {interval}", interval=short_outcome_words(outcome))
    return short_outcome_words(outcome)


def short_outcome_words(outcome: Outcome | None) -> str:
    """The interval alone; an early pass leaves the schedule as it is."""
    if outcome is None or outcome.schedule is None:
        return ""
    if outcome.kind is ReviewKind.PRACTICE and not outcome.again_today:
        return tr("as planned")
    return interval_words(outcome.schedule.interval_days)


def interval_words(days: int) -> str:
    """A whole number of days; from a year on in years with one digit behind the point."""
    if days < YEAR:
        return plural(days, "{n} day", "{n} days")
    return tr("{years} years", years=f"{days / YEAR:.1f}")
