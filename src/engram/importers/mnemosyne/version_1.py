"""XML of Mnemosyne 1.x goes in; what it holds comes out.

Source: libmnemosyne, `file_formats/mnemosyne1_xml.py` and `mnemosyne1.py`. An item is a card with
question, answer and one category; the other side of a fact has the same id with `.inv` or `.tr.1`.
Dates are days since the learner began, which the root says.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from engram.importers.mnemosyne.contents import CardRow, Contents, State, real, whole
from engram.importers.mnemosyne.xml_records import Record, records

ROOT = "mnemosyne"
_DAY = 86_400
_OTHER_SIDE = re.compile(r"\.(?:inv|tr\.1)$")
_FRONT_TO_BACK, _VIEW = "1", "1.1"
_NO_CATEGORY = ("<default>", "")


def read_version_1(pieces: Iterable[bytes], document: str) -> Contents:
    """What the XML holds; SourceError if it is no XML."""
    contents = Contents()
    began = 0
    inactive: set[str] = set()
    for record in records(pieces, document):
        if record.tag == ROOT:
            began = whole(record.attributes.get("time_of_start"))
        elif record.tag == "category" and record.attributes.get("active") == "0":
            inactive.add(record.fields.get("name", ""))
        elif record.tag == "item":
            _add(contents, record, began, inactive)
    return contents


def _add(contents: Contents, record: Record, began: int, inactive: set[str]) -> None:
    own = record.attributes.get("id", "")
    category = record.fields.get("cat", "")
    fact = f"{len(contents.cards)}"
    if not record.too_long:
        fields = {"f": record.fields.get("Q", ""), "b": record.fields.get("A", "")}
        contents.facts[fact] = fields
    contents.cards.append(
        CardRow(
            # An id with an underscore counts the cards of this one file.
            None if own.startswith("_") else own or None,
            _FRONT_TO_BACK,
            fact,
            _VIEW,
            () if category in _NO_CATEGORY else (category,),
            record.line,
            active=category not in inactive,
            state=_state(record.attributes, began),
            group=_OTHER_SIDE.sub("", own),
        )
    )


def _state(values: Mapping[str, str], began: int) -> State:
    grade = whole(values.get("gr"))
    acquired, retained = whole(values.get("ac_rp")), whole(values.get("rt_rp"))
    unseen = values.get("u")
    new = unseen == "1" if unseen else acquired <= 1 and retained == 0 and grade == 0
    if "gr" not in values or (new and grade < 2):
        return State()
    return State(
        grade,
        real(values.get("e"), 2.5),
        whole(values.get("rt_rp_l")),
        began + whole(values.get("l_rp")) * _DAY,
        began + whole(values.get("n_rp")) * _DAY,
    )
