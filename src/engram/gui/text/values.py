"""A card's text as HTML, and the formulas and pictures that stand in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

FORMULA, MEDIA = "maths:", "media:"
_FORMULA_TAG = re.compile(rf'<img src="{FORMULA}(\d+)"[^>]*>')
_PICTURE_TAG = re.compile(rf'<img src="{MEDIA}[^"]*"[^>]*>')


@dataclass(frozen=True, slots=True)
class Formula:
    """One formula of a text: its TeX, on a line of its own or inside one, and where it stands.

    That is `levels` of indents deep, in a table of so many columns or (0) in none.
    """

    tex: str
    display: bool
    levels: int = 0
    columns: int = 0


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture of a text: its name in the library, its words, and where it stands."""

    name: str
    words: str
    levels: int = 0
    columns: int = 0


@dataclass(frozen=True, slots=True)
class CardHtml:
    """The HTML of one text, its words, and its formulas and pictures in their order."""

    html: str
    words: str
    formulas: tuple[Formula, ...] = ()
    pictures: tuple[Picture, ...] = ()

    def with_drawn(self, formulas: Sequence[str], pictures: Sequence[str] = ()) -> str:
        """The HTML with formulas and pictures in it, each of them as HTML too."""
        html = self.html
        if pictures:
            waiting = iter(pictures)
            html = _PICTURE_TAG.sub(lambda tag: next(waiting, tag[0]), html)
        if formulas:
            html = _FORMULA_TAG.sub(lambda tag: formulas[int(tag[1])], html)
        return html
