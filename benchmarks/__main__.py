"""`python -m benchmarks [start] [work]`: prints figures, one a line."""

import sys

from benchmarks import start, work
from benchmarks.start import BUNDLE

REPORTS = {"start": start.report, "work": work.report}


def main() -> None:
    for name in sys.argv[1:] or REPORTS:
        REPORTS[name]()
    if BUNDLE.exists():
        files = [
            file for file in BUNDLE.parent.rglob("*") if file.is_file() and not file.is_symlink()
        ]
        size = sum(file.stat().st_size for file in files)
        print(f"bundle: {size / 1e6:.0f} MB")


if __name__ == "__main__":
    main()
