"""Two pieces of text that a page break parts go in; whether one sentence goes on comes out."""

from __future__ import annotations

import re

_END = (".", "!", "?", ":", ";", "”", '"', ")")
_GOES_ON = re.compile(r"\b(?:an?|and|as|at|by|for|from|in|into|is|of|on|or|than|that|the|to|with)$")
_LONGEST_WORD = 8


def goes_on(before: str, after: str) -> bool:
    """Whether `after` continues the unfinished sentence at the end of `before`."""
    end, start = before.rstrip(), after.lstrip()[:1]
    if not end or end.endswith(_END):
        return False
    return (
        start.islower()
        or end.endswith((",", "-", "–"))
        or bool(_GOES_ON.search(end, max(0, len(end) - _LONGEST_WORD)))
    )
