"""`python -m benchmarks [NAME...] [--sizes N,N]`: prints figures, one a line."""

import argparse
from collections.abc import Callable

from benchmarks import anki, documents, package, scale, start, work
from benchmarks.start import BUNDLE

NAMES = ("start", "work", "scale", "package", "anki", "documents")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help=f"what: {', '.join(NAMES)}; else all"
    )
    parser.add_argument("--sizes", default="10000,100000", help="cards of scale, package and anki")
    asked = parser.parse_args()
    sizes = [int(size) for size in asked.sizes.split(",")]
    reports: dict[str, Callable[[], None]] = {
        "start": start.report,
        "work": work.report,
        "documents": documents.report,
        "scale": lambda: scale.report(sizes),
        "package": lambda: package.report(sizes),
        "anki": lambda: anki.report(sizes),
    }
    for name in asked.names or NAMES:
        reports[name]()
    if "start" in (asked.names or NAMES) and BUNDLE.exists():
        files = [
            file for file in BUNDLE.parent.rglob("*") if file.is_file() and not file.is_symlink()
        ]
        size = sum(file.stat().st_size for file in files)
        print(f"bundle: {size / 1e6:.0f} MB")


if __name__ == "__main__":
    main()
