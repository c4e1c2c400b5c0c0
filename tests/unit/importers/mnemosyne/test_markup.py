"""Fields as Mnemosyne keeps them, and the Markdown they become."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engram.importers.mnemosyne.markup import markdown_of_field

CASES = {
    "": "",
    "plain": "plain",
    "one\ntwo": "one\\\ntwo",
    "one\r\n\r\ntwo": "one\n\ntwo",
    "2 < 3 and 4 > 3": "2 < 3 and 4 > 3",
    "if a <b then": "if a \\<b then",
    "<b>bold</b> and <i>slanted</i>": "**bold** and *slanted*",
    "<ul>\n<li>one</li>\n<li>two</li>\n</ul>\nafter": "- one\n- two\n\nafter",
    "<$>x_1</$>": "$x_1$",
    "<$> a < b > c </$>": "$a < b > c$",
    "<$$>x</$$>": "$$x$$",
    "<latex>$x$</latex>": "$x$",
    "<latex>$$x$$</latex>": "$$x$$",
    "<latex>\\[x\\]</latex>": "$$x$$",
    "<latex>\\begin{equation}\nx\n\\end{equation}</latex>": "$$x$$",
    "<latex>\\begin{math}x\\end{math}</latex>": "$x$",
    "<LaTeX>x^2</LATEX>": "$$x^2$$",
    "<latex>let $x$ be &</latex>": "let $x$ be &",
    "<$>never closed": "<$>never closed",
    'hear <audio src="a.ogg">': "hear ![a.ogg](a.ogg)",
    "<sound src='b c.mp3'>": "![b c.mp3](b c.mp3)",
    '<video src="v].ogg" start="2"></video>': "![v\\].ogg](v].ogg)",
    '<img src="p.png" alt="a peak">': "![a peak](p.png)",
    '<img src="C:/a%20b.png">': "![C:/a%20b.png](C:/a%20b.png)",
    "<IMG alt=\"x\" SRC='file:///p.png'>": "![x](file:///p.png)",
    '<img src="data:image/png;base64,aaaa">': "![embedded picture](embedded picture)",
    '<img src="https://example.org/p.png">': (
        "![https://example.org/p.png](https://example.org/p.png)"
    ),
    "<script>alert(1)</script>no": "no",
    "a\0b\x07c": "abc",
}


@pytest.mark.parametrize(("field", "expected"), CASES.items())
def test_field_becomes_markdown(field: str, expected: str) -> None:
    assert markdown_of_field(field, lambda name: name) == expected


@given(st.text("<>$/latexsoundrc='\" \n&;[]\\", max_size=60))
def test_no_field_is_too_strange(field: str) -> None:
    markdown_of_field(field, lambda name: name)


@pytest.mark.parametrize(
    "piece", ["<$>", "<latex>", "<audio src='a' ", "<", "<ul>\n", "</", "<b>", "$"]
)
def test_a_piece_without_end_takes_no_longer_than_other_letters(piece: str) -> None:
    markdown_of_field(piece * (40_000 // len(piece)), lambda name: name)
