"""A little HTML goes in, as other programs write it into one text; Markdown comes out.

Paragraphs, breaks, lists, emphasis, code, links, pictures, rows of tables, sub and sup are kept;
scripts and styles are dropped, other tags give their text. Tag names: HTML Living Standard.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

LONGEST = 100_000
"""A text with more letters stays as it is written."""

_TAGS = (
    "p|br|b|i|u|em|strong|span|div|ul|ol|li|code|pre|sub|sup|img|a|table|tr|td|th|h[1-6]|blockquote"
)
_TAG = re.compile(rf"</?(?:{_TAGS})(?:[\s/][^<>]{{0,500}})?>", re.IGNORECASE)
_MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*", "code": "`"}
_BLOCKS = frozenset(("p", "div", "ul", "ol", "table", "blockquote", "section", "article")) | {
    f"h{level}" for level in range(1, 7)
}
_BARE = frozenset(("sub", "sup"))
_UNSEEN = frozenset(("script", "style"))
_SPACES = re.compile(r"[ \t\r\n\xa0]+")
_LAST_BREAKS = re.compile(r"(?:[ ]*\\\n)+(?=[ ]*(?:\n|$))")
_GAPS = re.compile(r"[ ]*\n[ ]*\n\s*")


def has_tags(text: str) -> bool:
    """Whether a text holds a tag that says how it looks."""
    return bool(_TAG.search(text[:LONGEST]))


def markdown_of_html(html: str) -> str:
    """The Markdown of a text in HTML."""
    if len(html) > LONGEST:
        return html
    writer = _Writer()
    writer.feed(html)
    writer.close()
    return _GAPS.sub("\n\n", _LAST_BREAKS.sub("", writer.markdown())).strip()


class _Writer(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._pieces: list[str] = []
        self._code: list[str] = []  # blocks of code, whose white space stays
        self._lists: list[int] = []  # the number of the last item, -1 in a list without numbers
        self._links: list[str] = []
        self._pre = self._unseen = 0

    def markdown(self) -> str:
        text = "".join(self._pieces)
        for place, code in enumerate(self._code):
            text = text.replace(_stand_in(place), f"```\n{code}\n```", 1)
        return text

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag in _UNSEEN:
            self._unseen += 1
        elif tag == "pre":
            self._pre += 1
            self._code.append("")
            self._pieces.append(f"\n\n{_stand_in(len(self._code) - 1)}\n\n")
        elif self._pre:
            self._code[-1] += "\n" if tag == "br" else ""
        elif tag in _MARKS:
            self._pieces.append(_MARKS[tag])
        elif tag in _BARE:
            self._pieces.append(f"<{tag}>")
        else:
            self._start_block(tag, values)

    def _start_block(self, tag: str, values: dict[str, str]) -> None:
        if tag in ("ul", "ol"):
            self._lists.append(0 if tag == "ol" else -1)
        if tag == "br":
            self._pieces.append("\\\n")
        elif tag == "li":
            self._pieces.append(f"\n{self._bullet()} ")
        elif tag == "tr":
            self._pieces.append("\n|")
        elif tag == "img":
            source = values.get("src", "").removeprefix("@@PLUGINFILE@@/")
            self._pieces.append(f"![{values.get('alt', '')}]({source})")
        elif tag == "a":
            self._links.append(values.get("href", ""))
            self._pieces.append("[" if self._links[-1] else "")
        elif tag in _BLOCKS and len(self._lists) < 2:
            self._pieces.append("\n\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        elif tag == "pre":
            self._pre = max(0, self._pre - 1)
        elif self._pre:
            return
        elif tag in _MARKS:
            self._close_mark(_MARKS[tag])
        elif tag in _BARE:
            self._pieces.append(f"</{tag}>")
        elif tag == "a" and self._links:
            target = self._links.pop()
            self._pieces.append(f"]({target})" if target else "")
        elif tag in ("td", "th"):
            self._pieces.append(" |")
        elif tag in _BLOCKS:
            if tag in ("ul", "ol") and self._lists:
                self._lists.pop()
            self._pieces.append("" if self._lists else "\n\n")

    def handle_data(self, data: str) -> None:
        if self._unseen:
            return
        if self._pre:
            self._code[-1] += data
            return
        text = _SPACES.sub(" ", data).replace("*", "\\*").replace("`", "\\`")
        if self._pieces and self._pieces[-1] in _MARKS.values() and text[:1] == " ":
            self._pieces.insert(-1, " ")  # a mark that opens stands right before its word
            text = text[1:]
        self._pieces.append(text)

    def _close_mark(self, mark: str) -> None:
        if self._pieces and self._pieces[-1] == mark:
            self._pieces.pop()
        elif self._pieces and self._pieces[-1].endswith(" "):
            self._pieces[-1] = self._pieces[-1].rstrip(" ")
            self._pieces += [mark, " "]
        else:
            self._pieces.append(mark)

    def _bullet(self) -> str:
        indent = "  " * max(0, len(self._lists) - 1)
        if not self._lists or self._lists[-1] < 0:
            return f"{indent}-"
        self._lists[-1] += 1
        return f"{indent}{self._lists[-1]}."


def _stand_in(place: int) -> str:
    """Where a block of code stands until the text around it is finished."""
    return f"\ufdd0{place}\ufdd1"
