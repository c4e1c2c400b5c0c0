"""Mastery against the design's reference values."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engram.mastery import score

SEEN = [(2, 3), (5, 2), (12, 6), (30, 10), (60, 70), (90, 5)]  # stability, days since
RECALLED = [0.8698, 0.9503, 0.9403, 0.9573, 0.8891, 0.9919]


def recalled() -> list[float]:
    found = [score.retrievability(float(stability), since, None) for stability, since in SEEN]
    return [value for value in found if value is not None]


def test_recall_of_the_reference_topic() -> None:
    assert recalled() == [pytest.approx(value, abs=5e-5) for value in RECALLED]


def test_mastery_of_the_reference_topic_all_recall() -> None:
    assert sum(recalled()) / 10 == pytest.approx(0.5599, abs=1e-4)
    assert sum(recalled()) / 6 == pytest.approx(0.9331, abs=1e-4)


def test_mastery_of_the_reference_topic_with_two_quizzes() -> None:
    chances = [0.25, 0, 0, 0.25, 0, 0]
    known = [score.known(r, g) for r, g in zip(recalled(), chances, strict=True)]
    assert known[0] == pytest.approx(0.8264, abs=1e-4)
    assert known[3] == pytest.approx(0.9431, abs=1e-4)
    assert sum(known) / 10 == pytest.approx(0.5541, abs=1e-4)


def test_readiness_of_the_reference_topic_in_21_days() -> None:
    later = [score.retrievability(float(stability), since + 21, None) for stability, since in SEEN]
    assert sum(value or 0 for value in later) / 10 == pytest.approx(0.5008, abs=1e-4)


def test_a_card_never_seen_is_not_known() -> None:
    assert score.retrievability(None, 0, None) is None
    assert score.known(None, 0.0) == 0.0


def test_a_bare_interval_gives_nine_tenths_when_it_is_over() -> None:
    assert score.retrievability(None, 30, 30) == pytest.approx(0.9)
    assert score.retrievability(None, 0, 30) == 1.0


@given(st.floats(0, 1), st.sampled_from([0.0, 0.2, 0.25, 0.5, 1 / 31]))
def test_known_is_a_share_and_never_more_than_recall(chance: float, guess: float) -> None:
    assert 0 <= score.known(chance, guess) <= chance + 1e-12


@pytest.mark.parametrize(
    ("recalled_now", "stability", "last_right", "right_days", "expected"),
    [
        (None, None, False, 0, "unseen"),
        (0.99, 90.0, False, 9, "learning"),
        (0.99, 90.0, True, 1, "learning"),
        (0.99, 90.0, True, 2, "familiar"),
        (0.95, 20.9, True, 3, "familiar"),
        (0.90, 21.0, True, 3, "secure"),
        (0.8999, 21.0, True, 3, "slipping"),
    ],
)
def test_each_card_is_on_the_first_level_that_fits(
    recalled_now: float | None,
    stability: float | None,
    last_right: bool,
    right_days: int,
    expected: str,
) -> None:
    found = score.level(recalled_now, stability, last_right=last_right, right_days=right_days)
    assert found == expected


def test_the_interval_of_the_example_is_wilson_s() -> None:
    low, high = score.wilson(32, 41) or (0, 0)
    assert (round(low, 2), round(high, 2)) == (0.63, 0.88)
    assert score.wilson(0, 0) is None


@given(st.integers(1, 500), st.data())
def test_the_interval_holds_the_share_and_stays_within_0_and_1(
    answers: int, data: st.DataObject
) -> None:
    right = data.draw(st.integers(0, answers))
    low, high = score.wilson(right, answers) or (1, 0)
    assert 0 <= low <= right / answers + 1e-12
    assert right / answers - 1e-12 <= high <= 1
