"""A deck goes in; Engram Markdown comes out, which reads back as the same cards.

Specification: docs/deck-format.md. Texts neither begin nor end with blank lines and have LF line
endings; anything else in them survives.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from engram.model import Card, Deck, Option

_AS_WRITTEN = "<!-- as written -->"
_FENCE_LIKE = re.compile(r"[ \t]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?(?:`{3}|~{3})")
_OPENING = re.compile(r"```[\w+#.-]{0,30}")
_MARK = re.compile(
    r"\\*(?:#{1,4}(?:[ ]|$)|- \[[ xX]\](?:[ ]|$)|<!--"
    r"|[ \t]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?(?:`{3}|~{3}))"
)
_QUOTE = re.compile(r"\\*>")
_PLAIN = re.compile(r"(?:[^\s`]|`(?!``))+(?: (?:[^\s`]|`(?!``))+)*")
_LIST_ITEM = re.compile(r"(?:-|\d{1,9}\.) \S")
# How a line may begin that reading parts from its neighbours, or reads as no paragraph.
_SPECIAL = re.compile(r"[#>|<\\]|!\[|\$\$|(?:[-*_][ \t]*){3}|[-*+•▪◦](?:\s|$)|\d{1,9}[.)](?:\s|$)")


def markdown_of(deck: Deck) -> str:
    """The deck as one Markdown text."""
    lines = [f"# {deck.name}"] if deck.name else []
    lines += _comment((("version", [deck.version]), ("documents", deck.documents)))
    topic: tuple[str, ...] = ()
    for card in deck.cards:
        if card.topic != topic:
            topic = card.topic
            lines += ["", _heading("##", topic_path(topic))]
        lines += ["", *_card(card)]
    return "\n".join(lines).lstrip("\n") + "\n"


def _card(card: Card) -> list[str]:
    named = _comment(
        (
            ("id", [card.id]),
            ("references", card.references),
            ("siblings", card.siblings),
            ("tags", card.tags),
            ("select", [] if card.select is None else [str(card.select)]),
        )
    )
    first, rest = _question(card.question)
    lines = [_heading("###", first), *named, *rest]
    if card.options:
        lines.append("")
    for option in card.options:
        lines += _option(option)
    if card.answer:
        lines += ["", "#### Answer", "", *_text(card.answer)]
    if card.explanation:
        lines += ["", "#### Why", "", *_text(card.explanation)]
    return lines


def _heading(hashes: str, text: str) -> str:
    return f"{hashes} {text}".rstrip(" ")


def _question(text: str) -> tuple[str, list[str]]:
    """What stands on the heading, and the lines below it."""
    first, *rest = text.split("\n")
    if _is_normal(text) and _PLAIN.fullmatch(first):
        return first, _escaped(rest)
    return "", _text(text)


def _option(option: Option) -> list[str]:
    box = "- [x]" if option.correct else "- [ ]"
    first, *rest = option.text.split("\n")
    if _is_normal(option.text) and _PLAIN.fullmatch(first) and not first.startswith("<!--"):
        lines = [f"{box} {first}", *_indented(_escaped(rest, in_option=True))]
    else:
        lines = [box, *_indented(_text(option.text, in_option=True))] if option.text else [box]
    feedback = _text(option.feedback, in_option=True) if option.feedback else []
    return [
        *lines,
        *_indented(f"> {line}".rstrip(" ") if not line else f"> {line}" for line in feedback),
    ]


def _text(text: str, *, in_option: bool = False) -> list[str]:
    """A text's lines below a heading; one that reading would change is marked as written."""
    lines = _escaped(text.split("\n"), in_option=in_option)
    return lines if _is_normal(text) else [_AS_WRITTEN, *lines]


def _escaped(lines: Sequence[str], *, in_option: bool = False) -> list[str]:
    """The lines with a backslash before what looks like a mark, outside code blocks."""
    code = _code_places(lines)
    return [
        line
        if place in code or not (_MARK.match(line) or (in_option and _QUOTE.match(line)))
        else f"\\{line}"
        for place, line in enumerate(lines)
    ]


def _code_places(lines: Sequence[str]) -> set[int]:
    """The lines of simple code blocks; any other fence loses its meaning by a backslash."""
    fences = [place for place, line in enumerate(lines) if _FENCE_LIKE.match(line)]
    places: set[int] = set()
    pairs = list(zip(fences[::2], fences[1::2], strict=False))
    simple = len(fences) % 2 == 0 and all(
        _OPENING.fullmatch(lines[start]) and lines[end] == "```" for start, end in pairs
    )
    for start, end in pairs if simple else []:
        places.update(range(start, end + 1))
    return places


def _is_normal(text: str) -> bool:
    """Whether reading keeps this text without being told so; when in doubt, it is told."""
    lines = text.split("\n")
    code = _code_places(lines)
    above = ""
    for place, line in enumerate(lines):
        if place not in code and line and not _stays(line, above):
            return False
        if place not in code and not line and not above:
            return False
        above = "```" if place in code else line
    return bool(text) and lines[-1] != ""


def _stays(line: str, above: str) -> bool:
    if not _PLAIN.fullmatch(line):
        return False
    if _LIST_ITEM.match(line):
        return True
    if _SPECIAL.match(line) or line.endswith("\\"):
        return False
    return not above or (above == "```" and not line.startswith(("**", "__")))


def _indented(lines: Iterable[str]) -> list[str]:
    return [f"  {line}" if line else "" for line in lines]


def _comment(parts: Iterable[tuple[str, Sequence[str]]]) -> list[str]:
    named = [f"{name}: {listed_values(values)}" for name, values in parts if any(values)]
    return [f"<!-- {'; '.join(named)} -->"] if named else []


def listed_values(values: Iterable[str]) -> str:
    """A list of values on one line, parted by commas."""
    return ", ".join(map(_value, values))


def topic_path(topic: Iterable[str]) -> str:
    """A topic as one text, its names parted by double colons."""
    return "::".join(map(_topic_name, topic))


def _value(text: str) -> str:
    """A value in a comment; what would part or end it loses its meaning by a backslash."""
    escaped = re.sub(r"([\\,;])", r"\\\1", " ".join(text.split()))
    return escaped.replace("-->", r"--\>")


def _topic_name(name: str) -> str:
    """A part of a topic path; colons that would part it lose their meaning."""
    escaped = name.replace("\\", "\\\\")
    return (
        escaped.replace(":", "\\:")
        if "::" in name or name[:1] == ":" or name[-1:] == ":"
        else escaped
    )
