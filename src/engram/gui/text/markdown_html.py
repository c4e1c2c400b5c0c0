"""Markdown in; HTML of the few kinds Qt lays out well, and the formulas, out.

Imported only when a text has markup. Foreign HTML is text, except a handful of bare tags without
any attribute (`H<sub>2</sub>O`); a text that has one is balanced and filtered by nh3 at the end.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from html import escape, unescape
from itertools import takewhile

import nh3
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from engram.gui.text.code_colours import coloured_code
from engram.gui.text.markdown_maths import find_formulas
from engram.gui.text.markdown_words import BARE_TAG, picture_words, shown_words
from engram.gui.text.values import FORMULA, MEDIA, CardHtml, Formula, Picture

DEEPEST = 24  # levels of lists and quotations; Markdown beyond is shown as it was written
MOST_CELLS = 2_000  # of all tables: Qt lays out a table in quadratic time
MOST_FORMULAS = 60
MOST_PICTURES = 40
LINKS = ("http://", "https://")

_BLOCKS = "p h1 h2 h3 h4 h5 h6 ul ol li blockquote pre hr table tr th td"
_INLINE = "a br img span em strong s sub sup b i u code kbd mark"
_TAGS = set(f"{_BLOCKS} {_INLINE}".split())
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


class TooDeepError(Exception):
    """Lists, quotations or tables that Qt could not lay out in reasonable time."""


@dataclass(slots=True)
class Found:
    """What comes to light while one text is written as HTML."""

    formulas: list[Formula] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    has_bare_tags: bool = False
    open_links: list[str] = field(default_factory=list)  # the end tags still to be written


def markdown_html(markdown: str) -> CardHtml:
    """The HTML of Markdown; raises TooDeepError for what is better shown as it was written."""
    found = Found()
    parser = _parser()
    tokens = parser.parse(markdown)
    if _too_deep(tokens):
        raise TooDeepError
    _note_places(tokens)
    html = parser.renderer.render(tokens, parser.options, {"found": found})
    if found.has_bare_tags:
        html = nh3.clean(
            html, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=_SCHEMES, link_rel=None
        )
    return CardHtml(html, shown_words(tokens), tuple(found.formulas), tuple(found.pictures))


def _too_deep(tokens: Sequence[Token]) -> bool:
    cells = sum(token.type in {"td_open", "th_open"} for token in tokens)
    return cells > MOST_CELLS or any(token.level >= DEEPEST for token in tokens)


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
    options = {"html": True, "tasklists": True, "maxNesting": 2 * DEEPEST}
    parser = MarkdownIt("commonmark", options)
    # A block of HTML is a paragraph of text, only bare tags inside a line have a meaning; and
    # `[1]: words` stays on the card, where a reference definition would vanish.
    parser.enable(["table", "strikethrough"]).disable(["html_block", "reference"])
    find_formulas(parser)
    for kind, write in _WRITERS.items():
        parser.add_render_rule(kind, _rule(write))
    return parser


def _rule(write: Callable[[Token, Found], str]) -> Callable[..., str]:
    """The writer of one kind of token as markdown-it calls it, with its renderer as self."""

    def rule(
        _renderer: RendererHTML,
        tokens: Sequence[Token],
        place: int,
        _options: OptionsDict,
        env: EnvType,
    ) -> str:
        return write(tokens[place], env["found"])

    return rule


def _text(token: Token, _found: Found) -> str:
    return escape(token.content, quote=False)


def _bare_tag(token: Token, found: Found) -> str:
    if not BARE_TAG.fullmatch(token.content):
        return escape(token.content)
    found.has_bare_tags = True
    return token.content


def _picture(token: Token, found: Found) -> str:
    source = str(token.attrs.get("src", ""))
    if not source.startswith(MEDIA) or len(found.pictures) == MOST_PICTURES:
        return f'<span class="absent">[{escape(token.content or source)}]</span>'
    found.pictures.append(Picture(source.removeprefix(MEDIA), picture_words(token), **token.meta))
    return f'<img src="{escape(source)}">'


def _link(token: Token, found: Found) -> str:
    target = str(token.attrs.get("href", ""))
    opened = target.startswith(LINKS)
    found.open_links.append("</a>" if opened else "</span>")
    return f'<a href="{escape(target)}">' if opened else "<span>"


def _link_end(_token: Token, found: Found) -> str:
    return found.open_links.pop()


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


_WRITERS: dict[str, Callable[[Token, Found], str]] = {
    "text": _text,
    "html_inline": _bare_tag,
    "image": _picture,
    "link_open": _link,
    "link_close": _link_end,
    "fence": _code_block,
    "code_block": _code_block,
    "table_open": _table,
    "th_open": _cell,
    "td_open": _cell,
    "list_item_open": _list_item,
    "formula": _formula,
    "formula_block": _formula_block,
}
