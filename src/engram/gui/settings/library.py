"""The library's part of the settings: where its file is, and when it was last backed up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from engram.gui.looks.theme import Theme
from engram.gui.looks.tokens import SMALL_HEIGHT
from engram.gui.settings.row import SettingsRow
from engram.gui.widgets.buttons import SecondaryButton
from engram.gui.words import long_date, tr


@dataclass(frozen=True, slots=True)
class LibraryFile:
    """Where the library is kept, and when its last backup was made."""

    path: Path
    last_backup: datetime | None = None


class SettingsLibrary(QWidget):
    """Two rows, read anew whenever the page is shown."""

    def __init__(self, theme: Theme, library: Callable[[], LibraryFile]) -> None:
        super().__init__()
        self._library = library
        self._copy = SecondaryButton(theme, tr("Copy path"), height=SMALL_HEIGHT)
        self._open = SecondaryButton(theme, tr("Open folder"), height=SMALL_HEIGHT)
        self._copy.clicked.connect(self._copy_path)
        self._open.clicked.connect(self._open_folder)
        self._file = SettingsRow(theme, tr("Library file"), "", self._open, self._copy)
        self._backup = SettingsRow(theme, tr("Last backup"), "")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._file)
        column.addWidget(self._backup)

    def refresh(self) -> None:
        """Say where the file is now and how old its backup is."""
        library = self._library()
        # Zero-width spaces let a long path wrap at its folders.
        self._file.set_sentence(str(library.path).replace("/", "/\u200b"))
        self._copy.set_text(tr("Copy path"))
        made = library.last_backup
        self._backup.set_sentence(
            tr("{day}, {time}", day=long_date(made.date()), time=made.strftime("%H:%M"))
            if made
            else tr("There is none yet.")
        )

    def _copy_path(self) -> None:
        QGuiApplication.clipboard().setText(str(self._library().path))
        self._copy.set_text(tr("Copied"))

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._library().path.parent)))
