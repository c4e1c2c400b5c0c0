"""TeX, a colour and a font in; a sharp picture of the formula out, or nothing if it is no TeX."""

from __future__ import annotations

import warnings
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

if TYPE_CHECKING:
    from ziamath.zmath import Latex

LONGEST_TEX = 1_000  # characters; drawing takes about a millisecond for ten of them
_INK = "#0a0b0c"  # of every drawing: a theme brings its own without drawing the formula anew


@dataclass(frozen=True, slots=True)
class FormulaStyle:
    """What a formula must match: the text's colour, its measures in pixels, the screen."""

    colour: str
    size: float
    x_height: float
    ascent: float
    descent: float
    ratio: float

    @property
    def full_height(self) -> float:
        """From this height on a picture alone decides where the middle of its line is."""
        return 2 * (self.ascent - self.x_height / 4)

    def middle(self, height: float) -> float:
        """How far the middle of a line with such a picture is above its baseline.

        Qt puts a picture that is aligned `middle` a quarter of an x-height above the baseline when
        it measures a line, and then draws it in the middle of the line.
        """
        raised = self.x_height / 4
        above, below = height / 2 + raised, height / 2 - raised
        return (max(self.ascent, above) - max(self.descent, below)) / 2


@lru_cache(maxsize=64)
def formula_image(
    tex: str, style: FormulaStyle, *, display: bool, share: float = 1.0, least_height: float = 0
) -> QImage | None:
    """The formula, `share` of its size, in a picture to be aligned `middle`.

    It is padded so that its baseline meets the text's, in a line where no picture is higher.
    """
    svg = _formula_svg(tex, style.size, display=display)
    if svg is None:
        return None
    renderer = QSvgRenderer(QByteArray(svg.replace(_INK, style.colour).encode()))
    full = renderer.viewBoxF()
    if not renderer.isValid() or full.isEmpty():
        return None
    box = QRectF(full.topLeft() * share, full.size() * share)
    height = _padded_height(box, style, least_height)
    top = -style.middle(height) - height / 2
    return _painted(renderer, box, QRectF(box.left(), top, box.width(), height), style.ratio)


def _padded_height(box: QRectF, style: FormulaStyle, least: float) -> int:
    """The height of a picture whose middle is that of its line; the baseline is y = 0."""
    height = ceil(max(box.height(), least))
    while height / 2 < max(-box.top() - style.middle(height), box.bottom() + style.middle(height)):
        height += 1
    return height


@lru_cache(maxsize=256)
def _formula_svg(tex: str, size: float, *, display: bool) -> str | None:
    if len(tex) > LONGEST_TEX:
        return None
    # The library has no common error: broken TeX raises whatever its parser stumbles over, and
    # a card with broken TeX is still a card.
    with suppress(Exception):
        formula = _latex()(tex, size=size, color=_INK, inline=not display)
        return str(formula.svg())
    return None


def load() -> None:
    """Loads what sets formulas, so that the first one does not wait for it."""
    _latex()


@lru_cache(maxsize=1)
def _latex() -> type[Latex]:
    """The formula class, imported (an eighth of a second) when the first formula is drawn."""
    with warnings.catch_warnings():
        # It finds its font by a function that Python 3.11 and 3.12 call deprecated.
        warnings.simplefilter("ignore", DeprecationWarning)
        from ziamath.config import config
        from ziamath.zmath import Latex

    config.svg2 = False  # QtSvg draws the <symbol>s of SVG 2 as rubbish
    return Latex


def _painted(renderer: QSvgRenderer, box: QRectF, frame: QRectF, ratio: float) -> QImage:
    size = (frame.size() * ratio).toSize()
    image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    renderer.render(painter, box.translated(-frame.topLeft()))
    painter.end()
    return image
