"""A library's pictures: written whole before a card names them, kept while anything names them."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from engram.compiler.assemble import deck_of
from engram.compiler.intake import previewed, take_in
from engram.errors import SourceError, StoreError
from engram.media import media_name
from engram.model import Item, Media, Option, Reading
from engram.store.content import Content
from engram.store.database import open_library
from engram.store.media_files import MediaFiles, media_folder
from engram.store.media_upkeep import swept
from tests.learner import Learner
from tests.pictures import GIF, png


def media(data: bytes, suffix: str = "png") -> Media:
    return Media(media_name(data, suffix), lambda: data)


ONE, TWO, THREE = media(png(1)), media(png(2)), media(GIF, "gif")


def shown(each: Media) -> str:
    return f"![a](media:{each.name})"


def take(learner: Learner, pictures: Sequence[Media], *, document: str = "waves.md") -> None:
    """Imports one card for each picture, which its question shows."""
    items = tuple(
        Item(f"What is wave {place}? {shown(each)}", place, answer="A wave", id=f"wave-{place}")
        for place, each in enumerate(pictures, 1)
    )
    reading = Reading("test", items, media=tuple(pictures))
    preview = previewed(learner.program.content, [deck_of([(document, reading)])], named=False)
    take_in(learner.program.content, preview)


def names(learner: Learner) -> set[str]:
    return set(learner.program.media.files())


def test_a_picture_lies_beside_the_library_under_the_name_of_what_it_is(learner: Learner) -> None:
    take(learner, [ONE, TWO, ONE])
    folder = learner.folder / "library-media"
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == {
        ONE.name: ONE.load(),
        TWO.name: TWO.load(),
    }
    assert learner.program.media.read(ONE.name) == ONE.load()
    assert learner.program.media.read(THREE.name) is None


def test_what_is_there_is_neither_read_nor_written_again(learner: Learner) -> None:
    take(learner, [ONE])
    file = learner.folder / "library-media" / ONE.name
    before = file.stat()

    def load() -> bytes:
        raise AssertionError("it is there already")

    learner.program.media.keep([Media(ONE.name, load)])
    assert file.stat() == before


def test_no_two_libraries_of_a_folder_share_their_media(tmp_path: Path) -> None:
    libraries = ("a.db", "a", "a.sqlite", "a.db.before-update", "b.db")
    assert len({media_folder(tmp_path / name) for name in libraries}) == len(libraries)


@pytest.mark.parametrize(
    "name",
    [
        "../x.png",
        "..",
        "/etc/hostname",
        "x.png",
        ONE.name.upper(),
        f"{ONE.name}/x",
        f"{ONE.name}\n",
        "",
    ],
)
def test_a_name_that_is_none_of_ours_names_nothing(learner: Learner, name: str) -> None:
    take(learner, [ONE])
    assert learner.program.media.read(name) is None
    with pytest.raises(SourceError, match="not what its name says"):
        learner.program.media.keep([Media(name, ONE.load)])
    assert names(learner) == {ONE.name}


def test_a_link_or_a_folder_in_place_of_a_picture_is_none(learner: Learner) -> None:
    take(learner, [ONE])
    file = learner.folder / "library-media" / ONE.name
    elsewhere = learner.folder / "elsewhere.png"
    file.rename(elsewhere)
    file.symlink_to(elsewhere)
    assert learner.program.media.read(ONE.name) is None
    file.unlink()
    file.mkdir()
    assert learner.program.media.read(ONE.name) is None


def test_bytes_that_lie_about_themselves_leave_the_library_as_it_was(learner: Learner) -> None:
    liar = Media(TWO.name, ONE.load)
    with pytest.raises(SourceError, match="Nothing was imported"):
        take(learner, [ONE, liar])
    assert learner.program.content.all_cards() == ()


def test_where_nothing_can_be_written_nothing_is_imported(learner: Learner) -> None:
    learner.take_in([])
    (learner.folder / "library-media").write_bytes(b"in the way")
    with pytest.raises(StoreError, match="library-media cannot be used"):
        take(learner, [ONE])
    assert learner.program.content.all_cards() == ()


def test_files_come_before_the_cards_that_name_them(learner: Learner) -> None:
    learner.take_in([])
    database = open_library(learner.places.library)
    there: list[list[str]] = []

    def look(statement: str) -> None:
        if statement == "commit":
            there.append(MediaFiles(database).files())

    database.connection.set_trace_callback(look)
    items = (Item(f"What? {shown(ONE)}", 1, answer="That"),)
    deck = deck_of([("a.md", Reading("test", items, media=(ONE,)))])
    content = Content(database)
    take_in(content, previewed(content, [deck], named=False))
    database.close()
    assert there == [[ONE.name]]


def test_a_sweep_in_the_middle_of_an_import_takes_nothing_from_it(learner: Learner) -> None:
    learner.take_in([])
    database, other = (open_library(learner.places.library) for _ in range(2))

    def sweep(statement: str) -> None:
        if statement == "begin immediate":
            database.connection.set_trace_callback(None)
            assert swept(other, MediaFiles(other), learner.program.today()) == 1

    content = Content(database)
    items = (Item(f"What? {shown(ONE)}", 1, answer="That"),)
    deck = deck_of([("a.md", Reading("test", items, media=(ONE,)))])
    preview = previewed(content, [deck], named=False)
    database.connection.set_trace_callback(sweep)
    take_in(content, preview)
    database.close()
    other.close()
    assert names(learner) == {ONE.name}


def test_a_sweep_keeps_what_cards_retired_cards_and_edits_name(learner: Learner) -> None:
    take(learner, [ONE, TWO])
    program = learner.program
    program.media.keep([THREE, media(png(9))])
    card = program.content.all_cards()[0]
    program.recorder.set("edit", card.id, "answer", f"Mine: {shown(THREE)}")
    program.recorder.undo()  # it can be looked at again from the journal
    take(learner, [ONE])
    assert [each.retired for each in program.content.all_cards(retired=True)] == [False, True]
    assert program.audit_media().unused == (media_name(png(9), "png"),)
    assert program.sweep_media() == 1
    assert names(learner) == {ONE.name, TWO.name, THREE.name}
    assert program.audit_media().missing == ()


def test_a_sweep_leaves_alone_what_is_none_of_ours(learner: Learner) -> None:
    take(learner, [ONE])
    folder = learner.folder / "library-media"
    for name in ("notes.txt", "x.png", "engram-0123456789ab.partial"):
        (folder / name).write_bytes(b"not a picture of a card")
    old = folder / "engram-ba9876543210.partial"
    old.write_bytes(b"what a killed import left")
    os.utime(learner.folder / "library-media" / old.name, (0, 0))
    learner.program.sweep_media()
    left = {"notes.txt", "x.png", "engram-0123456789ab.partial", ONE.name}
    assert {file.name for file in folder.iterdir()} == left


def test_a_damaged_picture_is_told_and_set_aside_and_comes_back(learner: Learner) -> None:
    take(learner, [ONE, TWO])
    folder = learner.folder / "library-media"
    (folder / ONE.name).write_bytes(b"spoilt")
    (folder / TWO.name).unlink()
    audit = learner.program.audit_media()
    assert (audit.damaged, set(audit.missing)) == ((ONE.name,), {ONE.name, TWO.name})
    assert learner.program.media.read(ONE.name) is None
    learner.program.sweep_media()
    assert (folder / f"{ONE.name}.damaged").read_bytes() == b"spoilt"
    take(learner, [ONE, TWO])
    audit = learner.program.audit_media()
    assert (audit.needed, audit.damaged, audit.missing) == (2, (), ())


def test_a_backup_is_one_file_that_has_the_pictures_in_it(learner: Learner, tmp_path: Path) -> None:
    take(learner, [ONE, TWO])
    learner.program.media.keep([THREE])  # which nothing names
    backup = learner.program.back_up(learner.places.backups / "library-0001.db")
    learner.close()
    elsewhere = Learner(tmp_path / "another computer")
    elsewhere.folder.mkdir()
    shutil.copy(backup, elsewhere.places.library)
    program = elsewhere.program
    assert [program.media.read(each.name) for each in (ONE, TWO)] == [ONE.load(), TWO.load()]
    assert program.media.read(THREE.name) is None
    assert program.audit_media().missing == ()
    again = program.back_up(tmp_path / "again.db")
    take(elsewhere, [ONE], document="waves.md")
    assert program.sweep_media() == 0  # the second card is retired, and may come back
    elsewhere.close()
    shutil.copy(again, elsewhere.places.library)
    assert elsewhere.program.media.read(TWO.name) == TWO.load()
    elsewhere.close()


def test_options_and_feedback_name_pictures_too(learner: Learner) -> None:
    option = Option(shown(ONE), correct=True, feedback=shown(TWO))
    item = Item("Which?", 1, options=(option, replace(option, text="b", correct=False)))
    reading = Reading("test", (item,), media=(ONE, TWO))
    preview = previewed(learner.program.content, [deck_of([("a.md", reading)])], named=False)
    take_in(learner.program.content, preview)
    assert learner.program.sweep_media() == 0
    assert {
        each.name for each in learner.program.media.of(learner.program.content.all_cards())
    } == {
        ONE.name,
        TWO.name,
    }
