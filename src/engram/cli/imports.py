"""The commands about what was imported: imports, undo."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from typing import Any

from engram.cli.output import counted, print_json, print_lines
from engram.cli.program import Opener
from engram.exporters.card_json import schedule_json
from engram.store.imports import Import, TakenBack

_LEFT_OUT = "taken back"
_TOO_OLD = "too long ago to be taken back"


def list_imports(arguments: argparse.Namespace, opener: Opener) -> None:
    """`engram imports`: every import of the library, the last one first."""
    made = opener().imports.all()
    if arguments.json:
        print_json({"imports": [import_json(each) for each in made]})
    else:
        print_lines(map(_line, made))


def undo(arguments: argparse.Namespace, opener: Opener) -> None:
    """`engram undo`: takes back the last answer or import of this device, or the last import."""
    recorder = opener().recorder
    by_name = arguments.last_import
    undone = recorder.undo_import() if by_name else recorder.undo_answer_or_import()
    if isinstance(undone, TakenBack):
        _tell_import(undone, as_json=arguments.json)
        return
    card, before, after = undone
    value = {
        "card": card,
        "before": schedule_json(before.schedule),
        "after": schedule_json(after.schedule),
    }
    if arguments.json:
        print_json(value)
    else:
        print_lines([f"Took back the last answer of {card}"])


def import_json(made: Import) -> dict[str, Any]:
    """An import as scripts read it; its time is UTC."""
    return {
        "id": made.id,
        "time": _time(made).isoformat(),
        "decks": list(made.decks),
        "documents": list(made.documents),
        "new": made.new,
        "changed": made.changed,
        "retired": made.retired,
        "undone": made.is_taken_back,
        "can_undo": made.is_kept and not made.is_taken_back,
    }


def _tell_import(undone: TakenBack, *, as_json: bool) -> None:
    parts = {
        "removed": undone.removed,
        "kept": undone.kept,
        "restored": undone.restored,
        "left": undone.left,
        "edited": undone.edited,
    }
    if as_json:
        cards = {name: list(some) for name, some in parts.items()}
        print_json({"import": import_json(undone.made), **cards})
        return
    told = (
        (undone.removed, "removed"),
        (undone.restored, "as before"),
        (undone.kept, "retired, kept with answers or the like"),
        (undone.left, "left as a later import made them"),
    )
    counts = ", ".join(f"{counted(len(some), 'card')} {words}" for some, words in told if some)
    print_lines([f"Took back the import of {_names(undone.made)}" + (counts and f": {counts}")])


def _line(made: Import) -> str:
    local = _time(made).astimezone()
    state = _LEFT_OUT if made.is_taken_back else "" if made.is_kept else _TOO_OLD
    counts = f"{made.new} new, {made.changed} changed, {made.retired} retired"
    line = f"{local:%Y-%m-%d %H:%M}  {_names(made)}: {counts}"
    return f"{line} ({state})" if state else line


def _names(made: Import) -> str:
    return ", ".join(made.documents or made.decks)


def _time(made: Import) -> datetime:
    return datetime.fromtimestamp(made.instant_ms / 1000, UTC)
