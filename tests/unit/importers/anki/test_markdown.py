"""HTML of Anki as Markdown: pairs, and that a card shows the words that the HTML shows."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from engram.gui.text.markdown_html import markdown_html
from engram.importers.anki.markdown import markdown_of


def markdown(html: str) -> str:
    return markdown_of(html, lambda name: f"media:{name}")


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("plain  words\nhere", "plain words here"),
        ("one<br>two<br><br>three", "one\\\ntwo\n\nthree"),
        ("<div>one</div><div>two</div>", "one\\\ntwo"),
        ("<p>one</p><p>two</p>", "one\n\ntwo"),
        ("<b>bold</b> and <em>so</em>", "**bold** and *so*"),
        ("<b>both <i>here</i></b>", "**both *here***"),
        ("<b>(x)</b>y", "<b>(x)</b>y"),
        ("a<b> b </b>c", "a **b** c"),
        ('<span style="font-weight: 600">heavy</span>', "**heavy**"),
        ("H<sub>2</sub>O, <u>line</u>, <s>gone</s>", "H<sub>2</sub>O, <u>line</u>, ~~gone~~"),
        ("<h2>Head</h2>text", "**Head**\n\ntext"),
        ("<code>a`b</code>", "``a`b``"),
        ("<pre>one\n  two<br>three</pre>", "```\none\n  two\nthree\n```"),
        ('<pre><code class="language-python">x</code></pre>', "```python\nx\n```"),
        ("<ul><li>a<ol><li>b</li></ol></li><li>c</li></ul>", "- a\n  1. b\n- c"),
        ("<ul><li>a</li><ul><li>b</li></ul></ul>", "- a\n  - b"),
        ('<ol start="4"><li>a</li></ol>', "4. a"),
        ("<blockquote>a<br>b</blockquote>", "> a\\\n> b"),
        (
            "<table><tr><th>a</th><th>b|c</th></tr><tr><td>1</td><td>2<br>3</td></tr></table>",
            "| a | b\\|c |\n| --- | --- |\n| 1 | 2<br>3 |",
        ),
        ("<table><tr><td>alone</td></tr></table>", "alone"),
        ("a<hr>b", "a\n\n---\n\nb"),
        ('<img src="my%20map.png" alt="a map">', "![a map](media:my map.png)"),
        ('<a href="https://a.example/b">b</a>', "[b](https://a.example/b)"),
        ('<a href="javascript:x()">b</a>', "b"),
        ("[sound:a &amp; b.mp3]", "![a & b.mp3](media:a & b.mp3)"),
        ("\\(a &lt; b\\) so", "$a < b$ so"),
        ("[$]x[/$] and [$$]y[/$$]", "$x$ and\n\n$$y$$"),
        ("[latex]$z$[/latex]", "$$z$$"),
        ("\\[ a<br>b \\]", "$$a b$$"),
        ("[anki:tts lang=en_US]spoken[/anki:tts]shown", "shown"),
        ("<script>x()</script><style>b{}</style>shown<!-- not -->", "shown"),
        ("* no _em_ 2 * 3 snake_case", "\\* no \\_em\\_ 2 * 3 snake_case"),
        ("# no<br>1. no<br>- no<br>&gt; no", "\\# no\\\n1\\. no\\\n\\- no\\\n\\> no"),
        ("&lt;b&gt; &amp;lt; $1 or $2", "\\<b> \\&lt; \\$1 or \\$2"),
        ("costs $5", "costs $5"),
        ("a &nbsp; b", "a b"),
        ("\\( never closed", "\\\\( never closed"),
    ],
)
def test_html_is_written_as_markdown(html: str, expected: str) -> None:
    assert markdown(html) == expected


words = st.lists(
    st.sampled_from(
        ["word", "*", "_", "a_b", "**x**", "`", "#", "1.", "-", "+", ">", "[a](b)", "![", "<b>",
         "&lt;", "$", "$x$", "~~", "\\", "\\*", "|", "---", "===", "___", "x*y", "(", ")", "!"]
    ),
    min_size=1,
    max_size=8,
).map(" ".join)  # fmt: skip


@given(st.lists(words, min_size=1, max_size=3))
@example(["a", "---"])
@example(["___", "___"])
@example(["(___) or (___)"])
@example(["$x$ $y"])
def test_text_without_marks_is_shown_as_it_was_typed(lines: list[str]) -> None:
    shown = markdown_html(markdown("<br>".join(map(escape, lines))))
    assert shown.words.split() == " ".join(lines).split()
    assert shown.formulas == ()


pieces = st.recursive(
    words.map(escape),
    lambda inner: st.one_of(
        st.tuples(
            st.sampled_from(["b", "i", "u", "div", "p", "ul", "li", "td", "code", "sub", "span"]),
            st.lists(inner, max_size=3),
        ).map(lambda each: f"<{each[0]}>{''.join(each[1])}</{each[0]}>"),
        st.lists(inner, max_size=3).map("".join),
    ),
    max_leaves=8,
)


@given(pieces)
def test_no_html_makes_the_converter_raise_and_no_word_is_lost(html: str) -> None:
    tokens = MarkdownIt().parse(markdown(html))
    assert tokens is not None
    assert markdown(html).count("word") == html.count("word")


LONG: dict[str, Callable[[int], str]] = {
    "open tags": lambda count: "<b>" * count + "x",
    "blocks": lambda count: "<div>" * count + "x",
    "lists": lambda count: "<ul><li>x" * count,
    "tables": lambda count: "<table><tr><td>x" * count,
    "signs": lambda count: "<" * count,
    "formulas": lambda count: "\\(" * count + "x",
    "breaks": lambda count: "<br>" * count + "x",
    "emphasis": lambda count: "<i>x</i>y" * count,
    "letters": lambda count: "x[" * count,
}


@pytest.mark.parametrize("html", LONG.values(), ids=LONG)
def test_hostile_html_ends(html: Callable[[int], str]) -> None:
    assert markdown(html(10_000)) is not None


def test_lists_too_deep_for_a_card_are_flat() -> None:
    shown = markdown_html(markdown("<ul><li>x" * 60))
    assert shown.words.count("x") == 60


marked = st.lists(
    st.tuples(st.sampled_from(["b", "i", "s", "u"]), st.sampled_from(["ab", "(c)", "d.", " e "])),
    min_size=1,
    max_size=5,
)


@given(marked, st.sampled_from(["", " ", "z", "-"]))
def test_marks_side_by_side_are_marks_on_a_card(parts: list[tuple[str, str]], between: str) -> None:
    html = between.join(f"<{mark}>{text}</{mark}>" for mark, text in parts)
    plain = between.join(text for _, text in parts)
    assert markdown_html(markdown(html)).words == " ".join(plain.split())
