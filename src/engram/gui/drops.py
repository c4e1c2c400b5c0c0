"""A window in; the files that are let go anywhere over it out."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget

from engram.gui.looks.theme import Theme
from engram.gui.widgets.drop_area import DropArea
from engram.gui.words import plural, tr

_OVER = {QEvent.Type.DragEnter, QEvent.Type.DragMove}


class WindowDrops(QObject):
    """Takes files before any field inside the window could take them for text.

    files_dropped -- the files, in the order in which they were held.
    """

    files_dropped = Signal(object)

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._area = DropArea(theme, window)
        window.setAcceptDrops(True)
        window.installEventFilter(self)
        self._watch_native()  # a window that is shown already tells of it no more

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if watched is self._window:
            if kind == QEvent.Type.Show:
                self._watch_native()
            return False
        if kind == QEvent.Type.DragLeave:
            self._area.hide()
        elif (kind in _OVER or kind == QEvent.Type.Drop) and isinstance(event, QDropEvent):
            return self._take(event)
        return False

    def _watch_native(self) -> None:
        # What is dragged reaches the native window first, whatever widget lies below it.
        native = self._window.windowHandle()
        if native is not None:
            native.removeEventFilter(self)
            native.installEventFilter(self)

    def _take(self, event: QDropEvent) -> bool:
        files = dragged_files(event.mimeData())
        if not files:
            return False
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        if event.type() == QEvent.Type.Drop:
            self._area.hide()
            self.files_dropped.emit(files)
        elif not self._area.isVisible():
            self._area.invite(_invitation(files))
        return True


def dragged_files(data: QMimeData) -> tuple[Path, ...]:
    """The files of this computer among what is dragged."""
    return tuple(Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile())


def _invitation(files: tuple[Path, ...]) -> str:
    if len(files) == 1:
        return tr("Let go to read {document}", document=files[0].name)
    return plural(len(files), "Let go to read {n} document", "Let go to read {n} documents")
