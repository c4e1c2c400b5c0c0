"""Headings above the items go in, one after the other; the topic of the next item comes out."""

from __future__ import annotations

from dataclasses import dataclass

from engram.importers.contents import names_contents
from engram.importers.leftovers import heading_left_out
from engram.importers.lines import Line
from engram.problems import Problem


@dataclass(slots=True)
class _Heading:
    level: int
    path: tuple[str, ...]
    line: Line
    used: bool = False


class Topics:
    """The path of headings above an item.

    With `has_title`, the first heading of level 1 is the document's title and no topic; neither is
    that of the table of contents. Headings without any item below are told at the end.
    """

    def __init__(self, *, has_title: bool = False) -> None:
        self._has_title = has_title
        self._open: list[_Heading] = []
        self._all: list[_Heading] = []

    def enter(self, level: int, path: tuple[str, ...], line: Line) -> None:
        """Opens a heading, a path of one topic or several, and closes those down to its level."""
        self._open = [above for above in self._open if above.level < level]
        heading = _Heading(level, path, line)
        self._all.append(heading)
        is_title = level == 1 and self._has_title
        if not is_title and not (path and names_contents(path[-1])):
            self._open.append(heading)

    def close(self, level: int) -> None:
        """Closes the headings from this level on: an item that is a heading itself ends them."""
        self._open = [above for above in self._open if above.level < level]

    def of_item(self) -> tuple[str, ...]:
        """The topic of an item that stands here."""
        for heading in self._open:
            heading.used = True
        return tuple(title for heading in self._open for title in heading.path)

    def left_out(self) -> list[Problem]:
        """A note for each heading that became no topic."""
        unused = (heading for heading in self._all if heading.path and not heading.used)
        return [heading_left_out(heading.line) for heading in unused]
