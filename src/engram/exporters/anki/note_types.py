"""Both note types as Anki's collection keeps them (the JSON of schema 11)."""

from __future__ import annotations

from typing import Any

from engram.anki_notes import DATA_FIELD, QUESTION_FIELDS, QUIZ_FIELDS
from engram.exporters.anki import templates
from engram.exporters.anki.identity import stable_number

QUESTION_NAME, QUIZ_NAME = "Engram question", "Engram quiz"
QUESTION_TYPE = stable_number("note type", QUESTION_NAME)
QUIZ_TYPE = stable_number("note type", QUIZ_NAME)
CHANGED = 1_795_824_000
"""When the templates below last changed, in seconds: Anki takes over newer ones. The names and the
order of the fields are for ever, or Anki makes another note type."""

_LATEX_BEGIN = "\\documentclass[12pt]{article}\n\\begin{document}\n"
_LATEX_END = "\\end{document}"


def note_types() -> dict[str, Any]:
    """Both note types by their ids."""
    made = (
        _note_type(
            QUESTION_TYPE,
            QUESTION_NAME,
            QUESTION_FIELDS,
            (templates.QUESTION_FRONT, templates.QUESTION_BACK),
        ),
        _note_type(QUIZ_TYPE, QUIZ_NAME, QUIZ_FIELDS, (templates.QUIZ_FRONT, templates.QUIZ_BACK)),
    )
    return {str(each["id"]): each for each in made}


def _note_type(
    number: int, name: str, fields: tuple[str, ...], sides: tuple[str, str]
) -> dict[str, Any]:
    front, back = sides
    return {
        "id": number,
        "name": name,
        "type": 0,
        "mod": CHANGED,
        "usn": -1,
        "sortf": 0,
        "did": None,
        "tmpls": [
            {
                "name": "Card 1",
                "ord": 0,
                "qfmt": front,
                "afmt": back,
                "bqfmt": "",
                "bafmt": "",
                "did": None,
                "bfont": "",
                "bsize": 0,
                "id": stable_number("template", name),
            }
        ],
        "flds": [_field(name, place, field) for place, field in enumerate(fields)],
        "css": templates.STYLE,
        "latexPre": _LATEX_BEGIN,
        "latexPost": _LATEX_END,
        "latexsvg": False,
        "tags": [],
        "vers": [],
        "req": [[0, "any", [0]]],
    }


def _field(note_type: str, place: int, name: str) -> dict[str, Any]:
    ours = name == DATA_FIELD
    return {
        "name": name,
        "ord": place,
        "sticky": False,
        "rtl": False,
        "font": "Arial",
        "size": 20,
        "media": [],
        "description": "Engram reads this; leave it as it is." if ours else "",
        "plainText": ours,
        "collapsed": ours,
        "excludeFromSearch": ours,
        "preventDeletion": ours,
        "id": stable_number("field", f"{note_type}\n{name}"),
        "tag": None,
    }
