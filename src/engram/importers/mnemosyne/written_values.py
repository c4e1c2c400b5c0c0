"""Values that Mnemosyne writes as Python does (`['f']`, `{'index': 0}`) go in; the values come out.

Nothing is run: `ast.literal_eval` reads literals only, and what is too long to be real is none.
"""

from __future__ import annotations

from ast import literal_eval
from collections.abc import Mapping

from engram.importers.mnemosyne.contents import View

_LONGEST = 20_000


def names(text: str) -> tuple[str, ...]:
    """A list of names; empty for anything else."""
    value = _value(text)
    if not isinstance(value, (list, tuple)):
        return ()
    return tuple(each for each in value if isinstance(each, str))


def named(text: str) -> dict[str, object]:
    """A dictionary by names; empty for anything else."""
    value = _value(text)
    if not isinstance(value, dict):
        return {}
    return {key: each for key, each in value.items() if isinstance(key, str)}


def deletion(extra: str) -> int | None:
    """The place of a card's deletion, from its `extra_data`."""
    place = named(extra).get("index") if "index" in extra else None
    return place if isinstance(place, int) and place >= 0 else None


def view(values: Mapping[str, str]) -> View:
    """How cards show a fact, from the fields of a fact view."""
    return View(
        names(values.get("q_fact_keys", "")),
        names(values.get("a_fact_keys", "")),
        _words(values.get("q_fact_key_decorators", "")),
        _words(values.get("a_fact_key_decorators", "")),
    )


def _words(text: str) -> dict[str, str]:
    return {key: each for key, each in named(text).items() if isinstance(each, str)}


def _value(text: str) -> object:
    if len(text) > _LONGEST:
        return None
    try:
        return literal_eval(text)
    except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError):
        return None
