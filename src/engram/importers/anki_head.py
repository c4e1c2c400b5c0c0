"""The lines above the rows of an Anki text export go in; what they say of the rows comes out.

Source: docs.ankiweb.net/importing/text-files.html, file headers: `#separator:tab`, `#html:true`,
`#tags:a b`, `#deck:A::B`, `#columns:Front	Back`, `#tags column:3`, `#guid column:1`,
`#deck column:2`, `#notetype column:2`. Columns count from 1.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from engram.model import Role

_SIGNS = {
    "tab": "\t",
    "comma": ",",
    "semicolon": ";",
    "pipe": "|",
    "colon": ":",
    "space": " ",
    "\\t": "\t",
}
_LINE = re.compile(
    r"#(?P<name>separator|html|tags|columns|deck|notetype|if matches|tags column|deck column"
    r"|notetype column|guid column):(?P<value>.*)",
    re.IGNORECASE,
)
_ROLES = {
    "tags column": Role.TAGS,
    "deck column": Role.DECK,
    "guid column": Role.ID,
    "notetype column": Role.IGNORED,
}
_MOST_COLUMNS = 1_000


@dataclass(frozen=True, slots=True)
class AnkiHead:
    """What the head says; `lines` is how many lines it has."""

    lines: int = 0
    delimiter: str | None = None
    html: bool = False
    names: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    deck: tuple[str, ...] = ()
    roles: Mapping[int, Role] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def tells_columns(self) -> bool:
        """Whether it is the head of an export, which no other text begins with."""
        return self.lines > 0


def read_head(texts: Sequence[str]) -> AnkiHead:
    """What the lines at the top say; an empty head for a text that begins with a row."""
    said: dict[str, str] = {}
    lines = 0
    for text in texts:
        found = _LINE.fullmatch(text)
        if not found:
            break
        said.setdefault(found["name"].casefold(), found["value"].strip(" "))
        lines += 1
    if not lines:
        return AnkiHead()
    delimiter = _sign(said.get("separator", ""))
    return AnkiHead(
        lines,
        delimiter,
        said.get("html", "").casefold() == "true",
        _names(said.get("columns", ""), delimiter),
        tuple(said.get("tags", "").split()),
        tuple(filter(None, (part.strip() for part in said.get("deck", "").split("::")))),
        MappingProxyType(_roles(said)),
    )


def _sign(value: str) -> str | None:
    sign = _SIGNS.get(value.casefold(), value)
    return sign if len(sign) == 1 and sign not in '"\r\n' else None


def _names(value: str, delimiter: str | None) -> tuple[str, ...]:
    if not value:
        return ()
    signs = [delimiter] if delimiter else ["\t", ";", ","]
    sign = next((each for each in signs if each in value), "\t")
    return tuple(name.strip() for name in value.split(sign))


def _roles(said: Mapping[str, str]) -> dict[int, Role]:
    numbers = {role: said.get(name, "") for name, role in _ROLES.items()}
    return {
        int(number) - 1: role
        for role, number in numbers.items()
        if number.isascii()
        and number.isdecimal()
        and 0 < len(number) < 5
        and 0 < int(number) <= _MOST_COLUMNS
    }
