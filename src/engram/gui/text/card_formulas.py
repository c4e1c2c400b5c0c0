"""A text's formulas and the room each of them has in; the HTML of their pictures out.

A formula wider than its room is set smaller as long as it reads easily, else on several lines,
and where nothing helps its TeX is shown: whatever it is, all of it can be seen.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtGui import QImage

from engram.gui.text.formula_pieces import NEW_LINE, WIDE_SPACE, formula_pieces
from engram.gui.text.maths import FormulaStyle, formula_image
from engram.gui.text.values import FORMULA, Formula, Picture

SMALL = 0.7  # of its size; a formula on a line of its own is set so small before it is broken
SMALLEST = 0.6  # what cannot be broken any further

# A wide space alone would be one space to Qt, and a line could not end at hard ones.
_GAPS = {NEW_LINE: "<br>", WIDE_SPACE: "&nbsp;&nbsp;&nbsp; "}

_Drawn = list[tuple[str, QImage]]
"""The pictures of one formula, each with the gap before it."""


class FormulaPictures:
    """The pictures of one text's formulas in one style, by the names that the HTML gives them."""

    def __init__(self, style: FormulaStyle, least_height: float = 0) -> None:
        self._style, self._least_height = style, least_height
        self.images: dict[str, QImage] = {}

    def html(self, formula: Formula, room: float) -> str:
        """The HTML of one formula that has so many pixels of width."""
        smallest = SMALL if formula.display else 1.0
        drawn = self._drawn(formula.tex, room, smallest, display=formula.display)
        if drawn is None:
            return f"<code>{escape(formula.tex)}</code>"
        return "".join(_gap_html(gap) + self._tag(image) for gap, image in drawn)

    @property
    def common_height(self) -> float:
        """The height that no picture may fall short of, lest it stand askew beside a higher one."""
        heights = [image.deviceIndependentSize().height() for image in self.images.values()]
        return min(max(heights, default=0), self._style.full_height)

    def _tag(self, image: QImage) -> str:
        name = str(image.cacheKey())
        self.images[name] = image
        return f'<img src="{FORMULA}{name}" style="vertical-align:middle">'

    def _drawn(self, tex: str, room: float, smallest: float, *, display: bool) -> _Drawn | None:
        whole = self._image(tex, 1.0, display=display)
        if whole is None:
            return None
        width = whole.deviceIndependentSize().width()
        if width <= room:
            return [("", whole)]
        if room >= smallest * width:
            return self._smaller(tex, room / width, display=display)
        broken = self._broken(tex, room, display=display)
        if broken is None and room >= SMALLEST * width:
            return self._smaller(tex, room / width, display=display)
        return broken

    def _smaller(self, tex: str, share: float, *, display: bool) -> _Drawn | None:
        image = self._image(tex, share, display=display)
        return None if image is None else [("", image)]

    def _image(self, tex: str, share: float, *, display: bool) -> QImage | None:
        least = self._least_height
        return formula_image(tex, self._style, display=display, share=share, least_height=least)

    def _broken(self, tex: str, room: float, *, display: bool) -> _Drawn | None:
        pieces = formula_pieces(tex)
        if len(pieces) < 2:
            pieces = formula_pieces(tex, in_brackets=True)
        if len(pieces) < 2:
            return None
        found: _Drawn = []
        for piece in pieces:
            drawn = self._drawn(piece.tex, room, SMALLEST, display=display)
            if drawn is None:
                return None
            found += [(piece.gap, drawn[0][1]), *drawn[1:]]
        return found


def formulas_drawn(
    formulas: Sequence[Formula], rooms: Sequence[float], style: FormulaStyle
) -> tuple[list[str], dict[str, QImage]]:
    """The HTML of each formula in its room, and the pictures that it names."""
    pictures = FormulaPictures(style)
    drawn = [pictures.html(*each) for each in zip(formulas, rooms, strict=True)]
    if len(pictures.images) > 1:
        pictures = FormulaPictures(style, pictures.common_height)
        drawn = [pictures.html(*each) for each in zip(formulas, rooms, strict=True)]
    return drawn, pictures.images


def rooms_of(
    drawn: Sequence[Formula | Picture], width: float, indent: float, cell: float | None
) -> list[float]:
    """The pixels that each formula or picture has in a column of this width.

    `cell` is the padding of a cell; without it a table is left to find its own widths.
    """
    rooms = []
    for each in drawn:
        room = width - each.levels * indent
        if each.columns and cell is not None:
            room = room / each.columns - cell
        rooms.append(max(room, 1))
    return rooms


def _gap_html(gap: str) -> str:
    return _GAPS.get(gap, gap)
