"""What the last page of a session says, by what the session did and what still waits."""

from __future__ import annotations

from dataclasses import replace

import pytest

from engram.gui.study.summary_words import summary_sentence, summary_title
from engram.study.values import Summary

DONE = Summary(12, 340, 10, 8, 5, 1, (), 3, 5, 4)


@pytest.mark.parametrize(
    ("summary", "title", "sentence"),
    [
        (DONE, "Done for today", "Every answer is saved."),
        (
            replace(DONE, left=9),
            "Session ended",
            "Every answer is saved. 9 cards are left for today.",
        ),
        (
            replace(DONE, left=1, days_in_a_row=3),
            "Session ended",
            "Every answer is saved. 1 card is left for today. 3 days in a row.",
        ),
        (replace(DONE, answers=0), "Nothing to study now", "Every answer is saved."),
    ],
)
def test_a_session_that_left_cards_does_not_say_that_the_day_is_done(
    summary: Summary, title: str, sentence: str
) -> None:
    assert summary_title(summary) == title
    assert summary_sentence(summary) == sentence
