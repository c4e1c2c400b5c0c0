"""Marks, labels, options, numbers to select: what a single line says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engram.importers.keys import named_options
from engram.importers.labels import Label, labelled
from engram.importers.lettered import lettered
from engram.importers.marks import is_mark, without_mark
from engram.importers.passage import markdown_text
from engram.importers.selects import select_of
from engram.model import Select


@pytest.mark.parametrize(
    "mark",
    [
        "(Correct)",
        "(correct)",
        "[correct answer].",
        "**(Correct)**",
        "✓",
        "✅",
        "(✓)",
        "- Correct",
        "— correct",
        "<- correct",
        "Correct Answer",
        "**Correct**",
        "(right)",
    ],
)
def test_marks_of_other_authors_are_known(mark: str) -> None:
    assert without_mark(f"A rope (A) {mark}") == ("A rope (A)", True)


@pytest.mark.parametrize(
    "text",
    ["the correct answer", "(incorrect)", "what is right", "(Correct) at first", "correct", ""],
)
def test_words_of_an_option_are_no_mark(text: str) -> None:
    assert without_mark(text) == (text, False)


def test_emphasis_around_option_and_mark_is_closed_again() -> None:
    assert without_mark("**A rope (Correct)**") == ("**A rope**", True)


@pytest.mark.parametrize("line", ["(Correct)", "Correct Answer", "✓", "**Correct**"])
def test_mark_may_stand_on_a_line_of_its_own(line: str) -> None:
    assert is_mark(line)


@pytest.mark.parametrize(
    ("line", "letter", "text"),
    [
        ("- A. x", "A", "x"),
        ("B) x", "B", "x"),
        ("(c) x", "C", "x"),
        ("* **D.** x", "D", "x"),
        ("**E. x**", "E", "x"),
        ("✓ B. x", "B", "x"),
        ("b)x", "B", "x"),
    ],
)
def test_option_begins_with_a_letter(line: str, letter: str, text: str) -> None:
    found = lettered(line)
    assert found is not None
    assert (found.letter, found.text) == (letter, text)


@pytest.mark.parametrize("line", ["A rope", "e.g. this", "chain (A)", "A.b", "1. x", "Z. x"])
def test_other_lines_are_no_option(line: str) -> None:
    assert lettered(line) is None


@pytest.mark.parametrize(
    ("line", "label", "text"),
    [
        ("Question: x", Label.QUESTION, "x"),
        ("**Question 12:** x", Label.QUESTION, "x"),
        ("## Question 3", Label.QUESTION, ""),
        ("Frage: x", Label.QUESTION, "x"),
        ("Q7. x", Label.QUESTION, "x"),
        ("Answer:", Label.ANSWER, ""),
        ("*Answer*: x", Label.ANSWER, "x"),
        ("Correct answer: B", Label.ANSWER, "B"),
        ("Respuesta: x", Label.ANSWER, "x"),
        ("Explanation - no", None, ""),
        ("Explanation: x", Label.EXPLANATION, "x"),
        ("Quiz", Label.QUIZ, ""),
        ("## Quiz 2:", Label.QUIZ, ""),
        ("Cuestionario 2:", Label.QUIZ, ""),
        ("**Questionário**", Label.QUIZ, ""),
        ("Multiple choice questions", Label.QUIZ, ""),
        ("Quiz shows are old", None, ""),
        ("Question the data first", None, ""),
        ("Answers vary: it depends", None, ""),
        ("Reasons: x", None, ""),
    ],
)
def test_labels_are_told_by_place_and_colon(line: str, label: Label | None, text: str) -> None:
    found = labelled(line)
    assert (found.label if found else None, found.text if found else "") == (label, text)


@pytest.mark.parametrize(
    ("question", "select"),
    [
        ("Which? Select three.", 3),
        ("Which? (Choose TWO.)", 2),
        ("Pick the 4 best ones", 4),
        ("**Select** all that apply", "all"),
        ("(select *all* answers)", "all"),
        ("Which, choose\none", 1),
        ("Wählen Sie zwei", 2),
        ("Choisissez toutes les réponses", "all"),
        ("Which two are there?", None),
        ("Choose the answer that fits", None),
        ("Natural selection: two birds", None),
        ("", None),
    ],
)
def test_number_to_select_is_read_from_the_question(question: str, select: Select) -> None:
    assert select_of(question) == select


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["a", "  b", "", "", "c  d"], "a b\n\nc d"),
        (["- a", "  b", "- c"], "- a b\n- c"),
        (["1. a", "", "2. b"], "1. a\n\n2. b"),
        (["**A**:", "- b", "**C**: d"], "**A**:\n- b\n\n**C**: d"),
        (["x:", "```", "a", "", "  # b", "```", "y"], "x:\n```\na\n\n  # b\n```\ny"),
        (["`a  b` c  d"], "`a  b` c d"),
        (["``` never closed", "next"], "``` never closed\nnext"),
        (["a _____ b"], "a _____ b"),
        (["text", "", "    code  x", "    # y", "", "end"], "text\n\n    code  x\n    # y\n\nend"),
        (["| a |  b |", "| - | - |"], "| a |  b |\n| - | - |"),
        (["", ""], ""),
    ],
)
def test_passage_is_normalised_outside_code(lines: list[str], text: str) -> None:
    assert markdown_text(lines) == text


OPTIONS = ["Nothing at all.", "The first", "`second` one", "None"]


@pytest.mark.parametrize(
    ("line", "places"),
    [
        ("B", [1]),
        ("(c)", [2]),
        ("**B** \N{EN DASH} because", [1]),
        ("\N{WHITE HEAVY CHECK MARK} **A**. Because", [0]),
        ("BD", [1, 3]),
        ("B and D", [1, 3]),
        ("Option D", [3]),
        ("B) The first", [1]),
        ("The correct answer is **B. The first**", [1]),
        ("The correct answers are **B. The first** and **D. None**", [1, 3]),
        ("the first", [1]),
        ("second one", [2]),
        ("The first, None", [1, 3]),
    ],
)
def test_answer_line_names_options(line: str, places: list[int]) -> None:
    assert named_options("ABCD", OPTIONS, line)[0] == places


@pytest.mark.parametrize(
    "line",
    [
        "E",
        "BE",
        "BAD",
        "B, C and D are right",
        "B) None",
        "C is right",
        "A (100 %)",
        "",
        "x" * 5000,
    ],
)
def test_answer_line_that_is_not_certain_names_nothing(line: str) -> None:
    assert named_options("ABCD", OPTIONS, line)[0] == []


@pytest.mark.parametrize(
    ("line", "label", "text"),
    [
        ("**✅ Réponse correcte : b**", Label.ANSWER, "b"),
        ("✅ **Respuesta correcta: B**", Label.ANSWER, "B"),
        ("**Model Answer (3 marks):** The two", Label.ANSWER, "The two"),
        ("#### 答案：D", Label.ANSWER, "D"),
        ("**Правильный ответ: B**", Label.ANSWER, "B"),
        ("*Giải thích:* Nhiệt", Label.EXPLANATION, "Nhiệt"),
        ("💡 Explication : Elle", Label.EXPLANATION, "Elle"),
        ("Ans: two", Label.ANSWER, "two"),
    ],
)
def test_labels_of_other_languages_and_with_signs(line: str, label: Label, text: str) -> None:
    found = labelled(line)
    assert found is not None
    assert (found.label, found.text, found.short) == (label, text, False)


@pytest.mark.parametrize("line", ["答案是B", "问题的关键", "Answer the door.", "svar på tal"])
def test_sentence_that_begins_with_such_a_word_is_no_label(line: str) -> None:
    assert labelled(line) is None


@given(st.text(st.sampled_from("aA1.)- *_`~#>|$\t\xa0é\\<b"), max_size=20))
def test_a_line_by_itself_is_written_as_one_above_nothing_is(line: str) -> None:
    assert markdown_text([line]) == markdown_text([line, ""])
