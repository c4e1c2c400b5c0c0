"""The text of one cell of a table goes in; the Markdown text of a card comes out.

White space is one space outside code. A line break inside a cell was made by hand, so it stays: it
is written as a hard one (CommonMark 0.31, 6.7), unless the lines are parted anyhow.
"""

from __future__ import annotations

import re
from itertools import pairwise

from engram.importers.lines import code_mask
from engram.importers.passage import markdown_text, one_line

_PARTED = re.compile(
    r"[ \t]*(?:[-*+•▪◦][ \t]|\d{1,9}[.)][ \t]|\(?[A-Ha-h][.)][ \t]|#{1,6}[ \t]|>|\||</?[A-Za-z]"
    r"|!\[|\$\$|(?:[-*_][ \t]*){3}|(?:\*\*|__)[^*_]{1,60}:)|    |\t"
)


def cell_text(cell: str) -> str:
    """The normalised Markdown of a cell."""
    if "\n" not in cell:
        return one_line(cell)
    texts = cell.strip("\n").split("\n")
    mask = code_mask(texts)
    lines = [
        f"{text.rstrip()}\\" if _breaks(text, below) and not (code or code_below) else text
        for (text, code), (below, code_below) in pairwise(zip(texts, mask, strict=True))
    ]
    return markdown_text([*lines, texts[-1]])


def _breaks(text: str, below: str) -> bool:
    plain = bool(text.strip() and below.strip()) and not text.rstrip().endswith("\\")
    return plain and not _PARTED.match(below) and not text.lstrip().startswith(("|", "#"))
