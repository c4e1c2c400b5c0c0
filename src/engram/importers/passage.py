"""Lines of a question or answer go in; the Markdown text of a card comes out, normalised.

Outside code, white space is one space and a wrapped paragraph is one line; paragraphs are parted by
one blank line; a list keeps one item a line, a table one row, and a line that opens with a bold
label ("**Advantages**:") starts a paragraph. Code keeps every line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from engram.importers.lines import code_mask

_SPACE = re.compile(r"[ \t\xa0]+")
_LIST_ITEM = re.compile(r"[ \t]*(?:[-*+•▪◦]|\d{1,9}[.)]|\(?[A-Ha-h][.)])[ \t]+(?=\S)")
_OWN_LINE = re.compile(
    r"[ \t]*(?:#{1,6}[ \t]|>|\||</?[A-Za-z][\w-]*[\s/>]|(?:[-*_][ \t]*){3,}$|!\["
    r"|\\begin|\\end|\$\$)"
)
_CODE = ("    ", "\t")
_KEPT_SPACE = re.compile(r"[ \t]*[>|]")
_BOLD_LABEL = re.compile(r"(?:\*\*|__)[^*_]{1,60}(?::(?:\*\*|__)|(?:\*\*|__)[ \t]*:)")
_TICKS = re.compile("`+")


def markdown_text(lines: Iterable[str]) -> str:
    """The normalised Markdown of these lines."""
    texts = list(lines)
    written: list[str] = []
    gap = in_list = in_code = False
    for text, fenced in zip(texts, code_mask(texts), strict=True):
        if not fenced and not text.strip():
            gap = True
            continue
        is_item = bool(_LIST_ITEM.match(text))
        in_list = not fenced and (is_item or (in_list and (not gap or text[:1] in " \t")))
        may_begin = gap or not written
        in_code = text.startswith(_CODE) and not in_list and (in_code or may_begin)
        if fenced or in_code:
            _start(written, text if fenced else text.rstrip(), gap=gap)
        else:
            _add(written, text, gap=gap, in_list=in_list, is_item=is_item)
        gap = False
    return "\n".join(_without_common_indent(written)).strip("\n")


def one_line(text: str) -> str:
    """White space as single spaces, except inside code spans."""
    stripped = text.strip()
    if "`" not in stripped:
        return _SPACE.sub(" ", stripped)
    pieces = []
    for start, end, code in _spans(stripped):
        piece = stripped[start:end]
        pieces.append(piece if code else _SPACE.sub(" ", piece))
    return "".join(pieces)


def _add(written: list[str], text: str, *, gap: bool, in_list: bool, is_item: bool) -> None:
    starts = gap or not written or is_item or bool(_OWN_LINE.match(text))
    if _BOLD_LABEL.match(text):
        _start(written, one_line(text), gap=bool(written))
    elif starts or _ends_alone(written[-1]):
        indent = _indent(text) if in_list else ""
        kept = bool(_KEPT_SPACE.match(text))
        _start(written, text.rstrip() if kept else indent + one_line(text), gap=gap)
    else:
        written[-1] = f"{written[-1]} {one_line(text)}"


def _start(written: list[str], text: str, *, gap: bool) -> None:
    if gap and written and written[-1]:
        written.append("")
    written.append(text)


def _indent(text: str) -> str:
    return text[: len(text) - len(text.lstrip())].expandtabs(4)


def _ends_alone(text: str) -> bool:
    """Whether nothing may be joined to a line that is written already."""
    return text.endswith("\\") or bool(
        re.match(r"[ \t]*(?:`{3}|~{3}|#{1,6} |\||</?[A-Za-z])", text)
    )


def _without_common_indent(texts: Sequence[str]) -> list[str]:
    if not texts or not _LIST_ITEM.match(texts[0]):
        return list(texts)
    common = min(len(text) - len(text.lstrip(" ")) for text in texts if text.strip())
    return [text[common:] for text in texts]


def _spans(text: str) -> list[tuple[int, int, bool]]:
    """The text cut into code spans and what is between; one pass, whatever the backticks."""
    ticks = list(_TICKS.finditer(text))
    closers: dict[int, list[int]] = {}
    for index in range(len(ticks) - 1, -1, -1):
        closers.setdefault(len(ticks[index][0]), []).append(index)
    spans, at, index = [], 0, 0
    while index < len(ticks):
        same = closers[len(ticks[index][0])]
        while same and same[-1] <= index:
            same.pop()
        if same:
            start, end = ticks[index].start(), ticks[same[-1]].end()
            spans += [(at, start, False), (start, end, True)]
            at, index = end, same[-1]
        index += 1
    return [*spans, (at, len(text), False)]
