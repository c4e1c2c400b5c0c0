"""Opening files: made, recognised, migrated with a backup first, or refused with a sentence."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from engram.compiler.deck_files import write_deck_file
from engram.errors import NewerFileError, StoreError
from engram.model import Grade
from engram.store import driver, migrations
from engram.store.backup import back_up
from engram.store.database import damage, open_deck_file, open_library
from engram.store.steps import DECK_STEPS, LIBRARY_STEPS
from engram.study.audit import audited
from tests.learner import Learner

SCHEMAS = Path(__file__).parents[2] / "data" / "schemas"
TABLES = {
    "_sqlite_migrations",
    "added_cards",
    "card",
    "deck",
    "device",
    "edit",
    "exported_text",
    "former_deck",
    "former_option",
    "former_place",
    "former_sibling",
    "former_text",
    "journal",
    "kept_import",
    "media",
    "option",
    "retraction",
    "review",
    "schedule",
    "setting",
    "sibling",
    "topic",
}


def raw(path: Path) -> driver.Connection:
    return driver.connect(path, isolation_level=None)


def test_the_steps_are_those_of_the_migrations() -> None:
    written = [
        (each.name, step.name)
        for each in (migrations.content, migrations.progress)
        for step in each._migrations
    ]
    assert sorted(written) == sorted(LIBRARY_STEPS)
    for name in ("content", "progress"):
        in_order = [step for step in LIBRARY_STEPS if step[0] == name]
        assert [step for step in written if step[0] == name] == in_order
    assert tuple(step for step in written if step[0] == "content") == DECK_STEPS


def test_a_library_has_just_these_tables_all_strict(tmp_path: Path) -> None:
    database = open_library(tmp_path / "new.db")
    rows = database.rows(
        "select name, strict from pragma_table_list where schema = 'main' and type = 'table'"
        " and name not like 'sqlite_schema'"
    )
    assert {name for name, _ in rows} == TABLES
    assert [name for name, strict in rows if not strict] == ["_sqlite_migrations"]
    settings = [database.rows(f"pragma {name}")[0][0] for name in ("foreign_keys", "synchronous")]
    assert settings == [1, 2]
    database.close()


def test_the_journal_is_a_write_ahead_log_only_where_sqlite_is_sound(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for safe, mode in ((True, "wal"), (False, "delete")):
        monkeypatch.setattr(driver, "WAL_IS_SAFE", safe)
        database = open_library(tmp_path / f"{mode}.db")
        assert database.rows("pragma journal_mode") == [(mode,)]
        database.close()


def test_opening_an_up_to_date_library_loads_no_sqlite_utils(tmp_path: Path) -> None:
    open_library(tmp_path / "a.db").close()
    code = (
        "import sys; from pathlib import Path; from engram.store.database import open_library;"
        "open_library(Path(sys.argv[1])).close(); sys.exit('sqlite_utils' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code, tmp_path / "a.db"], check=True)


@pytest.mark.parametrize(
    "library", sorted(SCHEMAS.glob("library-*.db")), ids=lambda each: each.stem
)
def test_a_library_of_every_released_schema_opens_whole(library: Path, tmp_path: Path) -> None:
    shutil.copy(library, tmp_path / "library.db")
    learner = Learner(tmp_path)
    audit = audited(learner.program.progress)
    assert (audit.cards, audit.reviews, audit.wrong) == (12, 20, ())
    assert learner.program.damage() == ()
    learner.tomorrow(30)
    learner.study_all()
    assert learner.program.study.undo().card is not None
    learner.close()


def test_every_released_schema_has_its_library() -> None:
    for number, library in enumerate(sorted(SCHEMAS.glob("library-*.db")), start=1):
        assert library.stem == f"library-{number}"
        connection = raw(library)
        steps = connection.execute("select migration_set, name from _sqlite_migrations").fetchall()
        connection.close()
        assert set(steps) == set(LIBRARY_STEPS[: number + 1])
    assert set(steps) == set(LIBRARY_STEPS)


def test_a_newer_file_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    open_library(path).close()
    connection = raw(path)
    connection.execute(
        "insert into _sqlite_migrations (migration_set, name, applied_at)"
        " values ('progress', 'a_step_from_the_future', '')"
    )
    connection.execute("pragma wal_checkpoint(truncate)")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(NewerFileError, match="newer Engram"):
        open_library(path)
    assert path.read_bytes() == before


def test_an_older_library_is_backed_up_before_it_is_migrated(
    learner: Learner, monkeypatch: pytest.MonkeyPatch
) -> None:
    learner.take_in()
    learner.study_all(most=3)
    learner.close()
    more = (*LIBRARY_STEPS, ("progress", "one_more_step"))
    monkeypatch.setattr("engram.store.database.LIBRARY_STEPS", more)
    step = migrations.progress(name="one_more_step")
    step(lambda db: db.execute("create table one_more (number integer primary key) strict"))
    try:
        assert learner.program.study.today().new == 9
    finally:
        migrations.progress._migrations.pop()
    backup = learner.places.library.with_name("library.db.before-update")
    old = open_deck_or_library(backup)
    assert old.execute("select count(*) from review").fetchone() == (3,)
    assert not old.execute("select 1 from sqlite_schema where name = 'one_more'").fetchone()
    old.close()


def open_deck_or_library(path: Path) -> driver.Connection:
    return raw(path)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"# Notes\nThis is text, not a database.\n" * 40, "no Engram file"),
        (b"SQLite format 3\x00" + b"\xff" * 5000, "damaged|no Engram"),
    ],
)
def test_a_file_that_is_no_library_is_left_alone(
    content: bytes, sentence: str, tmp_path: Path
) -> None:
    path = tmp_path / "notes.txt"
    path.write_bytes(content)
    with pytest.raises(StoreError, match=sentence):
        open_library(path)
    assert path.read_bytes() == content


def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    other = raw(path)
    other.execute("create table notes (text)")
    other.close()
    before = path.read_bytes()
    with pytest.raises(StoreError, match="no Engram library"):
        open_library(path)
    with pytest.raises(StoreError, match="no Engram deck file"):
        open_deck_file(path)
    assert path.read_bytes() == before


def test_a_folder_is_no_library(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="folder"):
        open_library(tmp_path)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no devices that are files")
def test_a_device_is_no_library() -> None:
    with pytest.raises(StoreError, match="no ordinary file"):
        open_library(Path("/dev/null"))


def test_a_damaged_page_is_found_and_told(learner: Learner) -> None:
    learner.take_in()
    learner.study_all(most=5)
    learner.close()
    path = learner.places.library
    content = bytearray(path.read_bytes())
    content[4096 * 3 :] = b"\x99" * (len(content) - 4096 * 3)
    path.write_bytes(content)
    with pytest.raises(StoreError, match="damaged"):
        learner.program.study.today()
    assert path.read_bytes() == content


def test_a_library_in_use_says_so_after_waiting(
    learner: Learner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engram.store.database.WAIT_FOR_LOCK_MS", 1)
    learner.take_in()
    other = raw(learner.places.library)
    other.execute("begin immediate")
    card = learner.program.study.next_cards()[0]
    with pytest.raises(StoreError, match="in use by another program"):
        learner.program.study.answer(card, Grade.GOOD)
    other.execute("rollback")
    other.close()
    assert audited(learner.program.progress).reviews == 0


@pytest.fixture
def mounted(tmp_path: Path) -> Iterator[Path]:
    """A disk of one megabyte, where this computer lets us mount one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=1m", "engram-test", str(folder)]
    if not shutil.which("mount") or subprocess.run(command, check=False).returncode:
        pytest.skip("mounting a small disk needs root and a kernel that allows it")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def filled(disk: Path) -> Path:
    """A file that takes all the room there is."""
    filler = disk / "filler"
    with pytest.raises(OSError, match="No space"), filler.open("wb") as full:
        while True:
            full.write(b"x" * 4096)
            full.flush()
    return filler


