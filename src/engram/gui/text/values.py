"""A card's text as HTML, and the formulas that stand in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

FORMULA, MEDIA = "maths:", "media:"
_FORMULA_TAG = re.compile(rf'<img src="{FORMULA}(\d+)"[^>]*>')


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
class CardHtml:
    """The HTML of one text, its words, and its formulas in the order of their numbers."""

    html: str
    words: str
    formulas: tuple[Formula, ...] = ()

    def with_formulas(self, drawn: Sequence[str]) -> str:
        """The HTML with the formulas in it, each of them as HTML too."""
        if not drawn:
            return self.html
        return _FORMULA_TAG.sub(lambda tag: drawn[int(tag[1])], self.html)
