"""A stored value of a setting that is no longer allowed counts as the default."""

from __future__ import annotations

import json

import pytest

from engram.errors import SettingError
from engram.settings import checked_value, setting, value_in_force
from tests.learner import Learner


@pytest.mark.parametrize("stored", [None, -5, 10_000, "20", True, 2.5, [20]])
def test_what_is_not_allowed_is_refused_and_never_in_force(stored: object) -> None:
    declared = setting("new_cards_per_day")
    with pytest.raises(SettingError, match="left as it is"):
        checked_value(declared, stored)
    assert value_in_force(declared, stored) == 20


def test_what_is_allowed_is_in_force() -> None:
    assert value_in_force(setting("new_cards_per_day"), 0) == 0
    assert value_in_force(setting("theme"), "dark") == "dark"
    assert value_in_force(setting("theme"), "purple") == setting("theme").default


def test_a_library_with_a_value_out_of_range_is_studied_with_the_default(learner: Learner) -> None:
    learner.program.recorder.set("setting", None, "new_cards_per_day", json.dumps(-5))
    assert learner.program.preferences.number("new_cards_per_day") == 20
