"""Two programs on one library at the same moment: each action happens once, and the log says so."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, suppress
from threading import Barrier

from engram.cli.program import Program
from engram.errors import ConflictError, NothingToUndoError
from engram.library import open_program
from engram.model import Grade
from engram.study.audit import audited
from tests.learner import Learner

ROUNDS = 60


def both(learner: Learner, act: Callable[[Program, int], object]) -> int:
    """How often two programs of one device did something, each trying once in every round."""
    rounds = Barrier(2)

    def live(which: int) -> int:
        program, done = open_program(learner.places, None, lambda: learner.now), 0
        with closing(program), ExitStack() as failure:
            failure.callback(rounds.abort)  # so that the other ends too
            for _ in range(ROUNDS):
                rounds.wait()
                with suppress(ConflictError, NothingToUndoError):
                    act(program, which)
                    done += 1
            failure.pop_all()
        return done

    with ThreadPoolExecutor(2) as programs:
        return sum(programs.map(live, range(2)))


def test_two_programs_answer_at_one_instant_and_every_answer_has_its_row(learner: Learner) -> None:
    cards = [card.id for card in learner.take_in().cards[:2]]
    both(learner, lambda program, which: program.study.answer(cards[which], Grade.GOOD))
    assert len(learner.program.progress.all_reviews()) == 2 * ROUNDS
    assert audited(learner.program.progress).differences == ()


def test_no_action_is_taken_back_by_two_programs(learner: Learner) -> None:
    card = learner.take_in().cards[0].id
    for number in range(ROUNDS):
        learner.program.recorder.set("mark", card, "marked", str(number % 2))
    undone = both(learner, lambda program, _: program.study.undo())
    assert undone == ROUNDS + 1  # the import
