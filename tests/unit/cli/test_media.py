"""Pictures by command: in, checked, backed up, and out beside a deck in Markdown."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from engram.app import main
from engram.media import media_name
from tests.pictures import png

Engram = Callable[..., Any]
NAME = media_name(png(), "png")
QUIZ = "# Waves\n\n### Which is it?\n<!-- id: wave -->\n\n![a wave](x.png)\n\n- [x] A\n- [ ] B\n"


@pytest.fixture
def engram(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Engram:
    """Runs a command in a library of its own; gives its exit code, its output and its sentence."""
    monkeypatch.setattr("engram.app.shipped_deck", lambda: tmp_path / "no-deck.engram")

    def run(*words: object) -> tuple[int, str, str]:
        code = main(["--library", str(tmp_path / "library.db"), *map(str, words)])
        return (code, *capsys.readouterr())

    return run


@pytest.fixture
def document(tmp_path: Path) -> Path:
    course = tmp_path / "course"
    course.mkdir()
    (course / "x.png").write_bytes(png())
    document = course / "waves.md"
    document.write_text(QUIZ)
    return document


def test_a_picture_that_is_gone_is_told_and_comes_back(
    engram: Engram, document: Path, tmp_path: Path
) -> None:
    assert engram("import", document)[0] == 0
    assert engram("check") == (
        0,
        "1 card, 0 reviews: 0 differences\n1 picture or sound\n",
        "",
    )
    (tmp_path / "library-media" / NAME).unlink()
    code, out, told = engram("check", "--json")
    assert (code, json.loads(out)["missing_media"]) == (1, [NAME])
    assert told.count("\n") == 1
    assert NAME in told
    assert engram("import", document)[0] == 0
    assert engram("check")[0] == 0


def test_a_repair_removes_what_nothing_names_and_nothing_else(
    engram: Engram, document: Path, tmp_path: Path
) -> None:
    engram("import", document)
    lost = tmp_path / "library-media" / media_name(png(8), "png")
    lost.write_bytes(png(8))
    assert "1 that nothing names; --repair removes them" in engram("check")[1]
    assert lost.exists()
    assert "1 removed that nothing named" in engram("check", "--repair")[1]
    assert [file.name for file in lost.parent.iterdir()] == [NAME]


def test_a_backup_that_is_copied_back_has_its_pictures(
    engram: Engram, document: Path, tmp_path: Path
) -> None:
    engram("import", document)
    copy = tmp_path / "copy.db"
    assert engram("backup", "--output", copy)[0] == 0
    for path in tmp_path.glob("library*"):
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    shutil.copy(copy, tmp_path / "library.db")
    assert engram("check")[0] == 0
    assert engram("export", "--format", "md", "--output", tmp_path / "out.md")[0] == 0
    assert (tmp_path / "out-files" / NAME).read_bytes() == png()


def test_an_exported_deck_has_its_pictures_beside_it(
    engram: Engram, document: Path, tmp_path: Path
) -> None:
    engram("import", document)
    output = tmp_path / "my waves.md"
    for _ in range(2):
        assert engram("export", "--format", "md", "--output", output)[0] == 0
    assert f"![a wave](my%20waves-files/{NAME})" in output.read_text()
    code, out, _ = engram("import", output, "--json")
    assert (code, json.loads(out)["changed"], json.loads(out)["problems"]) == (0, [], [])
    assert f"(media:{NAME})" in engram("export", "--format", "md", "--output", "-")[1]
    (tmp_path / "my waves-files" / NAME).write_bytes(b"something else")
    code, _, told = engram("export", "--format", "md", "--output", output)
    assert (code, "File exists" in told) == (1, True)


def test_a_sound_is_kept_and_goes_out_and_in(
    engram: Engram, document: Path, tmp_path: Path
) -> None:
    sound = b"ID3 a song"
    name = media_name(sound, "mp3")
    (document.parent / name).write_bytes(sound)
    (document.parent / "song.mp3").write_bytes(sound)
    document.write_text(QUIZ.replace("x.png", name) + "\n#### Why\n\n![b](song.mp3)\n")
    _, out, _ = engram("import", document, "--json")
    assert [each["line"] for each in json.loads(out)["problems"]] == [13]
    assert (tmp_path / "library-media" / name).read_bytes() == sound
