"""A line goes in; the term and the definition on it come out ("- **Term**: what it means").

A term and its definition are parted by a dash, a colon, an equals sign or an arrow, or the term is
bold; a list mark may stand in front.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from engram.importers.labels import labelled

STYLES = ("bold", "dash", "equals", "colon")
"""How a term is set apart, the surest first."""

_BULLET = r"(?P<indent>[ \t]{0,8})(?P<bullet>(?:[-*+•▪◦‣]|\d{1,4}[.)])[ \t]+)?"
_REST = r"[ \t]*+(?P<text>\S.*)"
_MARK = r"(?:[-–—]{1,2}|[=-]>|→|⇒|=|:|：)"
_PATTERNS = {
    "bold": re.compile(
        rf"{_BULLET}(?P<sign>\*\*|__)(?P<term>[^*_\n]{{1,120}}?)"
        rf"(?:[ \t]*[:：](?P=sign)(?:[ \t]*{_MARK})?|(?P=sign)[ \t]*{_MARK}){_REST}"
    ),
    "dash": re.compile(
        rf"{_BULLET}(?P<term>[^\n]{{1,120}}?)[ \t]+(?:[-–—]{{1,2}}|->|=>|→|⇒)[ \t]++{_REST}"
    ),
    "equals": re.compile(rf"{_BULLET}(?P<term>[^=\n]{{1,120}}?)[ \t]+=[ \t]++{_REST}"),
    "colon": re.compile(rf"{_BULLET}(?P<term>[^:：\n]{{1,120}}?)(?:[ \t]?:[ \t]++|：){_REST}"),
}
_SIGNS = {"bold": ("**", "__"), "dash": ("-", "–", "—", "→", "⇒", "=>"), "equals": ("=",)}
_NO_TERM = re.compile(r"!?\[[^\]]*\]\(|\[[ xX]?\]|https?://|[{}\"<>|;]|#|@")
_MOST_WORDS = 8
_MOST_ASKING = 25
_ENDS = (".", "!", ",", ";", "。")


@dataclass(frozen=True, slots=True)
class TermLine:
    """A term with the definition beside it, and how far its line stands in."""

    term: str
    text: str
    indent: int


def term_line(text: str, style: str) -> TermLine | None:
    """The term and its definition on this line in one style, None for any other line."""
    signs = _SIGNS.get(style, (":", "："))
    if not any(sign in text for sign in signs):
        return None
    found = _PATTERNS[style].match(text)
    if not found:
        return None
    term = found["term"].strip()
    if not _is_term(term) or labelled(text):
        return None
    return TermLine(term, found["text"].strip(), len(found["indent"].expandtabs(4)))


def _is_term(term: str) -> bool:
    words = len(term.split())
    asks = term.endswith(("?", "？"))
    if words > (_MOST_ASKING if asks else _MOST_WORDS) or term.endswith(_ENDS):
        return False
    return not _NO_TERM.search(term) and any(map(str.isalpha, term))
