"""Questions that want one option, and questions that only sound like it."""

from __future__ import annotations

import pytest

from engram.compiler.asking import asks_for_the_best


@pytest.mark.parametrize(
    "question",
    [
        "What is the best description of a rollback?",
        "Which of these best describes a rollback?",
        "A probe fails. Which is the most likely cause?",
        "Which option is the most cost-effective?",
        "Choose the best answer.",
        "What is the main purpose of a warm-up?",
        "Which one of these keeps the base weights frozen?",
    ],
)
def test_a_question_for_the_best_is_seen(question: str) -> None:
    assert asks_for_the_best(question)


@pytest.mark.parametrize(
    "question",
    [
        "Which of the following are best practices?",
        "Which best practices apply to seeds?",
        "What are the best ways to shard a model?",
        "You want the best speed. Which settings help?",
        "Which statements best describe a rollback?",
        "Select the two best answers.",
        "Choose the best answers.",
        "Which settings give the best throughput?",
        "Which service would you most likely use?",
        "Which of these keep the base weights frozen?",
    ],
)
def test_a_question_that_may_have_several_answers_is_not(question: str) -> None:
    assert not asks_for_the_best(question)
