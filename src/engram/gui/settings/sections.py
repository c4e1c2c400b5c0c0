"""The list of sections at the left of the settings; arrow keys go up and down."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QVBoxLayout, QWidget

from engram.gui.looks.theme import Theme
from engram.gui.looks.tokens import RADIUS_CONTROL, ROW_OVERHANG
from engram.gui.widgets.tab_stop import stop_at_chosen
from engram.gui.words import tr


def section_in_view(tops: Sequence[int], value: int, end: int) -> int:
    """The section that a page scrolled to `value` of `end` shows, by where each would be on top.

    Those that never come to the top share the last stretch, so that the end shows the last one.
    """
    if value <= 0:
        return 0
    begins = [0, *tops[1:]]
    late = sum(begin > end for begin in begins)
    reached = begins[-1 - late]
    for left in range(late):
        begins[-1 - left] = end - (end - reached) * left // late
    return max(place for place, begin in enumerate(begins) if begin <= value)


class _Section(QAbstractButton):
    def __init__(self, theme: Theme, title: str) -> None:
        super().__init__()
        self._theme = theme
        self.setText(title)
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.theme_changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.unit(140), self._theme.unit(30))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen, hovered = self.isChecked(), self.underMouse()
        if chosen or hovered:
            radius = self._theme.unit(RADIUS_CONTROL)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.color("pressed" if chosen else "hover"))
            painter.drawRoundedRect(QRectF(self.rect()), radius, radius)
        painter.setPen(self._theme.color("text" if chosen or hovered else "muted"))
        painter.setFont(self._theme.font("body", 600 if chosen else 500))
        text = self.rect().adjusted(self._theme.unit(ROW_OVERHANG), 0, 0, 0)
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter, self.text())


class SettingsSections(QWidget):
    """One section is current.

    section_chosen -- the place of the section that the learner chose.
    """

    section_chosen = Signal(int)

    def __init__(self, theme: Theme, titles: Sequence[str]) -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName(tr("Sections"))
        self._group = QButtonGroup(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        for place, title in enumerate(titles):
            section = _Section(theme, title)
            self._group.addButton(section, place)
            self._column.addWidget(section)
        stop_at_chosen(self._group)
        self._group.button(0).setChecked(True)
        self._group.idClicked.connect(self.section_chosen)
        theme.theme_changed.connect(self._measure)
        self._measure()

    def current_section(self) -> QAbstractButton | None:
        """The section that is marked."""
        return self._group.checkedButton()

    def show_current(self, place: int) -> None:
        """Mark the section that is in view."""
        self._group.button(place).setChecked(True)

    def _measure(self) -> None:
        self._column.setSpacing(self._theme.unit(2))
