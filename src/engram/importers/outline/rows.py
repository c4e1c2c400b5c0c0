"""The lines of a Markdown document go in; rows come out, with what HTML stands among them read.

Study documents fold answers away (`<details>`, `??? note "Answer"` as MkDocs writes it, or
`> [!note]- Answer` as Obsidian does), put them into paragraphs and part them by `<br>`. Folds
become rows of their own; the tags that only set apart are taken away, and those for emphasis and
code become Markdown. Code is kept as it is.
Sources: the HTML standard, 4.11.1; PyMdown Extensions 10, "Details".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from engram.importers.lines import Line, columns_of, outdented
from engram.importers.stems import heading


class Sort(Enum):
    """What a row is."""

    TEXT = "text"
    CODE = "code"
    BLANK = "blank"
    RULE = "rule"
    HEADING = "heading"
    FOLD = "fold"  # a fold opens; its text is the summary
    END = "end"  # the fold ends


@dataclass(frozen=True, slots=True)
class Row:
    """One line, or a part of one; `level` is a heading's, `broken` a hard line break behind it."""

    sort: Sort
    line: Line
    text: str
    level: int = 0
    broken: bool = False

    @property
    def number(self) -> int:
        return self.line.number

    @property
    def blank(self) -> bool:
        return self.sort in (Sort.BLANK, Sort.RULE)

    @property
    def parts(self) -> bool:
        """Whether it sets apart what stands above and below: a rule, or `<br>` on its own."""
        return self.sort is Sort.RULE or (self.sort is Sort.BLANK and bool(self.text))

    @property
    def indent(self) -> int:
        """The columns by which the row stands in."""
        return columns_of(self.line.text if self.sort is Sort.HEADING else self.text)


_LONGEST_SUMMARY = 40  # lines
_LONGEST_LINE = 20_000
_TAG = re.compile(
    r"<(?P<close>/?)(?P<name>details|summary|p|div|center|br|hr|b|strong|i|em|code|h[1-6]|span|font"
    r"|section|article|small|big|u)\b(?P<more>[^<>]{0,300})>",
    re.IGNORECASE,
)
_FOLD = re.compile(r"</?(?:details|summary)\b[^<>]{0,300}>", re.IGNORECASE)
_HEADING_TAG = re.compile(
    r"[ \t]*<h(?P<level>[1-6])\b[^<>]{0,300}>(?P<text>.*?)</h[1-6]>[ \t]*", re.IGNORECASE
)
_COMMENT = re.compile(r"<!--.*?-->")
_BREAK = re.compile(r"[ \t]*</?br\b[^<>]{0,50}>[ \t]*", re.IGNORECASE)
_ANCHOR = re.compile(r"<a\s+(?:name|id)=[^<>]{0,200}>\s*</a>", re.IGNORECASE)
_FOLDED = re.compile(
    r'[ \t]*\?\?\?\+?[ \t]+(?P<kind>\w[\w -]{0,40}?)(?:[ \t]+"(?P<title>[^"]*)")?[ \t]*'
)
_CALLOUT = re.compile(r"[ ]{0,3}>[ \t]?\[!(?P<kind>\w{2,20})\][-+][ \t]*(?P<title>.*)")
_QUOTE = re.compile(r"[ ]{0,3}>[ \t]?")
_EMPHASIS = {"b": "**", "strong": "**", "i": "*", "em": "*"}
_SPAN = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")


def rows_of(lines: Sequence[Line]) -> tuple[list[Row], list[Line]]:
    """The rows of these lines in order, and the lines with comments, which are in no row."""
    reader = _Rows(lines)
    return list(reader.rows()), reader.remarks


