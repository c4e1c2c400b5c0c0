"""Packages of Anki's first form, made by hand: small, and as broken as a test wants them."""

from __future__ import annotations

import json
import sqlite3
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

CREATED = 1_700_000_000 - 1_700_000_000 % 86_400 + 4 * 3600  # at 4 in the morning, UTC
BASIC = ("{{Front}}", "{{FrontSide}}<hr id=answer>{{Back}}")
_TABLES = """
create table col (id integer primary key, crt integer, mod integer, scm integer, ver integer,
  dty integer, usn integer, ls integer, conf text, models text, decks text, dconf text, tags text);
create table notes (id integer primary key, guid text, mid integer, mod integer, usn integer,
  tags text, flds text, sfld integer, csum integer, flags integer, data text);
create table cards (id integer primary key, nid integer, did integer, ord integer, mod integer,
  usn integer, type integer, queue integer, due integer, ivl integer, factor integer,
  reps integer, lapses integer, left integer, odue integer, odid integer, flags integer, data text);
create table revlog (id integer primary key, cid integer, usn integer, ease integer, ivl integer,
  lastIvl integer, factor integer, time integer, type integer);
"""


def note_type(
    fields: Sequence[str] = ("Front", "Back"),
    templates: Sequence[tuple[str, str]] = (BASIC,),
    *,
    cloze: bool = False,
) -> dict[str, Any]:
    """A note type as schema 11 keeps it."""
    return {
        "name": "Cloze" if cloze else "Basic",
        "type": int(cloze),
        "flds": [{"name": name, "ord": place} for place, name in enumerate(fields)],
        "tmpls": [
            {"name": f"Card {place + 1}", "ord": place, "qfmt": asked, "afmt": told}
            for place, (asked, told) in enumerate(templates)
        ],
    }


def collection(
    notes: Sequence[Sequence[str]],
    kind: dict[str, Any] | None = None,
    *,
    cards: Sequence[Mapping[str, int]] = (),
    log: Sequence[tuple[int, ...]] = (),
    more: str = "",
) -> bytes:
    """A collection of notes with one card each, or with `cards`; `more` is SQL run at the end."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "collection")
        database = sqlite3.connect(path)
        database.executescript(_TABLES)
        models = json.dumps({"7": kind or note_type()})
        decks = json.dumps({"1": {"name": "Default"}, "9": {"name": "Sea::Tides"}})
        database.execute(
            "insert into col values (1, ?, 0, 0, 11, 0, 0, 0, '{}', ?, ?, '{}', '{}')",
            (CREATED, models, decks),
        )
        for number, fields in enumerate(notes, start=1):
            database.execute(
                "insert into notes values (?, ?, 7, 0, 0, '', ?, 0, 0, 0, '')",
                (number, f"guid-{number}", "\x1f".join(fields)),
            )
        for number, card in enumerate(cards or [{"nid": n + 1} for n in range(len(notes))], 1):
            row = {"id": number, "did": 9, "ord": 0, "type": 0, "queue": 0, "due": 0, "ivl": 0}
            row |= {"factor": 0, "flags": 0, "odue": 0, "odid": 0} | dict(card)
            names, marks = ", ".join(row), ", ".join("?" for _ in row)
            database.execute(f"insert into cards ({names}) values ({marks})", [*row.values()])
        database.executemany("insert into revlog values (?, ?, 0, ?, ?, 0, ?, ?, ?)", log)
        database.executescript(more)
        database.commit()
        database.close()
        return path.read_bytes()


def package(
    file: Path,
    data: bytes,
    media: Mapping[str, str] | bytes = b"{}",
    files: Mapping[str, bytes] | None = None,
    name: str = "collection.anki2",
) -> Path:
    """A package with a collection, a map of media and further files."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
        archive.writestr("media", media if isinstance(media, bytes) else json.dumps(media))
        for entry, content in (files or {}).items():
            archive.writestr(entry, content)
    return file
