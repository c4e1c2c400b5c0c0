"""One overlay that draws the ring around the focused control, once the keyboard was used."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QRegion
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget
from shiboken6 import isValid

from engram.gui.looks.theme import Theme
from engram.gui.looks.tokens import RADIUS_CONTROL, RING_WIDTH

_MOVES = {
    QEvent.Type.Move,
    QEvent.Type.Resize,
    QEvent.Type.Show,
    QEvent.Type.Hide,
    QEvent.Type.EnabledChange,
}
_MODIFIERS = {Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_Meta}


def shows_focus(control: QWidget) -> bool:
    """Whether a control with the property `own_focus` is to draw its focus now."""
    return control.hasFocus() and bool(control.property("shows_focus"))


class FocusRing(QWidget):
    """Follows the focus inside `window`; a control with the property `own_focus` gets no ring.

    It is told by `shows_focus` instead. The property `ring_radius` says a control's corner radius
    in units where it is not 6.
    """

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._theme, self._window = theme, window
        self._keyboard_used = False
        self._control: QWidget | None = None
        self._watched: list[QWidget] = []
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        window.installEventFilter(self)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow_focus)
        theme.theme_changed.connect(self._place)

    def note_keyboard(self) -> None:
        """The keyboard was used: from now on the focus is shown."""
        self._keyboard_used = True
        self._place()

    def note_mouse(self) -> None:
        """The mouse was used: the focus need not be shown."""
        self._keyboard_used = False
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() not in _MODIFIERS and not self._keyboard_used:
                self.note_keyboard()
        elif kind == QEvent.Type.MouseButtonPress and self._keyboard_used:
            self.note_mouse()
        elif kind in _MOVES and watched in self._watched:
            self._place()
        elif watched is self._window and kind == QEvent.Type.Show:
            self._watch_input()
        return False

    def _watch_input(self) -> None:
        # Keys and clicks reach the native window first; watching it alone keeps Python out of
        # the way of every other event of the application.
        native = self._window.windowHandle()
        if native is not None:
            native.removeEventFilter(self)
            native.installEventFilter(self)

    def _follow_focus(self, _before: QWidget | None, control: QWidget | None) -> None:
        for widget in self._watched:
            if isValid(widget):
                widget.removeEventFilter(self)
        self._watched = []
        self._control = None
        if not isValid(self):
            return
        if control is not None and self._window.isAncestorOf(control):
            self._control = control
            self._watched = _up_to(control, self._window)
            for widget in self._watched:
                widget.installEventFilter(self)
        self._place()

    def _place(self) -> None:
        control = self._control
        if control is not None and control.property("own_focus"):
            _tell(control, shows=self._keyboard_used)
        if control is None or not self._keyboard_used or not _takes_ring(control):
            self.hide()
            return
        grown = self._theme.unit(2) + self._theme.unit(RING_WIDTH)
        rect = _rect_in(control, self._window).adjusted(-grown, -grown, grown, grown)
        seen = rect.intersected(self._visible_part(control, grown))
        self.setGeometry(rect)
        self.setMask(QRegion(seen.translated(-rect.topLeft())))
        self.setVisible(not seen.isEmpty() and control.isVisible())
        self.raise_()
        self.update()

    def _visible_part(self, control: QWidget, grown: int) -> QRect:
        part = self._window.rect()
        for widget in _up_to(control, self._window):
            parent = widget.parentWidget()
            if isinstance(parent, QAbstractScrollArea) and parent.viewport() is widget:
                part &= _rect_in(widget, self._window).adjusted(-grown, -grown, grown, grown)
        return part

    def paintEvent(self, _event: QPaintEvent) -> None:
        width = self._theme.unit(RING_WIDTH)
        radius = RADIUS_CONTROL
        if self._control is not None and self._control.property("ring_radius") is not None:
            radius = int(self._control.property("ring_radius"))
        corner = self._theme.unit(radius + 2)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.color("focus"), width))
        half = width / 2
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(half, half, -half, -half), corner, corner
        )


def _tell(control: QWidget, *, shows: bool) -> None:
    if bool(control.property("shows_focus")) is not shows:
        control.setProperty("shows_focus", shows)
        painted = control.viewport() if isinstance(control, QAbstractScrollArea) else control
        painted.update()


def _takes_ring(control: QWidget) -> bool:
    return not control.property("own_focus") and control.isEnabled()


def _up_to(control: QWidget, window: QWidget) -> list[QWidget]:
    found = [control]
    while found[-1] is not window:
        parent = found[-1].parentWidget()
        if parent is None:
            break
        found.append(parent)
    return found


def _rect_in(control: QWidget, window: QWidget) -> QRect:
    return QRect(control.mapTo(window, QPoint(0, 0)), control.size())
