"""Values that Mnemosyne writes as Python does (`['f']`, `{'index': 0}`) go in; the values come out.

Nothing is run: `ast.literal_eval` reads literals only, and what is too long to be real is none.
"""

from __future__ import annotations

from ast import literal_eval
from collections.abc import Mapping

from engram.importers.mnemosyne.contents import CardType, View

_LONGEST = 100_000


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
    """The place of a card's deletion, from its `extra_data` (`ord` for a card of Anki's)."""
    if not extra:
        return None
    values = named(extra)
    place = values.get("index", values.get("ord"))
    return place if isinstance(place, int) and place >= 0 else None


def view(values: Mapping[str, str]) -> View:
    """How cards show a fact, from the fields of a fact view."""
    templates = _words(values.get("extra", ""))
    return View(
        names(values.get("q_fact_keys", "")),
        names(values.get("a_fact_keys", "")),
        _words(values.get("q_fact_key_decorators", "")),
        _words(values.get("a_fact_key_decorators", "")),
        front=templates.get("qfmt", ""),
        back=templates.get("afmt", ""),
    )


def card_type(name: str, keys_and_names: str, extra: str) -> CardType:
    """What cards of a type have in common, from its fields."""
    pairs = _value(keys_and_names)
    fields = {
        pair[0]: pair[1]
        for pair in (pairs if isinstance(pairs, (list, tuple)) else ())
        if isinstance(pair, tuple) and len(pair) == 2 and all(isinstance(x, str) for x in pair)
    }
    return CardType(name, fields, is_cloze=named(extra).get("type") == 1)


def _words(text: str) -> dict[str, str]:
    return {key: each for key, each in named(text).items() if isinstance(each, str)}


def _value(text: str) -> object:
    if len(text) > _LONGEST:
        return None
    try:
        return literal_eval(text)
    except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError):
        return None
