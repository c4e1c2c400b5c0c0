"""The XML in a `.cards` file goes in; what it holds comes out.

Source: libmnemosyne, `file_formats/mnemosyne2_cards.py`, and openSM2sync, `log_entry.py`: each
record `log` adds one thing, what it is built on before it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from engram.importers.mnemosyne import written_values
from engram.importers.mnemosyne.contents import CardRow, Contents, State, real, whole
from engram.importers.mnemosyne.xml_records import Record, records

ROOT = "openSM2sync"
_CARD, _TAG, _FACT, _VIEW, _CARD_TYPE = "6", "10", "16", "19", "22"
_TYPE = ("name", "fact_keys_and_names", "extra")
_ESCAPED_KEY = "___"  # before a key that is a number, which XML does not allow


def read_export(pieces: Iterable[bytes], document: str) -> Contents:
    """What the XML of an export holds; SourceError if it is no XML of this kind."""
    contents = Contents()
    tags: dict[str, str] = {}
    added: Counter[str] = Counter()
    for record in records(pieces, document):
        kind, own = record.attributes.get("type", ""), record.attributes.get("o_id", "")
        added[kind] += 1
        if kind == _TAG:
            tags[own] = record.fields.get("name", "")
        elif kind == _VIEW:
            contents.views[own] = written_values.view(record.fields)
        elif kind == _CARD_TYPE:
            name, fields, extra = (record.fields.get(key, "") for key in _TYPE)
            contents.types[own] = written_values.card_type(name, fields, extra)
        elif kind == _FACT and not record.too_long:
            contents.facts[own] = _fields(record.fields)
        elif kind == _CARD:
            contents.cards.append(_card(record, tags, added[_CARD]))
    return contents


def name_of(about: str) -> str | None:
    """The name of a set of cards, from the lines of METADATA."""
    lines = (line.partition(":") for line in about.splitlines())
    named = {key.strip(): value.strip() for key, _, value in lines}
    return " ".join(named.get("card_set_name", "").replace("::", " ").split()) or None


def _card(record: Record, tags: Mapping[str, str], number: int) -> CardRow:
    values = record.attributes
    return CardRow(
        values.get("o_id") or None,
        values.get("card_t", ""),
        values.get("fact", ""),
        values.get("fact_v", ""),
        tuple(tags[tag] for tag in values.get("tags", "").split(",") if tag in tags),
        number,
        written_values.deletion(record.fields.get("extra", "")),
        state=State(
            whole(values.get("gr"), -1),
            real(values.get("e"), 2.5),
            whole(values.get("rt_rp_l")),
            whole(values.get("l_rp"), -1),
            whole(values.get("n_rp"), -1),
        ),
    )


def _fields(fields: Mapping[str, str]) -> dict[str, str]:
    return {key.removeprefix(_ESCAPED_KEY): text for key, text in fields.items() if text}
