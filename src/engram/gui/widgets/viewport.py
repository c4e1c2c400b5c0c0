"""A viewport that Python made, for scroll areas on the way to the first card."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractScrollArea, QWidget


def set_own_viewport(area: QAbstractScrollArea) -> QWidget:
    """Replace Qt's own viewport, as the first thing done to `area`, and return the new one.

    To wrap a widget that Qt made, PySide first sets up every widget class there is, enums and
    all: 8 ms of a start.
    """
    viewport = QWidget()
    area.setViewport(viewport)
    return viewport
