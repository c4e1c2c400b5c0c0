"""What belongs to this machine and not to a library: looks, window state, this device's id."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from engram.errors import StoreError
from engram.settings import Value, checked_value, setting, value_in_force
from engram.whole_files import put_new, written_beside


class Machine:
    """The machine's settings file; a damaged one counts as empty and is written anew."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._values = _read(path)

    def value(self, name: str) -> Value:
        """The value of a declared setting of the machine, or its default."""
        return value_in_force(setting(name), self._values.get(name))

    def change(self, name: str, value: object) -> None:
        """Puts a new value; SettingError or StoreError leaves the old one."""
        self._change(name, checked_value(setting(name), value))

    def remembered(self, name: str) -> str:
        """A piece of window state, or an empty text."""
        value = self._values.get(name, "")
        return value if isinstance(value, str) else ""

    def remember(self, name: str, value: str) -> None:
        """Keeps a piece of window state."""
        self._change(name, value)

    def device(self, random_bits: Callable[[int], int]) -> str:
        """This device's id, made on first use; where it cannot be kept, one that comes out again.

        Of several programs that start at once one makes it, and the others take it over.
        """
        known = self.remembered("device")
        if known:
            return known
        with suppress(StoreError):
            self._keep_first("device", f"{random_bits(64):016x}")
        return self.remembered("device") or self._derived_device()

    def _derived_device(self) -> str:
        """What undo finds again after a restart although nothing can be written here."""
        import hashlib
        import platform

        place = f"{platform.node()}\n{self._path.absolute()}"
        return hashlib.blake2b(os.fsencode(place), digest_size=8).hexdigest()

    def _keep_first(self, name: str, value: str) -> None:
        """Keeps a value unless another program has kept one meanwhile; then that one is known."""
        with self._written({**self._values, name: value}) as partial:
            try:
                put_new(partial, self._path)
            except FileExistsError:
                if not isinstance(_read(self._path).get(name), str):
                    partial.replace(self._path)
        self._values = _read(self._path)

    def _change(self, name: str, value: object) -> None:
        # What another window has written meanwhile stays.
        values = {**self._values, **_read(self._path), name: value}
        with self._written(values) as partial:
            partial.replace(self._path)
        self._values = values

    @contextmanager
    def _written(self, values: dict[str, object]) -> Iterator[Path]:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with written_beside(self._path) as partial:
                partial.write_text(json.dumps(values, indent=1, sort_keys=True), encoding="utf-8")
                yield partial
        except OSError as failure:
            raise StoreError(
                "{file} cannot be written: {reason}. The setting was not kept.",
                file=self._path,
                reason=failure.strerror,
            ) from failure


def _read(path: Path) -> dict[str, object]:
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return values if isinstance(values, dict) else {}
