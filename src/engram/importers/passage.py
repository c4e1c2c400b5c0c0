"""Lines of a question or answer go in; the Markdown text of a card comes out, normalised.

Outside code, white space is one space and a wrapped paragraph is one line; paragraphs are parted by
one blank line; a list keeps one item a line, a table one row, and a line that opens with a bold
label ("**Advantages**:") starts a paragraph. Code keeps every line.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from engram.importers.lines import code_mask

_UNEVEN = re.compile(r"[ \t\xa0]{2}|[\t\xa0]")
_LIST_ITEM = re.compile(r"[ \t]*(?:[-*+•▪◦]|\d{1,9}[.)]|\(?[A-Ha-h][.)])[ \t]+(?=\S)")
_OWN_LINE = re.compile(
    r"[ \t]*(?:#{1,6}[ \t]|>|\||</?[A-Za-z][\w-]*[\s/>]|(?:[-*_][ \t]*){2}[-*_][-*_ \t]*$|!\["
    r"|\\begin|\\end|\$\$)"
)
_CODE = ("    ", "\t")
_KEPT_SPACE = re.compile(r"[ \t]*[>|]")
_BOLD_LABEL = re.compile(r"(?:\*\*|__)[^*_]{1,60}(?::(?:\*\*|__)|(?:\*\*|__)[ \t]*:)")
_ALONE = re.compile(r"[ \t]*(?:`{3}|~{3}|#{1,6} |\||</?[A-Za-z])")
_TICKS = re.compile("(`+)")
_LONGEST = 1_000_000


def markdown_text(lines: Iterable[str]) -> str:
    """The normalised Markdown of these lines."""
    texts = list(lines)
    if len(texts) == 1 and texts[0][:1].isalnum() and "\n" not in texts[0]:
        return one_line(texts[0])  # as below, without a look at what no such line can be
    written = _Written()
    gap = in_list = in_code = False
    for text, fenced in zip(texts, code_mask(texts), strict=True):
        if not fenced and not text.strip():
            gap = True
            continue
        is_item = bool(_LIST_ITEM.match(text))
        in_list = not fenced and (is_item or (in_list and (not gap or text[:1] in " \t")))
        may_begin = gap or not written.lines
        in_code = text.startswith(_CODE) and not in_list and (in_code or may_begin)
        if fenced or in_code:
            written.start(text if fenced else text.rstrip(), gap=gap)
        else:
            _add(written, text, gap=gap, in_list=in_list, is_item=is_item)
        gap = False
    return "\n".join(_without_common_indent(written.texts())).strip("\n")


def one_line(text: str) -> str:
    """White space as single spaces, except inside code spans; no code makes a line so long."""
    stripped = text.strip()
    if not _UNEVEN.search(stripped):
        return stripped
    if "`" not in stripped or len(stripped) > _LONGEST:
        return _single_spaced(stripped)
    pieces = _TICKS.split(stripped)
    ahead = Counter(pieces[1::2])
    opened = ""
    for at in range(1, len(pieces), 2):
        ticks = pieces[at]
        if not opened:
            pieces[at - 1] = _single_spaced(pieces[at - 1])
        ahead[ticks] -= 1
        if ticks == opened:
            opened = ""
        elif not opened and ahead[ticks]:
            opened = ticks
    pieces[-1] = _single_spaced(pieces[-1])
    return "".join(pieces)


class _Written:
    """The lines that are written, each as the pieces that were joined to it."""

    def __init__(self) -> None:
        self.lines: list[list[str]] = []
        self._alone = False

    def start(self, text: str, *, gap: bool) -> None:
        if gap and self.lines and self.lines[-1] != [""]:
            self.lines.append([""])
        self.lines.append([text])
        self._alone = bool(_ALONE.match(text))

    def join(self, text: str) -> None:
        last = self.lines[-1]
        if len(last) == 1:
            self._alone = bool(_ALONE.match(f"{last[0]} "))
        last.append(text)

    def ends_alone(self) -> bool:
        """Whether nothing may be joined to the last line."""
        return self._alone or self.lines[-1][-1].endswith("\\")

    def texts(self) -> list[str]:
        return [" ".join(pieces) for pieces in self.lines]


def _add(written: _Written, text: str, *, gap: bool, in_list: bool, is_item: bool) -> None:
    starts = gap or not written.lines or is_item or bool(_OWN_LINE.match(text))
    if _BOLD_LABEL.match(text):
        written.start(one_line(text), gap=bool(written.lines))
    elif starts or written.ends_alone():
        indent = _indent(text) if in_list else ""
        kept = bool(_KEPT_SPACE.match(text))
        written.start(text.rstrip() if kept else indent + one_line(text), gap=gap)
    else:
        written.join(one_line(text))


def _indent(text: str) -> str:
    return text[: len(text) - len(text.lstrip())].expandtabs(4)


def _without_common_indent(texts: Sequence[str]) -> list[str]:
    if not texts or not _LIST_ITEM.match(texts[0]):
        return list(texts)
    common = min(len(text) - len(text.lstrip(" ")) for text in texts if text.strip())
    return [text[common:] for text in texts]


def _single_spaced(text: str) -> str:
    """Replacing pair by pair needs no list of pieces, which a long text would make too long."""
    spaced = text.replace("\t", " ").replace("\xa0", " ")
    while "  " in spaced:
        spaced = spaced.replace("  ", " ")
    return spaced
