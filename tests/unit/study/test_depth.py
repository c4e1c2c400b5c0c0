"""From a session's verb to SQL is a short way: few frames of our own between them."""

from __future__ import annotations

import sys
from pathlib import Path

import engram
from engram.model import Grade
from tests.learner import Learner

OURS = str(Path(engram.__file__).parent)
MOST_FRAMES = 4
"""`Session.grade`, `Recorder.answer`, `Progress.record`, and one below."""


def frames_of_ours() -> list[str]:
    """The functions of the program that are running now, innermost first."""
    frame, found = sys._getframe(), []
    while frame.f_back is not None:
        frame = frame.f_back
        if frame.f_code.co_filename.startswith(OURS):
            found.append(frame.f_code.co_name)
    return found


def test_an_answer_is_at_most_four_frames_away_from_its_rows(learner: Learner) -> None:
    learner.take_in()
    session = learner.program.study.start()
    learner.asked(session)
    written: dict[str, list[str]] = {}

    def watch(statement: str) -> None:
        words = statement.split()
        if words[0] in ("insert", "update"):
            written[" ".join(words[:3])] = frames_of_ours()

    connection = learner.program.progress._database.connection
    connection.set_trace_callback(watch)
    session.grade(Grade.GOOD, answer_ms=1)
    connection.set_trace_callback(None)
    assert {"insert into review", "update schedule set"} <= set(written)
    for frames in written.values():
        assert frames[-1] == "grade"
        assert len(frames) <= MOST_FRAMES
