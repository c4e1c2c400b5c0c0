"""Files that cannot be looked at, written or found: one sentence, exit code 1, nothing changed."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from engram.app import main
from engram.store import driver

NOBODY = 65534
TOO_LONG = "long" * 80
Command = Callable[..., tuple[int, str, str]]


@pytest.fixture
def engram(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Command:
    """Runs a command in a library of its own with one deck; gives code, output and errors."""
    monkeypatch.setattr("engram.app.shipped_deck", lambda: tmp_path / "no-deck.engram")

    def run(*words: object) -> tuple[int, str, str]:
        code = main(["--library", str(tmp_path / "library.db"), *map(str, words)])
        return code, *capsys.readouterr()

    assert run("import", written(tmp_path / "pumps.md"))[0] == 0
    return run


@contextmanager
def closed(folder: Path) -> Iterator[None]:
    """A folder that may not be searched; root, for whom there is none, is somebody else here."""
    root = os.geteuid() == 0
    folder.chmod(0)
    if root:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)
        folder.chmod(0o700)


def written(file: Path) -> Path:
    file.write_text("# Pumps\n\n### What does a valve do?\n\n#### Answer\n\nIt closes.\n")
    return file


def loop(folder: Path) -> Path:
    one, other = folder / "one", folder / "other"
    one.symlink_to(other)
    other.symlink_to(one)
    return one


def refused(ended: tuple[int, str, str]) -> str:
    code, out, sentence = ended
    assert (code, out, sentence.count("\n")) == (1, "", 1)
    assert "nobody foresaw" not in sentence
    return sentence


@pytest.mark.parametrize("command", ["import", "compile"])
def test_a_document_that_cannot_be_reached_is_told(
    command: str, engram: Command, tmp_path: Path
) -> None:
    for document in (loop(tmp_path), tmp_path / TOO_LONG):
        assert "could not be read" in refused(engram(command, document))


def outputs(document: Path) -> list[tuple[object, ...]]:
    return [
        ("compile", document, "--output"),
        ("backup", "--output"),
        *(("export", "--format", each, "--output") for each in ("json", "md", "csv", "engram")),
    ]


def test_an_output_that_cannot_be_reached_is_told(engram: Command, tmp_path: Path) -> None:
    knot = loop(tmp_path)
    for command in outputs(tmp_path / "pumps.md"):
        assert "cannot be written" in refused(engram(*command, tmp_path / TOO_LONG)), command
        assert "no ordinary file" in refused(engram(*command, knot)), command
    assert knot.is_symlink()
    assert list(tmp_path.glob("*.partial")) == []


def test_a_text_takes_the_place_of_no_other_kind_of_file(engram: Command, tmp_path: Path) -> None:
    picture, broken = tmp_path / "picture.png", tmp_path / "broken.db"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")
    broken.write_bytes(b"x" * 16 + (tmp_path / "library.db").read_bytes()[16:])
    for form in ("json", "md", "csv"):
        for output in (picture, broken):
            before = output.read_bytes()
            words = ("export", "--format", form, "--output", output)
            assert "exists already" in refused(engram(*words))
            assert output.read_bytes() == before
        text = written(tmp_path / "notes.md")
        assert engram("export", "--format", form, "--output", text) == (0, "", "")


def test_what_cannot_be_printed_makes_no_file_named_like_a_dash(
    engram: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for command in outputs(tmp_path / "pumps.md"):
        if {"json", "md", "csv"} & set(command):
            assert engram(*command, "-")[0] == 0
        else:
            assert "Only json, md and csv can be printed" in refused(engram(*command, "-"))
    assert not Path("-").exists()


def test_a_damaged_library_is_not_repaired_by_writing_into_it(
    engram: Command, tmp_path: Path
) -> None:
    library = tmp_path / "library.db"
    opened = driver.connect(library)
    opened.execute("update schedule set drill_open = 1")
    opened.execute("pragma writable_schema = on")
    opened.execute("delete from sqlite_schema where type = 'index' and sql is not null")
    opened.commit()
    opened.close()
    before = library.read_bytes()
    code, out, sentence = engram("check", "--repair", "--json")
    assert (code, json.loads(out)["repaired"], sentence.count("\n")) == (1, 0, 1)
    assert "first: Page 3: never used). Nothing was changed" in sentence
    assert library.read_bytes() == before


@pytest.mark.skipif(os.name == "nt", reason="Windows has no permission to search a folder")
def test_a_folder_that_may_not_be_searched_is_told(
    engram: Command, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("closed")
    document = written(folder / "inside.md")
    with TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        open_to_all = written(Path(name) / "pumps.md")
        to_closed = ("compile", open_to_all, "--output", folder / "pumps.engram")
        assert engram("compile", document)[0] == engram(*to_closed)[0] == 0
        with closed(folder):
            assert "may not be read by you" in refused(engram("compile", document))
            assert "may not be read by you" in refused(engram("import", document))
            assert "Permission denied. Nothing was changed" in refused(engram(*to_closed))


def test_backups_without_a_name_are_numbered_past_what_another_program_takes(
    engram: Command, tmp_path: Path
) -> None:
    folder = tmp_path / "library-backups"
    folder.mkdir()
    (folder / "library-0002.db").write_text("mine")
    assert "library-0003.db" in engram("backup")[1]
    assert "library-0004.db" in engram("backup")[1]
    assert (folder / "library-0002.db").read_text() == "mine"


def test_a_home_folder_that_nobody_has_is_told(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    named = "~nobody-has-this-name/x.db"
    assert main(["--library", named, "due"]) == 1
    assert f"home folder that {named} begins with" in capsys.readouterr().err
    monkeypatch.setenv("ENGRAM_LIBRARY", named)
    assert main(["due"]) == 1
    assert f"home folder that {named} begins with" in capsys.readouterr().err
