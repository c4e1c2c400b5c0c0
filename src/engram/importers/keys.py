"""An answer line below options goes in; which options it names, and what else it says, come out.

A line names options by their letters ("B, D", "BD", "B) its words"), as a sentence ("The correct
answers are **B. …** and **D. …**") or in their own words. One that names more than is there, or
cannot be told for certain, names nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_AND = r"(?:,|/|&|\+|;|、|，|and|und|y|et|и|và)"
_FRONT = r"[(\[*_✅✔☑✓🗸\ufe0f \t]*"
_KEY = re.compile(
    rf"{_FRONT}(?P<letters>[A-J]{{2,7}}(?!\w)|[A-Ja-j](?:[ \t]*{_AND}[ \t]*[A-Ja-j](?!\w))*+)"
    r"[)\]*_]*(?:[.):,，–-]|[ \t]+[–—-]+(?=[ \t])|(?=[^\w(]*$))[*_]*[ \t]*(?P<text>.*)"
)
_LETTERS = re.compile(r"[A-Z](?:(?:[ \t]*[,;&/][ \t]*|[ \t]+(?:and[ \t]+)?)?[A-Z])*[.)]?")
_LABEL = re.compile(r"(?:\*\*|__)?(?P<label>\(?[A-Ja-j1-9][.)])(?P<bold>\*\*|__)?[ \t]+(?=\S)")
_SAID = re.compile(
    r"[*_]{0,3}(?:the )?(?:correct |right )?(?:answers?|options?|choices?|opción|opção|réponse)"
    r"(?: is| are|:)*[ \t:]+(?P<key>.*)",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"(?:^|(?<=[\s*_(]))(?P<mark>[A-J]|\d{1,2})[.)][ \t]+(?=\S)")
_PARTS = re.compile(r"[ \t]*(?:[,;/、，]|\band\b|\bund\b|\by\b|\bet\b)[ \t]*")
_SIGNS = re.compile(r"[*`]|(?<!\w)_+|_+(?!\w)")
_LONGEST = 2_000


def named_options(letters: Sequence[str], texts: Sequence[str], line: str) -> tuple[list[int], str]:
    """The places of the options that an answer line names by letter or in their own words.

    `letters` is empty for options that have none. A line that names an option beyond them names
    nothing, nor does one with the letter of one option and the words of another.
    """
    if len(line) > _LONGEST:
        return [], ""
    words = [comparable(text) for text in texts]
    if found := _SAID.fullmatch(line):
        places, more = _named(letters, words, found["key"].strip())
        if places:
            return places, more
    return _named(letters, words, line)


def _named(letters: Sequence[str], words: Sequence[str], line: str) -> tuple[list[int], str]:
    if said := _in_words(words, line):
        return said, ""
    if len(quoted := _quoted(letters, words, line)) > 1:
        return quoted, ""
    if found := _KEY.match(line):
        named = _letters_of(found["letters"])
        places = [place for place, letter in enumerate(letters) if letter in named]
        if named and len(places) == len(named):
            return _with_the_rest(places, words, found["text"])
    return quoted, ""


def _with_the_rest(places: list[int], words: Sequence[str], more: str) -> tuple[list[int], str]:
    """The named options, and what else is said; none when that is another option's words."""
    quoted = _the_one(words, comparable(more))
    if quoted and quoted[0] not in places:
        return [], ""
    return places, more if not quoted and any(map(str.isalnum, more)) else ""


def _letters_of(key: str) -> set[str]:
    """The letters of "B, D" or "BD"; none of a word that only looks like letters."""
    if key.isalpha() and len(key) > 1:
        return set(key) if sorted(set(key)) == list(key) else set()
    return set(re.findall(r"\b[A-J]\b", key.upper()))


def _in_words(words: Sequence[str], line: str) -> list[int]:
    """The options whose own words the line is, or whose words it lists, each of them one."""
    said = comparable(line)
    if whole := _the_one(words, said):
        return whole
    parts = _PARTS.split(said)
    found = [_the_one(words, comparable(part)) for part in parts]
    named = sorted({place for places in found for place in places})
    return named if len(parts) > 1 and len(named) == len(parts) else []


def _the_one(words: Sequence[str], said: str) -> list[int]:
    places = [place for place, text in enumerate(words) if said and text == said]
    return places if len(places) == 1 else []


def _quoted(letters: Sequence[str], words: Sequence[str], line: str) -> list[int]:
    """The options that the line quotes with their letter and all their words."""
    named: list[int] = []
    for found in _QUOTED.finditer(line):
        place = letters.index(found["mark"]) if found["mark"] in letters else None
        if place is not None and words[place]:
            rest = comparable(line[found.end() :])
            named += [place] if rest.startswith(words[place]) else []
    return sorted(set(named))


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
    found = _KEY.match(line)
    return found is not None and bool(_letters_of(found["letters"]))


def comparable(text: str) -> str:
    """A text by which an answer line is found among the options."""
    bare = _SIGNS.sub("", text).casefold()
    return " ".join(bare.split()).rstrip(".")


def without_letters(texts: list[str]) -> list[str]:
    """Options without "A.", "B.", … or "1.", "2.", … when every one carries the next."""
    found = [_LABEL.match(text) for text in texts]
    labels = "".join(match["label"].strip("(.)").upper() for match in found if match)
    if len(texts) > 1 and len(labels) == len(texts) and labels in ("ABCDEFGHIJ123456789"):
        return [
            text[match.end() :] if match else text for text, match in zip(texts, found, strict=True)
        ]
    return texts
