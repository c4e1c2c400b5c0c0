"""The pictures and sounds of one library: bytes in and out by their names.

They lie in a folder beside the library, one file each, named by what it holds: a file is written
once, whole, and never changed, so a card that names one is never shown another. A backup carries
them inside itself (table `media`); where a file is missing, that of the table counts.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, closing, suppress
from functools import partial
from pathlib import Path

from engram.media import LARGEST_BYTES, is_media_name, is_named, names_of
from engram.model import Card, Media
from engram.store import driver
from engram.store.database import Database
from engram.store.embedded_media import checked_bytes
from engram.store.failures import told
from engram.store.media_names import names_needed
from engram.whole_files import put_new, written_beside

AT_ONCE = 256  # files that are written before they get their names
WRITERS = 8


def media_folder(library: Path) -> Path:
    """The folder of a library's media: `NAME-media` beside `NAME.db`.

    No two libraries share one, since what one of them does not need is removed from it.
    """
    name = library.name
    return library.with_name(
        f"{name.removesuffix('.db')}-media" if name.endswith(".db") else f"{name}.media"
    )


class MediaFiles:
    """Reads and keeps the media of one open library."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.folder = media_folder(database.path)

    def read(self, name: str) -> bytes | None:
        """What a name stands for; None if it is missing or damaged."""
        if not is_media_name(name):
            return None
        found = (data for data in self._copies(name) if data is not None and is_named(name, data))
        return next(found, None)

    def of(self, cards: Iterable[Card]) -> tuple[Media, ...]:
        """The media that cards name, as far as they are there."""
        return tuple(
            Media(name, partial(self._load, name))
            for name in names_of(cards)
            if self.read(name) is not None
        )

    def keep(self, media: Iterable[Media]) -> None:
        """Writes what is not there yet; each file is on disk when this returns.

        SourceError for bytes that are not what their name stands for, StoreError where nothing can
        be written; files that were written before stay, and no card names them.
        """
        wanted = {each.name: each for each in media}
        if not wanted:
            return
        with told(self.folder):
            self.folder.mkdir(parents=True, exist_ok=True)
            missing = [wanted[name] for name in sorted(wanted.keys() - set(self.files()))]
            for first in range(0, len(missing), AT_ONCE):
                self._write(missing[first : first + AT_ONCE])

    def files(self) -> list[str]:
        """The names under which a file stands in the folder."""
        try:
            return [file.name for file in self.folder.iterdir() if is_media_name(file.name)]
        except FileNotFoundError:
            return []

    def embed_in(self, copy: Path) -> None:
        """Puts all media that a copy of the library needs into it."""
        with closing(driver.connect(copy, isolation_level=None)) as connection:
            connection.execute("begin")
            held = {name for (name,) in connection.execute("select name from media")}
            for name in sorted(names_needed(connection) - held):
                data = self.read(name)
                if data is not None:
                    row = (name, data)
                    connection.execute("insert into media (name, data) values (?, ?)", row)
            connection.execute("commit")

    def _load(self, name: str) -> bytes:
        return self.read(name) or b""

    def _copies(self, name: str) -> Iterator[bytes | None]:
        yield read_file(self.folder / name)
        yield from (data for (data,) in self._rows(name))

    def _rows(self, name: str) -> list[tuple[bytes]]:
        return self._database.rows("select data from media where name = ?", (name,))

    def _write(self, media: Sequence[Media]) -> None:
        """Writes some files and gives them their names when all of them are on disk."""
        with ExitStack() as unfinished:
            written: dict[Path, Path] = {}
            for each in media:
                file = self.folder / each.name
                data = checked_bytes(each)
                written[file] = unfinished.enter_context(written_beside(file))
                written[file].write_bytes(data)
            _put_on_disk(list(written.values()))
            for file, whole in written.items():
                with suppress(FileExistsError):  # another program has just written the same
                    put_new(whole, file)
            _put_names_on_disk(self.folder)


def read_file(file: Path) -> bytes | None:
    """The bytes of an ordinary file that is not too large to be one of ours; None for others."""
    with suppress(OSError):
        status = file.lstat()
        if stat.S_ISREG(status.st_mode) and status.st_size <= LARGEST_BYTES:
            return file.read_bytes()
    return None


def _put_on_disk(files: Sequence[Path]) -> None:
    """Has files survive a power cut; a disk does many of them in little more time than one."""
    if len(files) == 1:
        _flush(files[0])
        return
    from concurrent.futures import ThreadPoolExecutor  # most programs never come here

    with ThreadPoolExecutor(WRITERS) as writers:
        list(writers.map(_flush, files))


def _flush(file: Path) -> None:
    with file.open("rb+") as opened:
        os.fsync(opened.fileno())


def _put_names_on_disk(folder: Path) -> None:
    """Has the names in a folder survive a power cut, where the system can do that."""
    with suppress(OSError):
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)
