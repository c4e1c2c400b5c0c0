"""HTML of Anki goes in; formulas and sounds come out of it, each behind a mark that no tag touches.

`\\( \\)` and `[$] [/$]` become `$ $`; `\\[ \\]`, `[$$] [/$$]` and `[latex] [/latex]` become
`$$ $$` (manual, "Math & Symbols"). `[sound:name]` is a sound, `[anki:tts …]` is spoken and dropped.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html import unescape

OPEN, CLOSE = "\ue001", "\ue002"
"""Around the number of what was taken out; both are letters of private use."""

_ENDS = {
    "\\(": "\\)",
    "\\[": "\\]",
    "[$]": "[/$]",
    "[$$]": "[/$$]",
    "[latex]": "[/latex]",
    "[sound:": "]",
    "[anki:tts": "[/anki:tts]",
}
_BEGINS = re.compile("|".join(re.escape(mark) for mark in _ENDS))
_INLINE = ("\\(", "[$]")
_TAG = re.compile(r"<[^<>]*>")
_PRIVATE = str.maketrans("", "", "\0\ue000\ue001\ue002")


@dataclass(frozen=True, slots=True)
class Taken:
    """One piece of Markdown; a block stands in a paragraph of its own."""

    text: str
    is_block: bool = False


@dataclass(slots=True)
class TakenOut:
    """The HTML with marks, and what they stand for by number."""

    html: str
    pieces: list[Taken] = field(default_factory=list)


def taken_out(html: str, sound: Callable[[str], str]) -> TakenOut:
    """What Markdown must not read as text; `sound` says how a named sound is written."""
    html = html.translate(_PRIVATE)
    result = TakenOut(html)
    written, end = [], 0
    never_closed: set[str] = set()
    for begin in _BEGINS.finditer(html):
        kind = begin[0]
        if begin.start() < end or kind in never_closed:
            continue
        close = html.find(_ENDS[kind], begin.end())
        if close < 0:
            never_closed.add(kind)
            continue
        piece = _piece(kind, html[begin.end() : close], sound)
        written.append(html[end : begin.start()])
        end = close + len(_ENDS[kind])
        if piece is not None:
            written.append(f"{OPEN}{len(result.pieces)}{CLOSE}")
            result.pieces.append(piece)
    result.html = "".join(written) + html[end:]
    return result


def _piece(kind: str, inner: str, sound: Callable[[str], str]) -> Taken | None:
    if kind == "[anki:tts":
        return None
    if kind == "[sound:":
        return Taken(sound(unescape(inner).strip()))
    tex = " ".join(unescape(_TAG.sub(" ", inner)).split())
    if kind == "[latex]":
        tex = tex.strip("$").strip()
    if not tex:
        return None
    return Taken(f"${tex}$") if kind in _INLINE else Taken(f"$${tex}$$", is_block=True)
