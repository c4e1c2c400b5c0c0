"""`engram selftest`: everything works, or one sentence says what does not."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

SELFTEST = "import sys; from engram.app import main; sys.exit(main(['selftest']))"
BROKEN_SLOT = "from engram.window import Desktop; Desktop._count = lambda *_: 1 / 0;"


def ended(code: str, redirection: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["sh", "-c", f'exec "$0" -c "$1" {redirection}', sys.executable, code],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_it_says_that_everything_works() -> None:
    done = ended(SELFTEST)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "engram selftest: everything works\n"


def test_an_error_in_the_window_is_no_success_and_is_told() -> None:
    done = ended(BROKEN_SLOT + SELFTEST)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert "ZeroDivisionError" in done.stderr
    log = Path(os.environ["XDG_CONFIG_HOME"]) / "engram" / "engram.log"
    assert "ZeroDivisionError: division by zero" in log.read_text(encoding="utf-8")


def test_a_closed_output_is_no_failure() -> None:
    done = ended(SELFTEST, ">&-")
    assert (done.returncode, done.stderr) == (0, "")
