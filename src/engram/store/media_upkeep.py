"""A library's media compared with what its texts name; and the removal of what nothing names."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from engram.media import is_named
from engram.model import StudyDay
from engram.store.database import Database
from engram.store.failures import told
from engram.store.media_files import MediaFiles, read_file
from engram.store.media_names import names_needed

_DIGEST = 64  # letters of a name before its suffix
_SET_ASIDE = ".damaged"
_SECONDS = 86_400


@dataclass(frozen=True, slots=True)
class MediaAudit:
    """How many media the library needs, and the names of those that are not as they should be."""

    needed: int
    missing: tuple[str, ...]  # neither a file nor a copy in the library is whole
    damaged: tuple[str, ...]  # files that are not what their names stand for
    unused: tuple[str, ...]  # nothing in the library names them


def audited_media(database: Database, media: MediaFiles) -> MediaAudit:
    """Reads every file and compares; nothing is changed."""
    with told(database.path):
        needed = names_needed(database.connection)
    embedded = {name for (name,) in database.rows("select name from media")}
    files = set(media.files())
    damaged = tuple(sorted(name for name in files if not _is_whole(media.folder / name)))
    return MediaAudit(
        len(needed),
        tuple(sorted(name for name in needed if media.read(name) is None)),
        damaged,
        tuple(sorted(_unused(files | embedded, needed))),
    )


def swept(database: Database, media: MediaFiles, today: StudyDay) -> int:
    """Removes what nothing in the library names, and says how many that were.

    A damaged file that is needed is set aside: a copy in the library counts then, or the next
    import of its document brings it again. While this lasts no import can be written.
    """
    with told(media.folder), database.transaction() as connection:
        needed = names_needed(connection)
        embedded = {name for (name,) in connection.execute("select name from media")}
        unused = _unused({*media.files(), *embedded}, needed)
        connection.executemany("delete from media where name = ?", [(name,) for name in unused])
        for name in unused:
            (media.folder / name).unlink(missing_ok=True)
        for name in media.files():
            file = media.folder / name
            if not _is_whole(file):
                file.replace(file.with_name(f"{name}{_SET_ASIDE}"))
        _remove_unfinished(media.folder, today)
    return len(unused)


def _unused(names: Iterable[str], needed: Iterable[str]) -> list[str]:
    """Those whose bytes nothing names, under whatever suffix."""
    digests = {name[:_DIGEST] for name in needed}
    return [name for name in names if name[:_DIGEST] not in digests]


def _is_whole(file: Path) -> bool:
    data = read_file(file)
    return data is not None and is_named(file.name, data)


def _remove_unfinished(folder: Path, today: StudyDay) -> None:
    """What a killed import left half written; one that runs now is younger than a day."""
    for file in folder.glob("engram-*.partial"):
        with suppress(OSError):
            if file.lstat().st_mtime < (today - 1) * _SECONDS:
                file.unlink()
