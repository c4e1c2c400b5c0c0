"""A panel over the dimmed page, the only thing that covers it; Esc or a click beside closes it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractSlider,
    QApplication,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from engram.gui.looks.theme import Theme
from engram.gui.looks.tokens import RADIUS_PANEL
from engram.gui.widgets.buttons import IconButton
from engram.gui.widgets.label import Label
from engram.gui.words import tr

WIDTH = 696
MARGIN = 28
BESIDE_BAR = 8  # units between the content and its scroll bar
LINE = 48  # units that an arrow key scrolls
SCROLLING = {
    Qt.Key.Key_Up: QAbstractSlider.SliderAction.SliderSingleStepSub,
    Qt.Key.Key_Down: QAbstractSlider.SliderAction.SliderSingleStepAdd,
    Qt.Key.Key_PageUp: QAbstractSlider.SliderAction.SliderPageStepSub,
    Qt.Key.Key_PageDown: QAbstractSlider.SliderAction.SliderPageStepAdd,
    Qt.Key.Key_Home: QAbstractSlider.SliderAction.SliderToMinimum,
    Qt.Key.Key_End: QAbstractSlider.SliderAction.SliderToMaximum,
}
SHADOW, SHADOW_DOWN = 24, 8


class Sheet(QWidget):
    """Covers `page` while it is open; the focus stays inside and goes back where it was.

    It goes with its page, and from whoever was given the focus by something else: no key reaches
    a control that is covered.

    sheet_closed -- the sheet is gone and the page has the focus again.
    """

    sheet_closed = Signal()

    def __init__(self, theme: Theme, page: QWidget, title: str) -> None:
        super().__init__(page)
        self.theme, self.page = theme, page
        self._before: QWidget | None = None
        self._panel = QWidget(self)
        self._scroll = QScrollArea()
        theme.dress(self._scroll.verticalScrollBar(), "scroll bar")
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._close = IconButton(theme, "close", tr("Close"), "Esc")
        self._close.clicked.connect(self.close_sheet)
        self._head = QHBoxLayout()
        self._head.addWidget(Label(theme, title, "title"), 1)
        self._head.addWidget(self._close)
        self._rows = QVBoxLayout(self._panel)
        self._rows.addLayout(self._head)
        self._rows.addWidget(self._scroll, 1)
        self.setAccessibleName(title)
        for watched in (page, self._panel, self._close):
            watched.installEventFilter(self)
        theme.theme_changed.connect(self._place)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow_focus)
        self.hide()

    def show_content(self, content: QWidget) -> None:
        """Fill the panel, anew each time, and open."""
        self.fill(content)
        self._before = QApplication.focusWidget()
        self.show()
        self.raise_()
        self._place()
        self._close.setFocus(Qt.FocusReason.OtherFocusReason)

    def fill(self, content: QWidget) -> None:
        """Show other content in the panel."""
        self._scroll.setWidget(content)
        content.installEventFilter(self)
        for ground in (content, self._scroll.viewport()):
            ground.setAutoFillBackground(False)

    def close_sheet(self) -> None:
        """Close, and give the focus back."""
        self.hide()
        # The page may have made its rows anew meanwhile.
        if self._before is not None and isValid(self._before) and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.page.setFocus(Qt.FocusReason.OtherFocusReason)
        self.sheet_closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The page has another size, what is shown needs another one, or a key is to scroll."""
        if watched is self._close and isinstance(event, QKeyEvent):
            pressed = event.type() == QEvent.Type.KeyPress
            return pressed and self._scroll_by(Qt.Key(event.key()))
        if watched is self.page and event.type() == QEvent.Type.Hide and not event.spontaneous():
            self.hide()
        moved = event.type() == QEvent.Type.Resize and watched is self.page
        if self.isVisible() and (moved or event.type() == QEvent.Type.LayoutRequest):
            self._place()
        return False

    def focusNextPrevChild(self, _forward: object) -> bool:
        self._close.setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Escape, Qt.Key.Key_Question}:
            self.close_sheet()
        else:
            self._scroll_by(Qt.Key(event.key()))
        # Nothing reaches the page below: no card is graded behind a sheet.
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._panel.geometry().contains(event.position().toPoint()):
            self.close_sheet()
        event.accept()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(0, 0, 0, 120 if self.theme.is_dark else 71))
        panel = QRectF(self._panel.geometry())
        self._paint_shadow(painter, panel)
        radius = self.theme.unit(RADIUS_PANEL)
        painter.setBrush(self.theme.color("raised"))
        painter.setPen(QPen(self.theme.color("border"), 1))
        painter.drawRoundedRect(panel.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)

    def _follow_focus(self, _before: QWidget | None, control: QWidget | None) -> None:
        if not isValid(self) or self.isHidden() or control is None or control is self:
            return
        if self.window().isAncestorOf(control) and not self.isAncestorOf(control):
            self.hide()

    def _scroll_by(self, key: Qt.Key) -> bool:
        """Whether the key scrolls; the button that has the focus would take it for its own."""
        bar = self._scroll.verticalScrollBar()
        bar.setSingleStep(self.theme.unit(LINE))
        if key in SCROLLING:
            bar.triggerAction(SCROLLING[key])
        return key in SCROLLING

    def _paint_shadow(self, painter: QPainter, panel: QRectF) -> None:
        """Rings that grow fainter outwards: an effect would repaint the whole page."""
        strength = 0.45 if self.theme.is_dark else 0.14
        painter.setPen(Qt.PenStyle.NoPen)
        reach = self.theme.unit(SHADOW)
        for step in range(reach, 0, -2):
            painter.setBrush(QColor(0, 0, 0, max(1, round(255 * strength * 2 / reach))))
            grown = panel.adjusted(-step, -step, step, step).translated(
                0, self.theme.unit(SHADOW_DOWN)
            )
            radius = self.theme.unit(RADIUS_PANEL) + step
            painter.drawRoundedRect(grown, radius, radius)

    def _place(self) -> None:
        unit = self.theme.unit
        self._rows.setContentsMargins(unit(MARGIN), unit(20), unit(20), unit(MARGIN))
        self._rows.setSpacing(unit(12))
        self.setGeometry(self.page.rect())
        width = min(unit(WIDTH), self.width() - 2 * unit(12))
        content = self._scroll.widget()
        inner = width - unit(MARGIN) - unit(20) - unit(BESIDE_BAR)
        wanted = 0
        if content is not None:
            content.setContentsMargins(0, 0, unit(BESIDE_BAR), 0)
            wanted = max(content.heightForWidth(inner), content.minimumSizeHint().height())
            wanted += unit(4)
        head = self._head.sizeHint().height() + unit(12) + unit(20) + unit(MARGIN)
        height = min(wanted + head, self.height() - 2 * unit(12))
        self._panel.setGeometry(
            (self.width() - width) // 2, (self.height() - height) // 2, width, height
        )
        self.update()
