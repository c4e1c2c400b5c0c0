"""An input goes in; another that is likely to reach new places of a reader comes out."""

from __future__ import annotations

import io
import random
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import zstandard

from tests.fuzz.targets import TEXTS
from tests.unit.importers.test_nothing_is_lost import PIECES, SHAPES, filled

Bytes = Callable[[bytes], bytes]
_SQLITE, _ZIP, _ZSTANDARD = b"SQLite format 3\0", b"PK\x03\x04", b"\x28\xb5\x2f\xfd"
_FRAGMENTS = (
    *("{{c1::a::b}}", "{{#Front}}", "{{/Front}}", "{{^Front}}", "{{FrontSide}}", "[sound:x.mp3]"),
    *(
        "<img src='../x.png'>",
        "<b>",
        "</div>",
        "<table><tr><td>",
        "<script>",
        "[latex]",
        "\\(",
        "$$",
    ),
    *("[$]", "&lt;", "\x1f", "{", "[[", '"', "\x00", "%s", "::", "-1", "9" * 30, "é", "[...]", ""),
)


def mutated(name: str, data: bytes, random_bytes: Bytes, chance: random.Random) -> bytes:
    """The bytes after one change; `random_bytes` is what knows nothing of documents."""
    if name in TEXTS:
        return _text(name, data, chance) if chance.random() < 0.6 else random_bytes(data)
    if chance.random() < 0.15:
        return random_bytes(data)
    with suppress(zipfile.BadZipFile, sqlite3.Error, zstandard.ZstdError, OSError, ValueError):
        return _inside(data, random_bytes, chance)
    return random_bytes(data)


def _text(name: str, data: bytes, chance: random.Random) -> bytes:
    lines = data.decode("utf-8", "ignore").split("\n")
    place = chance.randrange(len(lines))
    other = chance.randrange(len(lines))
    pieces = SHAPES[name] if chance.random() < 0.7 else PIECES
    drawn = filled(chance.choices(pieces, k=chance.choice((1, 1, 2, 4)))).split("\n")
    changes: tuple[Callable[[], list[str]], ...] = (
        lambda: [*lines[:place], *drawn, *lines[place:]],
        lambda: [*lines[:place], *drawn, *lines[place + 1 :]],
        lambda: [*lines[:place], *lines[place + chance.choice((1, 1, 3, 10)) :]],
        lambda: [*lines[:place], *lines[other : other + 4], *lines[place:]],
        lambda: [
            *lines[:place],
            " " * chance.choice((1, 2, 4)) + lines[place],
            *lines[place + 1 :],
        ],
        lambda: [*lines[:place], lines[place] + " " + drawn[0], *lines[place + 1 :]],
        lambda: [*lines[:place], lines[place].lstrip(), *lines[place + 1 :]],
    )
    return "\n".join(chance.choice(changes)()).encode()


def _inside(data: bytes, random_bytes: Bytes, chance: random.Random) -> bytes:
    if data.startswith(_ZIP):
        return _in_archive(data, random_bytes, chance)
    if data.startswith(_SQLITE):
        return _in_database(data, random_bytes, chance)
    if data.startswith(_ZSTANDARD):
        unpacked = zstandard.ZstdDecompressor().decompressobj().decompress(data)
        return zstandard.compress(_inside(unpacked, random_bytes, chance))
    return _in_bytes(data, random_bytes, chance)


def _in_bytes(data: bytes, random_bytes: Bytes, chance: random.Random) -> bytes:
    if chance.random() < 0.5:
        return random_bytes(data)
    place = chance.randrange(len(data) + 1)
    return data[:place] + chance.choice(_FRAGMENTS).encode() + data[place:]


def _in_archive(data: bytes, random_bytes: Bytes, chance: random.Random) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = [(info.filename, archive.read(info)) for info in archive.infolist()]
    place = chance.randrange(len(entries))
    collections = [at for at, entry in enumerate(entries) if "collection" in entry[0]]
    if collections and chance.random() < 0.7:
        place = collections[-1]
    name, content = entries[place]
    if chance.random() < 0.03:
        name = chance.choice(("meta", "media", "0", "1", "../x", "/x", "cards.xml", "METADATA"))
    entries[place] = (name, _inside(content, random_bytes, chance))
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w") as archive:
        for entry in entries:
            with suppress(UserWarning):
                archive.writestr(*entry)
    return output.getvalue()


def _in_database(data: bytes, random_bytes: Bytes, chance: random.Random) -> bytes:
    """One value of one row is another one, or the file itself is damaged."""
    if chance.random() < 0.1:
        return random_bytes(data)
    with TemporaryDirectory() as folder:
        file = Path(folder, "database")
        file.write_bytes(data)
        with closing(sqlite3.connect(file, isolation_level=None)) as database:
            database.create_collation("unicase", lambda one, other: (one > other) - (one < other))
            for _ in range(chance.choice((1, 1, 3))):
                _change_value(database, random_bytes, chance)
        return file.read_bytes()


def _change_value(database: sqlite3.Connection, random_bytes: Bytes, chance: random.Random) -> None:
    names = "select name from sqlite_schema where type = 'table' and name not like 'sqlite_%'"
    table = chance.choice([row[0] for row in database.execute(names)])
    column = chance.choice([row[1] for row in database.execute(f'pragma table_info("{table}")')])
    picked = f'select rowid, "{column}" from "{table}" order by random() limit 1'
    row = database.execute(picked).fetchone()
    if row is not None:
        value = _value(row[1], random_bytes, chance)
        database.execute(f'update "{table}" set "{column}" = ? where rowid = ?', (value, row[0]))


def _value(old: object, random_bytes: Bytes, chance: random.Random) -> object:
    if chance.random() < 0.2:
        return chance.choice(
            (None, "", b"\xff", -1, 2**62, 1e300, float("inf"), "soon", 0, "a" * 999)
        )
    if isinstance(old, bytes):
        return _in_bytes(old, random_bytes, chance)
    return _in_bytes(str(old).encode(), random_bytes, chance).decode("utf-8", "replace")
