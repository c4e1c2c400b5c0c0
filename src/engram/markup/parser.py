"""Writers of a kind of HTML in; the parser out that writes a card's Markdown with them.

Foreign HTML is text, except a handful of bare tags without any attribute (`H<sub>2</sub>O`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from engram.markup.maths import find_formulas

DEEPEST = 24  # levels of lists and quotations; Markdown beyond is shown as it was written
MOST_CELLS = 2_000  # of all tables: Qt lays out a table in quadratic time
LINKS = ("http://", "https://")
BARE_TAG = re.compile(r"</?(sub|sup|b|i|u|s|em|strong|code|kbd|mark|br)\s*/?>", re.IGNORECASE)
"""The foreign HTML that has a meaning on a card."""

_BLOCKS = "p h1 h2 h3 h4 h5 h6 ul ol li blockquote pre hr table thead tbody tr th td"
_INLINE = "a br img span em strong s sub sup b i u code kbd mark"
TAGS = set(f"{_BLOCKS} {_INLINE}".split())
"""All that is ever written."""


class TooDeepError(Exception):
    """Lists, quotations or tables that nobody could lay out in reasonable time."""


@dataclass(slots=True)
class Written:
    """What comes to light while one text is written as HTML."""

    has_bare_tags: bool = False
    open_links: list[str] = field(default_factory=list)  # the end tags still to be written


Writer = Callable[[Token, Any], str]
"""Writes one token as HTML; its second argument is the `Written` of the text."""


def markdown_parser(writers: Mapping[str, Writer]) -> MarkdownIt:
    """The parser that writes as CommonMark does, but for the kinds of tokens in `writers`."""
    options = {"html": True, "tasklists": True, "maxNesting": 2 * DEEPEST}
    parser = MarkdownIt("commonmark", options)
    # A block of HTML is a paragraph of text, only bare tags inside a line have a meaning; and
    # `[1]: words` stays on the card, where a reference definition would vanish.
    parser.enable(["table", "strikethrough"]).disable(["html_block", "reference"])
    find_formulas(parser)
    for kind, write in {**_WRITERS, **writers}.items():
        parser.add_render_rule(kind, _rule(write))
    return parser


def parsed(parser: MarkdownIt, markdown: str) -> list[Token]:
    """The tokens of a text; raises TooDeepError for what is better shown as it was written."""
    tokens = parser.parse(markdown)
    cells = sum(token.type in {"td_open", "th_open"} for token in tokens)
    if cells > MOST_CELLS or any(token.level >= DEEPEST for token in tokens):
        raise TooDeepError
    return tokens


def written(parser: MarkdownIt, tokens: Sequence[Token], found: Written) -> str:
    """The tokens as HTML."""
    return str(parser.renderer.render(tokens, parser.options, {"found": found}))


def text_of(token: Token, _found: Written) -> str:
    """The words of a token, every sign of them shown."""
    return escape(token.content, quote=False)


def _rule(write: Writer) -> Callable[..., str]:
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


def _bare_tag(token: Token, found: Written) -> str:
    if not BARE_TAG.fullmatch(token.content):
        return escape(token.content)
    found.has_bare_tags = True
    return token.content


def _link(token: Token, found: Written) -> str:
    target = str(token.attrs.get("href", ""))
    opened = target.startswith(LINKS)
    found.open_links.append("</a>" if opened else "</span>")
    return f'<a href="{escape(target)}">' if opened else "<span>"


def _link_end(_token: Token, found: Written) -> str:
    return found.open_links.pop()


_WRITERS: dict[str, Writer] = {
    "text": text_of,
    "html_inline": _bare_tag,
    "link_open": _link,
    "link_close": _link_end,
}
