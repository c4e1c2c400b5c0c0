"""An input that broke a promise goes in; it is made small and kept in a folder with the reason."""

from __future__ import annotations

import hashlib
import re
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.fuzz.promises import broken_promises

FOLDER = Path("build", "fuzz", "findings")
SECONDS = 15.0  # for making one input small
MOST = 6  # of one reader


class Findings:
    """What one reader broke; each kind of it once."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._known: set[str] = set()
        self._small: set[bytes] = set()
        self.kept = 0

    def keep(self, data: bytes, broken: str) -> None:
        """Keeps an input, made small, unless another has shown the same."""
        if kind_of(broken) in self._known:
            return
        if not broken.startswith("lost"):
            self._known.add(kind_of(broken))
        small = made_small(data, lambda smaller: _breaks_alike(self._name, smaller, broken))
        shape = re.sub(rb"\d+", b"0", small)
        if shape in self._small:
            return
        self._small.add(shape)
        told = next(iter(broken_promises(self._name, small)), broken)
        self.kept += 1
        FOLDER.mkdir(parents=True, exist_ok=True)
        stem = f"{self._name}-{hashlib.sha256(small).hexdigest()[:8]}"
        (FOLDER / stem).write_bytes(small)
        print(f"FOUND {FOLDER / stem}: {told}", flush=True)


def kind_of(broken: str) -> str:
    """What two findings share that have one cause: the promise, and where it was broken."""
    promise, _, rest = broken.partition(": ")
    return f"{promise} {rest.partition(': ')[0]}" if promise == "raised" else promise


def _breaks_alike(name: str, data: bytes, broken: str) -> bool:
    return any(kind_of(each) == kind_of(broken) for each in broken_promises(name, data))


def made_small(data: bytes, still: Callable[[bytes], bool]) -> bytes:
    """Fewer lines, then fewer bytes, for which `still` holds; what SECONDS allow."""
    end = time.process_time() + SECONDS
    lines = _fewer(data.splitlines(keepends=True), lambda kept: still(b"".join(kept)), end)
    letters = [bytes([byte]) for byte in b"".join(lines)]
    return b"".join(_fewer(letters, lambda kept: still(b"".join(kept)), end))


def _fewer(
    parts: Sequence[bytes], still: Callable[[Sequence[bytes]], bool], end: float
) -> Sequence[bytes]:
    size = max(len(parts) // 2, 1)
    while size:
        start = 0
        while start < len(parts):
            if time.process_time() > end:
                return parts
            fewer = [*parts[:start], *parts[start + size :]]
            if still(fewer):
                parts = fewer
            else:
                start += size
        size //= 2
    return parts
