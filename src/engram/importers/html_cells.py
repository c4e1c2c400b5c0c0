"""The HTML of one field of an Anki text export goes in; Markdown text of a card comes out.

Emphasis, code, lists, links to pictures, rows of tables and line breaks keep their form; other
tags go, their words stay, and what a script or style says is no word.
"""

from __future__ import annotations

import re
from html import unescape

from engram.importers.cells import cell_text

_INLINE = {
    **dict.fromkeys(("b", "strong"), "**"),
    **dict.fromkeys(("i", "em"), "*"),
    **dict.fromkeys(("code", "kbd", "tt"), "`"),
    **dict.fromkeys(("s", "del", "strike"), "~~"),
}
_BLOCKS = frozenset(("div", "p", "ul", "ol", "table", "tr", "blockquote", "section", "article")) | {
    f"h{level}" for level in range(1, 7)
}
_SILENT = frozenset(("script", "style", "head", "title"))
_KEPT = frozenset(("sub", "sup"))
# A tag is found in bounded time, as the parser of the standard library does not promise.
_TAG = re.compile(
    r"<(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]{0,20})(?P<rest>[\s/][^<>]{0,4000})?>"
    r"|<!(?:--)?[^<>]{0,4000}>"
)
_ATTRIBUTE = re.compile(r"""\b(src|alt)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.I)
_LIKE_TAG = re.compile(r"<(?=[A-Za-z/!])")
_MARKUP = re.compile(r"[<&]")
_EMPTY_MARKS = re.compile(r"\*\*\*\*|~~~~")
_DEEPEST_LIST = 20


def html_text(cell: str) -> str:
    """The normalised Markdown of a field written in HTML."""
    if not _MARKUP.search(cell) and "\n" not in cell:
        return cell_text(cell)
    writer = _Writer()
    end = 0
    for tag in _TAG.finditer(cell):
        writer.add_text(cell[end : tag.start()])
        if tag["name"]:
            writer.add_tag(tag["name"].lower(), tag["rest"] or "", closes=bool(tag["end"]))
        end = tag.end()
    writer.add_text(cell[end:])
    text = _EMPTY_MARKS.sub("", "".join(writer.pieces)).replace("\xa0", " ")
    return cell_text(_trimmed(text)) if text.strip() else ""


def _trimmed(text: str) -> str:
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip(" ") for line in text.split("\n")))


class _Writer:
    def __init__(self) -> None:
        self.pieces: list[str] = []
        self._silent = 0
        self._code_blocks = self._inline_code = 0
        self._lists: list[int | None] = []  # the next number of each open list, None for bullets

    @property
    def _in_code(self) -> bool:
        return self._code_blocks > 0 or self._inline_code > 0

    def add_text(self, written: str) -> None:
        if written and not self._silent:
            text = unescape(written)
            if not self._code_blocks:
                text = text.replace("\n", " ")
            self.pieces.append(text if self._in_code else _LIKE_TAG.sub(r"\\<", text))

    def add_tag(self, name: str, rest: str, *, closes: bool) -> None:
        if name in _SILENT:
            self._silent = max(0, self._silent + (-1 if closes else 1))
        elif name == "pre":
            self._code_blocks = max(0, self._code_blocks + (-1 if closes else 1))
            self.pieces.append("\n```\n")
        elif name in _KEPT:
            self.pieces.append(f"</{name}>" if closes else f"<{name}>")
        elif name in _INLINE:
            self._inline_code += (_INLINE[name] == "`") * (-1 if closes else 1)
            self.pieces.append("" if self._code_blocks else _INLINE[name])
        elif name in _BLOCKS:
            self._add_block(name, closes=closes)
        elif not closes:
            self._add_single(name, rest)

    def _add_single(self, name: str, rest: str) -> None:
        if name == "br":
            self.pieces.append("\n")
        elif name in ("td", "th"):
            self.pieces.append(" ")
        elif name == "li":
            self._add_item()
        elif name == "img":
            values = {each[0].lower(): "".join(each[1:]) for each in _ATTRIBUTE.findall(rest)}
            if source := unescape(values.get("src", "")):
                self.pieces.append(f"![{unescape(values.get('alt', ''))}](<{source}>)")

    def _add_item(self) -> None:
        self._begin_line()
        number = self._lists[-1] if self._lists else None
        indent = "  " * min(max(0, len(self._lists) - 1), _DEEPEST_LIST)
        self.pieces.append(f"{indent}- " if number is None else f"{indent}{number}. ")
        if self._lists and number is not None:
            self._lists[-1] = number + 1

    def _add_block(self, name: str, *, closes: bool) -> None:
        self._begin_line()
        if name not in ("ul", "ol"):
            return
        if not closes:
            self._lists.append(1 if name == "ol" else None)
        elif self._lists:
            self._lists.pop()

    def _begin_line(self) -> None:
        """A new line, unless one has just begun."""
        if self.pieces and not self.pieces[-1].endswith("\n"):
            self.pieces.append("\n")
