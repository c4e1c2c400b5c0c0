"""Where files are kept: the learner's library, this machine's settings, backups and the log."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from engram.errors import StoreError

LIBRARY_VARIABLE = "ENGRAM_LIBRARY"


@dataclass(frozen=True, slots=True)
class Places:
    """The files of one library and of this machine."""

    library: Path
    machine: Path  # looks, window state, this device's id

    @property
    def backups(self) -> Path:
        """The folder beside the library that its backups go to."""
        return self.library.with_name(self.library.stem + "-backups")

    @property
    def log(self) -> Path:
        """Where unexpected failures are written down."""
        return self.machine.with_name("engram.log")


def places(library: str | None, environment: Mapping[str, str] = os.environ) -> Places:
    """The places for a library named on the command line, in the environment, or the usual one.

    StoreError for a library in a home folder that nobody knows.
    """
    named = library or environment.get(LIBRARY_VARIABLE)
    usual = Path(platformdirs.user_data_dir("engram", appauthor=False)) / "library.db"
    machine = Path(platformdirs.user_config_dir("engram", appauthor=False)) / "machine.json"
    return Places(_at_home(named) if named else usual, machine)


def _at_home(named: str) -> Path:
    try:
        return Path(named).expanduser()
    except RuntimeError as failure:
        raise StoreError(
            "The home folder that {file} begins with is not known. Nothing was changed.", file=named
        ) from failure
