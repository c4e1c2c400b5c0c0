"""The text of an answer goes in; it comes out, empty when it only keeps the answer's place."""

from __future__ import annotations

import re

_PLACEHOLDER = re.compile(
    r"[\W_]*(?:(?:write |your |add |put )?(?:an? |the |your )?answers? (?:goes )?here|todo|tbd"
    r"|tba|wip|to be (?:added|done|answered|continued)|coming soon|no answer(?: yet)?|pending|n/?a"
    r"|work in progress|\?+|\.\.\.|…)?[\W_]*",
    re.IGNORECASE,
)
_LONGEST = 60


def without_placeholder(answer: str) -> str:
    """The answer, or nothing for one such as "TODO" or "Your answer here"."""
    return "" if len(answer) < _LONGEST and _PLACEHOLDER.fullmatch(answer) else answer
