"""Page furniture repeats; what belongs to an item does not go, however often it stands there."""

from __future__ import annotations

import pytest

from engram.importers import READERS
from engram.model import Reading

ITEM = "Question: What is {0}?\n\nAnswer: It is {0}.\n"


def _guide(*between: str) -> Reading:
    parts = [ITEM.format(f"w{number}") + f"\n{text}\n" for number, text in enumerate(between)]
    return READERS["interview-guide"].read("\n".join([*parts, ITEM.format("end")]))


def _removed(reading: Reading) -> int:
    return sum(
        int(dict(found.fields)["count"])
        for found in reading.problems
        if found.kind.name == "furniture"
    )


@pytest.mark.parametrize(
    "footer",
    [
        "Tide Tables for Everyone",
        "Page {}",
        "Tide Tables for Everyone | {}",
        "© 2026 the harbour office. All rights reserved.",
        "[Read more](https://a.example/{})",
        "Tide Tables\nhttps://a.example/tides",
        "- {} -",
        "A. Miller & Daughters",
        "C. Miller, Tide Tables, page {}",
    ],
)
def test_repeating_line_is_furniture(footer: str) -> None:
    reading = _guide(*(footer.format(number) for number in range(3, 7)))
    assert _removed(reading) == 4
    assert all(item.answer == f"It is {item.question[8:-1]}." for item in reading.items)


@pytest.mark.parametrize(
    "line",
    [
        "It depends on the wind.",
        "Example: see above.",
        "For example:",
        "of the sea",
        "3 knots",
    ],
)
def test_repeating_line_of_an_answer_stays(line: str) -> None:
    reading = _guide(*[line] * 4)
    assert _removed(reading) == 0
    assert all(line in item.answer for item in reading.items[:-1])


@pytest.mark.parametrize("line", ["See page {}.", "It was built in 19{}", "wind of {} knots"])
def test_line_of_an_answer_with_rising_numbers_stays(line: str) -> None:
    lines = [line.format(number) for number in (12, 14, 19, 23)]
    reading = _guide(*lines)
    assert _removed(reading) == 0
    assert [item.answer.split("\n\n")[1] for item in reading.items[:-1]] == lines


def test_repeating_short_answer_and_stem_and_option_stay() -> None:
    block = (
        "Question: {0}?\n\nAnswer:\n\nThe Moon\n\nQuiz\n\nPick One\n\nA. Yes (Correct)\n\nB. No\n"
    )
    reading = READERS["interview-guide"].read("\n".join(block.format(n) for n in range(5)))
    assert _removed(reading) == 0
    assert [item.answer for item in reading.items[::2]] == ["The Moon"] * 5
    assert [item.question for item in reading.items[1::2]] == ["Pick One"] * 5
    assert all(len(item.options) == 2 for item in reading.items[1::2])


def test_rising_numbers_are_pages_and_others_are_text() -> None:
    assert _removed(_guide("Part 1", "Part 2", "Part 3")) == 3
    assert _removed(_guide("Part 9", "Part 2", "Part 3")) == 0


def test_furniture_inside_code_goes_and_the_code_stays_whole() -> None:
    footer = "Tide Tables\nhttps://a.example/tides"
    code = f"Question: Code?\n\nAnswer:\n\n```\na = 1\n{footer}\nb = 2\n```\n"
    reading = READERS["interview-guide"].read(code + "\n".join([ITEM.format("x"), footer, ""] * 3))
    assert reading.items[0].answer == "```\na = 1\nb = 2\n```"


@pytest.mark.parametrize(
    "advert",
    [
        "Follow <https://a.example/tidetables>",
        "Meet us at https://b.example/in/tide-tables/?from=pdf",
        "© The Tide Tables",
        "Subscribe to The Tide Tables today",
    ],
)
def test_line_that_names_the_footer_is_an_advert(advert: str) -> None:
    footer = "By [The Tide Tables](#) <https://a.example/tidetables>"
    reading = _guide(footer, f"{footer}\n\n{advert}", footer)
    adverts = [found for found in reading.problems if found.kind.name == "advert"]
    assert len(adverts) == 1
    assert [item.answer for item in reading.items][1] == "It is w1."


@pytest.mark.parametrize(
    "text",
    [
        "The Tide Tables say so.",
        "See <https://c.example/moon>.",
        "Tides come twice a day",
    ],
)
def test_sentence_of_an_answer_is_no_advert(text: str) -> None:
    footer = "By [The Tide Tables](#) <https://a.example/tidetables>"
    reading = _guide(footer, f"{footer}\n\n{text}", footer)
    assert reading.items[1].answer == f"It is w1.\n\n{text}"


def test_line_that_is_the_only_question_of_its_options_is_no_advert() -> None:
    footer = "By [The Tide Tables](#) <https://a.example/tidetables>"
    quiz = "Quiz\n\nWho wrote The Tide Tables\n\n- A. Nobody\n- B. The office (Correct)\n"
    reading = _guide(footer, f"{footer}\n\n{quiz}", footer)
    assert [item.question for item in reading.items if item.options] == [
        "Who wrote The Tide Tables"
    ]
