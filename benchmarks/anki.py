"""Packages for Anki: ours written, read by Anki's own library, and written by that too.

Each step runs in a process of its own; wall and processor seconds, and the most memory it had.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.scale import NOW, make_library
from engram.cli.packages import export_package
from engram.library import open_program
from engram.paths import Places


def report(sizes: Sequence[int]) -> None:
    """Prints each figure on a line, for each size of a library."""
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            make_library(_places(Path(folder)), size)
            for step in STEPS:
                command = [sys.executable, "-m", "benchmarks.anki", step, folder]
                told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
                print(f"{size} cards: {step}: {told.strip()}", flush=True)


def _places(folder: Path) -> Places:
    return Places(folder / "library.db", folder / "machine.json")


def _write(folder: Path) -> None:
    program = open_program(_places(folder), None, lambda: NOW)
    names = [head.name for head in program.content.decks()]
    export_package(program, names, folder / "ours.apkg", with_progress=True)
    program.close()


def _read_in_anki(folder: Path) -> None:
    from anki.collection import (
        Collection,
        ImportAnkiPackageOptions,
        ImportAnkiPackageRequest,
    )

    collection = Collection(str(folder / "collection.anki2"))
    options = ImportAnkiPackageOptions(with_scheduling=True)
    package = str(folder / "ours.apkg")
    collection.import_anki_package(ImportAnkiPackageRequest(package_path=package, options=options))
    collection.close()


def _write_in_anki(folder: Path, *, legacy: bool = False) -> None:
    from anki.collection import Collection, ExportAnkiPackageOptions

    collection = Collection(str(folder / "collection.anki2"))
    options = ExportAnkiPackageOptions(with_scheduling=True, with_media=True, legacy=legacy)
    package = str(folder / f"theirs-{legacy}.apkg")
    collection.export_anki_package(out_path=package, options=options, limit=None)
    collection.close()


STEPS: dict[str, Callable[[Path], None]] = {
    "package written by Engram": _write,
    "the same once more": _write,
    "read by Anki": _read_in_anki,
    "written by Anki, current form": _write_in_anki,
    "written by Anki, older form": lambda folder: _write_in_anki(folder, legacy=True),
}


def _peak_megabytes() -> float:
    """Not by getrusage, whose figure a new process inherits; 0 where the system does not tell."""
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")), 0)


def _measure(step: str, folder: Path) -> None:
    began, busy = time.perf_counter(), time.process_time()
    STEPS[step](folder)
    wall, busy = time.perf_counter() - began, time.process_time() - busy
    newest = max(folder.glob("*.apkg"), key=lambda file: file.stat().st_mtime)
    print(
        f"{wall:.2f} s, {busy:.2f} s of a processor, at most {_peak_megabytes():.0f} MB;"
        f" package of {newest.stat().st_size / 1e6:.1f} MB"
    )


if __name__ == "__main__":
    _measure(sys.argv[1], Path(sys.argv[2]))
