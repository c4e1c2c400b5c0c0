"""A reading goes in; the same reading with the pictures that its items name, out of its document.

This is done once for all layouts, after their readers. A picture that is taken in is named by what
it holds; one at another address becomes a link; any other is kept as it was written.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from engram.importers.album import Album, Refusal
from engram.importers.pictures import Picture, addresses_in, may_have_pictures, with_pictures
from engram.media import SCHEME
from engram.model import Item, Option, Reading
from engram.problems import KINDS, Problem, problem


def illustrated(reading: Reading, text: str, document: Path) -> Reading:
    """The reading of `text` with its pictures from the folder of `document`, and their problems."""
    if not may_have_pictures(text):
        return reading
    pictures = _Pictures(text, document)
    items = tuple(map(pictures.in_item, reading.items))
    if not pictures.seen:
        return reading
    problems = (*reading.problems, *pictures.problems)
    return replace(reading, items=items, problems=problems, media=pictures.album.media)


class _Pictures:
    """Puts pictures into items and gathers what is wrong with them."""

    def __init__(self, text: str, document: Path) -> None:
        self.album = Album(document)
        self.seen = False
        self._text, self._document, self._line = text, document.name, 1
        self._problems: dict[tuple[str, int], Problem] = {}

    @property
    def problems(self) -> tuple[Problem, ...]:
        return tuple(self._problems.values())

    def in_item(self, item: Item) -> Item:
        self._line = item.line
        return replace(
            item,
            question=self._in_text(item.question),
            answer=self._in_text(item.answer),
            explanation=self._in_text(item.explanation),
            options=tuple(map(self._in_option, item.options)),
        )

    def _in_option(self, option: Option) -> Option:
        return replace(
            option, text=self._in_text(option.text), feedback=self._in_text(option.feedback)
        )

    def _in_text(self, text: str) -> str:
        return with_pictures(text, self._put)

    def _put(self, picture: Picture) -> str:
        self.seen = True
        found = self.album.find(picture.address)
        if found is None:
            return picture.at(picture.address)
        if isinstance(found, Refusal):
            self._tell(picture.address, found)
            return _without(picture, found)
        return picture.at(f"{SCHEME}{found.name}")

    def _tell(self, address: str, refusal: Refusal) -> None:
        line = self._line_of(address)
        reason = {"reason": refusal.reason} if refusal.reason else {}
        told = problem(KINDS[refusal.kind], line, address=address, **reason)
        self._problems.setdefault((address, line), replace(told, document=self._document))

    def _line_of(self, address: str) -> int:
        """Where the picture stands: the first such line of the item, else where that begins."""
        lines = self._lines.get(address, [])
        place = bisect_left(lines, self._line)
        return lines[place] if place < len(lines) else self._line

    @cached_property
    def _lines(self) -> dict[str, list[int]]:
        lines: dict[str, list[int]] = defaultdict(list)
        for number, line in enumerate(self._text.split("\n"), 1):
            for address in addresses_in(line):
                lines[address].append(number)
        return lines


def _without(picture: Picture, refusal: Refusal) -> str:
    """What stays of a picture that was not taken in."""
    if refusal.kind == "picture-elsewhere":
        return picture.as_link
    if picture.address.lower().startswith("data:"):
        return picture.words
    return picture.at(picture.address) if picture.written.startswith("<") else picture.written
