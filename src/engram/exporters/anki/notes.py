"""A card goes in; the note of Anki that shows it and keeps all of it comes out.

The form of both note types is described in docs/anki-notes.md.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from engram.anki_notes import (
    INCOMPLETE_TAG,
    NO_TEXT,
    OPTION_FIELDS,
    field_hash,
    guid_of,
    tag_of,
    text_hash,
)
from engram.exporters.anki.field_html import field_html
from engram.exporters.card_json import card_json
from engram.model import Card, CardId, Kind, Option

_JSON = json.JSONEncoder(separators=(",", ":"))
_HTML_SIGN = re.compile(r"[<>&\x7f]")
_READ_BY_ANKI = re.compile(r"\[(?=/?(?:sound:|anki:|latex\]|\$))", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Note:
    """A note as Anki keeps it: its fields in the order of its type, and its tags."""

    card: CardId
    guid: str
    quiz: bool
    fields: tuple[str, ...]
    tags: tuple[str, ...]
    text_hash: str  # changes with any text of the card, not with where it was found


def note_of(card: Card) -> Note:
    """The note of one card."""
    shown = _quiz_fields(card) if card.options else _question_fields(card)
    fields_hash = text_hash(*shown)
    return Note(
        card.id,
        guid_of(card.id),
        bool(card.options),
        (*shown, card_data(card, shown)),
        tags_of(card),
        text_hash(fields_hash, *_texts(card)),
    )


def _texts(card: Card) -> Iterator[str]:
    yield from (card.kind, card.question, card.answer, card.explanation, str(card.select))
    for option in card.options:
        yield from (option.text, str(option.correct), option.feedback)
    for several in (card.references, card.tags, card.siblings, (str(card.incomplete),)):
        yield from ("", *several)


def card_data(card: Card, shown: Sequence[str]) -> str:
    """The JSON of a card as the command line gives it, and the hashes of the fields beside it.

    It is ASCII and has no sign that means anything in HTML, so that no program changes it.
    """
    value = {
        **card_json(card),
        "fields_hash": text_hash(*shown),
        "each_hash": " ".join(field_hash(each) if each else "-" for each in shown),
    }
    written = _JSON.encode(value)
    written = _HTML_SIGN.sub(lambda sign: f"\\u{ord(sign[0]):04x}", written)
    return _READ_BY_ANKI.sub("\\\\u005b", written) if "[" in written else written


def tags_of(card: Card) -> tuple[str, ...]:
    """The card's tags as Anki can keep them: without spaces, each once whatever its case."""
    if not card.tags and not card.incomplete:
        return ()
    written = map(tag_of, card.tags)
    named = [tag for tag in written if tag]
    if card.incomplete:
        named.append(INCOMPLETE_TAG)
    return tuple({tag.casefold(): tag for tag in reversed(named)}.values())[::-1]


def _question_fields(card: Card) -> tuple[str, ...]:
    return field_html(card.question), field_html(card.answer), field_html(card.explanation)


def _quiz_fields(card: Card) -> tuple[str, ...]:
    texts = [field_html(option.text) or NO_TEXT for option in card.options]
    written = list(map(_option_html, card.options, texts))
    alone = written[:OPTION_FIELDS]
    alone += [""] * (OPTION_FIELDS - len(alone))
    return (
        field_html(card.question),
        *alone,
        "".join(f"<li>{html}</li>" for html in written[OPTION_FIELDS:]),
        _numbers(place for place, option in enumerate(card.options) if option.correct),
        _numbers(card.kept_places),
        _choose(card),
        _right_html(card, texts),
        field_html(card.explanation),
    )


def _option_html(option: Option, text: str) -> str:
    if not option.feedback:
        return text
    return f'{text}<div class="feedback">{field_html(option.feedback)}</div>'


def _right_html(card: Card, texts: Sequence[str]) -> str:
    """The right options one below the other, for a program that runs no script, and the answer."""
    right = "".join(
        f"<li>{text}</li>"
        for option, text in zip(card.options, texts, strict=True)
        if option.correct
    )
    return (f"<ul>{right}</ul>" if right else "") + field_html(card.answer)


def _choose(card: Card) -> str:
    if card.kind is not Kind.MULTIPLE_CHOICE:
        return "" if card.kind is Kind.TRUE_FALSE else "Choose one."
    if isinstance(card.select, int):
        return f"Choose {card.select}."
    return "Choose all that are right."


def _numbers(places: Iterable[int]) -> str:
    return " ".join(str(place + 1) for place in places)
