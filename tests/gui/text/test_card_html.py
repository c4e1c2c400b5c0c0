"""Markdown becomes HTML that Qt lays out well, names no file, and keeps every word."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QTextDocument

from engram.gui.text.card_html import (
    LONGEST_TEXT,
    LONGEST_WORD,
    card_html,
    plain_text,
)
from engram.gui.text.values import Formula
from engram.markup.parser import DEEPEST
from engram.markup.plain import LONGEST_MARKDOWN

pytestmark = pytest.mark.usefixtures("qapp")  # Qt has no fonts without an application
HEAVY = ("markdown_it", "pygments.lexers", "ziamath", "nh3")


def _words(html: str) -> str:
    document = QTextDocument()
    document.setHtml(html)
    return document.toPlainText()


def test_the_page_and_a_plain_text_load_no_parser() -> None:
    program = (
        "import sys, engram.gui.study.page\n"
        "from engram.gui.text.card_html import card_html\n"
        "card_html('Plain words, 3 < 4.\\n\\nAnd more.')\n"
        f"print([name for name in {HEAVY} if name in sys.modules])"
    )
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert told.stdout.decode().strip() == "[]"


def test_a_plain_text_is_paragraphs() -> None:
    assert card_html("One\nline & 1 < 2\n\nTwo").html == (
        "<p>One line &amp; 1 &lt; 2</p><p>Two</p>"
    )


def test_code_is_a_table_of_one_cell_in_the_colours_of_its_language() -> None:
    html = card_html("```python\ndef f(): pass\n```").html
    assert html.startswith('<table class="code" width="100%"')
    assert '<span class="syn_kw">def</span>' in html
    assert '<span class="syn_fn">f</span>' in html


@pytest.mark.parametrize("language", ["", "no-such-language"])
def test_code_of_no_known_language_stays_plain(language: str) -> None:
    assert "<pre>a &lt; b  # c</pre>" in card_html(f"```{language}\na < b  # c\n```").html


def test_a_table_is_aligned_by_attributes_for_a_style_would_cost_its_border() -> None:
    html = card_html("| a | b |\n|---|--:|\n| 1 | 2 |").html
    assert '<td align="left">1</td>' in html
    assert '<td align="right">2</td>' in html
    assert "text-align" not in html


def test_a_task_list_has_boxes() -> None:
    html = card_html("- [x] done\n- [ ] open").html
    assert '<li class="checked">done' in html
    assert '<li class="unchecked">open' in html


def test_formulas_are_found_inside_a_line_and_on_lines_of_their_own() -> None:
    found = card_html("With $x^2$ it is\n\n$$\na_1\n- b\n$$\n\nat last.")
    assert found.formulas == (Formula("x^2", display=False), Formula("a_1\n- b", display=True))
    assert found.html.count('src="maths:') == 2


@pytest.mark.parametrize("text", ["From $5 to $10.", "US$ 5 and $ 6$", r"\$x\$", "`$x$`", "$ x$"])
def test_money_and_code_are_no_formulas(text: str) -> None:
    assert card_html(text).formulas == ()


def test_formulas_take_their_places_in_the_text() -> None:
    found = card_html("$a<b$ and $c$")
    assert found.with_drawn(["<i>a</i>", "c"]) == "<p><i>a</i> and c</p>\n"


@pytest.mark.parametrize(
    "image",
    [
        "file:///etc/passwd",
        "/etc/passwd",
        "../x.png",
        "//host/share.png",
        "http://a.example/x.png",
        "data:image/png;base64,AAAA",
        r"\\host\x",
    ],
)
def test_only_pictures_of_the_library_are_pictures(image: str) -> None:
    html = card_html(f"Look: ![a plan]({image})").html
    assert "<img" not in html
    assert "a plan" in html
    assert '<img src="media:plan.png">' in card_html("![a plan](media:plan.png)").html


@pytest.mark.parametrize("target", ["file:///etc/passwd", "javascript:alert(1)", "x.html", "smb:a"])
def test_only_web_addresses_are_links(target: str) -> None:
    html = card_html(f"[words]({target})").html
    assert "<a " not in html
    assert "words" in html
    assert '<a href="https://a.example">' in card_html("[words](https://a.example)").html


@pytest.mark.parametrize(
    "foreign",
    [
        "<script>alert(1)</script>",
        '<img src="file:///etc/passwd">',
        '<iframe src="http://a.example"></iframe>',
        '<p onclick="x()">bold</p>',
        "<style>p { color: red }</style>",
        "<div>\n\nwords\n\n</div>",
        "<table><tr><td>x</td></tr></table>" * 5,
        "<svg><image xlink:href='/etc/passwd'/></svg>",
        "<!-- hidden -->",
    ],
)
def test_foreign_html_is_shown_as_the_text_it_is(foreign: str) -> None:
    html = card_html(foreign).html
    assert not re.search(r"<(script|img|iframe|style|div|table|svg|image|!--)|<p ", html)
    assert "".join(_words(html).split()) == "".join(foreign.split())


def test_bare_tags_inside_a_line_work_and_never_reach_beyond_it() -> None:
    html = card_html("H<sub>2</sub>O and x<sup>2\n\nafter").html
    assert "H<sub>2</sub>O" in html
    assert html.count("<sup>") == html.count("</sup>")
    assert html.rstrip().endswith("after</p>")


def test_what_looks_like_a_reference_stays_on_the_card() -> None:
    assert "[1]: the source" in _words(card_html("[1]: the source").html)


@pytest.mark.parametrize(
    "hostile",
    [
        "> " * 500 + "x",
        "\n".join("  " * depth + "- x" for depth in range(200)),
        "| a |\n|---|\n" + "| b |\n" * 3000,
        "[" * 100_000,
        "$$ x\n" * 3000,
    ],
    ids=["quotations", "lists", "table", "brackets", "dollars"],
)
def test_what_would_take_too_long_is_shown_as_it_was_written(hostile: str) -> None:
    html = card_html(hostile).html
    assert not re.search(r"<(ul|blockquote|table)", html)
    assert html.startswith("<p>")


def test_a_list_of_usual_depth_is_a_list() -> None:
    usual = "\n".join("  " * depth + "- x" for depth in range(DEEPEST // 4))
    assert card_html(usual).html.count("<ul>") == DEEPEST // 4


def test_a_text_without_end_is_cut_and_says_so() -> None:
    assert "15 000 more characters are not shown." in _words(
        card_html("word " * ((LONGEST_TEXT + 15_000) // 5)).html
    ).replace("\N{NARROW NO-BREAK SPACE}", " ")
    assert "not shown" not in card_html("word " * (LONGEST_MARKDOWN // 5)).html


def test_an_endless_word_has_places_to_break() -> None:
    longest = max(card_html("x" * 5000).html.split("\N{ZERO WIDTH SPACE}"), key=len)
    assert len(longest) <= LONGEST_WORD + len("<p>")


@given(st.text(st.sampled_from("adXY12 \n.-+#>*_~=()!:<\t"), max_size=120))
def test_no_word_is_lost(text: str) -> None:
    shown = _words(card_html(text).html)
    for word in re.findall(r"[adXY]+", text):
        assert word in shown


@given(st.text(max_size=80))
def test_any_text_becomes_html_without_a_file_in_it(text: str) -> None:
    assert not re.search(r'(src|href)="(?!media:|maths:|https?://)', card_html(text).html)


def test_a_screen_reader_hears_the_words_without_marks() -> None:
    markdown = "## Why `x`?\n\n- **one**\n- two # kept\n\n```python\nrun()\n```"
    assert plain_text(markdown) == "Why x? one two # kept run()"


@pytest.mark.parametrize(
    ("markdown", "words"),
    [
        ("`a*b` or `ab`?", "a*b or ab?"),
        ("`f(*args, **kw)` is *called*", "f(*args, **kw) is called"),
        ("```c\nint *p = `x`;\n```", "int *p = `x`;"),
        ("It costs $5, not \\$10.", "It costs $5, not $10."),
        ("snake_case and 2 * 3 * 4", "snake_case and 2 * 3 * 4"),
        ("Is $x_1^2$ it?\n\n$$a*b$$", "Is x_1^2 it? a*b"),
        ("See [the *page*](https://a.example/x_y).", "See the page."),
        ("![a *red* wheel](media:w.png) turns", "a red wheel turns"),
        ("![](media:w.png) turns", "picture turns"),
        ("![](lost/w.png) turns", "lost/w.png turns"),
        ("| a | `b*c` |\n| --- | ---: |\n| 1 | \\|2\\| |\n| 3 | 4 |", "a, b*c; 1, |2|; 3, 4"),
        ("3. three\n4. four", "3. three 4. four"),
        ("- [x] done\n- [ ] open", "ticked: done not ticked: open"),
        ("> quoted\n> words  \nand more", "quoted words and more"),
        ("10<sup>6</sup> H<sub>2</sub>O<br>&amp; <script>", "10^6 H2O & <script>"),
        ("a < b &lt; c", "a < b < c"),
        ("x" * (LONGEST_WORD + 9), "x" * (LONGEST_WORD + 9)),
    ],
)
def test_a_screen_reader_hears_what_is_shown(markdown: str, words: str) -> None:
    assert plain_text(markdown) == words


@given(st.text(st.sampled_from("adXY12 \n.-+#>*_~=()!:<|`\t"), max_size=120))
def test_a_screen_reader_hears_every_word_that_is_shown(text: str) -> None:
    heard = plain_text(text)
    for word in re.findall(r"[adXY]+", _words(card_html(text).html)):
        assert word in heard


def test_to_tell_a_text_that_is_shown_nothing_is_parsed_again() -> None:
    markdown = "A text with *marks* that is shown once and told twice."
    card_html(markdown)
    parsed = card_html.cache_info().misses
    plain_text(markdown)
    plain_text(markdown)
    assert card_html.cache_info().misses == parsed
