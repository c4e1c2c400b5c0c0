"""How far some work has come in; a thin bar out, which moves where that is not known."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QVariantAnimation
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QProgressBar, QWidget

from engram.gui.looks.theme import Theme

HEIGHT = 3
_ROUND_MS = 1400
_PIECE = 0.28  # of the width


class BusyBar(QProgressBar):
    """Lies over the top edge of its parent; hidden while nothing is done."""

    def __init__(self, theme: Theme, over: QWidget, name: str) -> None:
        super().__init__(over)
        self._theme = theme
        self._move = QVariantAnimation(self)
        self._move.setDuration(_ROUND_MS)
        self._move.setLoopCount(-1)
        self._move.setStartValue(0.0)
        self._move.setEndValue(1.0)
        self._move.valueChanged.connect(self.update)
        self.setTextVisible(False)
        self.setAccessibleName(name)
        self.hide()

    def show_steps(self, done: int, count: int) -> None:
        """Show that so many steps of all are done; of none, that something goes on."""
        self.setRange(0, count)
        self.setValue(done)
        if not count and not self._theme.quiet_motion:
            self._move.start()
        else:
            self._move.stop()
        self.fit()
        self.show()
        self.raise_()

    def show_idle(self) -> None:
        """Hide: nothing goes on any more."""
        self._move.stop()
        self.hide()

    def fit(self) -> None:
        """Be as wide as the parent."""
        over = self.parentWidget()
        if over is not None:
            self.setGeometry(0, 0, over.width(), self._theme.unit(HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("track"))
        whole = float(self.width())
        if self.maximum() > 0:
            left, width = 0.0, whole * self.value() / self.maximum()
        else:
            at = float(self._move.currentValue() or 0.0) if not self._theme.quiet_motion else 0.5
            width = whole * _PIECE
            left = at * (whole + width) - width
        piece = QRectF(left, 0, width, self.height())
        painter.fillRect(piece, self._theme.color("accent"))
