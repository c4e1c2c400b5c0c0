"""A program that is killed: what it said was saved is saved, and nothing is half done."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from engram.compiler.assemble import deck_of
from engram.exporters.markdown import markdown_of
from engram.model import Card, Reading
from engram.study.audit import audited
from tests.learner import ITEMS, Learner
from tests.pictures import png

ANSWERING = """
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from engram.library import open_program
from engram.model import Grade
from engram.paths import Places
folder = Path(sys.argv[1])
clock = [datetime(2026, 3, 2, 10, tzinfo=UTC)]
program = open_program(
    Places(folder / "library.db", folder / "machine.json"), None, lambda: clock[0]
)
session = program.study.start()
while True:
    while session.question() is None:
        clock[0] += timedelta(days=1)
        session = program.study.start()
    card = session.question().card.id
    session.grade(Grade.GOOD, answer_ms=1)
    print(program.progress.reviews_of(card)[-1].id, flush=True)
"""

IMPORTING = """
import os, sys
from itertools import count
from pathlib import Path
from engram.compiler.intake import compiled_apart, previewed, take_in
from engram.store.content import Content
from engram.store.database import open_library
database = open_library(Path(sys.argv[1]))
content = Content(database)
preview = previewed(content, compiled_apart([Path(sys.argv[2])]), named=False)
statements, commits = count(1), []
def watch(statement):
    place = next(statements)
    if place == int(sys.argv[3]):
        os._exit(9)
    if statement == "commit":
        commits.append(place)
database.connection.set_trace_callback(watch)
take_in(content, preview)
print(*commits)
"""

NAMING = IMPORTING.replace(
    "def watch",
    """
link, names = os.link, []
def named(partial, file):
    if names:
        os._exit(9)
    names.append(link(partial, file))
os.link = named
def watch""",
).replace("sys.argv[3]", "0")


def test_every_answer_that_was_said_to_be_saved_survives_a_kill(tmp_path: Path) -> None:
    learner = Learner(tmp_path)
    learner.take_in()
    learner.close()
    process = subprocess.Popen(
        [sys.executable, "-c", ANSWERING, str(tmp_path)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    said = [process.stdout.readline().strip() for _ in range(25)]
    process.kill()
    said += process.stdout.read().split()
    process.wait()
    process.stdout.close()
    audit = audited(learner.program.progress)
    stored = [review.id for review in learner.program.progress.all_reviews()]
    assert set(said) <= set(stored)
    assert len(stored) - len(said) in (0, 1)  # one may be saved and not yet said
    assert audit.wrong == ()
    assert learner.program.damage() == ()
    learner.close()


def test_an_import_that_is_ended_in_the_middle_has_done_nothing(tmp_path: Path) -> None:
    learner, document = Learner(tmp_path), tmp_path / "machine.md"
    text = markdown_of(deck_of([("machine.md", Reading("test", ITEMS))]))
    document.write_text(text)
    assert _imported(learner.places.library, document) > 0
    before = _content(learner)
    document.write_text(text.replace("It turns", "It slowly turns").replace("part number 8", "8"))
    copy = tmp_path / "copy.db"
    copy.write_bytes(learner.places.library.read_bytes())
    commit = _imported(copy, document)
    for place in (commit // 2, commit - 10, commit):
        assert _imported(learner.places.library, document, place) == 0
        assert _content(learner) == before
    assert _imported(learner.places.library, document) == commit
    assert _content(learner) != before


def test_an_import_that_is_ended_between_its_pictures_leaves_files_that_a_repair_removes(
    tmp_path: Path,
) -> None:
    learner, document = Learner(tmp_path), tmp_path / "waves.md"
    shown = [f"![wave](x{place}.png)" for place in range(3)]
    for place in range(3):
        (tmp_path / f"x{place}.png").write_bytes(png(place + 1))
    document.write_text("# Waves\n\n### Which?\n\n#### Answer\n\n" + "\n\n".join(shown) + "\n")
    learner.take_in([])
    learner.close()
    words = [sys.executable, "-c", NAMING, str(learner.places.library), str(document)]
    assert subprocess.run(words, capture_output=True, check=False).returncode == 9
    left = len(list((tmp_path / "library-media").iterdir()))
    assert left > 1  # one has its name, the others had none yet
    assert _content(learner)[0] == ()
    assert learner.program.sweep_media() == 1
    learner.close()
    assert _imported(learner.places.library, document) > 0
    media = learner.program.audit_media()
    assert (media.needed, media.missing, media.unused) == (3, (), ())
    learner.close()


def _imported(library: Path, document: Path, end: int = 0) -> int:
    """Which statement of an import is its commit; 0 if it was ended at the one told."""
    words = [sys.executable, "-c", IMPORTING, str(library), str(document), str(end)]
    process = subprocess.run(words, capture_output=True, text=True, check=False)
    assert process.returncode == (9 if end else 0), process.stderr
    return int(process.stdout or 0)


def _content(learner: Learner) -> tuple[tuple[Card, ...], tuple[str, ...]]:
    cards = learner.program.content.all_source_cards()
    assert learner.program.damage() == audited(learner.program.progress).wrong == ()
    found = tuple(card.id for card in learner.program.study.find("slowly"))
    learner.close()
    return cards, found
