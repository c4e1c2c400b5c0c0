"""A package of Anki imported by Engram and by Anki: processor seconds, and the most memory.

Each import is its own process.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

PEER = Path(__file__).with_name("anki_peer.py")


def report(sizes: Sequence[int]) -> None:
    """Prints each figure on a line, for each size of a package."""
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            package = Path(folder, "study.apkg")
            subprocess.run([sys.executable, "-P", PEER, "make", package, str(size)], check=True)
            print(f"{size} notes: the package has {package.stat().st_size / 1e6:.1f} MB")
            _tell(size, "Anki", [sys.executable, "-P", str(PEER), "import", str(package)])
            ours = [sys.executable, "-m", "benchmarks.package", str(package)]
            _tell(size, "Engram", [*ours, f"{folder}/one.db"])
            _tell(size, "Engram with the past", [*ours, f"{folder}/other.db", "past"])
            _tell(size, "Engram again, unchanged", [*ours, f"{folder}/other.db", "past"])


def _tell(size: int, who: str, command: Sequence[str]) -> None:
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found = json.loads(done.stdout)
    print(
        f"{size} notes: {who}: {found['seconds']:.2f} s, {found['peak_mb']:.0f} MB at most,"
        f" {found['cards']} cards",
        flush=True,
    )


def _imported(package: Path, library: Path, *, with_past: bool) -> None:
    from engram.compiler.intake import compiled_apart, previewed, take_in
    from engram.library import local_now, open_program
    from engram.paths import Places

    begun = time.process_time()
    program = open_program(Places(library, library.with_suffix(".json")), None, local_now)
    preview = previewed(program.content, compiled_apart([package]), named=False)
    take_in(program.content, preview, with_past=program.past.prepared if with_past else None)
    taken = time.process_time() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"cards": len(preview.cards), "seconds": taken, "peak_mb": peak}))
    program.close()


if __name__ == "__main__":
    _imported(Path(sys.argv[1]), Path(sys.argv[2]), with_past=len(sys.argv) > 3)
