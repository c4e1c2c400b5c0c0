"""`python -m benchmarks [NAME...] [--sizes N,N]`: prints figures, one a line."""

import argparse
from collections.abc import Callable

from benchmarks import documents, scale, start, work
from benchmarks.start import BUNDLE

NAMES = ("start", "work", "scale", "documents")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help=f"what: {', '.join(NAMES)}; else all"
    )
    parser.add_argument("--sizes", default="10000,100000", help="cards in the libraries of scale")
    asked = parser.parse_args()
    reports: dict[str, Callable[[], None]] = {
        "start": start.report,
        "work": work.report,
        "documents": documents.report,
        "scale": lambda: scale.report([int(size) for size in asked.sizes.split(",")]),
    }
    for name in asked.names or NAMES:
        reports[name]()
    if BUNDLE.exists():
        files = [
            file for file in BUNDLE.parent.rglob("*") if file.is_file() and not file.is_symlink()
        ]
        size = sum(file.stat().st_size for file in files)
        print(f"bundle: {size / 1e6:.0f} MB")


if __name__ == "__main__":
    main()
