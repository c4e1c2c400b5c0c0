"""The tokens of Markdown in; the words that are shown, as a screen reader is to say them, out.

Code, formulas and money are whole; of a link come its words, of a picture what it shows.
"""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it.token import Token

from engram.gui.text.values import MEDIA
from engram.gui.words import tr
from engram.markup.parser import BARE_TAG

_TAG_WORDS = {"<sup>": "^", "<br>": " ", "<br/>": " "}
_WHOLE = {"fence", "code_block", "formula_block"}
_CELLS = {"th_open", "td_open"}
_ENDS_IN_TABLES = {"th_close", "td_close", "tr_close", "thead_close", "tbody_open"}


def shown_words(tokens: Sequence[Token]) -> str:
    """The words of a text in one line; commas part cells, semicolons rows."""
    words, before = [], ""
    for token in tokens:
        words.append(_words(token, before))
        before = token.type
    return " ".join("".join(words).split())


def _words(token: Token, before: str) -> str:
    if token.type == "inline":
        return "".join(_inline_words(child) for child in token.children or ())
    if token.type in _WHOLE:
        return f" {token.content} "
    if token.type == "list_item_open":
        return f" {_item_mark(token)} "
    if token.type in _CELLS and before != "tr_open":
        return ", "
    if token.type == "tr_open" and before not in {"thead_open", "table_open"}:
        return "; "
    return "" if token.type in _ENDS_IN_TABLES else " "


def _inline_words(token: Token) -> str:
    if token.type in {"softbreak", "hardbreak"}:
        return " "
    if token.type == "image":
        return picture_words(token)
    if token.type == "html_inline" and BARE_TAG.fullmatch(token.content):
        return _TAG_WORDS.get("".join(token.content.lower().split()), "")
    return token.content


def picture_words(token: Token) -> str:
    """What a picture shows, as far as the text says it."""
    source = str(token.attrs.get("src", ""))
    told = "".join(child.content for child in token.children or ())
    return told or (tr("picture") if source.startswith(MEDIA) else source)


def _item_mark(token: Token) -> str:
    """The number of a numbered item, and of a task whether it is ticked."""
    task = token.meta.get("checked")
    if task is not None:
        return tr("ticked:") if task else tr("not ticked:")
    return f"{token.info}{token.markup}" if token.info else ""
