"""The switch between a few views or values: one is chosen, arrows move the choice."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from engram.gui.looks.theme import Theme
from engram.gui.looks.tokens import RADIUS_CONTROL, RADIUS_SEGMENT
from engram.gui.widgets.tab_stop import stop_at_chosen


class _Segment(QAbstractButton):
    def __init__(self, theme: Theme, text: str) -> None:
        super().__init__()
        self._theme = theme
        self.setText(text)
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setProperty("ring_radius", RADIUS_SEGMENT)

    def sizeHint(self) -> QSize:
        # The bold width in both states, so that choosing moves nothing.
        width = QFontMetrics(self._theme.font("small", 600)).horizontalAdvance(self.text())
        return QSize(width + 2 * self._theme.unit(13), self._theme.unit(28))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isChecked():
            radius = self._theme.unit(RADIUS_SEGMENT)
            painter.setBrush(self._theme.color("segment"))
            painter.setPen(QPen(self._theme.color("border"), 1))
            rect = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
            painter.drawRoundedRect(rect, radius, radius)
        painter.setPen(self._theme.color(self._text_token()))
        painter.setFont(self._text_font())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())

    def _text_token(self) -> str:
        if not self.isEnabled():
            return "disabled"
        return "text" if self.isChecked() or self.underMouse() or self.isDown() else "muted"

    def _text_font(self) -> QFont:
        return self._theme.font("small", 600 if self.isChecked() else 500)


class ViewSwitch(QWidget):
    """Segments side by side.

    choice_changed -- the place of the chosen segment, from 0.
    """

    choice_changed = Signal(int)

    def __init__(self, theme: Theme, texts: Sequence[str], name: str, chosen: int = 0) -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._row = QHBoxLayout(self)
        for place, text in enumerate(texts):
            segment = _Segment(theme, text)
            self._group.addButton(segment, place)
            self._row.addWidget(segment)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        stop_at_chosen(self._group)
        self.set_choice(chosen)
        self._group.idToggled.connect(self._tell_choice)
        theme.theme_changed.connect(self._follow_theme)
        self._follow_theme()

    @property
    def choice(self) -> int:
        """The place of the chosen segment."""
        return self._group.checkedId()

    def segments(self) -> list[QAbstractButton]:
        """The segments from the left."""
        return self._group.buttons()

    def set_choice(self, place: int) -> None:
        """Choose a segment."""
        self._group.button(place).setChecked(True)

    def set_text(self, place: int, text: str) -> None:
        """Show another text, such as one with a count."""
        self._group.button(place).setText(text)
        self._group.button(place).updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("sunken"))
        radius = self._theme.unit(RADIUS_CONTROL)
        painter.drawRoundedRect(QRectF(self.rect()), radius, radius)

    def _tell_choice(self, place: int) -> None:
        # Told once for the segment that lost the choice and once for the one that got it.
        if self._group.checkedId() == place:
            self.choice_changed.emit(place)

    def _follow_theme(self) -> None:
        inset = self._theme.unit(3)
        self._row.setContentsMargins(inset, inset, inset, inset)
        self._row.setSpacing(self._theme.unit(2))
        for segment in self._group.buttons():
            segment.updateGeometry()
        self.update()
