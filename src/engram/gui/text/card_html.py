"""A card's Markdown in; HTML for Qt's rich text out, with the formulas that stand in it.

The HTML holds no colour and no size, so it is worked out once per text: a style sheet brings both
(`engram.gui.text.card_style`). It names no file and no address: pictures are `media:` names,
formulas `maths:` numbers, and everything else of foreign HTML is shown as the text it is.
"""

from __future__ import annotations

import re
from functools import lru_cache

from engram.gui.text.values import CardHtml
from engram.gui.words import number, tr
from engram.markup.plain import LONGEST_MARKDOWN, as_written, has_markup, paragraphs

LONGEST_TEXT = 200_000  # characters shown at all: laying out a megabyte takes a third of a second
LONGEST_WORD = 400  # characters without a space; Qt breaks longer ones in quadratic time

_BREAK = "\N{ZERO WIDTH SPACE}"
_LONG_WORD = re.compile(rf"\S{{{LONGEST_WORD}}}(?=\S)")


@lru_cache(maxsize=512)
def card_html(markdown: str) -> CardHtml:
    """The HTML of a card's text; a text without markup needs no Markdown parser."""
    text = _bounded(markdown)
    if not has_markup(text):
        return CardHtml(paragraphs(text), _one_line(text))
    if len(text) > LONGEST_MARKDOWN:
        return CardHtml(as_written(text), _one_line(text))
    # Loaded here because the first picture of the window waits for every import.
    from engram.gui.text.markdown_html import markdown_html
    from engram.markup.parser import TooDeepError

    try:
        return markdown_html(text)
    except TooDeepError:
        return CardHtml(as_written(text), _one_line(text))


def plain_text(markdown: str) -> str:
    """What a screen reader is told of a text: the words that are shown, in one line."""
    return card_html(markdown).words.replace(_BREAK, "")


def _bounded(markdown: str) -> str:
    """The text with a place to break in every endless word, cut where it gets too long to show."""
    text = markdown.strip("\n").replace("\0", "\N{REPLACEMENT CHARACTER}")
    if len(text) > LONGEST_TEXT:
        left = len(text) - LONGEST_TEXT
        more = tr("{count} more characters are not shown.", count=number(left))
        text = f"{text[:LONGEST_TEXT]}\n\n{more}"
    return _LONG_WORD.sub(rf"\g<0>{_BREAK}", text)


def _one_line(text: str) -> str:
    return " ".join(text.split())
