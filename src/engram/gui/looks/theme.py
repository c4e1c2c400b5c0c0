"""The theme: tokens and settings in, colours, pixels, fonts and icons out, for every widget."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QByteArray, QObject, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QFontInfo,
    QIcon,
    QPainter,
    QPixmap,
)
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from engram.gui.looks.icons import icon_svg
from engram.gui.looks.style import Dressed, qt_palette, style_sheet
from engram.gui.looks.tokens import BASE_SIZE, DARK, LIGHT, TIGHT_FROM, TYPE, Palette

Scheme = Literal["system", "light", "dark"]
SMALLEST_TEXT, LARGEST_TEXT = 0.6, 3.0

_COLOR_SCHEMES = {
    "system": Qt.ColorScheme.Unknown,
    "light": Qt.ColorScheme.Light,
    "dark": Qt.ColorScheme.Dark,
}


FUSION = ("engram", "-style", "Fusion")
"""The arguments of Qt's application.

`setStyle` would hand out the style that it sets, and to wrap that PySide first sets up all enums of
QStyle: 10 ms of a start.
"""


class Theme(QObject):
    """The looks of one application.

    theme_changed -- colours or sizes are others now; widgets ask again and repaint.
    """

    theme_changed = Signal()

    def __init__(
        self,
        application: QApplication,
        *,
        scheme: Scheme = "system",
        text_scale: float = 1.0,
        quiet_motion: bool = False,
    ) -> None:
        super().__init__(application)
        self._application = application
        self._scheme: Scheme = scheme
        self._text_scale = self._scale = text_scale
        self._asked_quiet = quiet_motion
        self._pixmaps: dict[tuple[str, str, int, float], QPixmap] = {}
        self._fonts: dict[tuple[str, int | None, bool], QFont] = {}
        self._hints = hints = application.styleHints()
        hints.colorSchemeChanged.connect(self._follow_system)
        hints.setColorScheme(_COLOR_SCHEMES[scheme])
        self.palette = self._chosen_palette()
        self._apply()

    # -- what widgets ask

    def color(self, token: str) -> QColor:
        """The colour of a token."""
        return QColor(str(getattr(self.palette, token)))

    def dress(self, widget: QWidget, kind: Dressed) -> None:
        """Give a widget the style sheet of its kind, and that of every later theme."""
        _Dress(self, widget, kind)

    def unit(self, units: float) -> int:
        """Units as whole pixels, never less than one for what is not nothing."""
        return max(1, round(units * self.scale)) if units else 0

    def units(self, pixels: int) -> float:
        """Pixels as units, to choose a narrow or a wide arrangement."""
        return pixels / self.scale

    def font(self, name: str, weight: int | None = None, *, tabular: bool = False) -> QFont:
        """The font of a row of the type scale; `tabular` for figures that stand in columns."""
        key = (name, weight, tabular)
        if key not in self._fonts:
            self._fonts[key] = self._made_font(name, weight, tabular=tabular)
        return QFont(self._fonts[key])

    def code_font(self) -> QFont:
        """The system's fixed font in the size of running text."""
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPixelSize(self.unit(BASE_SIZE))
        return font

    def pixmap(self, name: str, token: str, size: float, ratio: float = 1.0) -> QPixmap:
        """An icon in a token's colour, `size` units wide, sharp at a device pixel ratio."""
        key = (name, token, self.unit(size), ratio)
        if key not in self._pixmaps:
            line_width = 2.6 if size <= 14 else 1.75
            self._pixmaps[key] = _drawn_icon(
                icon_svg(name, self.color(token).name(), line_width), key[2], ratio
            )
        return self._pixmaps[key]

    def icon(self, name: str, color: str = "muted", size: float = 20) -> QIcon:
        """An icon for Qt's own widgets, with its disabled look."""
        icon = QIcon()
        for ratio in (1.0, 2.0):
            icon.addPixmap(self.pixmap(name, color, size, ratio))
            icon.addPixmap(self.pixmap(name, "disabled", size, ratio), QIcon.Mode.Disabled)
        return icon

    @property
    def scale(self) -> float:
        """Pixels a unit: the text size times the system's, where that is larger than ours."""
        return self._scale

    @property
    def text_scale(self) -> float:
        return self._text_scale

    @property
    def scheme(self) -> Scheme:
        return self._scheme

    @property
    def is_dark(self) -> bool:
        return self.palette is DARK

    @property
    def quiet_motion(self) -> bool:
        """Whether nothing may move."""
        return self._asked_quiet

    # -- what settings change

    def set_scheme(self, scheme: Scheme) -> None:
        """Take light or dark, or follow the system."""
        self._scheme = scheme
        self._hints.setColorScheme(_COLOR_SCHEMES[scheme])
        self._follow_system()

    def set_text_scale(self, text_scale: float) -> None:
        """Make all text and all measures this many times their size."""
        kept = min(max(text_scale, SMALLEST_TEXT), LARGEST_TEXT)
        if kept != self._text_scale:
            self._text_scale = kept
            self._apply()
            self.theme_changed.emit()

    def set_quiet_motion(self, *, quiet: bool) -> None:
        """Let nothing move, whatever the system allows."""
        self._asked_quiet = quiet

    def _follow_system(self) -> None:
        chosen = self._chosen_palette()
        if chosen is not self.palette:
            self.palette = chosen
            self._apply()
            self.theme_changed.emit()

    def _chosen_palette(self) -> Palette:
        if self._scheme != "system":
            return DARK if self._scheme == "dark" else LIGHT
        dark = self._hints.colorScheme() is Qt.ColorScheme.Dark
        return DARK if dark else LIGHT

    def _apply(self) -> None:
        self._scale = self._text_scale * _base_pixels() / BASE_SIZE
        self._pixmaps.clear()
        self._fonts.clear()
        self._application.setPalette(qt_palette(self.palette))
        QToolTip.setPalette(qt_palette(self.palette))
        self._application.setFont(self.font("body"))

    def _made_font(self, name: str, weight: int | None, *, tabular: bool) -> QFont:
        style = TYPE[name]
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
        font.setPixelSize(self.unit(BASE_SIZE * style.factor))
        font.setWeight(QFont.Weight(weight or style.weight))
        if style.factor >= TIGHT_FROM:
            font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 98.5)
        if tabular:
            font.setFeature(QFont.Tag("tnum"), 1)
        return font


class _Dress(QObject):
    """Goes with its widget, whose style sheet follows the theme."""

    def __init__(self, theme: Theme, widget: QWidget, kind: Dressed) -> None:
        super().__init__(widget)
        self._theme, self._widget, self._kind = theme, widget, kind
        theme.theme_changed.connect(self._put_on)
        self._put_on()

    def _put_on(self) -> None:
        theme = self._theme
        self._widget.setStyleSheet(style_sheet(self._kind, theme.palette, theme.unit))


def _base_pixels() -> int:
    system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    return max(BASE_SIZE, QFontInfo(system).pixelSize())


def _drawn_icon(svg: bytes, pixels: int, ratio: float) -> QPixmap:
    side = round(pixels * ratio)
    pixmap = QPixmap(side, side)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(svg)).render(painter, QRectF(0, 0, side, side))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap
