"""A text with cloze deletions and the ordinal of a card go in; the text as it is asked comes out.

`{{c1::deleted::hint}}`, nested to any depth up to a bound, several ordinals at once (`c1,2`).
Source: Anki's rslib, `cloze.rs`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

DEEPEST = 8  # as Anki has it
_TOKENS = re.compile(r"\{\{c(?P<ordinals>[\d,]{1,40})::|\}\}")


@dataclass(slots=True)
class Deletion:
    """One deletion: the ordinals of its cards, and its text with further deletions in it."""

    ordinals: frozenset[int]
    parts: list[Part] = field(default_factory=list)


Part: TypeAlias = "str | Deletion"


def asked(text: str, ordinal: int) -> str:
    """The text with the card's deletions hidden, each behind its hint or three dots."""
    return "".join(_asked(parts_of(text), ordinal))


def told(text: str, ordinal: int) -> str:
    """The whole text, the card's deletions in bold."""
    return "".join(_told(parts_of(text), ordinal))


def deletions(text: str, ordinal: int) -> list[str]:
    """What the card hides, as it stands in the text."""
    return ["".join(_plain(each.parts)) for each in _active(parts_of(text), ordinal)]


def parts_of(text: str) -> list[Part]:
    """The text as strings and deletions; what is opened and never closed is text."""
    whole: list[Part] = []
    opened: list[tuple[Deletion, str]] = []
    end = 0
    for token in _TOKENS.finditer(text):
        parts = opened[-1][0].parts if opened else whole
        parts.append(text[end : token.start()])
        end = token.end()
        ordinals = _ordinals(token["ordinals"])
        if token[0] == "}}":
            if opened:
                closed, _ = opened.pop()
                (opened[-1][0].parts if opened else whole).append(closed)
            else:
                parts.append(token[0])
        elif ordinals and len(opened) < DEEPEST:
            opened.append((Deletion(ordinals), token[0]))
        else:
            parts.append(token[0])
    (opened[-1][0].parts if opened else whole).append(text[end:])
    while opened:
        unclosed, begun = opened.pop()
        (opened[-1][0].parts if opened else whole).extend([begun, *unclosed.parts])
    return whole


def _ordinals(said: str | None) -> frozenset[int]:
    numbers = (number for number in (said or "").split(",") if number)
    return frozenset(int(number) for number in numbers if 0 < len(number) < 5)


def _asked(parts: list[Part], ordinal: int) -> Iterator[str]:
    for part in parts:
        if isinstance(part, str):
            yield part
        elif ordinal in part.ordinals:
            yield f"[{_hint(part) or '...'}]"
        else:
            yield from _asked(_without_hint(part), ordinal)


def _told(parts: list[Part], ordinal: int) -> Iterator[str]:
    for part in parts:
        if isinstance(part, str):
            yield part
        elif ordinal in part.ordinals:
            yield f"<b>{''.join(_told(_without_hint(part), ordinal))}</b>"
        else:
            yield from _told(_without_hint(part), ordinal)


def _plain(parts: list[Part]) -> Iterator[str]:
    for part in parts:
        yield from (part,) if isinstance(part, str) else _plain(_without_hint(part))


def _active(parts: list[Part], ordinal: int) -> Iterator[Deletion]:
    for part in parts:
        if not isinstance(part, str):
            if ordinal in part.ordinals:
                yield Deletion(part.ordinals, _without_hint(part))
            else:
                yield from _active(part.parts, ordinal)


def _hint(deletion: Deletion) -> str:
    """What stands behind `::`, which is after all inner deletions."""
    last = deletion.parts[-1]
    return last.partition("::")[2] if isinstance(last, str) and "::" in last else ""


def _without_hint(deletion: Deletion) -> list[Part]:
    last = deletion.parts[-1]
    if not isinstance(last, str) or "::" not in last:
        return deletion.parts
    return [*deletion.parts[:-1], last.partition("::")[0]]
