"""A card's Markdown goes in; HTML for a field of Anki comes out.

Formulas are written as `\\( \\)` and `\\[ \\]`, which Anki gives to MathJax, pictures and sounds as
names of its media folder. What Anki reads in a text by itself (sounds, LaTeX) is made harmless
where it is only text.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from html import escape, unescape

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

from engram.markup.code_colours import coloured_code
from engram.markup.parser import (
    TAGS,
    TooDeepError,
    Writer,
    Written,
    markdown_parser,
    parsed,
    text_of,
    written,
)
from engram.markup.plain import LONGEST_MARKDOWN, as_written, has_markup, paragraphs

MEDIA = "media:"
_SOUNDS = {"aac", "flac", "m4a", "mp3", "mp4", "oga", "ogg", "opus", "spx", "wav", "webm"}
_ATTRIBUTES = {
    "a": {"href"},
    "img": {"alt", "src"},
    "ol": {"start"},
    "pre": {"class"},
    "span": {"class"},
    "table": {"class"},
    "td": {"class"},
    "th": {"class"},
}
_READ_BY_ANKI = re.compile(
    r"\[(?!sound:[0-9a-f]{64}\.)(?=/?(?:sound:|anki:|latex\]|\$))", re.IGNORECASE
)
_OPENS_FORMULA = re.compile(r"\\(?=[(\[])")
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_JOINER = "\N{WORD JOINER}"
_REPLACED = "\N{REPLACEMENT CHARACTER}"
_TAG = re.compile(r"<[^>]*>")


def field_html(markdown: str) -> str:
    """The HTML of one text; a single paragraph stands for itself."""
    if markdown.isascii() and markdown.isprintable():  # most texts: nothing to look for
        text = markdown
    else:
        text = _UNSEEN.sub(_REPLACED, unicodedata.normalize("NFC", markdown))
    if not has_markup(text):
        return _plain_html(text)
    long = len(text) > LONGEST_MARKDOWN
    html = _alone(as_written(_no_formula(text)) if long else _markdown_html(text))
    return _READ_BY_ANKI.sub("&#91;", html) if "[" in html else html


def shown_words(html: str) -> str:
    """The words of a field without its tags, as Anki sorts and compares them."""
    return unescape(_TAG.sub("", html)) if "<" in html or "&" in html else html


def _plain_html(text: str) -> str:
    """The HTML of a text without markup; a single line needs no search for paragraphs."""
    if "\n" in text:
        return _alone(paragraphs(text))
    return escape(" ".join(text.split()), quote=False)


def _alone(html: str) -> str:
    """A single paragraph without its tags."""
    single = html.startswith("<p>") and html.endswith("</p>") and html.count("<p>") == 1
    return html[3:-4] if single else html


def _markdown_html(text: str) -> str:
    parser, found = _parser(), Written()
    try:
        tokens = parsed(parser, text)
    except TooDeepError:
        return as_written(_no_formula(text))
    html = written(parser, tokens, found)
    if found.has_bare_tags:
        html = nh3.clean(
            html, tags=TAGS, attributes=_ATTRIBUTES, url_schemes={"http", "https"}, link_rel=None
        )
    return html.rstrip("\n")


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    return markdown_parser(_WRITERS)


def _no_formula(text: str) -> str:
    """A text in which MathJax finds no formula."""
    return _OPENS_FORMULA.sub(rf"\\{_JOINER}", text) if "\\" in text else text


def _text(token: Token, found: Written) -> str:
    return _no_formula(text_of(token, found))


def _code_block(token: Token, _found: Written) -> str:
    words = unescape(token.info).split()
    body = coloured_code(token.content.rstrip("\n"), words[0] if words else "")
    return f'<pre class="code">{body}</pre>\n'


def _picture(token: Token, _found: Written) -> str:
    source = str(token.attrs.get("src", ""))
    if not source.startswith(MEDIA):
        return f'<span class="absent">[{escape(_no_formula(token.content or source))}]</span>'
    name = source.removeprefix(MEDIA)
    if name.rpartition(".")[2].lower() in _SOUNDS:
        return f"[sound:{escape(name)}]"
    return f'<img src="{escape(name)}" alt="{escape(_no_formula(token.content))}">'


def _table(_token: Token, _found: Written) -> str:
    return '<table class="grid">'


def _cell(token: Token, _found: Written) -> str:
    side = str(token.attrs.get("style", "")).removeprefix("text-align:")
    return f'<{token.tag} class="{side}">' if side else f"<{token.tag}>"


def _list_item(token: Token, _found: Written) -> str:
    task = token.meta.get("checked")
    if task is None:
        return "<li>"
    return f"<li>{'☑' if task else '☐'} "


def _formula(token: Token, _found: Written) -> str:
    opening, closing = (r"\[", r"\]") if token.meta.get("display") else (r"\(", r"\)")
    return f"{opening}{escape(token.content, quote=False)}{closing}"


def _formula_block(token: Token, found: Written) -> str:
    return f"<p>{_formula(token, found)}</p>"


_WRITERS: dict[str, Writer] = {
    "text": _text,
    "fence": _code_block,
    "code_block": _code_block,
    "image": _picture,
    "table_open": _table,
    "th_open": _cell,
    "td_open": _cell,
    "list_item_open": _list_item,
    "formula": _formula,
    "formula_block": _formula_block,
}
