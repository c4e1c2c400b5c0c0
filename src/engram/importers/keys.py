"""An answer line below options goes in; which options it names, and what else it says, come out."""

from __future__ import annotations

import re
from collections.abc import Sequence

_KEY = re.compile(
    r"[(\[*_]*(?P<letters>[A-Ja-j](?:[ \t]*(?:,|/|&|\+|;|and|und|y|et)[ \t]*[A-Ja-j])*)"
    r"[)\]*_]*(?:[.):,–-]|[ \t]+[–—-]+(?=[ \t])|[ \t]*$)[*_]*[ \t]*(?P<text>.*)"
)
_LETTERS = re.compile(r"[A-Z](?:(?:[ \t]*[,;&/][ \t]*|[ \t]+(?:and[ \t]+)?)?[A-Z])*[.)]?")
_RUN = re.compile(r"[(\[*_]*[A-J]{2,10}[)\]*_]*[.:]?[ \t]*")
_LABEL = re.compile(r"(?P<label>\(?[A-Ja-j1-9][.)])[ \t]+(?=\S)")


def named_options(letters: Sequence[str], texts: Sequence[str], line: str) -> tuple[list[int], str]:
    """The places of the options that an answer line names by letter or in their own words.

    `letters` is empty for options that have none. A line that names an option beyond them names
    nothing, nor does one with the letter of one option and the words of another.
    """
    words = [comparable(text) for text in texts]
    if found := _KEY.match(line):
        named = set(re.findall(r"\b[A-J]\b", found["letters"].upper()))
        places = [place for place, letter in enumerate(letters) if letter in named]
        if len(places) == len(named):
            said = comparable(found["text"])
            repeated = any(words[place] == said for place in places)
            if not repeated and said and said in words:
                return [], ""
            return places, "" if repeated else found["text"]
    if _RUN.fullmatch(line) and (run := right_places(letters, texts, line.strip("()[]*_.: \t"))):
        return run, ""
    said = comparable(line)
    return [place for place, text in enumerate(words) if said and text == said][:1], ""


def right_places(letters: Sequence[str], texts: Sequence[str], said: str) -> list[int]:
    """The places of the options that a key names by their words or letters; none if it names more.

    Words that two options have are no key.
    """
    words = [comparable(text) for text in texts]
    if words.count(comparable(said)) == 1:
        return [words.index(comparable(said))]
    if not only_letters(said):
        return []
    named = re.findall("[A-Z]", said.replace("and", ""))
    if not set(named) <= set(letters) or len(set(named)) < len(named):
        return []
    rising = named == sorted(named)
    return [letters.index(letter) for letter in named] if rising or not said.isalpha() else []


def only_letters(said: str) -> bool:
    """Whether a key is nothing but letters of options, in capitals."""
    return _LETTERS.fullmatch(said.strip()) is not None


def names_letters(line: str) -> bool:
    """Whether an answer line begins with letters of options."""
    return _KEY.match(line) is not None or _RUN.fullmatch(line) is not None


def comparable(text: str) -> str:
    """A text by which an answer line is found among the options."""
    return " ".join(text.casefold().split()).rstrip(".")


def without_letters(texts: list[str]) -> list[str]:
    """Options without "A.", "B.", … or "1.", "2.", … when every one carries the next."""
    found = [_LABEL.match(text) for text in texts]
    labels = "".join(match["label"].strip("(.)").upper() for match in found if match)
    if len(texts) > 1 and len(labels) == len(texts) and labels in ("ABCDEFGHIJ123456789"):
        return [
            text[match.end() :] if match else text for text, match in zip(texts, found, strict=True)
        ]
    return texts
