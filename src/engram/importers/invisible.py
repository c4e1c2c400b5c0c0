"""A document's text goes in; it comes out without invisible characters that hide its layout.

A byte order mark (U+FEFF) means nothing inside a text, wherever two files were joined. A zero-width
space, word joiner or soft hyphen parts words or lines, so it means nothing before the first word of
a line. A direction mark there means nothing in front of what has that direction already, or of a
number or sign, which sets the layout. U+200C and U+200D are never touched: Persian, the scripts of
India and emoji are written with them. Source: Unicode 16, 23.2 (layout controls), 23.8.
"""

from __future__ import annotations

import re

_ZERO_WIDTH = "\u200b\u2060\u00ad"
_LEFT_TO_RIGHT = "\u200e\u202a\u2066\u2068"
_RIGHT_TO_LEFT = "\u200f\u061c\u202b\u2067"
_ANY = re.compile(f"[\ufeff{_ZERO_WIDTH}{_LEFT_TO_RIGHT}{_RIGHT_TO_LEFT}]")
_SPACE = " \t\xa0"
# Each line is matched once, from its first character that is no plain space.
_AT_LINE_START = re.compile(
    rf"^(?P<space>[{_SPACE}]*)(?P<hidden>[{_ZERO_WIDTH}{_LEFT_TO_RIGHT}{_RIGHT_TO_LEFT}]"
    rf"[{_SPACE}{_ZERO_WIDTH}{_LEFT_TO_RIGHT}{_RIGHT_TO_LEFT}]*)(?P<after>.?)",
    re.MULTILINE,
)
_WITHOUT_MARKS = re.compile(f"[{_ZERO_WIDTH}{_LEFT_TO_RIGHT}{_RIGHT_TO_LEFT}]+")
_WITHOUT_LEFT = re.compile(f"[{_ZERO_WIDTH}{_LEFT_TO_RIGHT}]+")
_WITHOUT_ZERO_WIDTH = re.compile(f"[{_ZERO_WIDTH}]+")


def without_invisible(text: str) -> str:
    """The text without them; its lines stay as many as they are."""
    if not _ANY.search(text):
        return text
    return _AT_LINE_START.sub(_shown, text.replace("\ufeff", ""))


def _shown(found: re.Match[str]) -> str:
    after = found["after"]
    if not after.isalpha():
        needless = _WITHOUT_MARKS
    elif after.isascii():
        needless = _WITHOUT_LEFT
    else:
        needless = _WITHOUT_ZERO_WIDTH
    return found["space"] + needless.sub("", found["hidden"]) + after
