"""Copies of a library: whole, never over another one, and one before each update of its form."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from engram.errors import ConflictError, StoreError
from engram.store import driver
from engram.store.backup import back_up, keep_before_update, newest_backup
from engram.store.database import Database, open_library
from tests.learner import Learner


@pytest.fixture
def library(learner: Learner) -> Iterator[Database]:
    learner.take_in()
    learner.study_all(most=2)
    database = open_library(learner.places.library)
    yield database
    database.close()


def reviews_in(copy: Path) -> int:
    connection = driver.connect(copy)
    try:
        assert connection.execute("pragma integrity_check").fetchone() == ("ok",)
        return int(connection.execute("select count(*) from review").fetchone()[0])
    finally:
        connection.close()


def test_of_two_backups_to_one_name_the_first_stays_and_the_other_is_told(
    library: Database, tmp_path: Path
) -> None:
    copy, first = tmp_path / "copies" / "copy.db", open_library(library.path)

    def meanwhile(statement: str) -> None:
        if statement.startswith("vacuum") and not copy.exists():
            back_up(first.connection, copy)

    library.connection.set_trace_callback(meanwhile)
    with pytest.raises(ConflictError, match=r"copy\.db exists already; it was not overwritten"):
        back_up(library.connection, copy)
    library.connection.set_trace_callback(None)
    first.close()
    assert reviews_in(copy) == 2
    assert [each.name for each in copy.parent.iterdir()] == ["copy.db"]


def test_a_backup_that_cannot_be_written_leaves_nothing(library: Database, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    before = sorted(tmp_path.iterdir())
    for output in (blocked / "copy.db", tmp_path / ("long" * 80)):
        with pytest.raises(StoreError, match=r"cannot be (used|written)"):
            back_up(library.connection, output)
    assert sorted(tmp_path.iterdir()) == before


def test_damage_that_a_backup_meets_is_told_of_the_library(
    library: Database, learner: Learner, tmp_path: Path
) -> None:
    library.close()
    learner.close()
    content = bytearray(library.path.read_bytes())
    content[4096:8192] = bytes(4096)
    library.path.write_bytes(content)
    damaged = driver.connect(library.path)
    with pytest.raises(StoreError, match=r"library\.db is damaged"):
        back_up(damaged, tmp_path / "copy.db")
    damaged.close()
    assert library.path.read_bytes() == content
    assert list(tmp_path.glob("copy.db")) == []


def test_a_backup_takes_the_place_of_an_empty_file(library: Database, tmp_path: Path) -> None:
    empty = tmp_path / "copy.db"
    empty.touch()
    back_up(library.connection, empty)
    assert reviews_in(empty) == 2


def test_each_update_keeps_a_copy_and_one_content_is_kept_once(
    library: Database, learner: Learner
) -> None:
    first = keep_before_update(library.connection, library.path)
    assert keep_before_update(library.connection, library.path) == first
    learner.study_all(most=1)
    second = keep_before_update(library.connection, library.path)
    assert [first.name, second.name] == ["library.db.before-update", "library.db.before-update-2"]
    assert [reviews_in(first), reviews_in(second)] == [2, 3]
    assert list(library.path.parent.glob("*.partial")) == []


def test_the_newest_backup_is_the_one_written_last(library: Database, tmp_path: Path) -> None:
    folder = tmp_path / "copies"
    assert newest_backup(folder) is None
    for name in ("2.db", "1.db"):
        back_up(library.connection, folder / name)
    (folder / "notes.db").write_text("no library")
    times = {each.name: each.stat().st_mtime_ns for each in folder.iterdir()}
    newest = newest_backup(folder)
    assert newest is not None
    assert times[newest.name] == max(times["1.db"], times["2.db"])
