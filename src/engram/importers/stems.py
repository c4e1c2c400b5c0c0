"""A line goes in; the number and text of the question it begins come out.

A question begins with a number that is bold ("**3.** Which"), a heading ("### 3. Which",
"#### Q3. Which", "### 2.3 Which") or plain ("3. Which", "3) Which"); what looks alike belongs to
one style.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_LABEL = r"(?:(?:question|frage|pregunta|q)[ \t]*\.?[ \t]*)?"
_NUMBER = r"(?P<number>\d{1,5})"
_PLAIN = re.compile(rf"{_LABEL}{_NUMBER}[ \t]?[.):](?:[ \t]+|$)(?P<text>.*)", re.IGNORECASE)
_BOLD = re.compile(
    rf"(?P<bold>\*\*|__)[ \t]*{_LABEL}{_NUMBER}[ \t]?[.):]?[ \t]*(?P=bold)[.):]?[ \t]*"
    r"(?P<text>.*)",
    re.IGNORECASE,
)
_BOLD_WHOLE = re.compile(
    rf"(?P<bold>\*\*|__)[ \t]*{_LABEL}{_NUMBER}[ \t]?[.):][ \t]*(?P<text>.*)", re.IGNORECASE
)
_NESTED = re.compile(
    rf"(?P<bold>\*\*|__)?[ \t]*{_LABEL}(?:\d{{1,3}}\.){{1,3}}{_NUMBER}[.):]?[ \t]+(?P<text>\S.*)",
    re.IGNORECASE,
)
_HEADING = re.compile(r"[ ]{0,3}(?P<hashes>#{1,6})[ \t]+(?P<text>\S.*)")


@dataclass(frozen=True, slots=True)
class Stem:
    """The first line of a question; `style` is how it is set apart, `number` None without one."""

    style: str
    number: int | None
    text: str


def heading(line: str) -> tuple[int, str] | None:
    """The level and text of a Markdown heading, without closing hashes."""
    found = _HEADING.match(line)
    if not found:
        return None
    text = found["text"].rstrip()
    bare = text.rstrip("#")
    closed = bare != text and bare[-1:] in ("", " ", "\t")
    return len(found["hashes"]), bare.rstrip() if closed else text


def stem_of(line: str) -> Stem | None:
    """The question that a line at the margin begins, or None."""
    if head := heading(line):
        level, text = head
        inner = _nested(text) or _numbered(text)
        style = f"heading {level}"
        return Stem(style, inner.number, inner.text) if inner else Stem(style, None, text)
    return _numbered(line)


def _numbered(line: str) -> Stem | None:
    if found := _PLAIN.match(line):
        return Stem("plain", int(found["number"]), found["text"].strip())
    if found := _BOLD.match(line):
        return Stem("bold", int(found["number"]), found["text"].strip())
    if found := _BOLD_WHOLE.match(line):
        return Stem("bold", int(found["number"]), _closed(found["text"], found["bold"]))
    return None


def _nested(text: str) -> Stem | None:
    """A heading "2.3 Which", the third of the second section."""
    found = _NESTED.match(text)
    if not found:
        return None
    asked = _closed(found["text"], found["bold"]) if found["bold"] else found["text"].strip()
    return Stem("nested", int(found["number"]), asked)


def _closed(text: str, bold: str) -> str:
    """Text whose opening bold sign was taken away with its number."""
    stripped = text.strip()
    return stripped.removesuffix(bold).rstrip() if stripped.count(bold) % 2 else stripped
