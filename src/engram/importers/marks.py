"""An option or answer goes in; its text without the mark of the right one, and whether it had one.

Known marks: "(Correct)", "[correct answer]", "✓", "- Correct", "Correct Answer", at the end or, for
ticks, in front; with or without emphasis around them.
"""

from __future__ import annotations

import re

_LONGEST = 60
_WORD = r"(?:the )?(?:correct|right|richtig|correcta?|correcte|верно)"
_NOUN = r"(?:[ \t]+(?:answer|option|choice|one|response|antwort))?"
_TICK = "[✓✔✅☑🗸]\ufe0f?"
_HINT = re.compile("[Oo]rrect|ORRECT|[Rr]ight|RIGHT|[Rr]ichtig|верно|[✓✔✅☑🗸]")
_AT_END = re.compile(
    rf"(?:[*_]{{0,3}}[(\[][ \t]*(?:{_TICK}[ \t]*)?{_WORD}{_NOUN}[ \t]*[.!]?[ \t]*[)\]]"
    rf"|[(\[]?{_TICK}[)\]]?"
    rf"|(?<=[ \t])(?:(?:[-–—←→]|<-+|[-=]>)[ \t]*|[*_]{{1,3}}){_WORD}{_NOUN}[.!]?"
    rf"|(?<=[ \t.])Correct (?:[Aa]nswer|[Oo]ption)[.!]?)[*_]{{0,3}}[ \t.]*$",
    re.IGNORECASE,
)
_IN_FRONT = re.compile(rf"[(\[]?{_TICK}[)\]]?[ \t]*")
_ALONE = re.compile(
    rf"[*_]{{0,3}}[(\[]?[ \t]*(?:{_TICK}[ \t]*)?(?:{_WORD}{_NOUN}|{_TICK})[ \t]*[.!]?[)\]]?"
    r"[*_]{0,3}",
    re.IGNORECASE,
)
_BARE = re.compile(r"correct (?:answer|option)[.!]?[*_ \t.]*$", re.IGNORECASE)


def without_mark(text: str) -> tuple[str, bool]:
    """The text without its mark at the end, and whether there was one."""
    stripped = text.rstrip()
    if not _HINT.search(stripped, max(0, len(stripped) - _LONGEST)):
        return stripped, False
    tail_at = max(0, len(stripped) - _LONGEST)
    found = _AT_END.search(stripped, tail_at)
    if not found or not _meant(found[0]):
        return stripped, False
    head = stripped[: found.start()].rstrip()
    return head + _dangling(head, stripped[found.start() :]), True


def without_front_mark(text: str) -> tuple[str, bool]:
    """The text without a tick in front, and whether there was one."""
    found = _IN_FRONT.match(text)
    return (text[found.end() :], True) if found else (text, False)


def is_mark(text: str) -> bool:
    """Whether a line is nothing but a mark that belongs to the option above."""
    return len(text) <= _LONGEST and bool(_ALONE.fullmatch(text.strip()))


def _meant(mark: str) -> bool:
    """Bare words are a mark only when they are written like a label."""
    bare = _BARE.match(mark)
    return not bare or mark.startswith("C")


def _dangling(head: str, tail: str) -> str:
    """Emphasis that was closed behind the mark: "**B. text (Correct)**"."""
    for sign in ("**", "__"):
        if tail.rstrip(" .").endswith(sign) and head.count(sign) % 2:
            return sign
    return ""
