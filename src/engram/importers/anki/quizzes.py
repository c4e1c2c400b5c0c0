"""The fields of a note go in; the parts of a quiz come out if its note type is made for quizzes.

Note types of this kind have a question, options in fields of their own, and the right ones as a bit
string ("1 0 1 0": "Multiple Choice for Anki", AllInOne), as letters, numbers or the option's text;
or one field for the right option and others for wrong ones. A key that can be read in two ways, or
that fits no option, is none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import unescape

from engram.importers.anki.templates import is_empty
from engram.model import Option, Select

MOST_OPTIONS = 26
_OPTION = re.compile(
    r"(?:q|mc|sc|kprim|option|opt|choice|answer|alternative|distractor|antwort)[ _.-]*"
    r"(?P<place>\d{1,2}|[a-z])|(?P<letter>[a-z])"
)
_WRONG = re.compile(
    r"(?:incorrect|wrong|distractor|false)(?:[ _.-]*(?:answer|option|choice))?[ _.-]*\d*"
)
_QUESTION = re.compile(r"question(?: text)?|front|stem|prompt|frage|text")
_KEY = re.compile(
    r"(?:correct|right)(?:[ _.-]*(?:answers?|options?|choices?|letters?))?|answers?|key|solutions?"
    r"|answer[ _.-]*key"
)
_RIGHT = re.compile(r"(?:correct|right)(?:[ _.-]*(?:answer|option|choice))?")
_EXPLANATION = re.compile(r"explanations?|extra(?: \d)?|comments?|rationale|feedback|why|notes?")
_QTYPE = re.compile(r"qtype \(0=kprim,.*")  # of AllInOne
_NUMBER = re.compile(r"number|no|nr|id|#|index")
_SEPARATORS = re.compile(r"[\s,;/&|+]+|\band\b|\bund\b", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")


@dataclass(frozen=True, slots=True)
class Roles:
    """Which field of a note type is what, by name."""

    question: str
    options: tuple[str, ...]
    key: str  # empty if the first option is the right one
    select: str
    others: tuple[str, ...]  # what is told with the answer


@dataclass(frozen=True, slots=True)
class Quiz:
    """A question with its options; `unclear_key` is the key that could not be read."""

    question: str
    options: tuple[Option, ...]
    select: Select
    explanation: str
    unclear_key: str = ""


def quiz_of(
    names: Sequence[str], fields: Mapping[str, str], write: Callable[[str], str]
) -> Quiz | None:
    """The quiz that a note holds; `write` gives the Markdown of a field. None if it holds none."""
    roles = roles_of(tuple(names))
    if roles is None:
        return None
    given = [name for name in roles.options if not is_empty(fields.get(name, ""))]
    if len(given) < 2 or is_empty(fields.get(roles.question, "")):
        return None
    texts = _without_labels([write(fields[name]) for name in given])
    said = _bare(fields.get(roles.key, "")) if roles.key else ""
    right = _right(said, roles.options, given, texts) if roles.key else _first(roles, given)
    return Quiz(
        write(fields[roles.question]),
        tuple(Option(text, place in right) for place, text in enumerate(texts)),
        _select(_bare(fields.get(roles.select, "")), len(right)),
        "\n\n".join(_told(roles, fields, write)),
        "" if right or not said else said,
    )


@lru_cache(maxsize=512)
def roles_of(names: tuple[str, ...]) -> Roles | None:
    """The roles of a note type's fields; None if it is not made for quizzes."""
    folded = {name: " ".join(name.casefold().split()) for name in names}
    question = _only(names, folded, _QUESTION)
    if question is None:
        return None
    wrong = [name for name in names if _WRONG.fullmatch(folded[name])]
    right = _only(names, folded, _RIGHT)
    options = _options(names, folded)
    if len(options) < 2 and right is not None and wrong:
        return _roles(names, folded, question, (right, *wrong), "")
    key = _only([name for name in names if name not in options], folded, _KEY)
    if len(options) < 2 or key is None:
        return None
    return _roles(names, folded, question, tuple(options), key)


def _roles(
    names: Sequence[str],
    folded: Mapping[str, str],
    question: str,
    options: tuple[str, ...],
    key: str,
) -> Roles:
    select = next((name for name in names if _QTYPE.fullmatch(folded[name])), "")
    known = {question, *options, key, select}
    others = [name for name in names if name not in known and not _NUMBER.fullmatch(folded[name])]
    others.sort(key=lambda name: not _EXPLANATION.fullmatch(folded[name]))
    return Roles(question, options, key, select, tuple(others))


def _only(names: Sequence[str], folded: Mapping[str, str], kind: re.Pattern[str]) -> str | None:
    found = [name for name in names if kind.fullmatch(folded[name])]
    return found[0] if len(found) == 1 else None


