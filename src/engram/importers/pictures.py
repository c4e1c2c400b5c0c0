"""A text in Markdown goes in; the pictures that stand in it come out, and the text with others.

Found are `![words](address "title")` and `<img src="address" alt="words">` outside code (CommonMark
0.31: 4.4, 4.5, 6.1, 6.4; HTML 4.8.3), and `![words][label]` whose label a line of the document
defines. An address may stand in angle brackets; without them it may have spaces, as it often does.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from html import unescape

from engram.importers.lines import code_mask

_HINT = re.compile(r"!\[|<img", re.IGNORECASE)
_WORDS = r"(?:[^\[\]\\\n]|\\.|\[[^\[\]\n]{0,300}\]){0,1000}"
_PICTURE = re.compile(
    rf"""(?<!`)(?P<ticks>`+)(?!`).{{1,2000}}?(?<!`)(?P=ticks)(?!`)
      | (?<!\\)!\[(?P<words>{_WORDS})\]
        \((?P<inside>[ \t]*<[^<>\n]*>[^()\n]*|[^()\n]*(?:\([^()\n]*\)[^()\n]*)*)\)
      | (?<!\\)(?:<(?P<around>p|div|center|figure|picture)(?:\s[^<>]*)?>\s*)?
        <img(?=[\s/])(?P<attributes>(?:[^<>"']|"[^"<>]*"|'[^'<>]*')*)>
        (?(around)\s*</(?P=around)\s*>)""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_TITLE = re.compile(
    r"""(?<![ \t])[ \t]+"""
    r"""(?:"(?:[^"\\]|\\.){0,1000}"|'(?:[^'\\]|\\.){0,1000}'|\([^()]*\))$"""
)
_ATTRIBUTE = re.compile(r"""(?<![\w:-])([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+))""")
_REFERENCE = re.compile(
    rf"(?<!\\)!\[(?P<words>{_WORDS})\](?:\[(?P<label>[^\[\]\n]{{0,300}})\])?(?!\()"
)
_DEFINITION = re.compile(
    r"""[ ]{0,3}\[(?P<label>[^\[\]\n]{1,300})\]:[ \t]*(?P<inside><[^<>\n]*>|[^\s<>]+)"""
    r"""(?P<title>[ \t]+(?:"[^"\n]*"|'[^'\n]*'|\([^()\n]*\)))?[ \t]*"""
)
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_INDENTED = ("    ", "\t")


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture of a text: its address, its words as Markdown, and its title as it was written.

    `written` is all of it; `title` has the space before it and its quotes, or is empty.
    """

    written: str
    address: str
    words: str
    title: str = ""
    in_link: bool = False  # it is all that a link shows

    def at(self, address: str) -> str:
        """The same picture at another address."""
        target = f"<{address}>" if re.search(r"[\s()<]", address) else address
        return f"![{self.words}]({target}{self.title})"

    @property
    def as_link(self) -> str:
        """A link in place of the picture; where one stands around it already, the words alone."""
        words = self.words.strip() or _escaped(self.address)
        if self.in_link:
            return words
        return replace(self, words=words).at(self.address).removeprefix("!")


def may_have_pictures(text: str) -> bool:
    """Whether it is worth looking for any."""
    return _HINT.search(text) is not None


def with_pictures(text: str, replaced: Callable[[Picture], str]) -> str:
    """The text with `replaced` in place of each picture; code stays as it is."""
    if not may_have_pictures(text):
        return text
    lines = text.split("\n")
    pieces: list[list[str]] = [[]]
    codes = [False]
    for line, code in zip(lines, _code_lines(lines), strict=True):
        if code != codes[-1]:
            pieces.append([])
            codes.append(code)
        pieces[-1].append(line)
    return "\n".join(
        "\n".join(piece) if code else _replaced("\n".join(piece), replaced)
        for piece, code in zip(pieces, codes, strict=True)
        if piece
    )


def with_references_inline(text: str) -> str:
    """A document whose pictures all say their addresses themselves, on the same lines as before.

    The lines that define the labels of pictures are empty then: they belong to no card.
    """
    if "![" not in text or "]:" not in text:
        return text
    lines = text.split("\n")
    code = code_mask(lines)
    defined = {
        _label(found["label"]): (place, found["inside"] + (found["title"] or ""))
        for place in reversed(range(len(lines)))
        if not code[place] and (found := _DEFINITION.fullmatch(lines[place]))
    }
    used: set[int] = set()
    for place, line in enumerate(lines):
        if not code[place] and "![" in line and not _DEFINITION.fullmatch(line):
            lines[place] = _REFERENCE.sub(lambda found: _inline(found, defined, used), line)
    for place in used:
        lines[place] = ""
    return "\n".join(lines)


def addresses_in(text: str) -> list[str]:
    """The addresses of the pictures on one line, whether it is code or not."""
    found: list[str] = []

    def noted(picture: Picture) -> str:
        found.append(picture.address)
        return picture.written

    if _HINT.search(text):
        _replaced(text, noted)
    return found


def _inline(found: re.Match[str], defined: Mapping[str, tuple[int, str]], used: set[int]) -> str:
    place, inside = defined.get(_label(found["label"] or found["words"]), (-1, ""))
    if place < 0:
        return found[0]
    used.add(place)
    return f"![{found['words']}]({inside})"


def _label(written: str) -> str:
    """Labels are the same whatever their case and spaces (CommonMark 0.31, 4.7)."""
    return " ".join(written.split()).casefold()


def _replaced(text: str, replaced: Callable[[Picture], str]) -> str:
    def put(found: re.Match[str]) -> str:
        picture = _picture(found)
        return found[0] if picture is None else replaced(picture)

    return _PICTURE.sub(put, text)


def _picture(found: re.Match[str]) -> Picture | None:
    around = (
        found.string[max(0, found.start() - 1) : found.start()],
        found.string[found.end() : found.end() + 2],
    )
    in_link = around == ("[", "](")
    if found["inside"] is not None:
        address, title = _inside(found["inside"].strip())
        return Picture(found[0], address, found["words"], title, in_link) if address else None
    if found["attributes"] is None:
        return None
    named = {
        name.lower(): unescape(next(filter(None, values), ""))
        for name, *values in reversed(_ATTRIBUTE.findall(found["attributes"]))
    }
    address = "".join(named.get("src", "").split("\n")).strip()
    words = _escaped(named.get("alt", ""))
    return Picture(found[0], address, words, in_link=in_link) if address else None


def _inside(written: str) -> tuple[str, str]:
    """The address and the title between the parentheses of a picture."""
    title = _TITLE.search(written)
    address = written[: title.start()] if title else written
    if address.startswith("<") and address.endswith(">"):
        address = address[1:-1]
    return _ESCAPE.sub(r"\1", address), title[0] if title else ""


def _escaped(words: str) -> str:
    return re.sub(r"([\\\[\]`*_<])", r"\\\1", " ".join(words.split()))


def _code_lines(lines: list[str]) -> list[bool]:
    """Which lines are code as whoever shows a card takes them, indented code too."""
    mask = code_mask(lines)
    if not any(line.startswith(_INDENTED) or "```" in line or "~~~" in line for line in lines):
        return mask
    from markdown_it import MarkdownIt  # a fiftieth of a second, and few texts need it

    parser = MarkdownIt("commonmark", {"maxNesting": 40})
    parser.core.ruler.enableOnly(["normalize", "block"])
    for token in parser.parse("\n".join(lines)):
        if token.type in {"fence", "code_block"} and token.map:
            first, last = token.map
            mask[first:last] = [True] * (min(last, len(lines)) - first)
    return mask
