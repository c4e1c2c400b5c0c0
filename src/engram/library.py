"""Puts the parts of one open library together: each gets what it needs by its constructor."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from engram.cli.program import Program
from engram.compiler.shipped import keep_current
from engram.errors import StoreError
from engram.machine import Machine
from engram.mastery.report import Mastery
from engram.model import StudyDay
from engram.paths import Places
from engram.store.agenda import Agenda
from engram.store.author import Author
from engram.store.backup import back_up, newest_backup
from engram.store.content import Content
from engram.store.database import Database, damage, open_library
from engram.store.failures import told
from engram.store.figures import Figures
from engram.store.imports import Imports
from engram.store.journal import Journal
from engram.store.media_files import MediaFiles
from engram.store.progress import Progress
from engram.study.desk import Study
from engram.study.moment import Clock
from engram.study.preferences import Preferences
from engram.study.recording import Recorder
from engram.studyday import instant_ms

if TYPE_CHECKING:  # what no start needs is loaded when it is asked for
    from engram.store.exported_texts import ExportedTexts
    from engram.store.histories import Histories
    from engram.store.media_upkeep import MediaAudit
    from engram.study.past import PastTaker


def random_bits(count: int) -> int:
    """So many bits from the system's source of chance; `secrets` would load half of hashlib."""
    return int.from_bytes(os.urandom((count + 7) // 8), "big") >> -count % 8


def local_now() -> datetime:
    """Now, in the time zone that this computer is in now: it may travel while Engram is open."""
    if hasattr(time, "tzset"):
        time.tzset()
    return datetime.now(UTC).astimezone()


def local_time(instant: int) -> datetime:
    """An instant (UTC milliseconds) by the clock of the time zone that this computer is in now."""
    return datetime.fromtimestamp(instant / 1000, UTC).astimezone()


def open_program(where: Places, shipped: Path | None, now: Callable[[], datetime]) -> Program:
    """Opens (or makes) the library, brings the shipped deck up to date, and joins the parts.

    StoreError when the library cannot be used; it is then left as it was.
    """
    _refuse_emptied(where)
    database = open_library(where.library)
    try:
        clock = Clock(now, random_bits)
        author = Author(Machine(where.machine).device(random_bits), clock.stamp)
        content = Content(database, author)
        if shipped is not None and shipped.exists():
            keep_current(content, shipped)
        return _joined(where, database, content, clock, author)
    except BaseException:
        database.close()
        raise


def _refuse_emptied(where: Places) -> None:
    """An empty file is a library that is just being made, or what a mishap left of an old one."""
    with told(where.library):
        if not where.library.is_file() or where.library.stat().st_size:
            return
    backup = newest_backup(where.backups)
    if backup is not None:
        raise StoreError(
            "{file} is empty, but there is a backup: {backup}. Nothing was changed; copy the backup"
            " over the empty file, or delete that to begin anew.",
            file=where.library,
            backup=backup,
        )


def _joined(
    where: Places, database: Database, content: Content, clock: Clock, author: Author
) -> Program:
    progress, journal = Progress(database, author.device), Journal(database, author.device)
    imports = Imports(database, author)
    preferences = Preferences(journal, clock)
    agenda, media = Agenda(database), MediaFiles(database)

    def today() -> StudyDay:
        return clock.study_day(preferences.number("day_starts_at"))

    mastery = Mastery(Figures(database), agenda, today)
    recorder = Recorder(progress, journal, imports, clock)

    def audit_media() -> MediaAudit:
        from engram.store.media_upkeep import audited_media

        return audited_media(database, media)

    def sweep_media() -> int:
        from engram.store.media_upkeep import swept

        return swept(database, media, today())

    def history() -> Histories:
        from engram.store.histories import Histories

        return Histories(database)

    def given_away() -> ExportedTexts:
        from engram.store.exported_texts import ExportedTexts

        return ExportedTexts(database, lambda: instant_ms(clock.now()) // 1000)

    def past_in(connection: Database | None) -> PastTaker:
        from engram.store.histories import Histories
        from engram.study.past import PastTaker

        other = connection or database
        notes = Journal(other, author.device)
        day_start = partial(Preferences(notes, clock).number, "day_starts_at")
        return PastTaker(
            Progress(other, author.device),
            notes,
            clock,
            local_time,
            day_start,
            Histories(other),
        )

    return Program(
        library=where.library,
        backups=where.backups,
        author=author,
        content=content,
        imports=imports,
        media=media,
        progress=progress,
        history=history,
        given_away=given_away,
        recorder=recorder,
        preferences=preferences,
        mastery=mastery,
        past_in=past_in,
        study=Study(content, progress, agenda, recorder, preferences, mastery, today),
        today=today,
        back_up=lambda output: back_up(database.connection, output, media.embed_in),
        audit_media=audit_media,
        sweep_media=sweep_media,
        damage=lambda: damage(database),
        close=database.close,
    )
