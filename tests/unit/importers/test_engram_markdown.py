"""What docs/deck-format.md says is what the reader does; its example is read here."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from engram.importers.engram_markdown import read
from engram.model import Item, Kind, Option

FORMAT = (Path(__file__).parents[3] / "docs" / "deck-format.md").read_text("utf-8")


def _card(text: str) -> Item:
    [item] = read(text).items
    return item


def test_example_of_the_format_page_is_two_cards() -> None:
    [example] = re.findall(r"^````markdown\n(.*?)^````$", FORMAT, re.DOTALL | re.MULTILINE)
    reading = read(example)
    assert (reading.deck, reading.version) == ("LLM engineering", "2026.11.1")
    assert reading.documents == ("handbook.pdf", "notes.txt")
    assert [(item.id, item.kind, item.topic, item.line) for item in reading.items] == [
        ("peft-lora-why", Kind.RECALL, ("Parameter-efficient fine-tuning",), 8),
        ("peft-lora-quiz", Kind.SINGLE_CHOICE, ("Parameter-efficient fine-tuning",), 21),
    ]
    assert reading.items[0].references == ("003#48",)
    assert reading.items[0].tags == ("lora", "memory")
    assert reading.items[1].siblings == ("peft-lora-why",)
    assert reading.items[1].options[1] == Option(
        "Adapter tuning", correct=True, feedback="Adapters are the modules that are inserted."
    )


def test_backslashes_work_as_the_format_page_says() -> None:
    text = "## C\\:\\:D\n### Why?\n<!-- tags: a\\, b; references: --\\> -->\n\n#### Answer\n\nSo.\n"
    item = _card(text)
    assert (item.topic, item.tags, item.references) == (("C::D",), ("a, b",), ("-->",))


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("a\nb", "a b"),
        ("<!-- as written -->\na\nb", "a\nb"),
        ("\\# a", "# a"),
        ("\\\\# a", "\\# a"),
        ("\\frac", "\\frac"),
        ("\\```\n\n\\### b", "```\n\n### b"),
        ("```\n### a\n- [x] b\n```", "```\n### a\n- [x] b\n```"),
        ("<!-- a remark\n### of two lines -->\nb", "b"),
    ],
)
def test_text_is_read_as_it_is_meant(written: str, read_as: str) -> None:
    assert _card(f"### Why?\n\n#### Answer\n\n{written}\n").answer == read_as


@pytest.mark.parametrize("mark", ["- [x] <!-- as written -->\n", "- [x]\n  <!-- as written -->\n"])
def test_option_may_be_as_written(mark: str) -> None:
    assert _card(f"### Which?\n\n{mark}  a\n\n  \\> b\n  > c\n").options == (
        Option("a\n\n> b", correct=True, feedback="c"),
    )


@pytest.mark.parametrize(
    ("select", "kind"),
    [("", Kind.SINGLE_CHOICE), ("2", Kind.MULTIPLE_CHOICE), ("all", Kind.MULTIPLE_CHOICE)],
)
def test_select_makes_a_card_with_several_right_options(select: str, kind: Kind) -> None:
    named = f"<!-- select: {select} -->\n" if select else ""
    assert _card(f"### Which?\n{named}\n- [x] a\n- [ ] b\n").kind is kind


def test_text_where_none_is_foreseen_is_told() -> None:
    reading = read("## Sea\n\nlost\n\n### Which?\n\n- [x] a\n\nlost too\n")
    assert [(found.kind.name, found.line) for found in reading.problems] == [
        ("not-understood", 3),
        ("not-understood", 9),
    ]
