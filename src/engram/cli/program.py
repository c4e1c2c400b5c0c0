"""The parts of an open library that commands work with; the composition root fills it in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from engram.mastery.report import Mastery
from engram.model import StudyDay
from engram.store.author import Author
from engram.store.content import Content
from engram.store.database import Database
from engram.store.imports import Imports
from engram.store.media_files import MediaFiles
from engram.store.progress import Progress
from engram.study.desk import Study
from engram.study.preferences import Preferences
from engram.study.recording import Recorder

if TYPE_CHECKING:  # what no start needs is loaded when it is asked for
    from engram.store.exported_texts import ExportedTexts
    from engram.store.histories import Histories
    from engram.store.media_upkeep import MediaAudit
    from engram.study.past import PastTaker


@dataclass(frozen=True, slots=True)
class Program:
    """One open library and everything that reads or writes it."""

    library: Path
    backups: Path
    author: Author  # in whose name is written
    content: Content
    imports: Imports
    media: MediaFiles
    progress: Progress
    history: Callable[[], Histories]
    given_away: Callable[[], ExportedTexts]
    recorder: Recorder
    preferences: Preferences
    mastery: Mastery
    study: Study
    past_in: Callable[[Database | None], PastTaker]  # over another connection to this library
    today: Callable[[], StudyDay]
    back_up: Callable[[Path], Path]
    audit_media: Callable[[], MediaAudit]
    sweep_media: Callable[[], int]  # removes what nothing names
    damage: Callable[[], tuple[str, ...]]  # what SQLite itself finds wrong in the file
    close: Callable[[], None]

    @property
    def past(self) -> PastTaker:
        """Who takes over what other programs know."""
        return self.past_in(None)

    @property
    def histories(self) -> Histories:
        """The answers of many cards at once."""
        return self.history()

    @property
    def exported_texts(self) -> ExportedTexts:
        """Which texts another program was given."""
        return self.given_away()


Opener = Callable[[], Program]
"""Opens the library when a command first needs it; `compile` never does."""
