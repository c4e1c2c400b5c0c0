"""Code runs in a block; what it fetched, started or wrote while it ran comes out as sentences."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

FETCHED = ("socket.connect", "socket.getaddrinfo", "socket.sendto", "urllib.Request")
STARTED = ("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "pickle.find_class")
CHANGED = ("os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.symlink", "os.link", "os.chmod")
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
_watches: list[list[tuple[str, str]]] = []
_is_hooked: list[bool] = []


@contextmanager
def watched(*, except_below: Path | None = None) -> Iterator[list[str]]:
    """A list that is filled at the end of the block; what is written below a folder may be let be.

    Python never takes such a watch away again: the one of this process is idle outside the blocks.
    What C code does itself, as SQLite, is not seen.
    """
    if not _is_hooked:
        _is_hooked.append(True)
        sys.addaudithook(_watch)
    seen: list[tuple[str, str]] = []
    told: list[str] = []
    _watches.append(seen)
    try:
        yield told
    finally:
        _watches.remove(seen)
        told += [
            f"{deed} {what}"
            for deed, what in seen
            if deed != "wrote" or except_below is None or not what.startswith(str(except_below))
        ]


def _watch(event: str, arguments: tuple[object, ...]) -> None:
    if not _watches:
        return
    if event in FETCHED:
        deed = ("fetched", str(arguments))
    elif event in STARTED:
        deed = ("started", str(arguments))
    elif event in CHANGED or (event == "open" and _is_writing(arguments)):
        deed = ("wrote", _place(arguments))
    else:
        return
    for seen in _watches:
        seen.append(deed)


def _is_writing(arguments: tuple[object, ...]) -> bool:
    path, flags = arguments[0], arguments[2]
    return isinstance(flags, int) and bool(flags & _WRITING) and "__pycache__" not in str(path)


def _place(arguments: tuple[object, ...]) -> str:
    """What is named, whole also where it is named below an open folder, as on taking one away."""
    name, folder = str(arguments[0]), arguments[-1]
    if isinstance(folder, int) and folder >= 0 and not Path(name).is_absolute():
        return str(Path("/proc/self/fd", str(folder)).resolve() / name)
    return name
