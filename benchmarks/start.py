"""Start to the first card on screen, from source and from the bundle, beside the floor window.

Each run is a fresh process on a copy of one library (20 due, 20 new) under a display of its own
(Xvfb, with xdotool for the key), so what is measured is what a learner waits for: the start until
Today is painted, and from the press of Enter until the card is. The floor is the least a Qt
program can do; benchmarks/floor_window.py, or the one that ENGRAM_PEERS names.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from engram.app import shipped_deck
from engram.library import open_program
from engram.model import Grade
from engram.paths import Places

ROOT = Path(__file__).resolve().parents[1]
BUNDLE = ROOT / "dist" / "engram" / "engram"
RUNS = 9
NO_COMPILED_FILES = "PYTHONDONTWRITEBYTECODE"  # no learner's computer has it set
PATIENCE_SECONDS = 30.0
Marks = dict[str, float]


def report() -> None:
    """Prints medians, the floor's too, and of the ratio in each turn."""
    missing = [tool for tool in ("Xvfb", "xdotool") if not shutil.which(tool)]
    if missing:
        print(f"start: needs {' and '.join(missing)} (apt-get install xvfb xdotool)")
        return
    programs: dict[str, Sequence[str]] = {
        "floor": [sys.executable, str(ROOT / "benchmarks" / "floor_window.py")],
        "source": [sys.executable, "-m", "engram"],
    }
    if BUNDLE.exists():
        programs["bundle"] = [str(BUNDLE)]
    with tempfile.TemporaryDirectory() as folder, _display() as display:
        library = _library(Path(folder))
        peers = os.environ.get("ENGRAM_PEERS")
        if peers:
            programs["peers' floor"] = _peers_floor(Path(peers), Path(folder))
        # In turns, since a computer is not equally fast all the time; the first turn warms up.
        turns = [
            {name: _run(name, command, library, display) for name, command in programs.items()}
            for _ in range(RUNS + 1)
        ][1:]
    for name in programs:
        card, ratio, today = (
            statistics.median(figures)
            for figures in zip(*(_figures(turn, name) for turn in turns), strict=True)
        )
        print(
            f"start {name:12} first card {card * 1000:4.0f} ms ({ratio:.2f} x floor),"
            f" Today {today * 1000:4.0f} ms"
        )


def _peers_floor(peers: Path, folder: Path) -> Sequence[str]:
    """The floor window of a folder of peers, over its own library of a thousand cards."""
    build = "import sys, floor_peer; floor_peer.build(1000, sys.argv[1])"
    subprocess.run([sys.executable, "-c", build, str(folder)], cwd=peers, check=True)
    return [
        sys.executable,
        str(peers.resolve() / "gui" / "floor_window.py"),
        str(folder / "floor.db"),
    ]


def _library(folder: Path) -> Path:
    """The shipped deck with twenty cards due today."""
    now = datetime.now(UTC).astimezone()
    clock = [now - timedelta(days=1)]
    places = Places(folder / "library.db", folder / "machine.json")
    program = open_program(places, shipped_deck(), lambda: clock[0])
    session = program.study.start()
    while session.question():
        session.grade(Grade.GOOD, answer_ms=1000)
    program.close()
    return places.library


def _figures(turn: dict[str, Marks], name: str) -> tuple[float, float, float]:
    """Seconds to the first card, how many times the floor's of the same turn, seconds to Today."""
    marks = turn[name]
    return marks["card"], marks["card"] / turn["floor"]["card"], marks.get("today", 0.0)


def _run(name: str, command: Sequence[str], library: Path, display: str) -> Marks:
    with tempfile.TemporaryDirectory() as folder:
        copy, timings = Path(folder) / "library.db", Path(folder) / "timings"
        shutil.copy(library, copy)
        timings.touch()
        environment = {
            **{name: value for name, value in os.environ.items() if name != NO_COMPILED_FILES},
            "DISPLAY": display,
            "QT_QPA_PLATFORM": "xcb",
            "ENGRAM_LIBRARY": str(copy),
            "ENGRAM_TIMINGS": str(timings),
            "BENCH_OUT": str(timings),
            "XDG_CONFIG_HOME": folder,
        }
        began = time.monotonic()
        process = subprocess.Popen(command, env=environment, cwd=folder)
        try:
            if "floor" in name:
                mark = "first_card" if name.startswith("peers") else "card_painted"
                return {"card": _wait(timings, mark) - began}
            today = _wait(timings, "today_painted") - began
            subprocess.run(["xdotool", "key", "Return"], env=environment, check=True)
            asked = _wait(timings, "study_requested")
            return {"today": today, "card": today + _wait(timings, "card_painted") - asked}
        finally:
            process.terminate()
            process.wait()


def _wait(timings: Path, name: str) -> float:
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end:
        for line in timings.read_text(encoding="utf-8").splitlines():
            mark, _, at = line.partition(" ")
            if mark == name:
                return float(at)
        time.sleep(0.002)
    raise TimeoutError(name)


@contextmanager
def _display() -> Iterator[str]:
    """A display of our own, ended afterwards."""
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1280x900x24", "-nolisten", "tcp"],
        pass_fds=[writing],
        stderr=subprocess.DEVNULL,
    )
    try:
        os.close(writing)
        with os.fdopen(reading) as answer:
            yield f":{answer.readline().strip()}"
    finally:
        server.terminate()
        server.wait()
