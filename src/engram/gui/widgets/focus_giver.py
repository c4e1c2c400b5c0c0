"""A page that gives the focus on to one of its controls as soon as it gets it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QWidget


class FocusGiver(QWidget):
    """Stands nowhere in the order of the Tab key, unlike a page with a focus proxy.

    Qt would enter such a page through its proxy, and never reach what comes before or behind.
    """

    def first_control(self) -> QWidget | None:
        """What has the focus when the page is shown."""
        return None

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        control = self.first_control()
        if control is not None:
            control.setFocus(event.reason())


def give_focus(page: QWidget) -> None:
    """Puts the focus on a page's first control, in a window that is not active yet too."""
    control = page.first_control() if isinstance(page, FocusGiver) else None
    (control or page).setFocus(Qt.FocusReason.OtherFocusReason)
