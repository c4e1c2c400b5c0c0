"""Lines of a document copied out of pages go in; its page headers and footers come out.

Furniture is known by its repeating, never by its words: another document has another footer. A line
counts as repeating whatever its links, spacing and rising page numbers are. It is no furniture when
it belongs to items: when it is grammar (a label, an option), when it always directly follows an
empty label (a short answer), when it always stands before a first option (a stem), or when it is a
plain sentence without any sign of a page (a link, ©, a page number, Title Case).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum
from functools import cached_property
from itertools import pairwise

from engram.importers.lines import Line
from engram.importers.page_lines import has_page_sign, line_key
from engram.importers.sentences import goes_on
from engram.problems import KINDS, Problem

_LONGEST = 300
_DIGITS = re.compile(r"\d+")
_SMALL_WORDS = frozenset(
    ("a", "an", "and", "at", "by", "de", "for", "in", "of", "on", "or", "the", "to", "with", "&")
)


class Role(Enum):
    """What a line is in the grammar of the document's items."""

    TEXT = "text"
    GRAMMAR = "grammar"  # a label with text, a heading
    EMPTY_LABEL = "empty label"  # what follows is its text
    FIRST_OPTION = "first option"  # what stands above is its question
    OPTION = "option"  # an option further down


@dataclass(frozen=True)
class Furniture:
    """Which lines, by their place in the document, are furniture; one block a page break."""

    lines: Sequence[Line]
    blocks: tuple[tuple[int, ...], ...]

    def without(self) -> list[Line]:
        """The lines that are no furniture; where it cut a sentence, without the blank ones too."""
        kept: list[Line] = []
        last = -1  # the last kept line with words
        cut = False
        for place, line in enumerate(self.lines):
            if place in self.places:
                cut = True
                continue
            if not line.blank:
                if cut and last >= 0 and goes_on(kept[last].text, line.text):
                    del kept[last + 1 :]
                last, cut = len(kept), False
            kept.append(line)
        return kept

    @cached_property
    def places(self) -> frozenset[int]:
        return frozenset(place for block in self.blocks for place in block)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """One note for all blocks; `lines` in its fields says where each of them stands."""
        if not self.blocks:
            return ()
        sample = max((self.lines[place].text for place in self.blocks[0]), key=len)
        shown = " ".join(sample.split())
        fields = (
            ("count", len(self.blocks)),
            ("text", shown if len(shown) <= 80 else shown[:79].rstrip() + "…"),
            ("lines", ", ".join(self._span(block) for block in self.blocks)),
        )
        return (Problem(KINDS["furniture"], self.lines[self.blocks[0][0]].number, fields),)

    def _span(self, block: tuple[int, ...]) -> str:
        first, last = self.lines[block[0]].number, self.lines[block[-1]].number
        return str(first) if first == last else f"{first}-{last}"


def find_furniture(
    lines: Sequence[Line], role: Callable[[str], Role], *, signed_only: bool = False
) -> Furniture:
    """The furniture of a document whose lines have these roles.

    `signed_only` asks every repeating line for a sign of a page; layouts without labels, where a
    short answer looks like a footer, need it.
    """
    page = _Page(lines, role)
    found = {order for group in page.groups.values() if page.repeats(group) for order in group}
    found = {order for order in found if not signed_only or page.signed(order)}
    found |= page.repeated_neighbours(found)
    found |= page.alike_neighbours(found)
    return Furniture(lines, page.blocks(found))


