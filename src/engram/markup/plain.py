"""A card's text in; whether it has markup, and the HTML of a text without, out."""

from __future__ import annotations

import re
from html import escape

LONGEST_MARKDOWN = 30_000  # characters; a longer text is shown as it was written

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


def has_markup(text: str) -> bool:
    """Whether a text needs a Markdown parser."""
    return _MARKUP.search(text) is not None


def paragraphs(text: str) -> str:
    """Plain paragraphs as Markdown would make them: single line ends are spaces."""
    blocks = (" ".join(block.split()) for block in _PARAGRAPHS.split(text))
    return "".join(f"<p>{escape(block, quote=False)}</p>" for block in blocks if block)


def as_written(text: str) -> str:
    """Each line a paragraph, every sign of it shown."""
    lines = escape(text, quote=False).split("\n")
    return "".join(f"<p>{line}</p>" for line in lines if line.strip())
