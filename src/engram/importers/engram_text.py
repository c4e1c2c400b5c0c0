"""The lines of one text in Engram Markdown go in; the card's text comes out, escapes undone.

Specification: docs/deck-format.md. A text is normalised like any other document's, unless it opens
with `<!-- as written -->`: then every line stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from engram.importers.lines import code_mask
from engram.importers.passage import markdown_text

AS_WRITTEN = "<!-- as written -->"
_MARKS = (
    r"#{1,4}(?:[ ]|$)|- \[[ xX]\](?:[ ]|$)|<!--|[ \t]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?(?:`{3}|~{3})"
)
_ESCAPED = re.compile(rf"\\+(?:{_MARKS})")
_ESCAPED_IN_OPTION = re.compile(rf"\\+(?:{_MARKS}|>)")


def text_of(lines: Sequence[str], *, in_option: bool = False) -> str:
    """The text that these lines write, without blank lines around it and without remarks."""
    mask = code_mask(lines)
    filled = [place for place, text in enumerate(lines) if text.strip()]
    if not filled:
        return ""
    first, last = filled[0], filled[-1] + 1
    as_written = lines[first].strip() == AS_WRITTEN
    first += as_written
    escaped = _ESCAPED_IN_OPTION if in_option else _ESCAPED
    texts = [
        text if code or not escaped.match(text) else text[1:]
        for text, code in zip(lines[first:last], mask[first:last], strict=True)
    ]
    return "\n".join(texts) if as_written else markdown_text(texts)
