"""Which class of change an import makes to a card."""

from __future__ import annotations

from dataclasses import replace

import pytest

from engram.compiler.change import Change, change_of
from engram.model import Card, CardId, Kind, Option, Source


def options(marked: str) -> tuple[Option, ...]:
    texts = [text.strip() for text in marked.split("/")]
    return tuple(Option(text.lstrip("*"), text.startswith("*")) for text in texts)


QUIZ = Card(
    id=CardId("q"),
    deck="Tides",
    topic=("Moon",),
    kind=Kind.SINGLE_CHOICE,
    question="What causes the tides?",
    answer="",
    explanation="The pull differs across the Earth.",
    options=options("*The pull of the Moon / The wind / The rotation of the Sun"),
    select=None,
    source=Source("tides.md", 1, 1),
)
RECALL = replace(QUIZ, id=CardId("r"), kind=Kind.RECALL, answer="The Moon.", options=())


def test_a_card_found_as_it_was_is_unchanged_even_at_another_line() -> None:
    moved_down = replace(
        QUIZ, question="What causes  the tides?", source=Source("tides.md", 9, 4), problems=("x",)
    )
    assert change_of(QUIZ, moved_down) is Change.UNCHANGED


@pytest.mark.parametrize(
    "now",
    [
        replace(QUIZ, question="What drives the tides?"),
        replace(QUIZ, explanation="Gravity."),
        replace(QUIZ, tags=("sea",)),
        replace(QUIZ, select=1),
        replace(QUIZ, siblings=(CardId("r"),)),
        replace(QUIZ, topic=("Sun",), question="What drives the tides?"),
        replace(QUIZ, options=QUIZ.options[::-1]),
    ],
)
def test_another_text_is_a_change(now: Card) -> None:
    assert change_of(QUIZ, now) is Change.CHANGED


@pytest.mark.parametrize(
    "now",
    [
        replace(QUIZ, topic=("Sun",)),
        replace(QUIZ, deck="Seas"),
        replace(QUIZ, source=Source("seas.md", 1, 1)),
    ],
)
def test_the_same_content_elsewhere_has_moved(now: Card) -> None:
    assert change_of(QUIZ, now) is Change.MOVED


@pytest.mark.parametrize(
    "marked",
    [
        "The pull of the Moon / *The wind / The rotation of the Sun",
        "*The pull of the Moon / *The wind / The rotation of the Sun",
        "The pull of the Moon / The wind / The rotation of the Sun",
        "*Friction / The wind / The rotation of the Sun",
        "*The pull of the Moon / The wind / The rotation of the Sun / *The pull of the Sun",
        "*No pull of the Moon / The wind / The rotation of the Sun",
    ],
)
def test_another_right_option_changes_the_key(marked: str) -> None:
    assert change_of(QUIZ, replace(QUIZ, options=options(marked))) is Change.KEY_CHANGED


@pytest.mark.parametrize(
    "marked",
    [
        "*The pull of the Mooon / The wind / The rotation of the Sun",
        "*The gravity pull of the Moon. / The wind / The rotation of the Sun",
        "*The pull of the Moon / The winds / The rotation of the Sun",
        "*The pull of the Moon / The wind",
        "The rotation of the Sun / *The pull of the Moon / The wind",
    ],
)
def test_a_reworded_option_is_no_new_key(marked: str) -> None:
    assert change_of(QUIZ, replace(QUIZ, options=options(marked))) is Change.CHANGED


def test_another_number_in_the_right_option_is_a_new_key() -> None:
    before = replace(QUIZ, options=options("*Every 12 hours / Every week"))
    after = replace(QUIZ, options=options("*Every 24 hours / Every week"))
    assert change_of(before, after) is Change.KEY_CHANGED


def test_the_first_key_of_a_quiz_without_one_changes_no_earlier_answer() -> None:
    keyless = replace(QUIZ, options=options("The pull of the Moon / The wind"), incomplete=True)
    assert change_of(keyless, QUIZ) is Change.CHANGED


def test_an_open_answer_is_no_key() -> None:
    assert change_of(RECALL, replace(RECALL, answer="The Sun.")) is Change.CHANGED
    assert change_of(QUIZ, RECALL) is Change.CHANGED


def test_a_retired_card_that_returns_has_changed() -> None:
    assert change_of(replace(QUIZ, retired=True), QUIZ) is Change.CHANGED
