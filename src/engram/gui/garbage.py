"""When Python's cyclic garbage goes: on the GUI thread, between two events, and at no other time.

Qt walks over its list of all widgets when a style, font or palette changes, and calls into Python
on the way. A collection that starts there deletes widgets which the walk still has before it, and
one that starts in a worker thread deletes them on the wrong thread; both end the process.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_LOOK_EVERY_MS = 1000


class GarbageCollector(QObject):
    """Takes the collection of cycles over from Python for as long as the process lives."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        timer = QTimer(self)
        timer.timeout.connect(self.collect_due)
        timer.start(_LOOK_EVERY_MS)

    def collect_due(self) -> None:
        """Collects the oldest generation that Python would have collected by now, if any."""
        for generation in (2, 1, 0):
            if gc.get_count()[generation] > gc.get_threshold()[generation]:
                gc.collect(generation)
                return
