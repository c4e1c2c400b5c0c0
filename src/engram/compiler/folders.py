"""Files and folders in; the files that may be study documents out, and which a folder brought.

A folder brings what lies below it, in the order of the names: no hidden files or folders, no link
that leads out of it, no pictures and sounds, which come with the cards that name them. A file that
is named by itself is always there.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from engram.errors import SourceError
from engram.outputs import is_ordinary_file, lies_at

MOST_FILES = 1000  # of one folder
MOST_LOOKED_AT = 100_000  # names below one folder, hidden ones and pictures too
_PICTURES = "avif bmp gif heic ico jpeg jpg png svg tif tiff webp"
_OTHERS = "aac css flac m4a mov mp3 mp4 oga ogg opus wav webm woff woff2"
_WITH_CARDS = frozenset(f"{_PICTURES} {_OTHERS}".split())


@dataclass(frozen=True, slots=True)
class Sources:
    """The files of an import, each once; `found` are those that a folder brought, by their name.

    `cut` are the folders that hold more files than are read.
    """

    files: tuple[Path, ...]
    found: dict[Path, str]
    cut: tuple[Path, ...] = ()


def sources_of(paths: Sequence[Path]) -> Sources:
    """The files to read; SourceError for a folder without any."""
    files: dict[str, Path] = {}
    found: dict[Path, str] = {}
    cut = []
    for path in paths:
        if not _is_folder(path):
            files.setdefault(lies_at(path), path)
            continue
        below = list(islice(_files_below(path), MOST_FILES + 1))
        if not below:
            raise SourceError(
                "There is no file to read in the folder “{folder}”; nothing was imported.",
                folder=path.name or path,
            )
        if len(below) > MOST_FILES:
            cut.append(path)
        for file in below[:MOST_FILES]:
            if files.setdefault(lies_at(file), file) is file:
                found[file] = file.relative_to(path).as_posix()
    return Sources(tuple(files.values()), found, tuple(cut))


def _files_below(folder: Path) -> Iterator[Path]:
    inside, looked = Path(lies_at(folder)), 0
    for here, folders, names in os.walk(folder):
        looked += len(folders) + len(names)
        if looked > MOST_LOOKED_AT:
            raise SourceError(
                "The folder “{folder}” holds too much to look through; choose the one with the"
                " documents. Nothing was imported.",
                folder=folder.name or folder,
            )
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            file = Path(here, name)
            if _may_be_document(file) and Path(lies_at(file)).is_relative_to(inside):
                yield file


def _may_be_document(file: Path) -> bool:
    hidden = file.name.startswith(".")
    with_cards = file.suffix.lower().removeprefix(".") in _WITH_CARDS
    return not hidden and not with_cards and is_ordinary_file(file)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False
