"""The learner's study settings, read from the library and changed through its journal."""

from __future__ import annotations

import json

from engram.settings import Value, checked_value, setting, value_in_force
from engram.store.journal import Journal, Note
from engram.study.moment import Clock


class Preferences:
    """Values of the settings that are kept in the library; each change can be undone."""

    def __init__(self, journal: Journal, clock: Clock) -> None:
        self._journal = journal
        self._clock = clock

    def value(self, name: str) -> Value:
        """The value in force; a stored one that is no longer allowed counts as the default."""
        stored = self._journal.settings().get(name)
        return value_in_force(setting(name), None if stored is None else json.loads(stored))

    def number(self, name: str) -> int:
        """The value of a setting that is a number."""
        return int(self.value(name))

    def change(self, name: str, value: object) -> None:
        """Puts a new value; SettingError leaves the old one."""
        checked = checked_value(setting(name), value)
        note = Note("setting", None, name, json.dumps(checked))
        with self._journal.one_change():
            self._journal.add(note, self._clock.stamp(self._journal.latest_id))
