"""What is in the clipboard in; its files, or its text as a document to read, out."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from tempfile import mkdtemp
from weakref import finalize

from PySide6.QtCore import QMimeData

from engram.gui.words import tr


class PastedTexts:
    """Keeps pasted texts as files for as long as somebody may look at their lines."""

    def __init__(self) -> None:
        self._folder: Path | None = None
        self._remove: Callable[[], object] = lambda: None
        self._count = 0

    def next_file(self) -> Path:
        """Where the next text is to be written; the ones before stay."""
        if self._folder is None:
            self._folder = Path(mkdtemp(prefix="engram-"))
            self._remove = finalize(self, shutil.rmtree, self._folder, ignore_errors=True)
        self._count += 1
        return self._folder / str(self._count) / tr("Pasted text")

    def forget(self) -> None:
        """Remove what was written."""
        self._remove()
        self._folder = None


def pasted_files(data: QMimeData | None) -> tuple[Path, ...]:
    """The files of this computer that were copied."""
    urls = data.urls() if data is not None else []
    return tuple(Path(url.toLocalFile()) for url in urls if url.isLocalFile())


def pasted_text(data: QMimeData | None) -> str:
    """The text that was copied, empty if there is none but blanks."""
    text = data.text() if data is not None and data.hasText() else ""
    return text if text.strip() else ""


def write_pasted(file: Path, text: str) -> None:
    """Write a text down; works in any thread."""
    file.parent.mkdir()
    file.write_text(text, encoding="utf-8", errors="replace", newline="")
