"""Which cards ask a known fact in other words, and which only look like it."""

from __future__ import annotations

from itertools import combinations

import pytest

from engram.compiler.assemble import deck_of
from engram.compiler.likeness import Wording, wording_of
from engram.compiler.twins import MOST_COMPARED, twins
from engram.model import Item, Option, Reading

Text = tuple[str, str | tuple[str, ...]]

KNOWN: tuple[Text, ...] = (
    ("What is the capital of Norway?", "Oslo"),
    ("What is the capital of Sweden?", "Stockholm"),
    ("Which port does SSH use by default?", "22"),
    (
        "What is overfitting?",
        "The model learns the noise of its data and fails on new data.",
    ),
    (
        "What does `git fetch` do?",
        "It downloads commits of a remote and leaves the working tree.",
    ),
    ("Which part of a lock turns?", ("The plug", "The hull", "A spring", "A shackle")),
    ("A falling stone is slowed by the air.", ("True", "False")),
    ("What is the output?", "print(sum(range(4))) writes 6"),
)

NOISE = "A model learns the noise in the data and then fails on new data."
FETCHED = "Commits of a remote are downloaded; the working tree is left."


def wording(text: Text) -> Wording:
    question, answer = text
    options = (
        ()
        if isinstance(answer, str)
        else tuple(Option(each, not n) for n, each in enumerate(answer))
    )
    item = Item(question, 1, answer=answer if isinstance(answer, str) else "", options=options)
    return wording_of(deck_of([("a.md", Reading("test", (item,)))]).cards[0])


def twin_of(text: Text) -> str | None:
    known = dict(enumerate(map(wording, KNOWN)))
    found = list(twins(known, {0: wording(text)}, {}))
    return KNOWN[found[0].old][0] if found else None


@pytest.mark.parametrize(
    ("question", "answer", "known"),
    [
        ("Norway's capital is which city?", "Oslo", 0),
        ("What is the default port of SSH?", "22", 2),
        ("What does overfitting mean?", NOISE, 3),
        ("What is done by `git fetch`?", FETCHED, 4),
        ("Which part turns in a lock?", ("A spring", "A shackle", "The plug", "The hull"), 5),
        ("A falling stone is slowed down by air.", ("False", "True"), 6),
    ],
)
def test_a_card_in_other_words_is_found(
    question: str, answer: str | tuple[str, ...], known: int
) -> None:
    assert twin_of((question, answer)) == KNOWN[known][0]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("What is the capital of Finland?", "Helsinki"),
        ("What is the capital of Norway?", "It has none."),
        ("Which port does HTTP use by default?", "80"),
        ("What is underfitting?", "The model is too simple for its data and fails on all of it."),
        ("What does `git push` do?", "It uploads commits of the current branch to a remote."),
        ("Which part of a lock never turns?", ("The plug", "The hull", "A spring", "A shackle")),
        ("A falling feather is slowed by the air.", ("True", "False")),
        ("The falling air is slowed by a stone.", ("True", "False")),
        ("What is the output?", "print(sum(range(5))) writes 10"),
        ("What is the capital of Norway?", ("Oslo", "Bergen", "Narvik")),
    ],
)
def test_another_fact_of_the_same_form_is_no_twin(
    question: str, answer: str | tuple[str, ...]
) -> None:
    assert twin_of((question, answer)) is None


def test_no_two_facts_of_one_form_are_twins() -> None:
    families: list[list[Text]] = [
        [
            ("In which year did the First World War begin?", "1914"),
            ("In which year did the Second World War begin?", "1939"),
            ("In which year did the French Revolution begin?", "1789"),
        ],
        [
            ("What is the worst-case time complexity of merge sort?", "O(n log n)"),
            ("What is the worst-case time complexity of heap sort?", "O(n log n)"),
        ],
        [
            ("What is the derivative of $\\sin x$?", "$\\cos x$"),
            ("What is the derivative of $\\cos x$?", "$-\\sin x$"),
        ],
        [
            ("When is the mean used and not the median?", "When the values are spread evenly."),
            ("When is the median used and not the mean?", "When a few values are extreme."),
        ],
    ]
    for family in families:
        for one, other in combinations(family, 2):
            assert list(twins({0: wording(one)}, {0: wording(other)}, {})) == []


def test_barred_cards_are_not_compared() -> None:
    known, new = {7: wording(KNOWN[3])}, {0: wording(KNOWN[3])}
    assert [twin.old for twin in twins(known, new, {})] == [7]
    assert list(twins(known, new, {0: frozenset({7})})) == []


def test_of_very_many_new_cards_only_those_with_equal_texts_are_looked_for() -> None:
    new = dict.fromkeys(range(MOST_COMPARED + 1), wording(KNOWN[3]))
    assert list(twins({0: wording(KNOWN[3])}, new, {})) == []
