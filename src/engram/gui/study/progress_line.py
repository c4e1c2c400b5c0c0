"""The line across the top of the study page: how much of today's session is done."""

from __future__ import annotations

from PySide6.QtCore import QEasingCurve, QVariantAnimation
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from engram.gui.looks.theme import Theme
from engram.gui.words import tr

HEIGHT = 3
MOVE_MS = 160


class ProgressLine(QWidget):
    """Three units high; grows in 160 ms unless nothing may move."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._shown, self.share = theme, 0.0, 0.0
        self._move = QVariantAnimation(self)
        self._move.setDuration(MOVE_MS)
        self._move.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._move.valueChanged.connect(self._draw)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.theme_changed.connect(self._follow_theme)
        self._follow_theme()

    def show_progress(self, done: int, total: int) -> None:
        """Show so many cards of all as done."""
        self.share = min(done / total, 1.0) if total else 1.0
        self.setAccessibleName(tr("{done} of {total} done", done=done, total=total))
        self._move.stop()
        if self._theme.quiet_motion or not self.isVisible():
            self._draw(self.share)
            return
        self._move.setStartValue(self._shown)
        self._move.setEndValue(self.share)
        self._move.start()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        done = round(self.width() * self._shown)
        painter.fillRect(self.rect(), self._theme.color("track"))
        painter.fillRect(0, 0, done, self.height(), self._theme.color("accent"))

    def _draw(self, share: float) -> None:
        self._shown = float(share)
        self.update()

    def _follow_theme(self) -> None:
        self.setFixedHeight(self._theme.unit(HEIGHT))
        self.update()
