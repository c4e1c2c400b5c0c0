"""A check box whose box and tick are painted from the tokens."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QSizePolicy

from engram.gui.looks.theme import Theme
from engram.gui.looks.tokens import RADIUS_CAP, SMALLEST_TARGET


class CheckBox(QCheckBox):
    """A box and its text; without a text, `name` is told to screen readers."""

    def __init__(self, theme: Theme, text: str = "", *, name: str = "") -> None:
        super().__init__(text)
        self._theme = theme
        self.setAccessibleName(name or text)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.theme_changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        unit = self._theme.unit
        text = QFontMetrics(self._theme.font("body")).horizontalAdvance(self.text())
        width = unit(20) + (unit(8) + text + unit(4) if self.text() else unit(8))
        return QSize(width, unit(SMALLEST_TARGET))

    def hitButton(self, position: QPoint) -> bool:
        return self.rect().contains(position)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = self._theme.unit(20)
        left = 0 if self.text() else (self.width() - side) // 2
        box = QRectF(left, (self.height() - side) // 2, side, side)
        paint_check(
            painter,
            self._theme,
            box,
            self.checkState(),
            self.devicePixelRatioF(),
            tokens=self._tokens(),
            mark="accent_text" if self.isEnabled() else "disabled",
        )
        painter.setPen(self._theme.color("text" if self.isEnabled() else "disabled"))
        painter.setFont(self._theme.font("body"))
        text = self.rect().adjusted(side + self._theme.unit(8), 0, 0, 0)
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter, self.text())

    def _tokens(self) -> tuple[str, str]:
        if not self.isEnabled():
            return "background", "border"
        if self.checkState() is not Qt.CheckState.Unchecked:
            return "accent", "accent"
        if self.isDown():
            return "pressed", "text"
        return "surface", "text" if self.underMouse() else "control"


def paint_check(
    painter: QPainter,
    theme: Theme,
    box: QRectF,
    state: Qt.CheckState,
    ratio: float,
    *,
    tokens: tuple[str, str] | None = None,
    mark: str = "accent_text",
) -> None:
    """Draw a box and its tick, or the dash of one that holds for some only."""
    is_empty = state is Qt.CheckState.Unchecked
    ground, edge = tokens or (("surface", "control") if is_empty else ("accent", "accent"))
    line, radius = 1.5 * theme.scale, theme.unit(RADIUS_CAP)
    painter.setBrush(theme.color(ground))
    painter.setPen(QPen(theme.color(edge), line))
    half = line / 2
    painter.drawRoundedRect(box.adjusted(half, half, -half, -half), radius, radius)
    if is_empty:
        return
    icon = "dash" if state is Qt.CheckState.PartiallyChecked else "check"
    inset = round((theme.unit(20) - theme.unit(14)) / 2)
    painter.drawPixmap(
        box.topLeft().toPoint() + QPoint(inset, inset), theme.pixmap(icon, mark, 14, ratio)
    )
