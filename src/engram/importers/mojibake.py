"""A document's text goes in; it comes out without mojibake, and what was repaired.

Mojibake is UTF-8 that was once read as Windows-1252. It is put right line by line; nothing else
changes. A very long line is read in pieces, so that memory stays bounded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from engram.errors import SourceError
from engram.problems import KINDS, Problem, problem

MOST_CHARACTERS = 16_000_000  # in lines with broken characters
MOST_NOTES = 1_000
_LONGEST = 100_000
# What may follow the lead byte of UTF-8, 80 to BF, as Windows-1252 or Latin-1 shows it. Only text
# that looks like such a sequence makes ftfy worth loading.
_TRAILS = "\x80-\xbfŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™"
# Dashes, quotes, dots and bullets among letters of ASCII are what is broken most; they mean nothing
# else, so ftfy need not be loaded for them.
_KNOWN = {each.encode().decode("cp1252"): each for each in "–—‘’“•…"}
_KNOWN["â€\x9d"] = "”"
_SURE = re.compile("|".join(_KNOWN))
_SUSPICIOUS = re.compile(f"[Â-ß][{_TRAILS}]|[à-ïð][{_TRAILS}][{_TRAILS}]")


def without_mojibake(text: str, document: str) -> tuple[str, list[Problem]]:
    """The text, as many lines as before, and a note for each repaired word.

    Raises SourceError for more broken text than is repaired.
    """
    if not _SUSPICIOUS.search(text):
        return text, []
    lines = text.split("\n")
    broken = [index for index, line in enumerate(lines) if _SUSPICIOUS.search(line)]
    if sum(len(lines[index]) for index in broken) > MOST_CHARACTERS:
        raise SourceError(
            "“{document}” has broken characters in more text than is repaired ({limit} letters);"
            " nothing was changed. Save it as UTF-8 and try again.",
            document=document,
            limit=f"{MOST_CHARACTERS:,}",
        )
    repairs = _Repairs()
    for index in broken:
        lines[index] = "".join(repairs.repaired(piece, index + 1) for piece in _cut(lines[index]))
    return "\n".join(lines), repairs.notes()


class _Repairs:
    """Repairs pieces of text and keeps the first place of each different word."""

    def __init__(self) -> None:
        self._places: dict[tuple[str, str], int] = {}
        self._more: set[tuple[str, str]] = set()

    def repaired(self, text: str, line: int) -> str:
        whole = _whole(text)
        for pair in _changed_words(text, whole):
            if len(self._places) < MOST_NOTES:
                self._places.setdefault(pair, line)
            elif pair not in self._places:
                self._more.add(pair)
        return whole

    def notes(self) -> list[Problem]:
        kind = KINDS["repaired"]
        notes = [problem(kind, at, before=b, after=a) for (b, a), at in self._places.items()]
        if self._more:
            more = f"{len(self._more):,} further words"
            notes.append(problem(kind, 1, before=more, after="what they were"))
        return notes


def _whole(text: str) -> str:
    if _SURE.sub("", text).isascii():
        return _SURE.sub(lambda found: _KNOWN[found[0]], text)
    from ftfy import fix_encoding  # slow to load

    return fix_encoding(text).replace("\n", " ")


def _cut(line: str) -> Iterator[str]:
    """A long line in pieces that end with a word."""
    start = 0
    while len(line) - start > _LONGEST:
        end = line.rfind(" ", start, start + _LONGEST) + 1 or start + _LONGEST
        yield line[start:end]
        start = end
    yield line[start:]


def _changed_words(before: str, after: str) -> list[tuple[str, str]]:
    if before == after:
        return []
    old, new = before.split(), after.split()
    if len(old) != len(new):
        return [(before, after)]
    return [pair for pair in zip(old, new, strict=True) if pair[0] != pair[1]]
