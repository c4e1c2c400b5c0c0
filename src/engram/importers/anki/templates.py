"""A template of Anki and the fields of a note go in; the HTML of one side of a card comes out.

Source: Anki's manual ("Card Templates") and rslib, `template.rs`. `{{Field}}`, `{{#Field}}` and
`{{^Field}}` up to `{{/Field}}`, filters from right to left; what stands in a remark is text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from html import unescape
from typing import TypeAlias

from engram.importers.anki import cloze

DEEPEST = 50
LONGEST = 1_000_000  # letters of one side, and of a template
_TAG = re.compile(r"\{\{(?P<tag>[^{}]*)\}\}")
_TAG_OR_REMARK = re.compile(rf"<!--.*?-->|{_TAG.pattern}", re.DOTALL)
_SCRIPT = re.compile(r"<(script|style)\b", re.IGNORECASE)
_SCRIPT_ENDS = {tag: re.compile(f"</{tag}", re.IGNORECASE) for tag in ("script", "style")}
_EMPTY = re.compile(r"(?:\s|&nbsp;|</?(?:br|div)\s?/?>)*", re.IGNORECASE)
_HTML_TAG = re.compile(r"<[^<>]*>")
_READING = re.compile(r" ?([^ <>\[\]]{1,60})\[(?!sound:)([^\[\]]{1,200})\]")


@dataclass(frozen=True, slots=True)
class _Field:
    name: str
    filters: tuple[str, ...]  # in the order in which they are applied


@dataclass(slots=True)
class _Condition:
    name: str
    wanted: bool  # whether the field must have a text
    parts: list[_Part] = field(default_factory=list)


_Part: TypeAlias = "str | _Field | _Condition"


@dataclass(frozen=True, slots=True)
class Side:
    """What is shown: `fields` by name, the special ones too; `cloze` is the card's deletion."""

    fields: Mapping[str, str]
    cloze: int  # 0 for a card of another kind
    is_answer: bool


@dataclass(slots=True)
class Shown:
    """The HTML of a side, and what it does not show before the learner asks or answers."""

    html: str = ""
    hints: list[str] = field(default_factory=list)
    typed: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)  # names of fields that are not there
    is_too_long: bool = False
    has_deletion: bool = False  # whether a text with the card's cloze deletion is shown


def shown(template: str, side: Side) -> Shown:
    """One side of a card; `{{FrontSide}}` shows nothing, since the question stands by itself."""
    result = Shown()
    written, letters = [], 0
    for piece in _written(_parsed(template[:LONGEST]), side, result):
        letters += len(piece)
        if letters > LONGEST:
            result.is_too_long = True
            break
        written.append(piece)
    result.html = "".join(written)
    return result


def names_of(template: str) -> set[str]:
    """The names of the fields that a template shows or asks about."""
    return set(_names(_parsed(template)))


def _names(parts: Sequence[_Part]) -> Iterator[str]:
    for part in parts:
        if not isinstance(part, str):
            yield part.name
            if isinstance(part, _Condition):
                yield from _names(part.parts)


def is_empty(text: str) -> bool:
    """Whether a field counts as empty: white space and bare lines only."""
    return bool(_EMPTY.fullmatch(text))


@lru_cache(maxsize=512)
def _parsed(template: str) -> tuple[_Part, ...]:
    template = _without_scripts(template)
    whole: list[_Part] = []
    opened: list[_Condition] = []
    end = 0
    for token in _tokens(template):
        parts = opened[-1].parts if opened else whole
        parts.append(template[end : token.start()])
        end = token.end()
        if token["tag"] is None:
            parts.append(token[0])
            continue
        tag = token["tag"].strip()
        mark, name = tag[:1], tag[1:].strip()
        if mark in ("#", "^") and len(opened) < DEEPEST:
            condition = _Condition(name, wanted=mark == "#")
            parts.append(condition)
            opened.append(condition)
        elif mark == "/":
            if opened and opened[-1].name == name:
                opened.pop()
        elif tag:
            *filters, name = (part.strip() for part in tag.split(":"))
            parts.append(_Field(name, tuple(reversed(filters))))
    (opened[-1].parts if opened else whole).append(template[end:])
    return tuple(whole)


def _without_scripts(template: str) -> str:
    """A template without scripts and styles, which are often longer than all the rest."""
    written, end = [], 0
    for begin in _SCRIPT.finditer(template):
        if begin.start() < end:
            continue
        close = _SCRIPT_ENDS[begin[1].lower()].search(template, begin.end())
        if close is None:
            break
        written.append(template[end : begin.start()])
        end = (template.find(">", close.end()) + 1) or len(template)
    return "".join(written) + template[end:]


def _tokens(template: str) -> Iterator[re.Match[str]]:
    last = template.rfind("-->") + 3  # a remark that is never closed is not looked for again
    if last > 3:
        yield from _TAG_OR_REMARK.finditer(template, 0, last)
    yield from _TAG.finditer(template, last if last > 3 else 0)


def _written(parts: Sequence[_Part], side: Side, result: Shown) -> Iterator[str]:
    for part in parts:
        if isinstance(part, str):
            yield part
        elif isinstance(part, _Condition):
            if _holds(part, side):
                yield from _written(part.parts, side, result)
        elif part.name != "FrontSide":
            yield _field(part, side, result)


def _holds(condition: _Condition, side: Side) -> bool:
    name = condition.name
    if side.cloze and name[:1] == "c" and name[1:].isdecimal() and name not in side.fields:
        return (name == f"c{side.cloze}") is condition.wanted
    return is_empty(side.fields.get(name, "")) is not condition.wanted


def _field(part: _Field, side: Side, result: Shown) -> str:
    if part.name not in side.fields:
        result.unknown.append(part.name)
        return ""
    text = side.fields[part.name]
    if side.cloze and any(name.startswith("cloze") for name in part.filters):
        result.has_deletion |= bool(cloze.deletions(text, side.cloze))
    if "type" in part.filters:
        return _typed(part, text, side, result)
    for name in part.filters:
        if name == "hint":
            if not is_empty(text) and text not in result.hints:
                result.hints.append(text)
            return text if side.is_answer else ""
        if name.startswith("tts"):
            return ""
        text = _filtered(name, text, side)
    return text


def _typed(part: _Field, text: str, side: Side, result: Shown) -> str:
    if "cloze" in part.filters:
        text = ", ".join(cloze.deletions(text, side.cloze))
    if text not in result.typed:
        result.typed.append(text)
    return text if side.is_answer else ""


def _filtered(name: str, text: str, side: Side) -> str:
    if name in ("cloze", "cloze-only"):
        return _cloze(name, text, side)
    make = _FILTERS.get(name)
    return make(text) if make else text


def _cloze(name: str, text: str, side: Side) -> str:
    if name == "cloze-only":
        return ", ".join(cloze.deletions(text, side.cloze)) if side.is_answer else "[...]"
    return (cloze.told if side.is_answer else cloze.asked)(text, side.cloze)


def _without_tags(html: str) -> str:
    return unescape(_HTML_TAG.sub("", html)).replace("&", "&amp;").replace("<", "&lt;")


_FILTERS: Mapping[str, Callable[[str], str]] = {
    "text": _without_tags,
    "furigana": lambda text: _READING.sub(r"\1(\2)", text),
    "kanji": lambda text: _READING.sub(r"\1", text),
    "kana": lambda text: _READING.sub(r"\2", text),
}
