"""How the program starts: what it loads, what it says without a display, who else may write."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from engram.app import shipped_deck
from engram.display import display_problem
from tests.learner import Learner

NOT_BEFORE_THE_FIRST_PAINT = (
    "charset_normalizer",
    "click",
    "engram.compiler.deck_files",
    "engram.compiler.wording",
    "engram.importers",
    "ftfy",
    "markdown_it",
    "nh3",
    "numpy",
    "pandas",
    "pygments",
    "PySide6.QtNetwork",
    "sqlite_utils",
    "ziamath",
)


def run(folder: Path, code: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs Python in a process of its own, with folders of its own."""
    return subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env={**os.environ, "ENGRAM_LIBRARY": str(folder / "library.db"), **environment},
    )


OPENED = """
import sys
from datetime import UTC, datetime
from PySide6.QtWidgets import QApplication
from engram.app import shipped_deck
from engram.gui.looks.theme import FUSION
from engram.library import open_program
from engram.paths import places
from engram.window import Desktop
where = places(None)
program = open_program(where, shipped_deck(), lambda: datetime.now(UTC).astimezone())
application = QApplication(list(FUSION))
desktop = Desktop(application, program, where)
desktop.window.show()
application.processEvents()
{then}
program.close()
"""
LOADED = "print(' '.join(sys.modules))"
FIRST_CARD = """
desktop.today.study_requested.emit(None)
desktop.window.grab()
import PySide6.QtWidgets
print(" ".join(vars(PySide6.QtWidgets)))  # PySide sets a class up when it is first named
"""


def test_nothing_heavy_is_loaded_before_the_first_paint(tmp_path: Path) -> None:
    run(tmp_path, "from engram.app import main; main(['due'])")  # makes the library
    loaded = run(tmp_path, OPENED.format(then=LOADED)).stdout.split()
    assert "PySide6.QtWidgets" in loaded
    heavy = [
        name
        for name in loaded
        if any(name == each or name.startswith(each + ".") for each in NOT_BEFORE_THE_FIRST_PAINT)
    ]
    assert heavy == []


def test_no_widget_class_is_set_up_for_the_first_card_that_nobody_needs(tmp_path: Path) -> None:
    set_up = run(tmp_path, OPENED.format(then=FIRST_CARD)).stdout.split()
    assert "QTextBrowser" in set_up
    # All of QStyle's enums, and all widgets there are, as soon as Qt hands out one of its own.
    assert {"QStyle", "QWizard"} & set(set_up) == set()


def test_commands_that_read_and_draw_nothing_load_no_reader_and_no_qt(tmp_path: Path) -> None:
    learner = Learner(tmp_path, shipped=shipped_deck())
    assert learner.program.content.decks()
    learner.close()
    code = (
        "import sys; from engram.app import main\n"
        "for words in (['due'], ['stats'], ['cards', 'drift'], ['check']):\n"
        "    code = main(words)\n"
        "    heavy = [name for name in sys.modules"
        " if name.startswith(('PySide6', 'engram.importers'))]\n"
        "    if code or heavy: sys.exit(f'{words}: {code}, {heavy}')"
    )
    done = run(tmp_path, code)
    assert (done.returncode, done.stderr) == (0, "")


def test_without_a_display_one_sentence_is_said_and_nothing_aborts(tmp_path: Path) -> None:
    code = (
        "import os, sys;"
        "[os.environ.pop(name, None) for name in"
        " ('DISPLAY', 'WAYLAND_DISPLAY', 'QT_QPA_PLATFORM')];"
        "from engram.app import main; sys.exit(main([]))"
    )
    done = run(tmp_path, code)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "needs a display" in done.stderr


def test_a_display_that_does_not_answer_is_told() -> None:
    if sys.platform.startswith("linux"):
        assert "does not answer" in (display_problem({"DISPLAY": ":4711"}) or "")
        assert display_problem({"WAYLAND_DISPLAY": "wayland-0"}) is None
    assert display_problem({"QT_QPA_PLATFORM": "offscreen"}) is None


def test_an_unforeseen_failure_is_one_sentence_and_a_log(tmp_path: Path) -> None:
    code = (
        "import engram.cli.run as run; from engram.app import main;"
        "run._COMMANDS['due'] = lambda *_: 1 / 0; main(['due'])"
    )
    done = run(tmp_path, code)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "ZeroDivisionError" in done.stderr
    log = Path(done.stderr.split(" are in ")[1].strip())
    assert "Traceback" in log.read_text(encoding="utf-8")


def test_a_new_library_holds_the_shipped_deck(tmp_path: Path) -> None:
    done = run(tmp_path, "from engram.app import main; main(['due'])")
    assert "20 new" in done.stdout
