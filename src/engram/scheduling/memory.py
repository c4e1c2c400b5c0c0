"""FSRS-6 memory: a memory and a counted answer in, the next memory or a recall probability out.

Source: the FSRS-6 algorithm with its published default parameters (open-spaced-repetition,
"The Algorithm" and py-fsrs 6.3). Elapsed time is counted in whole study days, without learning
steps and without fuzz, so that folding a log twice gives the same result.

Units: stability in days (recall is 90 % after that many), difficulty 1..10, probabilities 0..1.
"""

from __future__ import annotations

from math import exp

from engram.model import Grade, Memory, Schedule, StudyDay

PARAMETERS = (
    0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796,
    1.4835, 0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
)  # fmt: skip
DECAY = -PARAMETERS[20]
FACTOR = 0.9 ** (1 / DECAY) - 1
LEAST_STABILITY = 0.001
AGAIN, HARD, GOOD, EASY = 1, 2, 3, 4


def rating(grade: Grade, *, guessed: bool = False) -> int:
    """The FSRS rating of a grade: 0, 1, 2 and guesses are Again, then Hard, Good, Easy."""
    return AGAIN if guessed or grade < Grade.HARD else int(grade) - 1


def recall(stability: float, elapsed_days: int) -> float:
    """The probability to recall after `elapsed_days`: (1 + factor * t / S) ** -decay."""
    if elapsed_days <= 0:
        return 1.0
    return float((1 + FACTOR * elapsed_days / stability) ** DECAY)


def recall_on(memory: Memory, day: StudyDay) -> float:
    """The probability to recall on a study day."""
    return recall(memory.stability, day - memory.last_day)


def first_memory(rated: int) -> tuple[float, float]:
    """Stability and difficulty after the first counted answer."""
    return PARAMETERS[rated - 1], _clamped(_first_difficulty(rated))


def of_schedule(schedule: Schedule) -> tuple[float, float]:
    """Stability and difficulty that an SM-2 schedule stands for, of a card without an answer.

    Recall is 90 % after its interval. Source: fsrs-rs, `memory_state_from_sm2`: the difficulty with
    which a pass on the due day would let stability grow by the easiness.
    """
    stability = float(max(1, schedule.interval_days))
    growth = (
        exp(PARAMETERS[8]) * stability ** -PARAMETERS[9] * (exp((1 - 0.9) * PARAMETERS[10]) - 1)
    )
    return stability, _clamped(11 - (schedule.easiness / 100 - 1) / growth)


def next_memory(
    stability: float, difficulty: float, elapsed_days: int, rated: int
) -> tuple[float, float]:
    """Stability and difficulty after a counted answer `elapsed_days` (at least 1) later."""
    chance = recall(stability, elapsed_days)
    grown = (
        _forgotten(stability, difficulty, chance)
        if rated == AGAIN
        else _recalled(stability, difficulty, chance, rated)
    )
    return max(LEAST_STABILITY, grown), _next_difficulty(difficulty, rated)


def _first_difficulty(rated: int) -> float:
    return PARAMETERS[4] - exp(PARAMETERS[5] * (rated - 1)) + 1


def _clamped(difficulty: float) -> float:
    return min(10.0, max(1.0, difficulty))


def _next_difficulty(difficulty: float, rated: int) -> float:
    moved = difficulty - (10.0 - difficulty) * PARAMETERS[6] * (rated - GOOD) / 9.0
    return _clamped(PARAMETERS[7] * _first_difficulty(EASY) + (1 - PARAMETERS[7]) * moved)


def _forgotten(stability: float, difficulty: float, chance: float) -> float:
    after_lapse = float(
        PARAMETERS[11]
        * difficulty ** -PARAMETERS[12]
        * ((stability + 1) ** PARAMETERS[13] - 1)
        * exp((1 - chance) * PARAMETERS[14])
    )
    return min(after_lapse, stability / exp(PARAMETERS[17] * PARAMETERS[18]))


def _recalled(stability: float, difficulty: float, chance: float, rated: int) -> float:
    growth = float(
        exp(PARAMETERS[8])
        * (11 - difficulty)
        * stability ** -PARAMETERS[9]
        * (exp((1 - chance) * PARAMETERS[10]) - 1)
    )
    growth *= {HARD: PARAMETERS[15], EASY: PARAMETERS[16]}.get(rated, 1.0)
    return stability * (1 + growth)
