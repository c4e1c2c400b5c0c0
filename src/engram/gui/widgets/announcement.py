"""Words in; the same words spoken by a screen reader, if one listens, out."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, text: str) -> None:
    """Have a screen reader say what changed on the screen without the focus moving."""
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent  # 3 ms that no start needs

    if text and QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))
