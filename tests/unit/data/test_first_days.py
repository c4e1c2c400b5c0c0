"""The shipped deck and its first days go in; the order in which a learner meets it comes out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from engram.compiler.shipped import compile_shipped
from engram.model import Card, Grade, Kind
from tests.learner import Learner

FOLDER = Path(__file__).parents[3] / "data"


@pytest.fixture
def newcomer(tmp_path: Path) -> Iterator[Learner]:
    """A learner whose library has the shipped deck and nothing else."""
    shipped = tmp_path / "deck.engram"
    compile_shipped(FOLDER, shipped)
    someone = Learner(tmp_path, shipped=shipped)
    yield someone
    someone.close()


def first_meetings(newcomer: Learner) -> list[Card]:
    """Every card of the deck in the order it is met by who studies daily and knows it all."""
    met: dict[str, Card] = {}
    waiting = len(newcomer.program.content.all_cards())
    while len(met) < waiting:
        session = newcomer.program.study.start()
        while question := session.question():
            met.setdefault(question.card.id, question.card)
            session.grade(Grade.GOOD, answer_ms=20_000)
        newcomer.tomorrow()
    return list(met.values())


def test_an_open_question_is_met_before_the_quizzes_on_its_fact(newcomer: Learner) -> None:
    cards = newcomer.program.content.all_cards()
    place = {card.id: at for at, card in enumerate(cards)}
    met = {card.id: at for at, card in enumerate(first_meetings(newcomer))}
    too_late = [
        (card.id, quiz)
        for card in cards
        if card.kind is Kind.RECALL
        for quiz in card.siblings
        if place[card.id] < place[quiz] and met[card.id] > met[quiz]
    ]
    assert too_late == []
