"""A package of Anki (.apkg, .colpkg) goes in; its cards come out, each as an item with its past.

Sources: Anki's manual and rslib (`import_export`, `storage`, `template.rs`, `cloze.rs`). A note
gives one item for each of its cards; its number in the package stands for the line.

What reads packages is loaded when there is one: most documents are texts.
"""

from __future__ import annotations

from pathlib import Path

from engram.model import Reading

NAME = "anki-package"
_ZIP = b"PK\x03\x04"


def recognise_file(file: Path) -> float:
    """1 for a package of Anki, whatever it is named; 0 for everything else."""
    if not _is_zip(file):
        return 0.0
    from engram.importers.anki.package import is_package

    return 1.0 if is_package(file) else 0.0


def read_file(file: Path) -> Reading:
    """The items of a package, which is never changed; SourceError for one that cannot be read."""
    from engram.importers.anki.reading import read_package

    return read_package(file, NAME)


def _is_zip(file: Path) -> bool:
    try:
        if not file.is_file():  # a pipe would keep the reader waiting
            return False
        with file.open("rb") as opened:
            return opened.read(len(_ZIP)) == _ZIP
    except (OSError, ValueError):
        return False
