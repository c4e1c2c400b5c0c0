"""The rows that answer a quiz go in; which options they name, and what else they say, come out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from engram.importers.keys import named_options
from engram.importers.labels import Label, labelled
from engram.importers.outline.options import Choice
from engram.importers.outline.rows import Row, Sort
from engram.importers.passage import markdown_text

_NUMBERS = re.compile(
    r"[(\[*_]*(?P<numbers>\d(?:[ \t]*(?:,|/|&|and|und|y|et)[ \t]*\d)*)[)\]*_]*"
    r"(?:[.):,–-]|$)[*_]*[ \t]*(?P<text>.*)"
)
_SIGN_LINK = re.compile(r"\[[^\w\[\]]*\]\([^()\s]*\)")  # a sign that links to a page
_ALPHABET = "ABCDEFGHIJ"


@dataclass(frozen=True, slots=True)
class Key:
    """The places of the right options, and the rows that explain them."""

    places: tuple[int, ...]
    rest: tuple[Row, ...]


def key_in(
    rows: Sequence[Row], options: Sequence[Choice], *, labelled_only: bool = False
) -> Key | None:
    """The key that the first row names, by letters or in an option's own words."""
    at = next((place for place, row in enumerate(rows) if not row.blank), None)
    if at is None or rows[at].sort not in (Sort.TEXT, Sort.HEADING):
        return None
    found = labelled(rows[at].text)
    has_label = bool(found and found.label is Label.ANSWER)
    if labelled_only and not has_label:
        return None
    said = found.text if found and has_label else rows[at].text.strip()
    if has_label and not said.strip("*_ "):
        below = key_in(rows[at + 1 :], options)
        return below
    letters = [choice.letter for choice in options]
    texts = [_flat(choice) for choice in options]
    places, more = _named(letters, texts, said)
    if not places:
        return None
    rest = [Row(Sort.TEXT, rows[at].line, more)] if more.strip("*_ .") else []
    return Key(tuple(places), (*rest, *rows[at + 1 :]))


def _named(letters: Sequence[str], texts: Sequence[str], said: str) -> tuple[list[int], str]:
    bare = _SIGN_LINK.sub("", said).strip().strip("`").strip()
    own = letters if any(letters) else _ALPHABET[: len(texts)]
    if own[0] != "1":
        return named_options(own, texts, bare)
    if found := _NUMBERS.fullmatch(bare):
        named = re.findall(r"\d", found["numbers"])
        places = [place for place, number in enumerate(own) if number in named]
        return (places, found["text"]) if len(places) == len(set(named)) else ([], "")
    places, more = named_options(own, texts, bare)
    return (places, more) if places else named_options(_ALPHABET[: len(texts)], texts, bare)


def _flat(choice: Choice) -> str:
    return markdown_text(text if isinstance(text, str) else text.text for text in choice.texts)
