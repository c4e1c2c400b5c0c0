"""A widget in; the same widget fading in for 120 ms, or at once where nothing may move, out."""

from __future__ import annotations

from PySide6.QtCore import QAbstractAnimation, QEasingCurve, QPropertyAnimation
from PySide6.QtWidgets import QGraphicsOpacityEffect, QWidget

FADE_MS = 120


def fade_in(widget: QWidget, *, quiet: bool) -> None:
    """Let a widget appear in place; the effect is gone when it has."""
    if quiet:
        return
    effect = QGraphicsOpacityEffect(widget)
    effect.setOpacity(0.0)
    widget.setGraphicsEffect(effect)
    fade = QPropertyAnimation(effect, b"opacity", effect)
    fade.setDuration(FADE_MS)
    fade.setEndValue(1.0)
    fade.setEasingCurve(QEasingCurve.Type.OutCubic)
    fade.finished.connect(effect.deleteLater)
    fade.start(QAbstractAnimation.DeletionPolicy.DeleteWhenStopped)
