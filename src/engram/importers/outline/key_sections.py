"""The rows of a document go in; the keys that stand apart from the questions come out.

Practice tests give their answers at the end ("Answer key: 1. B 2. A, C"), sometimes after each
part, in lines, tables or with explanations. A key belongs to the questions above it by number;
where numbers begin again it is used only when both sides begin again in the same way.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from engram.importers.keys import names_letters
from engram.importers.outline.rows import Row, Sort

_TITLE = re.compile(
    r"[\W_]*(?:\d{1,3}[.)]?[ \t]+)?(?:(?:the |all |correct |quiz |test |exam |practice )*"
    r"(?:(?:answers|solutions)(?: keys?| sheet| list)?|answer (?:keys?|sheet|list))"
    r"(?: (?:and|with) explanations?)?"
    r"|answers? to .{1,40}|keys?|lösungen|lösungsschlüssel|antworten|respuestas(?: correctas)?"
    r"|soluciones|clave(?: de respuestas)?|réponses|corrigé|solutions|risposte|soluzioni"
    r"|respostas|gabarito|antwoorden|ответы|ключи?|答案|解答)[\W_]*",
    re.IGNORECASE,
)
_LONGEST_TITLE = 60
_LETTERS = r"[A-Ja-j](?:[ \t]*(?:,|/|&|\+|and|und|y|et|e)[ \t]*[A-Ja-j]|[B-J])*"
_PAIR = re.compile(
    r"[ \t|,;*_-]*(?:q(?:uestion)?[ \t.]*)?(?P<number>\d{1,4})[ \t]*[*_]*(?:[.):=→\-–|]|->)*"
    r"[*_ \t|]*"
    rf"[(\[]?(?P<letters>{_LETTERS})[)\]*_]*(?=[ \t,;|.]|$)[.,;]?",
    re.IGNORECASE,
)
_ENTRY = re.compile(
    r"[ \t|*_-]*(?:q(?:uestion)?[ \t.]*)?(?P<number>\d{1,4})[ \t]*[*_]*(?:[.):=→|]|->)[*_ \t|:]*"
    r"(?P<said>\S.*?)[ \t|]*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Entry:
    """What a key says of one question, and the rows below that explain it."""

    number: int
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class KeySection:
    """The rows of a key, from its title to before `end`."""

    first: int
    end: int
    entries: tuple[Entry, ...]
    lettered: bool


def may_have_keys(text: str) -> bool:
    """Whether a short line of the text is the title of a key."""
    return any(_is_title(line) for line in text.split("\n"))


def _is_title(line: str) -> bool:
    return 2 < len(line) < _LONGEST_TITLE and bool(_TITLE.fullmatch(line))


def find_key_sections(rows: Sequence[Row]) -> list[KeySection]:
    """The keys of a document: a title of a few words, and numbered entries right below."""
    sections: list[KeySection] = []
    for place, row in enumerate(rows):
        if row.sort not in (Sort.TEXT, Sort.HEADING) or not _is_title(row.text):
            continue
        if sections and place < sections[-1].end:
            continue
        section = _section(rows, place)
        if len(section.entries) > 1:
            sections.append(section)
    return sections


def keys_of(numbers: Sequence[int | None], entries: Sequence[Entry]) -> list[Entry | None]:
    """The entry of each question, by number; none where it is not certain.

    Questions whose numbers begin again need a key whose numbers begin again as often, with an
    entry for no question that is not there.
    """
    if not numbers:
        return []
    questions = _stretches([number or 0 for number in numbers])
    keys = _stretches([entry.number for entry in entries])
    found: list[Entry | None] = [None] * len(numbers)
    if len(keys) != len(questions):
        if len(keys) > 1 or len(set(numbers)) < len(numbers):
            return found
        questions = [range(len(numbers))]
    for ours, theirs in zip(questions, keys, strict=True):
        named = {entries[place].number: entries[place] for place in theirs}
        if len(named) < len(theirs) or named.keys() - {numbers[place] for place in ours}:
            continue
        for place in ours:
            found[place] = named.get(numbers[place] or 0)
    return found


def _section(rows: Sequence[Row], title: int) -> KeySection:
    """The key below a title.

    Where the first one names letters, a numbered row that names none is a question again.
    """
    entries: list[tuple[int, list[Row]]] = []
    level = rows[title].level or 7
    end = last = title + 1  # behind the last row of all, behind that of the last entry
    entry_place = title
    lettered = gap = False
    for place in range(title + 1, len(rows)):
        row = rows[place]
        if row.sort is Sort.HEADING and row.level <= level:
            break
        found = _read(row) if row.sort is Sort.TEXT else None
        if found and entries and lettered and not found.lettered:
            end = last
            del entries[-1][1][last - entry_place :]
            break
        if found:
            lettered = lettered or (not entries and found.lettered)
            entries += found.entries
            entry_place = place
        elif entries and row.sort is not Sort.HEADING and not row.parts:
            entries[-1][1].append(row)
        elif entries or not (row.blank or row.sort is Sort.HEADING or _is_frame(row)):
            break
        end = place + 1
        gap = row.blank or (gap and not found)
        if not gap:
            last = end
    found_entries = tuple(Entry(number, tuple(said)) for number, said in entries)
    return KeySection(title, end, found_entries, lettered)


@dataclass(frozen=True, slots=True)
class _Found:
    """The entries on one row; `lettered` when each names letters, whatever else it says."""

    entries: tuple[tuple[int, list[Row]], ...]
    lettered: bool


def _read(row: Row) -> _Found | None:
    """The entries on a row: several of letters alone, or one that may say more."""
    at = 0
    pairs = []
    while found := _PAIR.match(row.text, at):
        pairs.append(found)
        at = found.end()
    if pairs and not row.text[at:].strip(" \t|.,;*_"):
        said = [(int(one["number"]), [Row(Sort.TEXT, row.line, one["letters"])]) for one in pairs]
        return _Found(tuple(said), lettered=True)
    if entry := _ENTRY.fullmatch(row.text):
        rows = [Row(Sort.TEXT, row.line, entry["said"])]
        return _Found(((int(entry["number"]), rows),), lettered=names_letters(entry["said"]))
    return None


def _is_frame(row: Row) -> bool:
    """Whether a row is the head or the rule of a table."""
    return row.text.lstrip().startswith("|")


def _stretches(numbers: Sequence[int]) -> list[range]:
    """The places of stretches in which numbers rise."""
    starts = [
        place for place, number in enumerate(numbers) if not place or number <= numbers[place - 1]
    ]
    return [
        range(start, end) for start, end in zip(starts, [*starts[1:], len(numbers)], strict=True)
    ]
