"""The command line whose output is closed or full, and whose settings cannot be kept."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from engram.app import main, shipped_deck
from tests.learner import Learner

FULL = Path("/dev/full")
UNFORESEEN = (
    "import engram.cli.run as run; from engram.app import main;"
    "run._COMMANDS['due'] = lambda *_: 1 / 0; main(['due'])"
)


def ended(folder: Path, code: str, redirection: str = "") -> subprocess.CompletedProcess[str]:
    """Runs Python in a shell, with its streams as the shell's `redirection` says."""
    learner = Learner(folder, shipped=shipped_deck())
    assert learner.program.content.decks()
    learner.close()
    library = {"ENGRAM_LIBRARY": str(folder / "library.db")}
    return subprocess.run(
        ["sh", "-c", f'exec "$0" -c "$1" {redirection}', sys.executable, code],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env={**os.environ, **library},
    )


def engram(*words: str) -> str:
    return f"import sys; from engram.app import main; sys.exit(main({list(words)!r}))"


def test_an_export_to_a_closed_output_is_told(tmp_path: Path) -> None:
    done = ended(tmp_path, engram("export", "--format", "json", "--output", "-"), ">&-")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "Standard output is closed" in done.stderr


@pytest.mark.skipif(not FULL.exists(), reason="only Linux has a device that is always full")
def test_a_full_output_is_told(tmp_path: Path) -> None:
    for words in (["cards"], ["due"], ["export", "--format", "json", "--output", "-"]):
        done = ended(tmp_path, engram(*words), f">{FULL}")
        assert (done.returncode, done.stderr.count("\n")) == (1, 1), done.stderr
        assert "Standard output cannot be written" in done.stderr


def test_a_sentence_that_nobody_can_hear_changes_no_exit_code(tmp_path: Path) -> None:
    assert ended(tmp_path, engram("due"), "2>&-").returncode == 0
    assert ended(tmp_path, engram("answer", "nowhere", "4"), "2>&-").returncode == 1
    assert ended(tmp_path, UNFORESEEN, "2>&-").returncode == 1


def test_without_a_folder_for_settings_every_command_works(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    in_the_way = Path(os.environ["XDG_CONFIG_HOME"]) / "engram"
    in_the_way.write_text("no folder")
    card = ended(tmp_path, engram("cards", "is:new")).stdout.split()[0]
    library = ["--library", str(tmp_path / "library.db")]
    for words in (["due"], ["answer", card, "4"], ["undo"], ["stats"], ["check"], ["backup"]):
        assert main([*library, *words]) == 0
        assert capsys.readouterr().err == "", words


def test_an_unforeseen_failure_is_one_sentence_even_where_no_log_can_be_written(
    tmp_path: Path,
) -> None:
    (Path(os.environ["XDG_CONFIG_HOME"]) / "engram").write_text("no folder")
    done = ended(tmp_path, UNFORESEEN)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "ZeroDivisionError" in done.stderr
    assert "details could not be written" in done.stderr
