"""The table of readers: what is recognised, what is asked for by name, what is refused."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType

import pytest

from engram.errors import SourceError
from engram.importers import READERS, Reader, read_document, read_text

TEXT_READERS = {name: each for name, each in READERS.items() if each.read_file is None}
GUIDE = "Question: Why?\n\nAnswer: Because.\n\nQuestion: How?\n\nAnswer: So.\n"


def test_table_names_each_reader_by_its_layout() -> None:
    assert all(name == reader.name for name, reader in READERS.items())
    assert len({reader.title for reader in READERS.values()}) == len(READERS)


@pytest.mark.parametrize(
    "text", ["Dear all,\n\nno meeting today.\n", "just words", "# Notes\n\n## Monday\n\nRain."]
)
def test_text_that_is_no_study_document_is_refused(text: str) -> None:
    assert not any(reader.recognise(text) for reader in READERS.values())
    with pytest.raises(SourceError) as refused:
        read_text(text, "letter.txt")
    assert str(refused.value) == (
        "“letter.txt” was not recognised as a study document; nothing was imported."
    )


def test_reader_can_be_chosen() -> None:
    text = "### 1. Why?\n\nBecause.\n\n### 2. How?\n\nSo.\n"
    assert read_text(text, "a.md").layout == "numbered-headings"
    assert read_text(text, "a.md", "engram").items[0].question == "1. Why?\n\nBecause."


def test_unknown_reader_is_refused() -> None:
    with pytest.raises(SourceError, match=r"no reader “riddle” for “a\.md”"):
        read_text(GUIDE, "a.md", "riddle")


HOSTILE_JSON = {
    "not closed": ('[{"question": "a",\n"answer":', "Line 2: It looks like JSON and is none"),
    "deep": ('{"a":' * 100_000, "Line 1: It is JSON with more than 50 levels"),
    "deep lists": ('[{"a": ' + "[" * 60 + "]" * 60 + "}]", "It is JSON with more than 50 levels"),
    "two values": ('{"question": "a"} {"question": "b"}', "It looks like JSON and is none"),
}


@pytest.mark.parametrize(("text", "reason"), HOSTILE_JSON.values(), ids=HOSTILE_JSON)
def test_json_that_is_none_gets_a_sentence(text: str, reason: str) -> None:
    with pytest.raises(SourceError) as refused:
        read_text(text, "quiz.json", "engram-json")
    assert str(refused.value).startswith("“quiz.json” cannot be read. Line ")
    assert reason in str(refused.value)
    assert str(refused.value).endswith("Nothing was imported.")


def test_problems_carry_the_document_and_decoding_comes_first(tmp_path: Path) -> None:
    path = tmp_path / "guide.txt"
    path.write_bytes(("Welcome, itâ€™s a guide\n\n" + GUIDE).encode())
    problems = read_document(path).problems
    assert [(found.document, found.kind.name) for found in problems] == [
        ("guide.txt", "repaired"),
        ("guide.txt", "title-page"),
    ]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16"])
def test_encoding_and_line_endings_do_not_change_the_items(
    tmp_path: Path, ending: str, codec: str
) -> None:
    path = tmp_path / "guide.txt"
    path.write_bytes(GUIDE.replace("\n", ending).encode(codec))
    assert read_document(path).items == read_text(GUIDE, "guide.txt").items


# Each of these would take hours, not moments, in a reader whose time is not linear.
LONG = {
    "one word": "a" * 500_000,
    "white space": "x" + " " * 500_000 + "x",
    "leaders": "." * 500_000 + "x",
    "backticks": "".join("`" * width + "a" for width in range(1, 1000)),
    "stars": "**a " * 125_000,
    "brackets": "[" * 500_000,
    "links": "<http://" * 60_000,
    "option": "Quiz\nstem?\n- A. " + "x (Correct) " * 40_000,
    "shrinking fences": "\n".join("`" * width for width in range(1000, 2, -1)),
    "json in json": '[{"question": ' * 35_000,
    "numbers": '{"cards": [{"incomplete": ' + "9" * 500_000 + "}]}",
    "quotes": '{"cards": [' + '"\\' * 250_000,
    "names": '{"cards": [{' + '"incomplete": 1,' * 30_000 + '"id": 1}]}',
    "cells": "a,b\n" + "x," * 150_000 + "\n",
    "quotation marks": '"' * 500_000,
    "bars": "| a | b |\n|---|---|\n" + "|" * 100_000,
    "rules": "|-" * 50_000,
    "dashes": " - " * 50_000,
    "colons": "a: " * 50_000,
    "letters": "1. a?\nA. b\nAnswer: " + "A, " * 150_000 + "x",
    "shared options": "1. a? " + "(a) b " * 75_000,
    "signs": "\u2705 " * 150_000 + "Answer: A",
    "backslashes": "### a\n" + "\\" * 500_000 + "# x",
}


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_no_text_takes_more_than_linear_time(text: str) -> None:
    for reader in TEXT_READERS.values():
        assert 0 <= reader.recognise(text) <= reader.surest
        reader.read(text)


MANY_LINES: dict[str, Callable[[int], str]] = {
    "options": lambda count: "Quiz\n" + "A. x\n" * count,
    "boxes": lambda count: "1. a\n" + "- [x] b\n" * count,
    "unclosed fences": lambda count: "```a\n" * count,
    "remarks": lambda count: "<!-- \n" * count,
    "waiting text": lambda count: "Question: a\nAnswer: b\nQuiz\n" + "a paragraph\n\n" * count,
    "steps": lambda count: "\n\n".join(f"{number}. a" for number in range(count)),
    "json": lambda count: '{"question": "a", "answer": "b"}\n' * count,
    "table rows": lambda count: "term,meaning\n" + "a,b\n" * count,
    "open quotation marks": lambda count: 'a","b\n' * count,
    "tables": lambda count: "| term | meaning |\n|---|---|\n| a | b |\n\n" * count,
    "terms": lambda count: "a - b\n" * count,
    "folded answers": lambda count: "<details><summary>Answer</summary>\n\n1. a\n\n" * count,
    "folds": lambda count: "1. a?\n" + '??? note "b"\n\n    c\n\n' * count,
    "keys": lambda count: "1. a?\nA. b\nB. c\n## Answers\n" + "1. B\n\n---\n" * count,
    "dense": lambda count: "\n".join(f"{number}) Why?\nb\n1. c" for number in range(1, count)),
    "shared lines": lambda count: "1. a?\na) b  b) c  c) d **Answer: A**\n" * count,
    "anchors": lambda count: "## <a name=b></a>1. c?\n- \u274c d\n- \u2705 e\n" * count,
    "footers": lambda count: (
        "text text\n\nA Title Here\nPage 3 of 9 © x <http://a.example/b>\n\n" * count
    ),
}


@pytest.mark.parametrize("reader", TEXT_READERS.values(), ids=TEXT_READERS)
@pytest.mark.parametrize("text", MANY_LINES.values(), ids=MANY_LINES)
def test_twice_as_many_lines_are_twice_as_much_work(
    text: Callable[[int], str], reader: Reader
) -> None:
    once, twice = (_work(reader, text(count)) for count in (120, 240))
    assert once < twice < 2.1 * once


def _work(reader: Reader, text: str) -> int:
    """How many calls a reader makes: no two computers take the same time for them."""
    calls = 0

    def counted(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        reader.recognise(text)
        reader.read(text)
    finally:
        sys.setprofile(before)
    return calls


def test_options_without_a_key_are_no_answers() -> None:
    quizzes = ["1. Which floats?", "   - a) Cork", "   - b) Lead", ""]
    quizzes += ["2. Which rusts?", "   - a) Gold", "   - b) Iron", ""]
    items = read_text("\n".join(quizzes), "quiz.md").items
    assert [(item.answer, len(item.options)) for item in items] == [("", 2), ("", 2)]
