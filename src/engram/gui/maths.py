"""TeX, a colour and a font in; a sharp picture of the formula out, or nothing if it is no TeX."""

from __future__ import annotations

import warnings
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

if TYPE_CHECKING:
    from ziamath.zmath import Latex

LONGEST_TEX = 1_000  # characters; drawing takes about a millisecond for ten of them


@dataclass(frozen=True, slots=True)
class FormulaStyle:
    """What a formula must match: the text's colour, its size and x-height in pixels, the screen."""

    colour: str
    size: float
    x_height: float
    ratio: float


@lru_cache(maxsize=256)
def formula_image(tex: str, style: FormulaStyle, *, display: bool) -> QImage | None:
    """The formula, padded so that its baseline meets the text's when it is aligned `middle`."""
    svg = _formula_svg(tex, style, display=display)
    if svg is None:
        return None
    renderer = QSvgRenderer(QByteArray(svg.encode()))
    box = renderer.viewBoxF()
    if not renderer.isValid() or box.isEmpty():
        return None
    # Qt puts the middle of the picture half an x-height above the baseline, which is y = 0 here.
    middle = -style.x_height / 2
    half = max(middle - box.top(), box.bottom() - middle)
    frame = QRectF(box.left(), middle - half, box.width(), 2 * half)
    return _painted(renderer, box, frame, style.ratio)


def _formula_svg(tex: str, style: FormulaStyle, *, display: bool) -> str | None:
    if len(tex) > LONGEST_TEX:
        return None
    # The library has no common error: broken TeX raises whatever its parser stumbles over, and
    # a card with broken TeX is still a card.
    with suppress(Exception):
        formula = _latex()(tex, size=style.size, color=style.colour, inline=not display)
        return str(formula.svg())
    return None


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