class _Page:
    """The lines of a document by what they say, and what stands around them."""

    def __init__(self, lines: Sequence[Line], role: Callable[[str], Role]) -> None:
        self.lines = lines
        self._signed: dict[str, bool] = {}  # by text: what repeats is asked once
        self.keys: dict[int, str] = {}
        self.roles: dict[int, Role] = {}
        self.groups: dict[str, list[int]] = defaultdict(list)
        self.filled = [place for place, line in enumerate(lines) if line.text.strip()]
        for order, place in enumerate(self.filled):
            line = lines[place]
            if len(line.text) > _LONGEST or not (key := line_key(line.text)):
                continue
            self.keys[order] = key
            self.groups[key].append(order)
        repeated = {order for group in self.groups.values() if len(group) > 1 for order in group}
        around = repeated | {order + 1 for order in repeated} | {order - 1 for order in repeated}
        for order in sorted(around):
            if 0 <= order < len(self.filled):
                line = lines[self.filled[order]]
                self.roles[order] = Role.GRAMMAR if line.code else role(line.text)

    def text(self, order: int) -> str:
        return self.lines[self.filled[order]].text

    def role(self, order: int) -> Role:
        return self.roles.get(order, Role.GRAMMAR)

    def signed(self, order: int) -> bool:
        """Whether the line itself looks like a page's: a link, ©, "page 7"."""
        text = self.text(order)
        if text not in self._signed:
            self._signed[text] = has_page_sign(text)
        return self._signed[text]

    def repeats(self, group: Sequence[int]) -> bool:
        """Whether the lines of a group are furniture by themselves."""
        in_text = [order for order in group if not self.lines[self.filled[order]].code]
        if len(in_text) < 3 or not (self._are_text(in_text) or self._are_lonely(in_text)):
            return False
        if self._belongs_to_items(in_text):
            return False
        numbers = [_DIGITS.findall(self.text(order)) for order in in_text]
        if len(set(map(tuple, numbers))) > 1 and not _rise(numbers):
            return False
        if any(self.signed(order) for order in in_text):
            return True
        if len(set(map(tuple, numbers))) > 1:
            return all(_titled(self.text(order)) for order in in_text)
        return self._stands_alone(in_text) and self._cuts(in_text)

    def _are_text(self, orders: Sequence[int]) -> bool:
        return all(self.role(order) is Role.TEXT for order in orders)

    def _are_lonely(self, orders: Sequence[int]) -> bool:
        """Whether lines only look like options: "A. Miller, chapter 2" that no B follows."""
        options = (Role.FIRST_OPTION, Role.OPTION)
        if any(self.role(order) not in options for order in orders):
            return False
        lonely = sum(
            self.role(order + 1) is not Role.OPTION
            if self.role(order) is Role.FIRST_OPTION
            else self.role(order - 1) not in options
            for order in orders
        )
        return 2 * lonely > len(orders)

    def _belongs_to_items(self, group: Sequence[int]) -> bool:
        """A short answer always follows its label, a stem always stands above its options."""
        short = all(order and self.role(order - 1) is Role.EMPTY_LABEL for order in group)
        last = len(self.filled) - 1
        stem = all(order < last and self.role(order + 1) is Role.FIRST_OPTION for order in group)
        return short or stem

    def _stands_alone(self, group: Sequence[int]) -> bool:
        return all(
            self._blank(self.filled[order] - 1) and self._blank(self.filled[order] + 1)
            for order in group
        )

    def _blank(self, place: int) -> bool:
        return not 0 <= place < len(self.lines) or not self.lines[place].text.strip()

    def _cuts(self, group: Sequence[int]) -> bool:
        """An unsigned line is furniture when it reads as a title and cuts the items apart."""
        if any(
            self.text(order).rstrip(" *_").endswith((".", "!", "?", ":", ";")) for order in group
        ):
            return False
        if not all(_titled(self.text(order)) for order in group):
            return False
        cuts = sum(
            order + 1 >= len(self.filled)
            or self.role(order + 1) is not Role.TEXT
            or self.text(order + 1).lstrip()[:1].islower()
            for order in group
        )
        return 2 * cuts >= len(group)

    def repeated_neighbours(self, found: set[int]) -> set[int]:
        """Lines that repeat beside furniture, or twice beside each other with a page's sign."""
        grown: set[int] = set()
        for (here, there), orders in self._pairs().items():
            in_text = [order for order in orders if not self.lines[self.filled[order]].code]
            near = [order + step for order in in_text for step in (0, 1)]
            if here == there or len(in_text) < 2 or not self._are_text(near):
                continue
            beside = all(order in found or order + 1 in found for order in in_text)
            if beside or any(map(self.signed, near)):
                always = beside and len(in_text) >= 3
                grown |= {
                    order + step
                    for order in orders
                    for step in (0, 1)
                    if always or self.signed(order + step) or self._is_title(order + step)
                }
        return grown - found

    def _is_title(self, order: int) -> bool:
        """Whether a line reads as a title, not as a sentence or a numbered heading."""
        text = self.text(order).strip()
        return _titled(text) and not text[:1].isdecimal() and text[-1:] not in ".?!:"

    def _pairs(self) -> dict[tuple[str, str], list[int]]:
        pairs: dict[tuple[str, str], list[int]] = defaultdict(list)
        for before, after in pairwise(sorted(self.keys)):
            if after == before + 1:
                pairs[self.keys[before], self.keys[after]].append(before)
        return pairs

    def alike_neighbours(self, found: set[int]) -> set[int]:
        """Lines beside furniture that are nearly the one which usually stands there."""
        after: dict[str, set[str]] = defaultdict(set)
        before: dict[str, set[str]] = defaultdict(set)
        for order in found:
            if order + 1 in found:
                after[self.keys[order]].add(self.keys[order + 1])
                before[self.keys[order + 1]].add(self.keys[order])
        keys = {order: self.keys[order] for order in found}
        waiting = sorted(found)
        while waiting:
            order = waiting.pop()
            for near, usual in ((order + 1, after), (order - 1, before)):
                if near not in keys and (key := self._meant(near, usual[keys[order]])):
                    keys[near] = key
                    waiting.append(near)
        return keys.keys() - found

    def _meant(self, order: int, usual: set[str]) -> str | None:
        """The usual line that this one nearly is."""
        here = self.keys.get(order)
        return next((key for key in sorted(usual) if here and _alike(here, key)), None)

    def blocks(self, found: set[int]) -> tuple[tuple[int, ...], ...]:
        """The places of the found lines, a new block wherever text or the same line comes again."""
        blocks: list[list[int]] = []
        seen: set[str] = set()
        for before, order in pairwise([-2, *sorted(found)]):
            key = self.keys[order]
            if order != before + 1 or key in seen:
                blocks.append([])
                seen = set()
            seen.add(key)
            blocks[-1].append(self.filled[order])
        return tuple(tuple(block) for block in blocks)


def _titled(text: str) -> bool:
    words = [word for word in text.strip(" *_#|").split() if word.casefold() not in _SMALL_WORDS]
    return bool(words) and all(not word[0].islower() for word in words) and len(text) <= 100


def _rise(numbers: Sequence[Sequence[str]]) -> bool:
    """Whether some number of the line rises from page to page."""
    if len({len(row) for row in numbers}) != 1:
        return False
    columns = zip(*numbers, strict=True)
    return any(
        all(int(before) <= int(after) for before, after in pairwise(column))
        and column[0] != column[-1]
        for column in (tuple(number[-9:] for number in row) for row in columns)
    )


def _alike(text: str, usual: str) -> bool:
    """Whether a line is the usual one with a spelling mistake, or its beginning."""
    if len(text) >= 8 and usual.startswith(f"{text} "):
        return True
    matcher = SequenceMatcher(None, text, usual, autojunk=False)
    return (
        matcher.real_quick_ratio() > 0.8 and matcher.quick_ratio() > 0.8 and matcher.ratio() > 0.8
    )
