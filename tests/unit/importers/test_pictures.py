"""Pictures in the text of a document: every spelling is found, code stays, nothing is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engram.importers.pictures import Picture, with_pictures, with_references_inline
from tests.drawn import lists_of

PIECES = (
    "![a](b.png)", "![", "](", ")", "[", "]", "<img src=x.png>", "<img ", ">", '"', "'", "`", "``",
    "```", "\n", "\n\n", "    ", "- ", "\\", "<p>", "</p>", "word", "(", "<", "![a][b]", "[b]: c",
    "~~~", "$", "|", "> ", "é", "\t",
)  # fmt: skip


def found_in(text: str) -> list[tuple[str, str, str]]:
    """Address, words and title of each picture."""
    found: list[Picture] = []

    def note(picture: Picture) -> str:
        found.append(picture)
        return picture.written

    assert with_pictures(text, note) == text
    return [(each.address, each.words, each.title.strip()) for each in found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("![a plan](images/x.png)", ("images/x.png", "a plan", "")),
        ("Look: ![](x.png), then go on", ("x.png", "", "")),
        ('![a](x.png "The title")', ("x.png", "a", '"The title"')),
        ("![a](x.png 'one')", ("x.png", "a", "'one'")),
        ("![a](x.png (one))", ("x.png", "a", "(one)")),
        ("![a](<my plan.png>)", ("my plan.png", "a", "")),
        ('![a](<my plan.png> "T")', ("my plan.png", "a", '"T"')),
        ("![a](my plan.png)", ("my plan.png", "a", "")),
        ("![a](my%20plan.png)", ("my%20plan.png", "a", "")),
        ("![a](plan_(1).png)", ("plan_(1).png", "a", "")),
        (r"![a](plan\_1.png)", ("plan_1.png", "a", "")),
        ("![a [b] c](x.png)", ("x.png", "a [b] c", "")),
        (r"![a \] c](x.png)", ("x.png", r"a \] c", "")),
        ("![a]( x.png )", ("x.png", "a", "")),
        ('<img src="x.png" alt="a &amp; b" width="300">', ("x.png", "a & b", "")),
        ("<img alt='a [1]' src='x y.png'/>", ("x y.png", r"a \[1\]", "")),
        ("<IMG SRC=x.png>", ("x.png", "", "")),
        ('<img\n  src="x.png"\n  alt="a\n  b">', ("x.png", "a b", "")),
        ("- one\n\n    ![in a list](x.png)", ("x.png", "in a list", "")),
        ("[![a](x.png)](https://example.org)", ("x.png", "a", "")),
        ("| ![a](x.png) | b |\n|---|---|", ("x.png", "a", "")),
        ("`code` ![a](x.png) `more`", ("x.png", "a", "")),
        ("It costs 3 ` and ![a](x.png)", ("x.png", "a", "")),
    ],
)
def test_a_picture_is_found_however_it_is_written(text: str, found: tuple[str, str, str]) -> None:
    assert found_in(text) == [found]


@pytest.mark.parametrize(
    "text",
    [
        "`![a](x.png)`",
        "``a ` ![a](x.png)``",
        "```md\n![a](x.png)\n```",
        "~~~\n<img src='x.png'>\n~~~",
        "words\n\n    ![a](x.png)\n\nwords",
        "\t<img src=x.png>",
        r"\![a](x.png)",
        r"\<img src=x.png>",
        "![a]()",
        "<img alt='a'>",
        "<imgx src=y.png>",
        "![a][b]",
        "[a](x.png)",
        "```\n![a](x.png)",
    ],
)
def test_code_and_what_is_no_picture_stay(text: str) -> None:
    assert found_in(text) == []


def test_a_picture_in_a_wrapper_of_its_own_loses_that() -> None:
    text = 'Before\n<p align="center">\n<img src="x.png">\n</p>\nafter <div>words</div>'
    shown = with_pictures(text, lambda picture: picture.at("y.png"))
    assert shown == "Before\n![](y.png)\nafter <div>words</div>"


def test_an_address_with_spaces_or_parentheses_is_written_so_that_it_is_read_again() -> None:
    for address in ("a b.png", "a(b.png", "plain.png"):
        written = Picture("", address, "words", ' "T"').at(address)
        assert found_in(written) == [(address, "words", '"T"')]


def test_a_link_has_words_to_click_and_never_stands_in_another() -> None:
    links = with_pictures(
        '![](https://a.example/x.png) ![b](https://b.example "T")'
        " [![c](https://c.example)](https://d.example)",
        lambda picture: picture.as_link,
    )
    assert links == (
        "[https://a.example/x.png](https://a.example/x.png)"
        ' [b](https://b.example "T") [c](https://d.example)'
    )


def test_a_label_is_resolved_and_its_line_belongs_to_no_card() -> None:
    text = (
        "![a plan][Plan  One] and ![shortcut] and ![b][]\n\n```\n[plan one]: code.png\n```\n"
        '[plan one]: images/x.png "T"\n[shortcut]: <a b.png>\n  [b]: c.png\n[other]: kept.png\n'
        "![c][nowhere]\n[plan one]: second.png"
    )
    assert with_references_inline(text) == (
        '![a plan](images/x.png "T") and ![shortcut](<a b.png>) and ![b](c.png)\n\n```\n'
        "[plan one]: code.png\n```\n\n\n\n[other]: kept.png\n"
        "![c][nowhere]\n[plan one]: second.png"
    )


@given(lists_of(PIECES, max_size=30).map("".join))
def test_a_text_whose_pictures_are_left_alone_is_the_same_text(text: str) -> None:
    found_in(text)
    assert with_references_inline(text).count("\n") == text.count("\n")


@given(st.sampled_from(PIECES), st.sampled_from(PIECES))
def test_a_long_text_of_nothing_but_beginnings_takes_no_quadratic_time(one: str, two: str) -> None:
    text = (one + two) * 4_000
    with_pictures(text, lambda picture: picture.at("x"))
    with_references_inline(text)


@pytest.mark.parametrize("filler", ["x", " ", "x ", '"', "=", "(", "\\"])
def test_a_picture_of_endless_length_takes_no_quadratic_time(filler: str) -> None:
    long = filler * (50_000 // len(filler))
    for text in (f"<img {long}>", f"![a](b{long}c)", f"![{long}](b)", f"[b]: c{long}d\n![b]"):
        with_pictures(text, lambda picture: picture.at("x"))
        with_references_inline(text)
