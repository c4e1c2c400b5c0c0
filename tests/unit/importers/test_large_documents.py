"""Whatever a large document holds, it is read or refused within bounded time and memory."""

from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path

import pytest

from engram.errors import SourceError
from engram.importers import read_text
from engram.importers.decode import MOST_LINES, decode
from engram.importers.mojibake import MOST_CHARACTERS, MOST_NOTES
from engram.importers.passage import markdown_text

SECONDS = 15  # what is linear needs one or two on any computer, what is quadratic needs minutes
MEMORY = 150 * 1024 * 1024
LARGE = 500_000  # letters
FIRST = "1. What is long?\n\n"
GUIDE = "\n\nQuestion: What is long?\nAnswer: This.\n"
READ = """
import sys
from pathlib import Path
from engram.compiler.intake import compiled
print(len(compiled([Path(sys.argv[1])]).cards))
"""


def _filled(line: str) -> str:
    most = MOST_LINES // 6 if "\n" in line else LARGE
    return line * min(LARGE // len(line), most)


@pytest.mark.parametrize(
    "text",
    [
        FIRST + _filled("A line of one paragraph\n"),
        FIRST + _filled("` "),
        FIRST + _filled("`  "),
        FIRST + _filled("a  "),
        FIRST + _filled("*"),
        FIRST + _filled("<!--"),
        FIRST + _filled("naÃ¯ve "),
        FIRST + _filled("\n"),
        FIRST + _filled("- [ ] option\n"),
        "Contents\n" + _filled("Some title ..... 7\n") + GUIDE,
    ],
    ids=lambda text: repr(text[-12:]),
)
def test_a_large_document_is_read_in_bounded_time_and_memory(text: str, tmp_path: Path) -> None:
    path = tmp_path / "large.md"
    path.write_text(text, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", READ, str(path)],
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=_limited,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert int(done.stdout) >= 1


def _limited() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


@pytest.mark.parametrize("ending", ["\n", "\r", "\r\n"])
def test_a_document_of_too_many_lines_is_refused(ending: str) -> None:
    with pytest.raises(SourceError, match=r"^“a\.md” has more than 300,000 lines, .*changed\.$"):
        decode((ending * (MOST_LINES + 1) + "x").encode(), "a.md")


def test_too_much_mojibake_is_refused() -> None:
    text = "naÃ¯ve " * (MOST_CHARACTERS // 7 + 1)
    with pytest.raises(SourceError, match=r"16,000,000 letters\); nothing was changed"):
        decode(text.encode(), "a.md")


def test_many_different_repairs_are_told_in_few_notes() -> None:
    text = "\n".join(f"naÃ¯ve{number}" for number in range(MOST_NOTES + 5))
    decoded = decode(text.encode(), "a.md")
    assert decoded.text == text.replace("Ã¯", "ï")
    assert len(decoded.problems) == MOST_NOTES + 1
    assert decoded.problems[-1].message == "“5 further words” was read as “what they were”."


def test_a_long_line_is_repaired_to_its_end() -> None:
    line = "naÃ¯ve word " * 30_000
    decoded = decode(f"a\n{line}\nb".encode(), "a.md")
    assert decoded.text == f"a\n{line.replace('Ã¯', 'ï')}\nb"


def test_code_keeps_its_spaces_among_many_backticks() -> None:
    text = "a  `b  c` ``  d ` e  `` f  ` g  h"
    assert markdown_text([text]) == "a `b  c` ``  d ` e  `` f ` g h"


def test_a_long_list_of_contents_is_no_topic() -> None:
    text = "Contents\n" + "Some title ..... 7\n" * 50 + GUIDE
    assert [item.topic for item in read_text(text, "a.md").items] == [()]
