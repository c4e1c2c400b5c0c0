"""What a collection of Anki says of itself in JSON: its settings, decks and their options."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engram.exporters.anki.deck_tree import DEFAULT
from engram.exporters.anki.note_types import CHANGED, QUESTION_TYPE
from engram.exporters.anki.values import Calendar

DECK_OPTIONS: Mapping[str, Any] = {
    "1": {
        "id": 1,
        "mod": 0,
        "name": "Default",
        "usn": 0,
        "maxTaken": 60,
        "autoplay": True,
        "timer": 0,
        "replayq": True,
        "new": {
            "bury": False,
            "delays": [1.0, 10.0],
            "initialFactor": 2500,
            "ints": [1, 4, 0],
            "order": 1,
            "perDay": 20,
        },
        "rev": {
            "bury": False,
            "ease4": 1.3,
            "ivlFct": 1.0,
            "maxIvl": 36500,
            "perDay": 200,
            "hardFactor": 1.2,
        },
        "lapse": {
            "delays": [10.0],
            "leechAction": 1,
            "leechFails": 8,
            "minInt": 1,
            "mult": 0.0,
        },
        "dyn": False,
    }
}
"""The options every collection has; an import keeps the learner's own."""


def settings(calendar: Calendar, next_position: int) -> dict[str, Any]:
    """The settings that say how days and positions are counted."""
    return {
        "curDeck": DEFAULT,
        "activeDecks": [DEFAULT],
        "curModel": QUESTION_TYPE,
        "nextPos": next_position,
        "schedVer": 2,
        "sched2021": True,
        "creationOffset": -calendar.offset_minutes,
        "rollover": calendar.day_starts_at,
        "sortType": "noteFld",
        "sortBackwards": False,
        "timeLim": 0,
        "dueCounts": True,
        "collapseTime": 1200,
        "newSpread": 0,
        "addToCur": True,
        "estTimes": True,
        "dayLearnFirst": False,
    }


def decks(names: Mapping[int, str]) -> dict[str, Any]:
    """The decks of these names by their ids."""
    return {str(number): _deck(number, name) for number, name in names.items()}


def _deck(number: int, name: str) -> dict[str, Any]:
    return {
        "id": number,
        "name": name,
        "mod": 0 if number == DEFAULT else CHANGED,
        "usn": 0 if number == DEFAULT else -1,
        "lrnToday": [0, 0],
        "revToday": [0, 0],
        "newToday": [0, 0],
        "timeToday": [0, 0],
        "collapsed": False,
        "browserCollapsed": False,
        "desc": "",
        "dyn": 0,
        "conf": 1,
        "extendNew": 0,
        "extendRev": 0,
    }
