"""What a JSON quiz says to be right goes in; the places of the right options come out.

An answer may be the words of an option, its label, or its place. Whether places count from 0 or 1
is told by the whole document: by a 0, or by the number of the options. What may be read in two ways
names nothing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from engram.importers.json_fields import OptionField
from engram.importers.json_values import Entry, Value
from engram.importers.keys import comparable, right_places

_PREFIX = re.compile(r"(?:option|choice|answer|opt)[ _-]?(?=[A-Za-z0-9]$)", re.IGNORECASE)
_LABELLED = re.compile(r"\(?(?P<label>[A-Za-z0-9])[.):][ \t]*(?P<text>\S.*)", re.DOTALL)
_SEVERAL = re.compile(r"[ \t]*[,;|][ \t]*")
_TRUE = frozenset(("true", "yes", "t"))
_FALSE = frozenset(("false", "no", "f"))


@dataclass(slots=True)
class _Seen:
    """The numbers under one name: whether one was 0, the count of the options, or beyond."""

    zero: bool = False
    count: bool = False
    beyond: bool = False
    in_words: bool = False  # one that can only be the words of an option
    other: bool = False  # one that is the words of no option


@dataclass(slots=True)
class Places:
    """Where places count from, by the name of the answer; built from all questions at once."""

    _seen: dict[str, _Seen] = field(default_factory=lambda: defaultdict(_Seen))

    def note(self, name: str, value: Value, options: Sequence[OptionField]) -> None:
        """Takes the numbers in one answer as evidence."""
        texts = {option.text for option in options}
        for number in _numbers(value):
            seen = self._seen[name]
            if str(number) in texts and not _is_place(name):
                seen.in_words |= not 0 <= number <= len(options)
            else:
                seen.other = True
                seen.zero |= number == 0
                seen.count |= number == len(options)
                seen.beyond |= number > len(options)

    def first(self, name: str) -> int | None:
        """The number of the first option, 0 or 1; None when the document does not tell."""
        seen = self._seen[name]
        if seen.zero == seen.count or seen.beyond:
            return None
        return 0 if seen.zero else 1

    def in_words(self, name: str, value: Value) -> bool:
        """Whether a number under this name is the words of an option, not its place."""
        seen = self._seen[name]
        return not seen.other and (seen.in_words or isinstance(value, str))


def _is_place(name: str) -> bool:
    """Whether numbers under this name are places and never the words of an option."""
    return "index" in name or "indices" in name


def right_options(
    answers: Mapping[str, Value], options: Sequence[OptionField], places: Places
) -> list[int] | None:
    """The places of the right options; None when the answers name none or do not agree."""
    marked = [place for place, option in enumerate(options) if option.right]
    found = {tuple(marked)} if marked else set()
    for name, value in answers.items():
        if named := named_options(name, value, options, places):
            found.add(tuple(sorted(set(named))))
    return list(found.pop()) if len(found) == 1 else None


def named_options(
    name: str, value: Value, options: Sequence[OptionField], places: Places
) -> list[int] | None:
    """The places of the options that one answer names, as they stand in it."""
    if isinstance(value, bool):
        return _of_truth(options, value)
    if isinstance(value, list):
        return _of_list(name, value, options, places)
    if isinstance(value, Entry):
        said = (each.strip() for each in value.values.values() if isinstance(each, str))
        found = {tuple(named) for each in said if (named := _of_words(each, options))}
        return list(found.pop()) if len(found) == 1 else None
    number = _number(value)
    if number is not None:
        in_words = places.in_words(name, value)
        if _is_place(name):
            options = [OptionField("") for _ in options]
        return _of_number(number, options, places.first(name), in_words=in_words)
    return _of_words(str(value).strip(), options) if isinstance(value, str) else None


def _of_list(
    name: str, values: Sequence[Value], options: Sequence[OptionField], places: Places
) -> list[int] | None:
    if len(values) == len(options) and all(isinstance(each, bool) for each in values):
        return [place for place, each in enumerate(values) if each] or None
    named = [named_options(name, each, options, places) for each in values]
    found = [place for each in named if each is not None for place in each]
    return found if found and all(each is not None for each in named) else None


def _of_truth(options: Sequence[OptionField], value: bool) -> list[int] | None:  # noqa: FBT001
    words = [option.text.casefold().strip(" .") for option in options]
    wanted = _TRUE if value else _FALSE
    right = [place for place, word in enumerate(words) if word in wanted]
    return right if len(right) == 1 and set(words) <= _TRUE | _FALSE else None


def _of_number(
    number: int, options: Sequence[OptionField], first: int | None, *, in_words: bool
) -> list[int] | None:
    by_words = [place for place, option in enumerate(options) if option.text == str(number)]
    by_label = [place for place, option in enumerate(options) if option.label == str(number)]
    by_place = [number - first] if first is not None and 0 <= number - first < len(options) else []
    beyond = not 0 <= number <= len(options) or (first is not None and not by_place)
    if by_words and (in_words or beyond):
        return by_words if len(by_words) == 1 else None
    if by_words and not by_place and not by_label:
        return None
    found = {tuple(each) for each in (by_words, by_label, by_place) if each}
    return list(found.pop()) if len(found) == 1 else None


def _of_words(said: str, options: Sequence[OptionField]) -> list[int] | None:
    bare = _PREFIX.sub("", said)
    texts = [option.text for option in options]
    words = [comparable(text) for text in texts]
    labels = [option.label.upper() for option in options]
    if not any(labels):
        labels = [chr(ord("A") + place) for place in range(min(len(options), 26))]
    by_words = [place for place, word in enumerate(words) if word == comparable(said)]
    by_label = [place for place, label in enumerate(labels) if label == bare.upper()]
    if by_words or by_label:
        found = {tuple(each) for each in (by_words, by_label) if each}
        return list(found.pop()) if len(found) == 1 and len(by_words) < 2 else None
    if (found_label := _LABELLED.fullmatch(said)) and found_label["label"].upper() in labels:
        place = labels.index(found_label["label"].upper())
        return [place] if words[place] == comparable(found_label["text"]) else None
    if letters := right_places(labels, texts, bare):
        return letters
    parts = _SEVERAL.split(said)
    several = [_of_words(part, options) for part in parts] if len(parts) > 1 else []
    named = [place for each in several if each for place in each]
    return named if several and all(several) else None


def _numbers(value: Value) -> Iterator[int]:
    values: Iterable[Value] = value if isinstance(value, list) else [value]
    yield from (number for each in values if (number := _number(each)) is not None)


def _number(value: Value) -> int | None:
    """A whole number, also one that is written as text."""
    if isinstance(value, bool):
        return None
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < 1e6 else None
    if isinstance(value, str):
        digits = value.strip()
        return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < 7 else None
    return value if isinstance(value, int) else None
