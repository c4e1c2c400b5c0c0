"""What happens without a window: compiling, answering with durable commits, folding the log."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from engram.app import shipped_deck
from engram.compiler.intake import compiled
from engram.library import open_program
from engram.model import NEVER_SEEN, Grade, ReviewKind, StudyDay
from engram.paths import Places
from engram.scheduling.fold import Answer, folded, folded_schedule

ANSWERS = 600
REVIEWS = 200_000
ROWS = 100_000


def report() -> None:
    """Prints each figure on a line."""
    _report_compiling()
    _report_table()
    _report_answers()
    _report_folds()


def _report_compiling() -> None:
    folder = os.environ.get("ENGRAM_CORPUS")
    if not folder:
        print("compile: set ENGRAM_CORPUS to a folder of documents to measure it")
        return
    documents = sorted(Path(folder).glob("*.txt"))
    code = (
        "import sys, time; from pathlib import Path; from engram.compiler.intake import compiled;"
        "began = time.perf_counter(); deck = compiled([Path(each) for each in sys.argv[1:]]);"
        "print(time.perf_counter() - began, len(deck.cards))"
    )
    command = [sys.executable, "-c", code, *map(str, documents)]
    rows = [
        subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
        for _ in range(7)
    ]
    first = statistics.median(float(seconds) for seconds, _ in rows)
    again = statistics.median(_seconds(lambda: compiled(documents)) for _ in range(9))
    print(
        f"compile {len(documents)} documents, {rows[0][1]} cards: {first * 1000:.0f} ms in a fresh"
        f" process after start-up, {again * 1000:.0f} ms again"
    )


def _report_table() -> None:
    """A table as people have them, read in a fresh process; and what csv itself takes for it."""
    code = (
        "import csv, resource, sys, time; from pathlib import Path;"
        "from engram.importers import delimited_text, read_document;"
        "text = Path(sys.argv[1]).read_text('utf-8');"
        "began = time.process_time(); rows = list(csv.reader(text.splitlines(True)));"
        "floor = time.process_time() - began; del rows;"
        "began = time.process_time(); cards = delimited_text.read(text).items;"
        "own = time.process_time() - began; del cards, text;"
        "began = time.process_time(); reading = read_document(Path(sys.argv[1]));"
        "print(floor, own, time.process_time() - began, len(reading.items),"
        " resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder) / "table.csv"
        lines = (
            f'"What does part {row} of machine {row % 977} do?","It turns, in short, wheel {row}.",'
            f"machines wheel-{row % 20}\n"
            for row in range(ROWS)
        )
        table.write_text("question,answer,tags\n" + "".join(lines), encoding="utf-8")
        command = [sys.executable, "-c", code, str(table)]
        rows = [
            subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
            for _ in range(5)
        ]
    floor, own, whole = (statistics.median(float(row[at]) for row in rows) for at in range(3))
    print(
        f"table of {rows[0][3]} rows: {own:.2f} s of processor time (the csv module alone:"
        f" {floor:.2f} s), with recognising {whole:.2f} s, peak {int(rows[0][4]) // 1024} MB"
    )


def _report_answers() -> None:
    """Answers through the session, each with its durable commit and the next question."""
    with tempfile.TemporaryDirectory() as folder:
        clock = [datetime.now(UTC)]
        places = Places(Path(folder) / "library.db", Path(folder) / "machine.json")
        program = open_program(places, shipped_deck(), lambda: clock[0])
        program.preferences.change("new_cards_per_day", 9999)
        session, seconds = program.study.start(), list[float]()
        while len(seconds) < ANSWERS:
            while session.question() is None:
                clock[0] += timedelta(days=30)
                session = program.study.start()
            began = time.perf_counter()
            session.grade(Grade.GOOD, answer_ms=1000)
            session.question()
            seconds.append(time.perf_counter() - began)
        program.close()
    seconds.sort()
    p50, p99 = statistics.median(seconds), seconds[int(len(seconds) * 0.99)]
    print(
        f"answer, durable, and the next question: {1 / statistics.mean(seconds):.0f} a second,"
        f" p50 {p50 * 1000:.2f} ms, p99 {p99 * 1000:.2f} ms"
    )


def _report_folds() -> None:
    rows = [
        Answer(StudyDay(3 * number), ReviewKind.SCHEDULED, Grade.GOOD if number % 10 else Grade(1))
        for number in range(REVIEWS)
    ]
    schedule = min(_seconds(lambda: folded_schedule(rows, NEVER_SEEN)) for _ in range(5))
    whole = min(_seconds(lambda: folded(rows)) for _ in range(3))
    print(
        f"fold: SM-2 {REVIEWS / schedule / 1e6:.2f} million reviews a second,"
        f" with memory {REVIEWS / whole / 1e6:.2f}"
    )


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
