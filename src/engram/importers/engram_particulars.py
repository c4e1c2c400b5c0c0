"""A comment below a heading of Engram Markdown goes in; the particulars it names come out.

Specification: docs/deck-format.md. `<!-- id: …; tags: …, … -->`: semicolons part the particulars,
commas the values of a list; a backslash takes the meaning from the character behind it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from engram.model import Select

_COMMENT = re.compile(r"[ \t]*<!--(?P<inside>.*?)-->[ \t]*")
_PARTS = re.compile(r"((?:[^;\\]|\\.)+)")
_VALUES = re.compile(r"((?:[^,\\]|\\.)+)")
_ESCAPE = re.compile(r"\\(.)")
_TOPIC_PARTS = re.compile(r"((?:[^:\\]|\\.|:(?!:))+)(?:::|$)")
CARD_NAMES = frozenset(("id", "references", "siblings", "tags", "select"))
DECK_NAMES = frozenset(("version", "documents"))


def particulars(line: str, names: frozenset[str]) -> dict[str, str] | None:
    """The particulars in a comment by name, None for a line that is no such comment."""
    found = _COMMENT.fullmatch(line)
    if not found:
        return None
    named: dict[str, str] = {}
    for part in _PARTS.findall(found["inside"]):
        name, colon, value = part.partition(":")
        if not part.strip():
            continue
        if not colon or name.strip().casefold() not in names:
            return None
        named[name.strip().casefold()] = value.strip(" \t")
    return named or None


def one(named: Mapping[str, str], name: str) -> str | None:
    """A particular with one value."""
    return unescaped(named[name]) if named.get(name) else None


def several(named: Mapping[str, str], name: str) -> tuple[str, ...]:
    """A particular that is a list."""
    values = (value.strip(" \t") for value in _VALUES.findall(named.get(name, "")))
    return tuple(unescaped(value) for value in values if value)


def select(named: Mapping[str, str]) -> Select:
    """How many options are asked for; anything but a number and "all" is unsaid."""
    value = named.get("select", "").casefold()
    if value == "all":
        return "all"
    return int(value) if value.isascii() and value.isdecimal() and len(value) < 4 else None


def topic_parts(path: str) -> tuple[str, ...]:
    """The topics of a path such as `Serving::Latency`."""
    parts = (unescaped(part.strip(" \t")) for part in _TOPIC_PARTS.findall(path))
    return tuple(part for part in parts if part)


def unescaped(text: str) -> str:
    """A text whose backslashes have done their work."""
    return _ESCAPE.sub(r"\1", text)
