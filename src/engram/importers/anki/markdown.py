"""HTML of Anki goes in; Markdown with the same words, marks, lists, tables and code comes out.

nh3 makes well-formed HTML of it first and takes scripts, styles and all that is not listed away; so
what is read here is a strict tree. A line break of HTML is a hard break, since Anki's editor writes
every line so. Underlines, raised and lowered letters stay bare tags, which a card shows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from html import unescape
from itertools import groupby, pairwise
from typing import TypeAlias
from urllib.parse import quote, unquote

import nh3

from engram.importers.anki.maths import CLOSE, OPEN, Taken, taken_out

DEEPEST = 200  # elements in one another; the tags of what is deeper are dropped
DEEPEST_BLOCKS = 10  # lists, quotations and tables in one another
BREAK = "\ue000"

_MARKS = {
    "b": "b", "strong": "b", "i": "i", "em": "i", "cite": "i", "dfn": "i", "var": "i",
    "s": "s", "strike": "s", "del": "s", "u": "u", "ins": "u", "sub": "sub", "sup": "sup",
    "mark": "mark",
}  # fmt: skip
_ORDER = ("b", "i", "s", "u", "sub", "sup", "mark")
_SIGNS = {"b": "**", "i": "*", "s": "~~"}
_CODE = {"code", "kbd", "samp", "tt"}
_LINES = {"div", "section", "article", "header", "footer", "center", "figure", "summary", "details"}
_PARAGRAPHS = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "dt", "dd", "figcaption", "caption"}
_STRONG_PARAGRAPHS = {"h1", "h2", "h3", "h4", "h5", "h6", "dt"}
_BLOCKS = {"ul", "ol", "pre", "blockquote", "table", "hr"}
_PARTS = {"li", "tr", "td", "th", "thead", "tbody", "tfoot", "dl", "span", "font", "ruby", "rt"}
_TAGS = {
    *_MARKS, *_CODE, *_LINES, *_PARAGRAPHS, *_BLOCKS, *_PARTS, "a", "br", "img",
}  # fmt: skip
_CLEANER = nh3.Cleaner(
    tags=_TAGS,
    clean_content_tags={"script", "style", "title", "template", "noscript", "iframe", "object"},
    attributes={
        "a": {"href"}, "img": {"src", "alt"}, "ol": {"start"}, "span": {"style"},
        "code": {"class"}, "pre": {"class"},
    },
    filter_style_properties={"font-weight", "font-style", "text-decoration"},
    url_schemes={"http", "https"},
    link_rel=None,
)  # fmt: skip

_TOKEN = re.compile(r"<(?P<end>/?)(?P<tag>[a-z][a-z0-9]*)(?P<rest>[^<>]*)>|[^<]+|<")
_ATTRIBUTE = re.compile(r'([a-z]+)="([^"]*)"')
_TAKEN = re.compile(f"{OPEN}(\\d{{1,9}}){CLOSE}")
_PLAIN = re.compile(r"[^<&\\*_`~$\[\]|\ue000-\ue002]*")
_OPENING = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_NEVER_NESTED = {"br", "img", "hr", "input", "p", "li", "td", "th", "tr", "dt", "dd", "wbr", "col"}
_BOLD = re.compile(r"font-weight:\s*(?:bold|[6-9]00)")
_ITALIC = re.compile(r"font-style:\s*(?:italic|oblique)")
_LANGUAGE = re.compile(r"(?:^|\s)(?:language|lang)-([\w+#.-]{1,30})")

# Signs that Markdown would take for its own.
_SPECIAL = re.compile(
    r"\\(?=[!-/:-@\[-`{-~])|`|(?<!\s)\*|\*(?!\s)|~~|&(?=#?\w{1,31};)|<(?=[A-Za-z/!?])|\](?=\()"
    r"|(?<!\w)_+(?=[^\s_])|(?<=[^\s_])_+(?!\w)"
)
_AT_LINE_START = re.compile(r"(?:#{1,6}|[-+*]|>)(?=\s|$)|>|[-=:|][-=:| ]*$|(?:_[ ]*){3,}$|~{3}")
_NUMBER_AT_LINE_START = re.compile(r"(\d{1,9})([.)])(?=\s|$)")


@dataclass(slots=True)
class _Element:
    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[_Node] = field(default_factory=list)


_Node: TypeAlias = "str | _Element"


@dataclass(frozen=True, slots=True)
class _Run:
    """A piece of a paragraph as Markdown, with the marks that it has."""

    text: str
    marks: frozenset[str] = frozenset()
    link: str = ""


Medium: TypeAlias = Callable[[str], str]
"""The target of the picture or sound that a note names so."""


def markdown_of(html: str, medium: Medium) -> str:
    """The Markdown of a side of a card or of a field."""
    if _PLAIN.fullmatch(html):
        return _line_start(" ".join(html.split()))
    taken = taken_out(html, lambda name: picture(name, name, medium))
    tree = _tree(_cleaned(taken.html))
    dollars = taken.html.count("$") > 1 or bool(taken.pieces)
    return "\n\n".join(_Writer(taken.pieces, medium, dollars=dollars).blocks(tree))


def picture(words: str, name: str, medium: Medium) -> str:
    """A picture or sound in Markdown."""
    shown = re.sub(r"([\[\]\\`])", r"\\\1", " ".join(words.split()) or name)
    return f"![{shown}]({medium(name)})"


def absent(name: str) -> str:
    """The target of a picture that is not there; a card shows its words in its place."""
    return quote(name, safe="/:?=&%#.,+-_~@")


def _cleaned(html: str) -> str:
    """HTML of nothing but known tags, each closed where it belongs."""
    depth = deepest = 0
    for end, tag in _OPENING.findall(html):
        if tag.lower() not in _NEVER_NESTED:
            depth = max(0, depth - 1) if end else depth + 1
            deepest = max(deepest, depth)
    if deepest > DEEPEST:
        html = re.sub(r"<[^<>]*>", " ", html)
    return _CLEANER.clean(html)


def _tree(html: str) -> _Element:
    root = _Element("")
    opened = [root]
    for token in _TOKEN.finditer(html):
        tag = token["tag"]
        if tag is None:
            opened[-1].children.append(unescape(token[0]))
        elif token["end"]:
            if len(opened) > 1 and opened[-1].tag == tag:
                opened.pop()
        else:
            attributes = {
                name: unescape(value) for name, value in _ATTRIBUTE.findall(token["rest"])
            }
            element = _Element(tag, attributes)
            opened[-1].children.append(element)
            if tag not in ("br", "img", "hr"):
                opened.append(element)
    return root


class _Writer:
    """Writes the blocks of one element; the text of the paragraph that is open waits in runs."""

    def __init__(
        self, taken: Sequence[Taken], medium: Medium, *, dollars: bool, depth: int = 0
    ) -> None:
        self._taken, self._medium, self._dollars = taken, medium, dollars
        self._depth = depth
        self._blocks: list[str] = []
        self._runs: list[_Run] = []

    def blocks(self, element: _Element, marks: frozenset[str] = frozenset()) -> list[str]:
        """What stands in an element, as blocks of Markdown."""
        self._write(element.children, marks, "")
        self._flush()
        return self._blocks

    def _write(self, nodes: Sequence[_Node], marks: frozenset[str], link: str) -> None:
        for node in nodes:
            if isinstance(node, str):
                self._text(node, marks, link)
            else:
                self._element(node, marks, link)

    def _element(self, element: _Element, marks: frozenset[str], link: str) -> None:
        tag = element.tag
        if tag == "br":
            self._runs.append(_Run(BREAK, marks))
        elif tag == "img":
            self._picture(element, marks, link)
        elif tag in _CODE:
            self._runs.append(_Run(_code(_text_of(element)), marks, link))
        elif tag in _LINES or tag in ("li", "tr", "td", "th"):
            self._line_end()
            self._write(element.children, marks, link)
            self._line_end()
        elif tag in _PARAGRAPHS:
            self._flush()
            strong = {"b"} if tag in _STRONG_PARAGRAPHS else set()
            self._write(element.children, marks | strong, link)
            self._flush()
        elif tag in _BLOCKS:
            self._block(element, marks)
        elif tag == "a":
            self._write(element.children, marks, element.attributes.get("href", link))
        else:
            self._write(element.children, marks | _marks_of(element), link)

    def _block(self, element: _Element, marks: frozenset[str]) -> None:
        self._flush()
        if self._depth >= DEEPEST_BLOCKS:
            self._write(element.children, marks, "")
            self._flush()
            return
        if element.tag == "hr":
            self._blocks.append("---")
        elif element.tag == "pre":
            self._blocks += _fenced(element)
        elif element.tag == "table":
            self._blocks += self._table(element, marks)
        elif element.tag == "blockquote":
            text = "\n\n".join(self._inner(element, marks))
            self._blocks += [re.sub("^", "> ", text, flags=re.MULTILINE)] if text else []
        else:
            self._blocks += self._list(element, marks)

    def _inner(self, element: _Element, marks: frozenset[str]) -> list[str]:
        writer = _Writer(self._taken, self._medium, dollars=self._dollars, depth=self._depth + 1)
        return writer.blocks(element, marks)

    def _text(self, text: str, marks: frozenset[str], link: str) -> None:
        pieces = _TAKEN.split(text)
        for place, piece in enumerate(pieces):
            if place % 2:
                self._put_back(self._taken[int(piece)], marks, link)
            elif piece:
                spaced = re.sub(r"[ \t\r\n\f]+", " ", piece).replace("\xa0", " ")
                self._runs.append(_Run(self._escaped(spaced), marks, link))

    def _put_back(self, piece: Taken, marks: frozenset[str], link: str) -> None:
        if piece.is_block:
            self._flush()
            self._blocks.append(piece.text)
        else:
            self._runs.append(_Run(piece.text, marks - {"b", "i"}, link))

    def _escaped(self, text: str) -> str:
        text = _SPECIAL.sub(lambda found: "".join(f"\\{sign}" for sign in found[0]), text)
        return text.replace("$", "\\$") if self._dollars else text

    def _picture(self, element: _Element, marks: frozenset[str], link: str) -> None:
        source = element.attributes.get("src", "").strip()
        name = source if source.startswith(("http://", "https://")) else unquote(source)
        words = element.attributes.get("alt", "")
        # A source that nh3 took away is the name of no file.
        self._runs.append(_Run(picture(words, name or "picture", self._medium), marks, link))

    def _line_end(self) -> None:
        if self._runs and self._runs[-1].text != BREAK:
            self._runs.append(_Run(BREAK))

    def _flush(self) -> None:
        """Ends the open paragraph; an empty line in it parts it."""
        runs, self._runs = self._runs, []
        if runs:
            self._blocks += _paragraphs(_linked_runs(runs))

    def _list(self, element: _Element, marks: frozenset[str]) -> list[str]:
        start = element.attributes.get("start", "1")
        number = int(start) if start.isdecimal() and len(start) < 9 else 1
        lines: list[str] = []
        for item in _items(element):
            mark = f"{number}. " if element.tag == "ol" else "- "
            blocks = self._inner(item, marks)
            if not blocks:
                continue
            number += 1
            text = blocks[0]
            for block in blocks[1:]:
                nested = re.match(r"(?:- |\d+\. )", block)
                text += ("\n" if nested else "\n\n") + block
            lines.append(mark + text.replace("\n", "\n" + " " * len(mark)))
        return [re.sub(r"(?m)^[ ]+$", "", "\n".join(lines))] if lines else []

    def _table(self, element: _Element, marks: frozenset[str]) -> list[str]:
        rows = list(_rows(element))
        if sum(map(len, rows)) <= 1 or self._depth:
            return [block for row in rows for cell in row for block in self._inner(cell, marks)]
        texts = [[self._cell(cell, marks) for cell in row] for row in rows]
        width = max(map(len, texts))
        has_head = all(cell.tag == "th" for cell in rows[0])
        head, body = (texts[0], texts[1:]) if has_head else ([], texts)
        filled = [[*row, *[""] * (width - len(row))] for row in [head, ["---"] * width, *body]]
        return ["\n".join(f"| {' | '.join(row)} |" for row in filled)]

    def _cell(self, cell: _Element, marks: frozenset[str]) -> str:
        text = "<br>".join(self._inner(cell, marks))
        return text.replace("\\\n", "<br>").replace("\n", "<br>").replace("|", "\\|")


def _marks_of(element: _Element) -> set[str]:
    if element.tag in _MARKS:
        return {_MARKS[element.tag]}
    style = element.attributes.get("style", "")
    found = {"b"} if _BOLD.search(style) else set()
    found |= {"i"} if _ITALIC.search(style) else set()
    return found | ({"s"} if "line-through" in style else set())


def _text_of(node: _Node) -> str:
    """The bare text of code, with its line breaks."""
    if isinstance(node, str):
        return node
    inner = "".join(map(_text_of, node.children))
    if node.tag == "br":
        return "\n"
    return f"{inner}\n" if node.tag in ("div", "p", "li") else inner


def _code(text: str) -> str:
    text = " ".join(text.replace("\xa0", " ").split())
    if not text:
        return ""
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if text[0] == "`" or text[-1] == "`" else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def _fenced(element: _Element) -> list[str]:
    text = _text_of(element).replace("\xa0", " ").strip("\n").rstrip()
    if not text.strip():
        return []
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    inner = next((each for each in element.children if not isinstance(each, str)), element)
    classes = f"{element.attributes.get('class', '')} {inner.attributes.get('class', '')}"
    language = _LANGUAGE.search(classes)
    return [f"{fence}{language[1] if language else ''}\n{text}\n{fence}"]


def _items(element: _Element) -> Iterator[_Element]:
    """The items of a list; what stands between them belongs to the one before."""
    item: _Element | None = None
    for child in element.children:
        if isinstance(child, str):
            if child.strip():
                item = item or _Element("li")
                item.children.append(child)
        elif child.tag == "li":
            if item is not None:
                yield item
            item = child
        else:
            item = item or _Element("li")
            item.children.append(child)
    if item is not None:
        yield item


def _rows(element: _Element) -> Iterator[list[_Element]]:
    for child in element.children:
        if isinstance(child, str):
            continue
        if child.tag == "tr":
            cells = [each for each in child.children if isinstance(each, _Element)]
            if cells:
                yield [each for each in cells if each.tag in ("td", "th")] or [child]
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from _rows(child)
        elif child.tag == "caption":
            yield [child]


def _linked_runs(runs: Sequence[_Run]) -> str:
    """The runs with their links and marks around them."""
    if not any(run.link for run in runs):
        return _joined(runs, tags_only=_is_tight(runs))
    groups = groupby(runs, key=lambda run: run.link)
    return "".join(
        _linked(_joined(list(group), tags_only=_is_tight(runs)), link) for link, group in groups
    )


def _is_tight(runs: Sequence[_Run]) -> bool:
    """Whether two runs with different signs touch, which Markdown would read in its own way."""
    return any(
        one.marks != other.marks
        and not one.marks.isdisjoint(_SIGNS)
        and not other.marks.isdisjoint(_SIGNS)
        and not one.text[-1:].isspace()
        and not other.text[:1].isspace()
        and BREAK not in (one.text, other.text)
        for one, other in pairwise(run for run in runs if run.text)
    )


def _joined(runs: Sequence[_Run], *, tags_only: bool, level: int = 0) -> str:
    """The runs with their marks around them, the outermost first."""
    if level == len(_ORDER):
        return "".join(run.text for run in runs)
    mark = _ORDER[level]
    deeper = partial(_joined, tags_only=tags_only, level=level + 1)
    if not any(mark in run.marks for run in runs):
        return deeper(runs)
    groups = [
        (marked, deeper(list(group)))
        for marked, group in groupby(runs, key=lambda run: mark in run.marks)
    ]
    written = ""
    for place, (marked, text) in enumerate(groups):
        after = groups[place + 1][1][:1] if place + 1 < len(groups) else ""
        sign = "" if tags_only else _SIGNS.get(mark, "")
        written += _marked(text, mark, sign, written[-1:], after) if marked else text
    return written


def _marked(text: str, mark: str, sign: str, before: str, after: str) -> str:
    """The text with a mark around it; a bare tag where the letters beside it forbid a sign."""
    inner = text.strip(f" {BREAK}")
    if not inner:
        return text
    start = text.index(inner)
    lead, rest = text[:start], text[start + len(inner) :]
    opens = inner[0].isalnum() or not (lead or before)[-1:].isalnum()
    closes = inner[-1].isalnum() or not (rest or after)[:1].isalnum()
    if sign and opens and closes:
        return f"{lead}{sign}{inner}{sign}{rest}"
    return f"{lead}<{mark}>{inner}</{mark}>{rest}"


def _linked(text: str, target: str) -> str:
    inner = text.strip(f" {BREAK}")
    if not target or not inner:
        return text
    start = text.index(inner)
    quoted = quote(target, safe="/:?=&%#.,+-_~@;!'*$")
    return f"{text[:start]}[{inner}]({quoted}){text[start + len(inner) :]}"


def _paragraphs(text: str) -> list[str]:
    """Paragraphs of a text whose hard breaks are marked; two breaks part them."""
    blocks: list[list[str]] = [[]]
    for line in text.split(BREAK):
        spaced = " ".join(line.split())
        if spaced:
            blocks[-1].append(_line_start(spaced))
        elif blocks[-1]:
            blocks.append([])
    return ["\\\n".join(lines) for lines in blocks if lines]


def _line_start(line: str) -> str:
    if _AT_LINE_START.match(line):
        return line.replace("_", "\\_") if line[0] == "_" else f"\\{line}"
    number = _NUMBER_AT_LINE_START.match(line) if line[:1].isdigit() else None
    return f"{line[: number.start(2)]}\\{line[number.start(2) :]}" if number else line
