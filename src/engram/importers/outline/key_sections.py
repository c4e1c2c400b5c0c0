"""The rows of a document go in; the keys that stand apart from the questions come out.

Practice tests give their answers at the end ("Answer key: 1. B 2. A, C"), sometimes after each
part, in lines, tables or with explanations. A key belongs to the questions above it by number;
where numbers begin again it is used only when both sides begin again in the same way.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from engram.importers.keys import names_letters
from engram.importers.labels import QUESTION_WORDS, SIGN, Label, labelled
from engram.importers.outline.openers import is_reveal
from engram.importers.outline.rows import Row, Sort

_TITLE = re.compile(
    r"[\W_]*(?:\d{1,3}[.)]?[ \t]+)?(?:(?:the |all |correct |quiz |test |exam |practice )*"
    r"(?:(?:answers|solutions)(?: keys?| sheet| list)?|answer (?:keys?|sheet|list))"
    r"|answers? to .{1,40}|keys?|lösungen|lösungsschlüssel|antworten|respuestas(?: correctas)?"
    r"|soluciones|clave(?: de respuestas)?|réponses|corrigé|solutions|risposte|soluzioni"
    r"|respostas|gabarito|antwoorden|(?:правильные )?ответы|ключи?|(?:参考|參考)?答案|解答|정답"
    r"|đáp án|odpowiedzi|cevaplar|cevap anahtarı|kunci jawaban)"
    r"(?: ?(?:and|with|\+|&|und|mit|y|con|et|avec|e|с|и|và|及|与|和) ?\w{1,30}(?: \w{1,12}){0,3})?"
    r"(?: ?[(\[]?\d{1,4} ?(?:-|–|to|bis) ?\d{1,4}[)\]]?)?[\W_]*",
    re.IGNORECASE,
)
_LONGEST_TITLE = 60
_TITLED = re.compile(
    r"[ \t*_>-]{0,6}(?P<title>[^\W\d][^:：\n]{1,58}?)[*_ \t]{0,5}"
    r"[:：][*_]{0,3}[ \t]{0,5}(?=[\dQq(])"
)
_ASKED = re.compile(r"[ ]{0,3}(?P<number>\d{1,3})[.)][ \t]+\S")
_LETTERS = r"[A-Ja-j](?:[ \t]*(?:,|/|&|\+|and|und|y|et|e)[ \t]*[A-Ja-j]|[B-J])*"
_PAIR = re.compile(
    r"[ \t|,;*_-]*(?:q(?:uestion|n)?[ \t.]*)?(?P<number>\d{1,4})[ \t]*[*_]*(?:[.):=→\-–|]|->)*"
    r"[*_ \t|]*"
    rf"[(\[]?(?P<letters>{_LETTERS})[)\]*_]*(?=[ \t,;|.]|$)[.,;]?",
    re.IGNORECASE,
)
_WORD = rf"(?:{QUESTION_WORDS}|answers?|ans|solution|q|a)[ \t.]*(?:no\.?|nr\.?|№|\#)?[ \t]*"
_ENTRY = re.compile(
    rf"[ \t|*_-]*{SIGN}(?:{_WORD})?(?P<number>\d{{1,4}})[ \t]*[*_]*(?:[.):=→|：]|->)[*_ \t|:]*"
    r"(?P<said>\S.*?)[ \t|]*",
    re.IGNORECASE,
)
_ALONE = re.compile(
    rf"[ \t*_-]*{SIGN}(?:(?:{_WORD})(?P<named>\d{{1,4}})|(?P<number>\d{{1,4}})[.)])[ \t*_.:)：]*",
    re.IGNORECASE,
)
_CELLS = re.compile(r"[ \t]*\|[^|]*\|(?P<said>[^|]*)\|")


@dataclass(frozen=True, slots=True)
class Entry:
    """What a key says of one question, and the rows below that explain it."""

    number: int
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class KeySection:
    """The rows of a key, from its title to before `end`; `heads` are those of its tables."""

    first: int
    end: int
    entries: tuple[Entry, ...]
    lettered: bool
    heads: tuple[Row, ...] = ()


def titles_key(text: str) -> bool:
    """Whether a line is the title of a key, as a heading or not."""
    return 2 <= len(text) < _LONGEST_TITLE and bool(_TITLE.fullmatch(text))


def find_key_sections(rows: Sequence[Row]) -> list[KeySection]:
    """The keys of a document: a title of a few words, and numbered entries right below."""
    sections: list[KeySection] = []
    for place, row in enumerate(rows):
        if sections and place < sections[-1].end:
            continue
        if row.sort is Sort.TEXT and (line := _on_its_title(row)):
            sections.append(KeySection(place, place + 1, line, lettered=True))
        elif row.sort is Sort.FOLD and is_reveal(row.text):
            sections += _folded(rows, place)
        elif row.sort in (Sort.TEXT, Sort.HEADING) and titles_key(row.text):
            section = _section(rows, place)
            if len(section.entries) > 1:
                sections.append(section)
    return sections


def _on_its_title(row: Row) -> tuple[Entry, ...]:
    """The entries of a key that is one line ("**Answers:** 1-b, 2-d, 3. (varies)")."""
    found = _TITLED.match(row.text)
    if not found or not titles_key(found["title"]):
        return ()
    at = found.end()
    entries: list[Entry] = []
    while pair := _PAIR.match(row.text, at):
        said = (Row(Sort.TEXT, row.line, pair["letters"]),)
        entries.append(Entry(int(pair["number"]), said))
        at = pair.end()
    rest = row.text[at:].strip(" \t|.,;*_")
    if len(entries) < 2 or (rest and not _ENTRY.fullmatch(rest)):
        return ()
    told = _ENTRY.fullmatch(rest)
    more = [Entry(int(told["number"]), (Row(Sort.TEXT, row.line, told["said"]),))] if told else []
    return (*entries, *more)


def _folded(rows: Sequence[Row], place: int) -> list[KeySection]:
    """The key in a fold right below a list of questions, with an answer to each in order."""
    asked: list[int] = []
    for above in range(place - 1, -1, -1):
        row = rows[above]
        found = _ASKED.match(row.text) if row.sort is Sort.TEXT else None
        if found:
            asked.append(int(found["number"]))
        elif not row.blank or row.parts:
            break
    if len(asked) < 2:
        return []
    section = _section(rows, place)
    return [section] if asked[::-1] == [entry.number for entry in section.entries] else []


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
        found = _read(row) if row.sort in (Sort.TEXT, Sort.HEADING) else None
        if row.sort is Sort.HEADING and (row.level <= level or (entries and not found)):
            break
        if row.sort is Sort.END and rows[title].sort is Sort.FOLD:
            break
        if found and entries and lettered and found.lettered is False:
            end = last
            del entries[-1][1][last - entry_place :]
            break
        if found:
            lettered = lettered or (not entries and found.lettered is True)
            entries += found.entries
            entry_place = place
        elif entries and (not row.parts or _goes_on(rows, place, entries[-1][0])):
            entries[-1][1].append(row)
        elif entries or not (row.blank or row.sort is Sort.HEADING or _is_frame(row)):
            break
        end = place + 1
        gap = row.blank or (gap and not found)
        if not gap:
            last = end
    found_entries = tuple(Entry(number, tuple(said)) for number, said in entries)
    above = takewhile(lambda row: _read(row) is None, rows[title + 1 : end])
    heads = tuple(row for row in above if _heads_table(row))
    return KeySection(title, end, found_entries, lettered, heads)


def _goes_on(rows: Sequence[Row], place: int, number: int) -> bool:
    """Whether the entry after this number stands below a rule between the entries."""
    below = next((row for row in rows[place : place + 4] if not row.blank), None)
    found = _read(below) if below and below.sort in (Sort.TEXT, Sort.HEADING) else None
    return bool(found and found.entries[0][0] == number + 1)


@dataclass(frozen=True, slots=True)
class _Found:
    """The entries on one row, and whether each names letters; None when the rows below tell."""

    entries: tuple[tuple[int, list[Row]], ...]
    lettered: bool | None


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
    if alone := _ALONE.fullmatch(row.text):
        return _Found(((int(alone["named"] or alone["number"]), []),), lettered=None)
    if entry := _ENTRY.fullmatch(row.text):
        cells = _CELLS.match(row.text)
        told = cells["said"].strip() if cells else entry["said"]
        label = labelled(told)
        told = label.text if label and label.label is Label.ANSWER else told
        told = told.removesuffix("**").rstrip() if told.count("**") % 2 else told
        rows = [Row(Sort.TEXT, row.line, told)]
        return _Found(((int(entry["number"]), rows),), lettered=names_letters(told.strip("*_ ")))
    return None


def _is_frame(row: Row) -> bool:
    """Whether a row is the head or the rule of a table, or opens a fold around the key."""
    if row.sort is Sort.FOLD:
        return is_reveal(row.text)
    return row.text.lstrip().startswith("|")


def _heads_table(row: Row) -> bool:
    """Whether a row is the head of a table, with words that are in no entry."""
    return row.sort is Sort.TEXT and _is_frame(row) and any(map(str.isalnum, row.text))


def _stretches(numbers: Sequence[int]) -> list[range]:
    """The places of stretches in which numbers rise."""
    starts = [
        place for place, number in enumerate(numbers) if not place or number <= numbers[place - 1]
    ]
    return [
        range(start, end) for start, end in zip(starts, [*starts[1:], len(numbers)], strict=True)
    ]
