"""What belongs to this machine and not to a library: looks, window state, this device's id."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from engram.errors import StoreError
from engram.settings import Value, checked_value, setting


class Machine:
    """The machine's settings file; a damaged one counts as empty and is written anew."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._values = _read(path)

    def value(self, name: str) -> Value:
        """The value of a declared setting of the machine, or its default."""
        declared = setting(name)
        value = self._values.get(name)
        allowed = {choice.value for choice in declared.choices}
        known = type(value) is type(declared.default) and (not allowed or value in allowed)
        return value if known and isinstance(value, int | str) else declared.default

    def change(self, name: str, value: object) -> None:
        """Puts a new value; SettingError or StoreError leaves the old one."""
        self._write({**self._values, name: checked_value(setting(name), value)})

    def remembered(self, name: str) -> str:
        """A piece of window state, or an empty text."""
        value = self._values.get(name, "")
        return value if isinstance(value, str) else ""

    def remember(self, name: str, value: str) -> None:
        """Keeps a piece of window state."""
        self._write({**self._values, name: value})

    def device(self, random_bits: Callable[[int], int]) -> str:
        """This device's id, made on first use."""
        known = self.remembered("device")
        if known:
            return known
        made = f"{random_bits(64):016x}"
        self.remember("device", made)
        return made

    def _write(self, values: dict[str, object]) -> None:
        partial = self._path.with_name(self._path.name + ".partial")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            partial.write_text(json.dumps(values, indent=1, sort_keys=True), encoding="utf-8")
            partial.replace(self._path)
        except OSError as failure:
            raise StoreError(
                "{file} cannot be written: {reason}. The setting was not kept.",
                file=self._path,
                reason=failure.strerror,
            ) from failure
        self._values = values


def _read(path: Path) -> dict[str, object]:
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return values if isinstance(values, dict) else {}
