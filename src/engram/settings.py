"""Every setting, declared once: name, type by its default, range, and the sentence shown with it.

Study settings are kept in the library (each change a row of its journal), looks on the machine.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from engram.errors import SettingError

Value = int | str | bool


@dataclass(frozen=True, slots=True)
class Choice:
    """One allowed value of a setting and its name on screen."""

    value: Value
    title: str


@dataclass(frozen=True, slots=True)
class Setting:
    """One declared setting; its type is that of its default."""

    name: str
    section: str
    title: str
    sentence: str
    default: Value
    minimum: int | None = None
    maximum: int | None = None
    choices: tuple[Choice, ...] = ()
    scope: Literal["library", "machine"] = "library"
    unit: str = ""


SETTINGS = (
    Setting(
        "new_cards_per_day",
        "Studying",
        "New cards a day",
        "How many cards you have never seen are shown each day.",
        20,
        minimum=0,
        maximum=9999,
    ),
    Setting(
        "reviews_per_day",
        "Studying",
        "Reviews a day",
        "The most due cards to show in one day. 0 means no limit.",
        0,
        minimum=0,
        maximum=9999,
    ),
    Setting(
        "new_cards_order",
        "Studying",
        "New cards come",
        "After the due cards, or mixed in among them.",
        "after",
        choices=(Choice("after", "After"), Choice("mixed", "Mixed")),
    ),
    Setting(
        "grades",
        "Studying",
        "Grades",
        "Four suit most people. Two are quicker, six give the classic 0 to 5.",
        "four",
        choices=(Choice("two", "Two"), Choice("four", "Four"), Choice("six", "Six")),
    ),
    Setting(
        "day_starts_at",
        "Studying",
        "The day starts at",
        "Answers before this hour count for the day before.",
        4,
        choices=tuple(Choice(hour, f"{hour:02}:00") for hour in range(13)),
    ),
    Setting(
        "theme",
        "Looks",
        "Theme",
        "",
        "system",
        choices=(Choice("system", "System"), Choice("light", "Light"), Choice("dark", "Dark")),
        scope="machine",
    ),
    Setting(
        "text_size_percent",
        "Looks",
        "Text size",
        "Also with Ctrl + and Ctrl −.",
        100,
        minimum=60,
        maximum=300,
        scope="machine",
        unit=" %",
    ),
    Setting(
        "quiet_motion",
        "Looks",
        "Quiet motion",
        "No movement at all.",
        default=False,
        scope="machine",
    ),
)


def setting(name: str) -> Setting:
    """The declared setting of that name; SettingError for an unknown one."""
    for declared in SETTINGS:
        if declared.name == name:
            return declared
    raise SettingError("There is no setting named {name}.", name=name)


def checked_value(declared: Setting, value: object) -> Value:
    """`value` if it is of the setting's type and within its range, else SettingError."""
    if not isinstance(value, int | str) or type(value) is not type(declared.default):
        raise _refused(declared, value)
    if declared.choices and value not in {choice.value for choice in declared.choices}:
        raise _refused(declared, value)
    if isinstance(value, int) and not isinstance(value, bool):
        low = declared.minimum if declared.minimum is not None else value
        high = declared.maximum if declared.maximum is not None else value
        if not low <= value <= high:
            raise _refused(declared, value)
    return value


def value_in_force(declared: Setting, stored: object) -> Value:
    """A stored value, or the default for one that is missing or no longer allowed."""
    try:
        return checked_value(declared, stored)
    except SettingError:
        return declared.default


def _refused(declared: Setting, value: object) -> SettingError:
    return SettingError(
        "“{title}” cannot be {value}; it was left as it is.", title=declared.title, value=value
    )
