"""The navigation at the left: pages above, Keys and Settings at the foot; a rail when narrow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from engram.gui.looks.theme import Theme
from engram.gui.looks.tokens import CONTROL_HEIGHT, NAVIGATION_WIDTH, RADIUS_CONTROL, RAIL_WIDTH
from engram.gui.widgets.key_cap import key_cap_size, paint_key_cap
from engram.gui.words import number, plural, tr


@dataclass(frozen=True, slots=True)
class NavigationItem:
    """A page or an action of the navigation; `key` is told in the tooltip."""

    name: str
    title: str
    icon: str
    key: str = ""
    at_foot: bool = False
    is_page: bool = True
    key_cap: str = ""


class _ItemButton(QAbstractButton):
    def __init__(self, theme: Theme, item: NavigationItem) -> None:
        super().__init__()
        self._theme, self.item = theme, item
        self._count, self._narrow = 0, False
        self.setText(item.title)
        self.setCheckable(item.is_page)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._tell()
        theme.theme_changed.connect(self.updateGeometry)

    def show_count(self, count: int) -> None:
        self._count = count
        self._tell()
        self.update()

    def be_narrow(self, *, narrow: bool) -> None:
        self._narrow = narrow
        self._tell()
        self.update()

    def _tell(self) -> None:
        title = self.item.title
        told = plural(self._count, "{title}, {n} card", "{title}, {n} cards", title=title)
        self.setAccessibleName(told if self._count else title)
        with_key = tr("{name} ({key})", name=title, key=self.item.key)
        self.setToolTip(with_key if self._narrow else self.item.key)

    def nextCheckState(self) -> None:
        """The window checks the item whose page is shown, not the press."""

    def sizeHint(self) -> QSize:
        return QSize(self._theme.unit(CONTROL_HEIGHT), self._theme.unit(CONTROL_HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        unit, side = self._theme.unit, self._theme.unit(20)
        token = "text" if self._is_strong() else "muted"
        left = (self.width() - side) // 2 if self._narrow else unit(12)
        icon = self._theme.pixmap(self.item.icon, token, 20, self.devicePixelRatioF())
        painter.drawPixmap(QPoint(left, (self.height() - side) // 2), icon)
        if not self._narrow:
            self._paint_words(painter, self._theme.color(token), left + side + unit(11))

    def _is_strong(self) -> bool:
        return self.isChecked() or self.underMouse() or self.isDown()

    def _paint_ground(self, painter: QPainter) -> None:
        ground = "hover" if self.underMouse() else ""
        ground = "pressed" if self.isChecked() or self.isDown() else ground
        if ground:
            radius = self._theme.unit(RADIUS_CONTROL)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.color(ground))
            painter.drawRoundedRect(QRectF(self.rect()), radius, radius)

    def _paint_words(self, painter: QPainter, color: QColor, left: int) -> None:
        right = self.width() - self._theme.unit(13)
        words = QRect(left, 0, right - left, self.height())
        painter.setPen(color)
        weight = 600 if self.isChecked() else 500
        painter.setFont(self._theme.font("body", weight))
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.item.title)
        if self._count:
            painter.setFont(self._theme.font("small", 500, tabular=True))
            side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(words, side, number(self._count))
        if self.item.key_cap:
            size = key_cap_size(self._theme, self.item.key_cap)
            cap = QRectF(right - size.width() + 1, (self.height() - size.height()) // 2, 0, 0)
            cap.setSize(size)
            edge = self._theme.color("control")
            paint_key_cap(painter, cap, self._theme, self.item.key_cap, (color, edge))


class Navigation(QWidget):
    """The items in two groups; arrow keys go up and down.

    item_chosen -- the name of the item that was pressed.
    """

    item_chosen = Signal(str)

    def __init__(self, theme: Theme, items: Sequence[NavigationItem]) -> None:
        super().__init__()
        self._theme, self._narrow = theme, False
        self.setAccessibleName(tr("Pages"))
        self._column = QVBoxLayout(self)
        self._buttons = {item.name: _ItemButton(theme, item) for item in items}
        for at_foot in (False, True):
            if at_foot:
                self._column.addStretch(1)
            for button in self._buttons.values():
                if button.item.at_foot is at_foot:
                    self._column.addWidget(button)
                    button.clicked.connect(self._tell_chosen)
        theme.theme_changed.connect(self._measure)
        self._measure()

    def show_current(self, name: str) -> None:
        """Mark the item whose page is shown."""
        for button in self._buttons.values():
            button.setChecked(button.item.name == name)

    def show_count(self, name: str, count: int) -> None:
        """Show a number beside an item, none for zero."""
        self._buttons[name].show_count(count)

    def be_narrow(self, *, narrow: bool) -> None:
        """Become a rail of icons, or show the titles again."""
        self._narrow = narrow
        for button in self._buttons.values():
            button.be_narrow(narrow=narrow)
        self._measure()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("sidebar"))
        edge = QRect(self.width() - 1, 0, 1, self.height())
        painter.fillRect(edge, self._theme.color("border"))

    def _tell_chosen(self) -> None:
        button = self.sender()
        if isinstance(button, _ItemButton):
            self.item_chosen.emit(button.item.name)

    def _measure(self) -> None:
        unit = self._theme.unit
        self.setFixedWidth(unit(RAIL_WIDTH if self._narrow else NAVIGATION_WIDTH))
        self._column.setContentsMargins(unit(12), unit(16), unit(12), unit(12))
        self._column.setSpacing(unit(2))
