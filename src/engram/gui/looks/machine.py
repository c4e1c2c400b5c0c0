"""The settings of the machine that change the looks, brought to the theme."""

from __future__ import annotations

from typing import Protocol

from engram.gui.looks.theme import Theme
from engram.settings import Value


class SettingStore(Protocol):
    """Where settings are kept: the library's, or the machine's."""

    def value(self, name: str) -> Value: ...

    def change(self, name: str, value: object) -> None: ...


def apply_looks(theme: Theme, machine: SettingStore) -> None:
    """Give the theme the scheme, the text size and the motion that this machine is set to."""
    theme.set_quiet_motion(quiet=bool(machine.value("quiet_motion")))
    scheme = machine.value("theme")
    theme.set_scheme("light" if scheme == "light" else "dark" if scheme == "dark" else "system")
    theme.set_text_scale(int(machine.value("text_size_percent")) / 100)