class _Rows:
    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        self._place = 0
        self._in_comment = False
        self._last_end = max(
            (place for place, line in enumerate(lines) if "-->" in line.text), default=-1
        )
        self.remarks: list[Line] = []

    def rows(self) -> Iterator[Row]:
        while self._place < len(self._lines):
            line = self._lines[self._place]
            self._place += 1
            if line.code:
                yield Row(Sort.CODE, line, line.text)
            elif "???" in line.text and (found := _FOLDED.fullmatch(line.text)):
                yield from self._folded(line, found)
            elif "[!" in line.text and (found := _CALLOUT.fullmatch(line.text)):
                yield from self._callout(line, found)
            else:
                yield from self._row(line, self._without_comments(line))

    def _folded(self, line: Line, found: re.Match[str]) -> Iterator[Row]:
        """The rows of a fold that is told by its indentation."""
        yield Row(Sort.FOLD, line, found["title"] or found["kind"])
        inner = columns_of(line.text) + 4
        while self._place < len(self._lines):
            below = self._lines[self._place]
            if below.text.strip() and columns_of(below.text) < inner:
                break
            self._place += 1
            text = outdented([below.text], inner)[0]
            if below.code:
                yield Row(Sort.CODE, below, text)
            else:
                yield from self._row(below, text)
        yield Row(Sort.END, line, "")

    def _callout(self, line: Line, found: re.Match[str]) -> Iterator[Row]:
        """The rows of a fold that is a quotation with a title."""
        yield Row(Sort.FOLD, line, found["title"].strip() or found["kind"])
        while self._place < len(self._lines):
            below = self._lines[self._place]
            quoted = _QUOTE.match(below.text)
            if not quoted or below.code or _CALLOUT.fullmatch(below.text):
                break
            self._place += 1
            yield from self._row(below, below.text[quoted.end() :])
        yield Row(Sort.END, line, "")

    def _row(self, line: Line, text: str) -> Iterator[Row]:
        if "<" not in text or len(text) > _LONGEST_LINE:
            yield _plain(line, text)
        elif found := _next_fold(text):
            yield from self._fold(line, text, found)
        else:
            yield from _tagged(line, text)

    def _fold(self, line: Line, text: str, found: re.Match[str]) -> Iterator[Row]:
        before, after = text[: found.start()], text[found.end() :]
        tag = found[0].casefold()
        if before.strip():
            yield from _tagged(line, before)
        if tag.startswith("</details"):
            yield Row(Sort.END, line, "")
        elif tag.startswith("<summary"):
            summary, after = self._summary(after)
            yield Row(Sort.FOLD, line, summary)
        if after.strip():
            yield from self._row(line, after)

    def _summary(self, text: str) -> tuple[str, str]:
        """The text of a summary, over some lines, and what stands behind it."""
        gathered = [text]
        place = self._place
        while not (end := re.search("</summary>", gathered[-1], re.IGNORECASE)):
            if place >= len(self._lines) or place - self._place > _LONGEST_SUMMARY:
                return _inline(text), ""
            gathered.append(self._lines[place].text)
            place += 1
        self._place = place
        last = gathered[-1]
        gathered[-1] = last[: end.start()]
        return "\n".join(_inline(part) for part in gathered).strip(), last[end.end() :]

    def _without_comments(self, line: Line) -> str:
        """The text without HTML comments, which may go on over lines."""
        text = line.text
        if self._in_comment or "<!--" in text:
            self.remarks.append(line)
        if self._in_comment:
            _, ended, text = text.partition("-->")
            self._in_comment = not ended
        if "<!--" in text:
            before, end, after = text.rpartition("-->")  # what no end follows would be sought again
            text = _COMMENT.sub("", before + end) + after
            head, opened, _ = text.partition("<!--")
            if opened and self._last_end >= self._place:
                self._in_comment = True
                text = head
        return text


def _plain(line: Line, text: str) -> Row:
    if not text.strip():
        return Row(Sort.BLANK, line, "")
    if found := heading(text):
        return Row(Sort.HEADING, line, found[1], found[0])
    if (line if text is line.text else Line(line.number, text)).rule:
        return Row(Sort.RULE, line, text)
    return Row(Sort.TEXT, line, text.rstrip(), broken=text.endswith("  "))


def _next_fold(text: str) -> re.Match[str] | None:
    spans = [found.span() for found in _SPAN.finditer(text)] if "`" in text else []
    for found in _FOLD.finditer(text):
        if not any(start <= found.start() < end for start, end in spans):
            return found
    return None


def _tagged(line: Line, text: str) -> Iterator[Row]:
    """A line with tags: a heading, a blank line, or text parted at its line breaks."""
    if found := _HEADING_TAG.fullmatch(text):
        yield Row(Sort.HEADING, line, _inline(found["text"]).strip(), int(found["level"]))
        return
    indent = text[: len(text) - len(text.lstrip())]
    parts = [text] if text.lstrip().startswith("|") else _BREAK.split(text)
    shown = [_inline(part).strip() for part in parts]
    last = max((at for at, part in enumerate(shown) if part), default=-1)
    if last < 0:
        yield Row(Sort.BLANK, line, text.strip() if _BREAK.fullmatch(text) else "")
        return
    for at, part in enumerate(shown[: last + 1]):
        broken = at + 1 < len(shown)
        yield replace(_plain(line, indent + part if part else ""), broken=broken)


def _inline(text: str) -> str:
    """Text whose tags are Markdown or gone; those in code spans stay."""
    if "<" not in text:
        return text
    text = _ANCHOR.sub("", text)
    pieces: list[str] = []
    at = 0
    for span in _SPAN.finditer(text):
        pieces += [_without_tags(text[at : span.start()]), span[0]]
        at = span.end()
    return "".join((*pieces, _without_tags(text[at:])))


def _without_tags(text: str) -> str:
    found = list(_TAG.finditer(text))
    written = {id(tag): _written(tag, found) for tag in found}
    pieces: list[str] = []
    at = 0
    for tag in found:
        pieces += [text[at : tag.start()], written[id(tag)]]
        at = tag.end()
    return "".join((*pieces, text[at:]))


def _written(tag: re.Match[str], among: Sequence[re.Match[str]]) -> str:
    """What stands for a tag: emphasis and code only when each is closed on the same line."""
    name = tag["name"].casefold()
    if name == "br":
        return tag[0]  # in a row of a table
    if name not in ("code", *_EMPHASIS):
        return ""
    same = [other for other in among if other["name"].casefold() == name]
    opens = sum(not other["close"] for other in same)
    balanced = len(same) == 2 * opens and all(
        bool(other["close"]) == bool(place % 2) for place, other in enumerate(same)
    )
    if not balanced:
        return ""
    return _EMPHASIS.get(name, "`")
