"""The roles and names of a table's columns go in; the sentence that tells them comes out."""

from __future__ import annotations

from collections.abc import Sequence

from engram.model import Columns, Role
from engram.problems import KINDS, Problem

_SAID = {
    Role.QUESTION: "question",
    Role.ANSWER: "answer",
    Role.MORE: "further lines of the answer",
    Role.OPTION: "options",
    Role.OPTIONS: "options",
    Role.WRONG: "wrong options",
    Role.RIGHT: "right option",
    Role.EXPLANATION: "explanation",
    Role.TOPIC: "topic",
    Role.DECK: "deck",
    Role.TAGS: "tags",
    Role.ID: "id",
    Role.IGNORED: "in no card",
}
_LONGEST_NAME = 40
_MOST_NAMES = 8


def columns_of(roles: Sequence[Role], names: Sequence[str] = ()) -> Columns:
    """The columns with the sentence for the learner."""
    parts = []
    for said in dict.fromkeys(_SAID.values()):
        places = [at for at, role in enumerate(roles) if _SAID[role] == said]
        if places:
            shown = [_name(at, names) for at in places[:_MOST_NAMES]]
            shown += ["…"] if len(places) > _MOST_NAMES else []
            parts.append(f"{said}: {_and(shown)}")
    sentence = "; ".join(parts)
    return Columns(tuple(roles), tuple(names), f"{sentence[:1].upper()}{sentence[1:]}.")


def columns_note(columns: Columns, line: int) -> Problem:
    """The note that tells how the columns were read; it is not shortened."""
    return Problem(KINDS["columns"], line, (("columns", columns.sentence),))


def _name(at: int, names: Sequence[str]) -> str:
    name = names[at] if at < len(names) else ""
    if not name:
        return f"column {at + 1}"
    short = name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…"
    return f"“{short}”"


def _and(shown: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(shown[:-1]), shown[-1])))