def _options(names: Sequence[str], folded: Mapping[str, str]) -> list[str]:
    """The longest family of fields that count up from 1 or from a."""
    families: dict[str, list[tuple[int, str]]] = {}
    for name in names:
        found = _OPTION.fullmatch(folded[name])
        if found:
            place = found["letter"] or found["place"]
            number = int(place) if place.isdecimal() else ord(place) - ord("a") + 1
            stem = "" if found["letter"] else folded[name].removesuffix(place)
            families.setdefault(stem, []).append((number, name))
    best = max(families.values(), key=len, default=[])
    counted = [number for number, _ in best] == list(range(1, len(best) + 1))
    return [name for _, name in best] if counted and len(best) <= MOST_OPTIONS else []


def _first(roles: Roles, given: Sequence[str]) -> frozenset[int]:
    return frozenset({0}) if given[0] == roles.options[0] else frozenset()


def _right(
    said: str, options: Sequence[str], given: Sequence[str], texts: Sequence[str]
) -> frozenset[int]:
    """The places among the given options that the key means; none if that is not certain."""
    readings = {
        frozenset(reading)
        for reading in (
            _as_bits(said, options, given),
            _as_letters(said, options, given),
            _as_numbers(said, options, given),
            _as_texts(said, texts),
        )
        if reading
    }
    return next(iter(readings)) if len(readings) == 1 else frozenset()


def _as_bits(said: str, options: Sequence[str], given: Sequence[str]) -> set[int]:
    parts = [part for part in _SEPARATORS.split(said) if part]
    bits = "".join(parts)
    if not set(bits) <= {"0", "1"} or not len(given) <= len(bits) <= len(options):
        return set()
    if len(parts) > 1 and len(parts) != len(bits):
        return set()
    return _places([place for place, bit in enumerate(bits) if bit == "1"], options, given)


def _as_letters(said: str, options: Sequence[str], given: Sequence[str]) -> set[int]:
    parts = _parts(said)
    if len(parts) == 1 and said.isupper():
        parts = list(parts[0])
    letters = [ord(part.lower()) - ord("a") for part in parts if re.fullmatch("[A-Za-z]", part)]
    return _places(letters, options, given) if len(letters) == len(parts) else set()


def _as_numbers(said: str, options: Sequence[str], given: Sequence[str]) -> set[int]:
    parts = _parts(said)
    numbers = [int(part) - 1 for part in parts if re.fullmatch("[0-9]{1,2}", part)]
    return _places(numbers, options, given) if len(numbers) == len(parts) else set()


def _parts(said: str) -> list[str]:
    parts = (part.strip("().:") for part in _SEPARATORS.split(said))
    return [part for part in parts if part]


def _places(numbers: Sequence[int], options: Sequence[str], given: Sequence[str]) -> set[int]:
    """The places among the given options of numbers that count all option fields from 0."""
    names = [options[number] for number in numbers if 0 <= number < len(options)]
    if len(names) != len(numbers) or len(set(names)) != len(names) or not set(names) <= set(given):
        return set()
    return {given.index(name) for name in names}


def _as_texts(said: str, texts: Sequence[str]) -> set[int]:
    wanted = _comparable(said)
    return {place for place, text in enumerate(texts) if wanted and _comparable(text) == wanted}


def _without_labels(texts: Sequence[str]) -> list[str]:
    """Options without "A." or "1)" where each begins with its own."""
    for first in ("A", "a", "1"):
        labels = [re.escape(chr(ord(first) + place)) for place in range(len(texts))]
        found = [
            re.match(rf"\(?{label}\\?[.):]\s+(?=\S)", text)
            for label, text in zip(labels, texts, strict=True)
        ]
        if all(found):
            ends = (each.end() for each in found if each)
            return [text[end:] for text, end in zip(texts, ends, strict=True)]
    return list(texts)


def _comparable(text: str) -> str:
    return " ".join(text.replace("\\", "").casefold().split()).strip(" .")


def _bare(html: str) -> str:
    return " ".join(unescape(_TAG.sub(" ", html)).split())


def _select(said: str, right: int) -> Select:
    """AllInOne: 0 is K-prime and 1 several right options, 2 is one."""
    if said in ("0", "1") and right:
        return "all"
    return None


def _told(roles: Roles, fields: Mapping[str, str], write: Callable[[str], str]) -> Iterator[str]:
    for name in roles.others:
        if not is_empty(fields.get(name, "")):
            text = write(fields[name])
            known = _EXPLANATION.fullmatch(" ".join(name.casefold().split()))
            yield text if known or not text else f"**{name}**: {text}"