def test_a_library_that_is_opened_on_a_full_disk_is_told_so(mounted: Path) -> None:
    learner = Learner(mounted)
    learner.take_in()
    learner.close()
    before = learner.places.library.read_bytes()
    filler = filled(mounted)
    with pytest.raises(StoreError, match="The disk is full"):
        assert learner.program
    assert learner.places.library.read_bytes() == before
    filler.unlink()
    assert learner.program.damage() == ()
    learner.close()


def test_a_full_disk_loses_nothing(mounted: Path, tmp_path: Path) -> None:
    learner = Learner(mounted)
    learner.take_in()
    answered = learner.study_all(most=3)
    filler = filled(mounted)
    stopped = ""
    for _ in range(400):
        try:
            answered.grade(Grade.AGAIN, answer_ms=1)
        except StoreError as failure:
            stopped = str(failure)
            break
    assert "disk is full" in stopped
    filler.unlink()
    audit = audited(learner.program.progress)
    assert (audit.wrong, audit.reviews >= 3) == ((), True)
    answered.grade(Grade.GOOD, answer_ms=1)
    assert audited(learner.program.progress).reviews == audit.reviews + 1
    learner.close()


def test_a_read_only_disk_is_told_and_nothing_changes(mounted: Path, tmp_path: Path) -> None:
    learner = Learner(mounted)
    learner.take_in()
    learner.close()
    subprocess.run(["mount", "-o", "remount,ro", str(mounted)], check=True)
    before = learner.places.library.read_bytes()
    with pytest.raises(StoreError, match=r"library\.db is read-only"):
        assert learner.program
    assert learner.places.library.read_bytes() == before
    with pytest.raises(StoreError, match=r"The folder .*disk is read-only"):
        open_library(mounted / "new.db")
    with pytest.raises(StoreError, match="Read-only file system"):
        write_deck_file([], mounted / "new.engram")
    with (
        closing(raw(tmp_path / "any.db")) as any_library,
        pytest.raises(StoreError, match="Read-only file system"),
    ):
        back_up(any_library, mounted / "copy.db")


def test_a_sound_library_has_no_damage(learner: Learner) -> None:
    learner.take_in()
    database = open_library(learner.places.library)
    assert damage(database) == ()
    database.close()
