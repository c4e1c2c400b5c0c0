"""Objects of a JSON document that gave no card, or more than a card holds, go in; problems out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from engram.importers.json_values import Entry, JsonError, Value
from engram.importers.lines import runs
from engram.problems import KINDS, Problem, problem


def unreadable(error: JsonError) -> Problem:
    """Why the document as a whole is not read."""
    return problem(KINDS["unreadable"], error.line, reason=error.reason)


def twice(entries: Iterable[Entry]) -> Iterator[Problem]:
    """One error for each line with an object in which a name stands twice: one value is lost."""
    by_line = {entry.line: entry for entry in entries if entry.twice}
    for entry in by_line.values():
        count = entry.last - entry.line + 1
        yield problem(KINDS["name-twice"], entry.line, name=entry.twice[0], count=count)


def not_read(entries: Iterable[Entry]) -> Iterator[Problem]:
    """One error for each stretch of lines with objects in which no question was found."""
    by_line = {entry.line: entry for entry in reversed(list(entries))}
    lines = {line for entry in by_line.values() for line in range(entry.line, entry.last + 1)}
    for first, last in runs(sorted(lines)):
        text = shown(list(by_line[first].values.values()))
        count = last - first + 1
        yield problem(KINDS["not-understood"], first, text=text or "{ }", count=count)


def strays(values: Iterable[Value], around: Entry) -> Iterator[Problem]:
    """One error for the values among objects that are none, told for the lines around them."""
    texts = [text for value in values if not isinstance(value, Entry) and (text := shown(value))]
    if texts:
        count = around.last - around.line + 1
        yield problem(KINDS["not-understood"], around.line, text=texts[0], count=count)


def left_out(entries: Iterable[tuple[Entry, Collection[str]]]) -> Iterator[Problem]:
    """One note for each name whose values are in no card; the names used come with each object."""
    having: dict[str, list[Entry]] = defaultdict(list)
    for entry, used in entries:
        for name, value in entry.values.items():
            if name not in used and shown(value):
                having[name].append(entry)
    for name, some in having.items():
        note = problem(KINDS["field-left-out"], some[0].line, name=name, count=len(some))
        numbers = {line for entry in some for line in range(entry.line, entry.last + 1)}
        lines = ", ".join(f"{first}-{last}" for first, last in runs(sorted(numbers)))
        yield Problem(note.kind, note.line, (*note.fields, ("lines", lines)))


def shown(value: Value) -> str:
    """The first words of a value, empty if it says nothing."""
    if isinstance(value, Entry):
        return shown(list(value.values.values()))
    if isinstance(value, list):
        return next((text for each in value if (text := shown(each))), "")
    return "" if value is None or isinstance(value, bool) else str(value).strip()
