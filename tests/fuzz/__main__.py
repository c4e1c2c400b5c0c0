"""`python -m tests.fuzz [--seconds N] [--only NAME]`: fuzzes readers, exits 1 if one broke.

Each reader is fuzzed in a process of its own, for so many seconds. A finding is kept with its input
in build/fuzz/findings, and told. `--again FILE` looks at the input of a finding once more.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
from pathlib import Path

from tests.fuzz.findings import FOLDER
from tests.fuzz.promises import broken_promises
from tests.fuzz.targets import NAMES

ATHERIS = "atheris==3.0.0"
_PACKAGES = Path("build", "fuzz", "packages")
_EXTRA_SECONDS = 120  # for the beginning, and for the last input to be made small


def main() -> int:
    parser = argparse.ArgumentParser(prog="make fuzz", description=__doc__)
    parser.add_argument("--seconds", type=int, default=120, help="for each reader")
    parser.add_argument("--only", action="append", choices=NAMES, help="this one reader")
    parser.add_argument("--again", type=Path, metavar="FILE", help="the input of a finding")
    asked = parser.parse_args()
    if asked.again:
        return _look_again(asked.again, asked.only or NAMES)
    if not _bring_atheris():
        print(f"{ATHERIS} cannot be installed for this Python; it has packages for Linux.")
        return 2
    before = _findings()
    failed = [name for name in asked.only or NAMES if _fuzz(name, asked.seconds) != 0]
    found = sorted(_findings() - before)
    print(f"findings: {len(found)}" + "".join(f"\n  {file}" for file in found))
    return 1 if failed or found else 0


def _fuzz(name: str, seconds: int) -> int:
    command = [sys.executable, "-m", "tests.fuzz.one_reader", name, str(seconds)]
    paths = [str(_PACKAGES), os.environ.get("PYTHONPATH", "")]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, paths))}
    before = _processor_seconds()
    most = seconds + _EXTRA_SECONDS
    try:
        code = subprocess.run(command, check=False, env=environment, timeout=most).returncode
    except subprocess.TimeoutExpired:
        print(f"{name}: did not end")
        code = 1
    print(f"{name}: {_processor_seconds() - before:.0f} s of processor time", flush=True)
    return code


def _processor_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _look_again(file: Path, names: list[str] | tuple[str, ...]) -> int:
    data = file.read_bytes()
    broken = [(name, each) for name in names for each in broken_promises(name, data)]
    for name, each in broken:
        print(f"{name}: {each}")
    return 1 if broken else 0


def _bring_atheris() -> bool:
    """Whether it is there; it is in no lock, because it is made for few systems."""
    if (_PACKAGES / "atheris").exists():
        return True
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--only-binary", ":all:"]
    return subprocess.run([*pip, "--target", str(_PACKAGES), ATHERIS], check=False).returncode == 0


def _findings() -> set[Path]:
    return set(FOLDER.iterdir()) if FOLDER.exists() else set()


if __name__ == "__main__":
    sys.exit(main())
