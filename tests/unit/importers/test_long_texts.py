"""What once took a reader time that grew with the square of a text's length."""

from __future__ import annotations

import resource
import subprocess
import sys

LETTERS = 150_000
SECONDS = 10  # for all of it, which needs one or two; each once needed more
READ = f"""
from engram.importers import READERS
for name, before, again in (
    ("delimited-text", '{{"cards": [{{"question": "a", "answer": ', "["),
    ("term-list", "Answer: ", "\\t"),
    ("outline", "## What is it?\\n\\n", "<!--"),
    ("outline", "Answer: C\\n\\n", "## And that?\\n"),
    ("outline", "## What?\\n\\n", "### A part\\n"),
):
    text = before + again * ({LETTERS} // len(again))
    READERS[name].recognise(text)
    READERS[name].read(text)
"""


def test_a_long_text_takes_time_in_proportion_to_its_length() -> None:
    done = subprocess.run(
        [sys.executable, "-c", READ],
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=_limited,
    )
    assert (done.returncode, done.stderr) == (0, "")


def _limited() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
