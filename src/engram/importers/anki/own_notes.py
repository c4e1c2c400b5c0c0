"""A note that Engram wrote goes in; the card it stands for comes out, with what was edited in Anki.

The form of the notes is described in docs/anki-notes.md. Where the hash of the visible fields fits,
the card is as it was. Where it does not, each field that was edited is read as HTML, and the rest
of the card stays. A note that the learner made with our note type has no data: all of it is read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from html import unescape

from engram.anki_notes import (
    DATA_FIELD,
    INCOMPLETE_TAG,
    MARKED_TAG,
    NO_TEXT,
    OPTION_NAMES,
    QUESTION_FIELDS,
    QUIZ_FIELDS,
    card_id,
    field_hash,
    guid_of,
    tag_of,
    text_hash,
)
from engram.importers.anki.templates import is_empty
from engram.importers.engram_json import item_of, source_of
from engram.importers.json_values import Entry, clean_line
from engram.model import Item, Option, Select

_IS_DATA = re.compile(r'\s*\{"id":".*"fields_hash":"[0-9a-f]{16}"', re.DOTALL)
_ID = re.compile(r'\{"id":("(?:[^"\\]|\\.){1,1200}")')
_FEEDBACK = re.compile(r'(?P<text>.*?)<div class="feedback">(?P<said>.*)</div>\s*', re.DOTALL)
_LIST_TAG = re.compile(r"<(?P<end>/?)(?P<tag>li|ul|ol)\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
_QUIZ_MARKS = frozenset(("Question", "Option 1", "Right"))
_QUESTION_MARKS = frozenset(("Question", "Answer"))

Write = Callable[[str], str]
"""The Markdown of the HTML of a field."""


@dataclass(frozen=True, slots=True)
class OwnNote:
    """What a note says of its card; `deck` and `document` are where it was then.

    `damaged` tells that its data could not be read, `key` is a key that names no option.
    """

    item: Item
    deck: str | None = None
    document: str = ""
    incomplete: bool = False
    damaged: bool = False
    key: str = ""


@dataclass(frozen=True, slots=True)
class _Fields:
    """The visible fields by the names we gave them, and which of them are as they were written."""

    texts: Mapping[str, str]
    kept: frozenset[str] = field(default_factory=frozenset)

    def is_kept(self, *names: str) -> bool:
        return self.kept.issuperset(names)

    def text(self, name: str) -> str:
        return self.texts.get(name, "")


def own_note(
    names: Sequence[str],
    fields: Sequence[str],
    guid: str,
    tags: Sequence[str],
    write: Write,
    line: int,
) -> OwnNote | None:
    """The card of a note; None for one that is not ours, or has lost the names of its fields."""
    place = _data_place(names, fields)
    if place is None:
        return None
    shown, said = fields[:place], fields[place]
    data = _data(said)
    found = item_of(data) if data else Item("", line, id=_written_id(said))
    whole = data is not None and data.values.get("fields_hash") == text_hash(*shown)
    item = replace(found, line=line, id=_id(found.id, guid))
    key = ""
    if not whole or data is None:
        named = _named(names[:place], shown, data)
        if named is None:
            return None
        item, key = _edited(item, named, write)
    return OwnNote(
        replace(item, tags=_tags(item.tags, tags)),
        _deck(data),
        source_of(data) if data else "",
        incomplete=whole and _is_incomplete(data),
        damaged=data is None and not is_empty(said),
        key=key,
    )


def _data_place(names: Sequence[str], fields: Sequence[str]) -> int | None:
    """Which field holds the data: the one of that name, or the one that looks like it."""
    if DATA_FIELD in names:
        place = names.index(DATA_FIELD)
        known = _IS_DATA.match(fields[place]) if place < len(fields) else None
        if known or (place < len(fields) and _has_shape(names)):
            return place
    looks = (place for place, text in enumerate(fields) if _IS_DATA.match(text))
    return next(looks, None)


def _has_shape(names: Sequence[str]) -> bool:
    return _QUESTION_MARKS.issubset(names) or _QUIZ_MARKS.issubset(names)


def _data(said: str) -> Entry | None:
    """The JSON of a card; an editor may have put tags around it."""
    for text in dict.fromkeys((said, unescape(_TAG.sub("", said)))):
        try:
            data = json.loads(text, object_hook=Entry)
        except (RecursionError, ValueError):
            continue
        if isinstance(data, Entry) and isinstance(data.values.get("id"), str):
            return data
    return None


def _written_id(said: str) -> str | None:
    """The id in data that is damaged."""
    found = _ID.match(said.strip())
    try:
        return clean_line(json.loads(found[1])) if found else None
    except ValueError:
        return None


def _id(written: str | None, guid: str) -> str:
    """The id of the card; a copy of a note, which has another guid, is another card."""
    return written if written and guid_of(written) == guid else card_id(guid, 0)


def _named(names: Sequence[str], shown: Sequence[str], data: Entry | None) -> _Fields | None:
    """The fields by our names, by their places where all are renamed."""
    ours = names
    if not _has_shape(names):
        places = {len(known) - 1: known[:-1] for known in (QUESTION_FIELDS, QUIZ_FIELDS)}
        if len(names) not in places:
            return None
        ours = places[len(names)]
    said = data.values.get("each_hash") if data else None
    hashes = said.split(" ") if isinstance(said, str) else []
    kept = (
        name
        for name, text, known in zip(ours, shown, hashes, strict=False)
        if known == (field_hash(text) if text else "-")
    )
    return _Fields(dict(zip(ours, shown, strict=False)), frozenset(kept))


def _edited(item: Item, fields: _Fields, write: Write) -> tuple[Item, str]:
    """The card with what was edited, and a key that names no option for certain."""

    def text(name: str, before: str) -> str:
        return before if fields.is_kept(name) else write(fields.text(name))

    item = replace(
        item,
        question=text("Question", item.question),
        explanation=text("Explanation", item.explanation),
    )
    if not fields.texts.keys() >= _QUIZ_MARKS:
        return replace(item, answer=text("Answer", item.answer)), ""
    answer = item.answer
    if not fields.is_kept("Answer"):
        answer = write(_without_right(fields))
    numbered = dict(_options(item.options, fields, write))
    right, key = _right(fields.text("Right"), numbered)
    options = tuple(replace(option, correct=number in right) for number, option in numbered.items())
    return replace(item, answer=answer, options=options, select=_select(item, options)), key


def _options(
    before: Sequence[Option], fields: _Fields, write: Write
) -> Iterator[tuple[int, Option]]:
    """The options by their numbers, from 1."""
    for number, name in enumerate(OPTION_NAMES, start=1):
        if fields.is_kept(name) and number <= len(before):
            yield number, before[number - 1]
        elif not is_empty(fields.text(name)):
            yield number, _option(fields.text(name), write)
    first = len(OPTION_NAMES) + 1
    if fields.is_kept("More options") and len(before) >= first:
        yield from enumerate(before[first - 1 :], start=first)
    else:
        more = _list_items(fields.text("More options"))
        yield from ((number, _option(each, write)) for number, each in enumerate(more, first))


def _option(html: str, write: Write) -> Option:
    found = _FEEDBACK.fullmatch(html)
    text, said = (found["text"], found["said"]) if found else (html, "")
    return Option("" if text == NO_TEXT else write(text), correct=False, feedback=write(said))


def _right(said: str, options: Mapping[int, Option]) -> tuple[frozenset[int], str]:
    """The numbers of the right options; none if one of them is no number of an option."""
    words = unescape(_TAG.sub(" ", said)).replace(",", " ").split()
    numbers = {int(word) for word in words if word.isascii() and word.isdecimal() and len(word) < 5}
    certain = len(numbers) == len(words) and numbers <= options.keys()
    return (frozenset(numbers), "") if certain else (frozenset(), " ".join(words))


def _select(item: Item, options: Sequence[Option]) -> Select:
    """How many are asked for; a number that was that of the right options stays so."""
    before = sum(option.correct for option in item.options)
    now = sum(option.correct for option in options)
    return now if isinstance(item.select, int) and item.select == before and now else item.select


def _without_right(fields: _Fields) -> str:
    """The answer of a quiz without the list of right options that stands above it."""
    html = fields.text("Answer")
    texts = {number: fields.text(name) for number, name in enumerate(OPTION_NAMES, start=1)}
    texts |= enumerate(_list_items(fields.text("More options")), start=len(OPTION_NAMES) + 1)
    shown = (
        _FEEDBACK.sub(r"\g<text>", texts.get(int(word), ""))
        for word in fields.text("Right").split()
        if word.isdecimal()
    )
    return html.removeprefix(f"<ul>{''.join(f'<li>{text}</li>' for text in shown)}</ul>")


def _list_items(html: str) -> list[str]:
    """What stands in each item of a list, lists inside it too."""
    items, depth, start = list[str](), 0, 0
    for tag in _LIST_TAG.finditer(html):
        if tag["end"]:
            depth -= 1
            if depth == 0 and tag["tag"].lower() == "li":
                items.append(html[start : tag.start()])
        else:
            if depth == 0:
                start = tag.end()
            depth += 1
    return items


def _tags(before: Sequence[str], now: Sequence[str]) -> tuple[str, ...]:
    """The card's tags as they were, without those taken away in Anki and with the new ones."""
    there = {tag.casefold() for tag in now}
    kept = [tag for tag in before if not tag_of(tag) or tag_of(tag).casefold() in there]
    known = {tag_of(tag).casefold() for tag in before} | {MARKED_TAG, INCOMPLETE_TAG}
    new = (tag for tag in now if tag.casefold() not in known)
    return (*kept, *new)


def _deck(data: Entry | None) -> str | None:
    deck = data.values.get("deck") if data else None
    return clean_line(deck) or None if isinstance(deck, str) else None


def _is_incomplete(data: Entry | None) -> bool:
    return data is not None and data.values.get("incomplete") is True
