"""Run by a Python that has Anki's library: `make FILE COUNT` writes, `import FILE` reads a package.

Prints what the import took as JSON: processor seconds, and the most memory the process ever had.
"""

from __future__ import annotations

import json
import random
import resource
import sqlite3
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

DAY = 86_400
ANSWERS = 5


def make(file: Path, count: int) -> None:
    """A package of notes in 20 decks; 30 % were answered five times, a fifth of those are due."""
    from anki.collection import Collection, ExportAnkiPackageOptions, ImportCsvRequest

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "collection.anki2")
        table = Path(folder, "notes.tsv")
        head = "#separator:tab\n#html:false\n#notetype:Basic\n#deck column:3\n"
        table.write_text(head + "".join(map(_line, range(count))), "utf-8")
        collection: Any = Collection(str(path))
        about = collection.get_csv_metadata(str(table), None)
        collection.import_csv(ImportCsvRequest(path=str(table), metadata=about))
        collection.db.execute("update col set crt = crt - ?", 400 * DAY)
        collection.close()
        _answer(path)
        collection = Collection(str(path))
        collection.fix_integrity()
        options = ExportAnkiPackageOptions(
            with_scheduling=True, with_deck_configs=True, with_media=False, legacy=False
        )
        collection.export_anki_package(out_path=str(file), options=options, limit=None)
        collection.close()


def read(file: Path) -> None:
    """Imports a package into an empty collection, with its schedules and log."""
    from anki.collection import (
        Collection,
        ImportAnkiPackageOptions,
        ImportAnkiPackageRequest,
    )

    with tempfile.TemporaryDirectory() as folder:
        collection: Any = Collection(str(Path(folder, "collection.anki2")))
        options = ImportAnkiPackageOptions(with_scheduling=True)
        begun = time.process_time()
        collection.import_anki_package(
            ImportAnkiPackageRequest(package_path=str(file), options=options)
        )
        taken = time.process_time() - begun
        count = collection.card_count()
        collection.close()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"cards": count, "seconds": taken, "peak_mb": peak}))


def _line(number: int) -> str:
    chance = random.Random(number)
    words = [f"{chance.getrandbits(24):x}" for _ in range(16)]
    return f"{' '.join(words[:6])} {number}\t{' '.join(words[6:])}\tStudy::Topic {number % 20:02}\n"


def _answer(path: Path) -> None:
    chance, now = random.Random(1), int(time.time())
    library = sqlite3.connect(path)
    ids = [card for (card,) in library.execute("select id from cards order by nid")]
    log, place = [], 0
    for card in chance.sample(ids, len(ids) * 3 // 10):
        due = chance.randint(-6, 0) if chance.random() < 0.2 else chance.randint(1, 60)
        interval = max(7, 7 + due, chance.randint(7, 90))
        library.execute(
            "update cards set type = 2, queue = 2, due = ?, ivl = ?, factor = 2500, reps = ?"
            " where id = ?",
            (400 + due, interval, ANSWERS, card),
        )
        day = due - interval
        for _ in range(ANSWERS):
            place += 1
            instant = (now + day * DAY) * 1000 + place
            log.append((instant, card, -1, chance.choice((2, 3, 3, 4)), interval, 1, 2500, 4000, 1))
            day -= max(1, interval // 3)
    library.executemany("insert or ignore into revlog values (?, ?, ?, ?, ?, ?, ?, ?, ?)", log)
    library.commit()
    library.close()


if __name__ == "__main__":
    if sys.argv[1] == "make":
        make(Path(sys.argv[2]), int(sys.argv[3]))
    else:
        read(Path(sys.argv[2]))
