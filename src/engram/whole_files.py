"""A file is written under a name of its own first, and gets its real name when it is whole."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


@contextmanager
def written_beside(file: Path) -> Iterator[Path]:
    """An empty file beside `file` that nobody else has; what is left of it is removed.

    OSError says why where none can be made.
    """
    partial = file.with_name(f"engram-{os.urandom(6).hex()}.partial")
    partial.touch(exist_ok=False)
    try:
        yield partial
    finally:
        for left in (partial, partial.with_name(f"{partial.name}-journal")):
            with suppress(OSError):
                left.unlink(missing_ok=True)


def put_new(partial: Path, file: Path) -> None:
    """Gives a whole file its name; FileExistsError if something stands there that is not empty.

    Of several programs that want one name at once, one gets it.
    """
    try:
        os.link(partial, file)  # a rename would replace what another program has put there
    except FileExistsError:
        if file.lstat().st_size:
            raise
        partial.replace(file)
    except OSError:  # a disk that has no links
        file.touch(exist_ok=False)
        partial.replace(file)
