"""Which file is opened as a library, what is refused untouched, and what an update leaves."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from engram.errors import NewerFileError, StoreError
from engram.store import driver, migrations
from engram.store.database import open_library
from engram.store.steps import LIBRARY_STEPS
from tests.learner import Learner, recall

Update = Callable[[str], None]


@pytest.fixture
def released(monkeypatch: pytest.MonkeyPatch) -> Update:
    """Releases one more step of the schema, which runs the SQL given."""

    def release(sql: str) -> None:
        steps = [each for each in migrations.progress._migrations if each.name != "one_more"]
        monkeypatch.setattr(migrations.progress, "_migrations", steps)
        migrations.progress(name="one_more")(lambda db: db.execute(sql))
        wanted = (*LIBRARY_STEPS, ("progress", "one_more"))
        monkeypatch.setattr("engram.store.database.LIBRARY_STEPS", wanted)

    return release


def test_an_update_that_was_cut_short_is_made_at_the_next_start(
    learner: Learner, released: Update
) -> None:
    learner.take_in()
    learner.study_all(most=3)
    learner.close()
    released("create table review (number integer)")  # fails: there is such a table
    for _ in range(2):
        with pytest.raises(driver.Error):
            learner.program.study.today()
    released("create table one_more (number integer primary key) strict")
    assert learner.program.study.today().new == 9
    learner.close()
    copies = [each.name for each in learner.folder.glob("*before-update*")]
    assert copies == ["library.db.before-update"]


def test_an_older_copy_stands_in_the_way_of_no_update(learner: Learner, released: Update) -> None:
    learner.take_in()
    learner.close()
    older = learner.folder / "library.db.before-update"
    older.write_bytes(b"what an update before this one kept")
    released("create table one_more (number integer primary key) strict")
    assert learner.program.study.today().new == 12
    assert older.read_bytes() == b"what an update before this one kept"
    assert (learner.folder / "library.db.before-update-2").exists()


def test_a_newer_library_is_left_alone_whatever_its_journal(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    open_library(path).close()
    connection = driver.connect(path, isolation_level=None)
    connection.execute("pragma journal_mode = delete")
    connection.execute(
        "insert into _sqlite_migrations (migration_set, name, applied_at) values ('x', 'y', '')"
    )
    connection.close()
    before = path.read_bytes()
    with pytest.raises(NewerFileError, match="newer Engram"):
        open_library(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("name", [":memory:", "file:x.db?mode=memory", "file::memory:"])
def test_a_name_that_means_something_to_sqlite_is_a_file_like_any_other(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    open_library(Path(name)).close()
    assert (tmp_path / name).stat().st_size > 0


def test_an_empty_file_is_a_new_library_unless_there_is_a_backup(learner: Learner) -> None:
    learner.folder.mkdir(exist_ok=True)
    library = learner.places.library
    library.touch()
    learner.take_in()
    backup = learner.program.back_up(learner.places.backups / "library-0001.db")
    learner.close()
    library.write_bytes(b"")
    with pytest.raises(StoreError, match="is empty, but there is a backup") as told:
        learner.program.study.today()
    assert str(backup) in str(told.value)
    assert library.stat().st_size == 0
    shutil.copy(backup, library)
    assert learner.program.study.today().new == 12


def test_a_backup_copied_beside_a_journal_that_is_not_its_own_says_what_to_do(
    learner: Learner,
) -> None:
    library = learner.places.library
    journal = library.with_name("library.db-wal")
    learner.take_in([recall(number) for number in range(100, 400)], "more.md")
    backup = learner.program.back_up(learner.places.backups / "library-0001.db")
    learner.take_in([recall(number) for number in range(400, 700)], "others.md")
    learner.close()
    learner.study_all(most=30)
    left_by_a_kill = journal.read_bytes()
    learner.close()
    shutil.copy(backup, library)
    journal.write_bytes(left_by_a_kill)
    with pytest.raises(StoreError, match=r"move library\.db-wal away"):
        learner.program.study.today()
    learner.close()
    shutil.copy(backup, library)
    journal.unlink(missing_ok=True)
    assert learner.program.damage() == ()
