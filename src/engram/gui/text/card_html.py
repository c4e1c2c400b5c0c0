"""A card's Markdown in; HTML for Qt's rich text out, with the formulas that stand in it.

The HTML holds no colour and no size, so it is worked out once per text: a style sheet brings both
(`engram.gui.text.card_style`). It names no file and no address: pictures are `media:` names,
formulas `maths:` numbers, and everything else of foreign HTML is shown as the text it is.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape

from engram.gui.text.values import CardHtml
from engram.gui.words import number, tr

LONGEST_MARKDOWN = 30_000  # characters; a longer text is shown as it was written
LONGEST_TEXT = 200_000  # characters shown at all: laying out a megabyte takes a third of a second
LONGEST_WORD = 400  # characters without a space; Qt breaks longer ones in quadratic time

_MARKUP = re.compile(
    r"""[*_`\#\[\]$~\\|]     # emphasis, code, links, formulas, tables
      | <[A-Za-z/!?]         # HTML
      | &[\#A-Za-z]          # entities
      | ^\s*(?:[-+>]|\d+[.)])\s  # lists, quotations
      | ^\s*[-=]{2,}\s*$     # underlined headings, rules
      | ^(?:\ {4}|\t)        # indented code
      | \ \ $                # hard line breaks
    """,
    re.MULTILINE | re.VERBOSE,
)
_PARAGRAPHS = re.compile(r"\n[ \t]*\n\s*")
_BREAK = "\N{ZERO WIDTH SPACE}"
_LONG_WORD = re.compile(rf"\S{{{LONGEST_WORD}}}(?=\S)")


@lru_cache(maxsize=512)
def card_html(markdown: str) -> CardHtml:
    """The HTML of a card's text; a text without markup needs no Markdown parser."""
    text = _bounded(markdown)
    if not _MARKUP.search(text):
        return CardHtml(_paragraphs(text), _one_line(text))
    if len(text) > LONGEST_MARKDOWN:
        return CardHtml(_as_written(text), _one_line(text))
    # Loaded here because the first picture of the window waits for every import.
    from engram.gui.text.markdown_html import TooDeepError, markdown_html

    try:
        return markdown_html(text)
    except TooDeepError:
        return CardHtml(_as_written(text), _one_line(text))


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


def _paragraphs(text: str) -> str:
    """Plain paragraphs as Markdown would make them: single line ends are spaces."""
    blocks = (" ".join(block.split()) for block in _PARAGRAPHS.split(text))
    return "".join(f"<p>{escape(block, quote=False)}</p>" for block in blocks if block)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _as_written(text: str) -> str:
    lines = escape(text, quote=False).split("\n")
    return "".join(f"<p>{line}</p>" for line in lines if line.strip())
