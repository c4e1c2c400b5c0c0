"""`engram export --format apkg`: decks of the library as a package for Anki."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from engram.cli.program import Program
from engram.exporters.anki.package import Known, write_package
from engram.exporters.anki.values import Calendar
from engram.model import Deck
from engram.study.history import studied_cards

CARDS_AT_ONCE = 1000


def export_package(
    program: Program, names: Sequence[str], output: Path, *, with_progress: bool
) -> None:
    """Writes these decks, a part of a deck after the other: a library may be larger than memory."""
    histories = program.histories
    calendar = Calendar(
        program.today(),
        program.preferences.number("day_starts_at"),
        histories.last_offset_minutes(),
    )
    progress = None
    if with_progress:
        moved = histories.moved_instants()
        progress = partial(studied_cards, histories, moved=moved)
    known = Known(calendar, program.exported_texts.changed, progress)
    write_package(_parts(program, names), output, known)


def _parts(program: Program, names: Sequence[str]) -> Iterator[Deck]:
    for name in names:
        ids = program.content.ids_of_deck(name)
        for first in range(0, len(ids), CARDS_AT_ONCE):
            yield Deck(name, program.content.cards(ids[first : first + CARDS_AT_ONCE]))
