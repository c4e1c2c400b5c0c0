"""A program that is killed while it answers: what it said was saved is saved."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from engram.study.audit import audited
from tests.learner import Learner

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
