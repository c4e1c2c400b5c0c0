r"""A text of a GIFT document goes in; the Markdown of a card comes out.

Source: Moodle's documentation "GIFT format". A backslash takes the meaning from `~ = # { } : \`;
`\n` is a line break; `[html]`, `[moodle]`, `[plain]` and `[markdown]` say how a text is written.
"""

from __future__ import annotations

import re
from itertools import pairwise

from engram.importers.html_markdown import has_tags, markdown_of_html
from engram.importers.passage import markdown_text

_MASKED = dict(zip("~=#{}:n", map(chr, range(0xFDD8, 0xFDDF)), strict=True)) | {"\\": "\\"}
_ESCAPED = re.compile(r"\\([~=#{}:n\\])")
_BREAK = _MASKED["n"]
_MEANT = str.maketrans({masked: plain for plain, masked in _MASKED.items() if plain not in "n\\"})
_FORMAT = re.compile(r"\s*\[(?P<name>html|moodle|plain|markdown)\]", re.IGNORECASE)
_BREAKS = re.compile(rf"[ \t]*{_BREAK}[ \t]*")
_LIST_ITEM = re.compile(r"(?:[-*+•]|\d{1,9}[.)])[ \t]")


def masked(text: str) -> str:
    """The text with stand-ins for what a backslash took the meaning from."""
    return _ESCAPED.sub(lambda found: _MASKED[found[1]], text)


def unmasked(text: str) -> str:
    """A masked text on one line, as it is meant."""
    return " ".join(text.replace(_BREAK, " ").translate(_MEANT).split())


def format_of(text: str) -> str:
    """The format that a masked text says it has, `moodle` if it says none."""
    found = _FORMAT.match(text)
    return found["name"].lower() if found else "moodle"


def text_of(text: str, default: str) -> str:
    """The Markdown of a masked text, written in `default` unless it says otherwise."""
    found = _FORMAT.match(text)
    kind = found["name"].lower() if found else default
    meant = (text[found.end() :] if found else text).translate(_MEANT)
    if kind == "html" or (kind == "moodle" and has_tags(meant)):
        return markdown_text(markdown_of_html(meant.replace(_BREAK, "\n")).split("\n"))
    if "```" in meant or "~~~" in meant or kind == "markdown":
        return markdown_text(_BREAKS.sub("\n", meant).split("\n"))
    return markdown_text(_with_breaks(meant).split("\n"))


def _with_breaks(text: str) -> str:
    r"""The text with `\n` as a break that a paragraph keeps, and two of them as a new paragraph."""
    lines = _BREAKS.split(text)
    written = [lines[0]]
    for above, line in pairwise(lines):
        keeps = above.strip() and line.strip() and not _LIST_ITEM.match(line)
        written.append(f"\\\n{line}" if keeps else f"\n{line}")
    return "".join(written)
