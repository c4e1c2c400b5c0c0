"""Markdown in; HTML of the few kinds Qt lays out well, and the formulas, out.

Imported only when a text has markup. A text that has bare tags (`H<sub>2</sub>O`) is balanced and
filtered by nh3 at the end.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from html import escape, unescape
from itertools import takewhile

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

from engram.gui.text.markdown_words import picture_words, shown_words
from engram.gui.text.values import FORMULA, MEDIA, CardHtml, Formula, Picture
from engram.markup.code_colours import coloured_code
from engram.markup.parser import TAGS, Writer, Written, markdown_parser, parsed, written

MOST_FORMULAS = 60
MOST_PICTURES = 40

_ATTRIBUTES = {
    "a": {"href"},
    "img": {"src", "style"},
    "li": {"class"},
    "ol": {"start"},
    "span": {"class"},
    "table": {"border", "cellspacing", "class", "width"},
    "td": {"align", "class"},
    "th": {"align"},
}
_SCHEMES = {"http", "https", "media", "maths"}
_LEVELS = {"bullet_list": 1, "ordered_list": 1, "blockquote": 2}  # indents; a quotation has two


@dataclass(slots=True)
class Found(Written):
    """What comes to light while one text is written as HTML, its formulas too."""

    formulas: list[Formula] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)


def markdown_html(markdown: str) -> CardHtml:
    """The HTML of Markdown; raises TooDeepError for what is better shown as it was written."""
    found, parser = Found(), _parser()
    tokens = parsed(parser, markdown)
    _note_places(tokens)
    html = written(parser, tokens, found)
    if found.has_bare_tags:
        html = nh3.clean(
            html, tags=TAGS, attributes=_ATTRIBUTES, url_schemes=_SCHEMES, link_rel=None
        )
    return CardHtml(html, shown_words(tokens), tuple(found.formulas), tuple(found.pictures))


def _note_places(tokens: Sequence[Token]) -> None:
    """Note at each formula and picture what takes of its room: indents, columns of a table."""
    levels = columns = 0
    for place, token in enumerate(tokens):
        levels += _LEVELS.get(token.type.rpartition("_")[0], 0) * token.nesting
        if token.tag == "table":
            head = takewhile(lambda each: each.type != "tr_close", tokens[place:])
            columns = sum(each.type == "th_open" for each in head)
        for each in (token, *(token.children or ())):
            if each.type in {"formula", "formula_block", "image"}:
                each.meta |= {"levels": levels, "columns": columns}


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    return markdown_parser(_WRITERS)


def _picture(token: Token, found: Found) -> str:
    source = str(token.attrs.get("src", ""))
    if not source.startswith(MEDIA) or len(found.pictures) == MOST_PICTURES:
        return f'<span class="absent">[{escape(token.content or source)}]</span>'
    found.pictures.append(Picture(source.removeprefix(MEDIA), picture_words(token), **token.meta))
    return f'<img src="{escape(source)}">'


def _code_block(token: Token, _found: Found) -> str:
    words = unescape(token.info).split()
    body = coloured_code(token.content.rstrip("\n"), words[0] if words else "")
    return (
        '<table class="code" width="100%" cellspacing="0" border="0">'
        f'<tr><td class="code"><pre>{body}</pre></td></tr></table>'
    )


def _table(_token: Token, _found: Found) -> str:
    return '<table class="grid" border="1" cellspacing="0">'


def _cell(token: Token, _found: Found) -> str:
    """markdown-it writes `text-align` as a style, which takes a cell's border away in Qt."""
    alignment = str(token.attrs.get("style", "")).removeprefix("text-align:") or "left"
    return f'<{token.tag} align="{alignment}">'


def _list_item(token: Token, _found: Found) -> str:
    task = token.meta.get("checked")
    if task is None:
        return "<li>"
    return '<li class="checked">' if task else '<li class="unchecked">'


def _formula(token: Token, found: Found) -> str:
    """A picture's tag for the formula, whose number is its place in the text."""
    if len(found.formulas) == MOST_FORMULAS:
        return f"<code>{escape(token.content)}</code>"
    found.formulas.append(Formula(token.content, **token.meta))
    return f'<img src="{FORMULA}{len(found.formulas) - 1}">'


def _formula_block(token: Token, found: Found) -> str:
    return f"<p>{_formula(token, found)}</p>"


_WRITERS: dict[str, Writer] = {
    "image": _picture,
    "fence": _code_block,
    "code_block": _code_block,
    "table_open": _table,
    "th_open": _cell,
    "td_open": _cell,
    "list_item_open": _list_item,
    "formula": _formula,
    "formula_block": _formula_block,
}
