"""The lines of a GIFT document go in; its questions, categories and remarks come out as blocks.

Source: Moodle's documentation "GIFT format". Blank lines part questions; one between braces parts
nothing while the brace is still to be closed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from engram.importers.gift_text import masked
from engram.importers.lines import Line

_CATEGORY = re.compile(r"[ \t]*\$CATEGORY:[ \t]*(?P<path>.*)")
_TITLE = re.compile(r"[ \t]*::[^:\n]{0,300}(?::[^:\n]{1,300}){0,9}::")
_PARTICULAR = re.compile(r"\[(?P<name>id|tag):(?P<value>(?:[^\]\\]|\\.){1,200})\]", re.IGNORECASE)


@dataclass(slots=True)
class Block:
    """The lines of one question, with the id and tags that the remarks above it name."""

    lines: list[Line] = field(default_factory=list)
    category: str | None = None
    id: str | None = None
    tags: list[str] = field(default_factory=list)


def blocks_of(lines: Sequence[Line]) -> tuple[list[Block], list[Line]]:
    """The blocks of a document in order, and its remarks that say more than an id and tags."""
    reader = _Reader(_ahead(lines))
    for place, line in enumerate(lines):
        reader.read(place, line)
    reader.close()
    return reader.blocks, reader.remarks


@dataclass(frozen=True, slots=True)
class _Ahead:
    """What stands below a line: the next brace before a title, and in its own paragraph."""

    brace: str = ""
    in_paragraph: str = ""
    opens_next: bool = False  # the next line that is not blank begins with an open brace


def _ahead(lines: Sequence[Line]) -> list[_Ahead]:
    """What stands below each line, the line itself counted in its paragraph only."""
    found: list[_Ahead] = []
    below = _Ahead()
    for line in reversed(lines):
        text = masked(line.text).strip()
        brace = next((letter for letter in text if letter in "{}"), "")
        in_paragraph = brace or (below.in_paragraph if text else "")
        found.append(replace(below, in_paragraph=in_paragraph))
        begins = _TITLE.match(text) or _CATEGORY.match(text)
        next_brace = "{" if begins else brace or below.brace
        opens = text.startswith("{") if text else below.opens_next
        below = _Ahead(next_brace, in_paragraph, opens)
    return found[::-1]


class _Reader:
    def __init__(self, ahead: Sequence[_Ahead]) -> None:
        self.blocks: list[Block] = []
        self.remarks: list[Line] = []
        self._ahead = ahead
        self._block = Block()
        self._last_brace = ""
        self._complete = False  # the last line ended the answers

    def read(self, place: int, line: Line) -> None:
        stripped = line.text.strip()
        if stripped.startswith("//"):
            self._read_remark(line)
        elif found := _CATEGORY.match(line.text):
            self.close()
            self.blocks.append(Block([line], masked(found["path"]).strip()))
        elif not stripped:
            if not self._goes_on(self._ahead[place]):
                self.close()
        else:
            self._read_text(line, self._ahead[place])

    def _goes_on(self, ahead: _Ahead) -> bool:
        """Whether the question goes on below a blank line."""
        if self._last_brace == "{":
            return ahead.brace == "}"
        return not self._last_brace and ahead.opens_next

    def _read_text(self, line: Line, ahead: _Ahead) -> None:
        if _TITLE.match(line.text) or (self._complete and ahead.in_paragraph == "{"):
            self.close()
        self._block.lines.append(line)
        text = masked(line.text).strip()
        self._last_brace = next((each for each in reversed(text) if each in "{}"), self._last_brace)
        self._complete = text.endswith("}")

    def close(self) -> None:
        if self._block.lines:
            self.blocks.append(self._block)
            self._block = Block()
        self._last_brace, self._complete = "", False

    def _read_remark(self, line: Line) -> None:
        named = list(_named(line.text))
        for name, value in named:
            if name == "id":
                self._block.id = value
            else:
                self._block.tags.append(value)
        if not named or _PARTICULAR.sub("", line.text).strip(" \t/"):
            self.remarks.append(line)


def _named(remark: str) -> Iterator[tuple[str, str]]:
    for found in _PARTICULAR.finditer(remark):
        value = re.sub(r"\\(.)", r"\1", found["value"]).strip()
        if value:
            yield found["name"].lower(), value
