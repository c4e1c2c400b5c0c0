"""The program tries itself in a temporary library: compile, import, study, undo, chart, export."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from zipfile import is_zipfile

from engram.cli.output import print_lines
from engram.cli.packages import export_package
from engram.cli.program import Program
from engram.compiler.deck_files import read_deck_file, write_deck_file
from engram.compiler.intake import compiled, previewed, take_in
from engram.errors import EngramError
from engram.exporters.card_json import card_json
from engram.library import open_program
from engram.model import Card, Grade
from engram.paths import Places
from engram.study.audit import audited

if TYPE_CHECKING:
    from engram.window import Desktop

_DOCUMENT = r"""# Selftest

## Sums

### What is the sum of the first $n$ numbers?
<!-- id: selftest-sum -->

#### Answer

$\frac{n (n + 1)}{2}$, or in Python:

```python
print(sum(range(n + 1)))
```

### Which of these are even? ![a dot](dot.gif)
<!-- id: selftest-even; select: all -->

- [x] Two
- [ ] Three
- [x] Four
"""
_DOT = bytes.fromhex("47494638396101000100800000000000ffffff2c00000000010001000002024401003b")
_PICTURES = {"bmp", "gif", "jpeg", "png", "webp"}
_DAYS = 4


def selftest(shipped: Path) -> int:
    """Runs every stage for real and says so; EngramError names the stage that did not work."""
    with TemporaryDirectory(prefix="engram-selftest-", ignore_cleanup_errors=True) as folder:
        _run(Path(folder), shipped)
    print_lines(["engram selftest: everything works"])
    return 0


def _run(folder: Path, shipped: Path) -> None:
    document = folder / "selftest.md"
    document.write_text(_DOCUMENT, encoding="utf-8")
    (folder / "dot.gif").write_bytes(_DOT)
    deck_file = folder / "selftest.engram"
    write_deck_file([compiled([document])], deck_file)
    _expect("compile", len(read_deck_file(deck_file)[0].cards) == 2)
    now = datetime(2026, 3, 2, 10, tzinfo=UTC)
    clock = [now]
    where = Places(folder / "library.db", folder / "machine.json")
    program = open_program(where, shipped, lambda: clock[0])
    try:
        _expect("the shipped deck", len(program.content.all_cards()) > 0)
        decks = read_deck_file(deck_file)
        take_in(program.content, previewed(program.content, decks, named=False))
        _expect("import", len(program.content.cards_of_deck("Selftest")) == 2)
        _expect("the picture", [*map(program.media.read, program.media.files())] == [_DOT])
        _study(program, lambda: clock.__setitem__(0, clock[0] + timedelta(days=1)))
        _draw(program, where)
        exported = [card_json(card) for card in program.content.cards_of_deck("Selftest")]
        _expect("export", len(json.loads(json.dumps(exported))) == 2)
        package = folder / "selftest.apkg"
        export_package(program, ["Selftest"], package, with_progress=True)
        _expect("the package for Anki", is_zipfile(package))
        program.back_up(folder / "backup.db")
        _expect("the library", not program.damage())
    finally:
        program.close()


def _study(program: Program, next_day: Callable[[], None]) -> None:
    for _ in range(_DAYS):
        session = program.study.start(("Selftest",))
        while session.question():
            session.grade(Grade.GOOD, answer_ms=1000)
        next_day()
    reviews = len(program.progress.all_reviews())
    program.study.undo()
    _expect("undo", len(program.progress.all_reviews()) == reviews - 1)
    _expect("the fold", not audited(program.progress).wrong)
    _expect("mastery", program.mastery.report("Selftest").total.mastery > 0)


def _draw(program: Program, where: Places) -> None:
    """Shows every page of the real window, drawn without a screen."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtGui import QImageReader
    from PySide6.QtWidgets import QApplication

    from engram.gui.looks.theme import FUSION
    from engram.window import Desktop

    formats = {bytes(each.data()).decode() for each in QImageReader.supportedImageFormats()}
    _expect("pictures", formats >= _PICTURES)
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        application = QApplication(list(FUSION))
    before = sys.excepthook
    desktop = Desktop(application, program, where)
    faults: list[BaseException] = []
    sys.excepthook = lambda _kind, fault, _trace: faults.append(fault)  # where Qt's calls put them
    try:
        _show_pages(desktop, program)
    finally:
        sys.excepthook = before
    if faults:
        raise faults[0]


def _show_pages(desktop: Desktop, program: Program) -> None:
    desktop.window.show()
    for name in ("today", "mastery", "import", "settings"):
        desktop.window.show_page(name)
        _expect(f"the page {name}", _is_drawn(desktop))
    desktop.study.begin(program.study.begin([card.id for card in _own_cards(program)]))
    desktop.window.show_page("study")
    _expect("the page study", _is_drawn(desktop))
    desktop.window.close()


def _own_cards(program: Program) -> list[Card]:
    return list(program.content.cards_of_deck("Selftest"))


def _is_drawn(desktop: Desktop) -> bool:
    """Whether a picture of the window holds more than its ground."""
    picture = desktop.window.grab().toImage()
    middle = picture.height() // 2
    colors = {picture.pixel(x, y) for y in (20, 40, 80, middle) for x in range(picture.width())}
    return len(colors) > 3


def _expect(stage: str, works: object) -> None:
    if not works:
        raise EngramError("The selftest failed at {stage}.", stage=stage)
