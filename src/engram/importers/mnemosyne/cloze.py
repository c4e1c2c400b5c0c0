"""A text with deletions (`[word]`, `[word:hint]`) goes in; what a card asks and tells comes out.

Source: libmnemosyne, `card_types/cloze.py` and `filters/latex.py`. A text of formulas may hold
brackets of its own, `\\left[` and `\\right]`, which delete nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_DELETION = re.compile(r"\[([^\]]+)\]")
_LEFT, _RIGHT = "\ue003", "\ue004"
_FORMULAS = ("latex", "$$", "$")


def asked(text: str, place: int) -> str:
    """The text with one deletion behind its hint or three dots, the others shown."""
    return "".join(
        f"[{hint or '...'}]" if number == place else words
        for number, words, hint in _parts(_kept(text))
    ).translate(_BRACKETS)


def told(text: str, place: int) -> str:
    """The whole text with one deletion in bold; one inside a formula stands alone above it."""
    pieces = list(_parts(_kept(text)))
    place_of = next(index for index, (number, _, _) in enumerate(pieces) if number == place)
    words = [piece for _, piece, _ in pieces]
    before, deletion, after = words[:place_of], words[place_of], words[place_of + 1 :]
    tag = _formula_around("".join(before), "".join(after))
    if tag:
        whole = f"<{tag}>{deletion}</{tag}>\n\n{''.join(words)}"
    else:
        whole = "".join((*before, f"<b>{deletion}</b>", *after))
    return whole.translate(_BRACKETS)


def deleted(text: str, place: int) -> str | None:
    """What one deletion hides; None for one that is not there."""
    kept = _kept(text)
    found = (words for number, words, _ in _parts(kept) if number == place)
    words = next(found, None)
    return None if words is None else words.translate(_BRACKETS)


def plain(text: str) -> str:
    """The text without brackets and hints."""
    return "".join(words for _, words, _ in _parts(_kept(text))).translate(_BRACKETS)


_BRACKETS = str.maketrans({_LEFT: "\\left[", _RIGHT: "\\right]"})


def _formula_around(before: str, after: str) -> str | None:
    """The tag of the formula that begins before a deletion and ends after it."""
    for tag in _FORMULAS:
        begin, end = f"<{tag}>", f"</{tag}>"
        if before.rfind(begin) > before.rfind(end) and end in after:
            return tag
    return None


def _kept(text: str) -> str:
    return text.replace("\\left[", _LEFT).replace("\\right]", _RIGHT)


def _parts(text: str) -> Iterator[tuple[int, str, str]]:
    """The text in pieces: a deletion's number from 0 (-1 for what is none), words and hint."""
    end = 0
    for number, found in enumerate(_DELETION.finditer(text, 0, text.rfind("]") + 1)):
        yield -1, text[end : found.start()], ""
        words, _, hint = found[1].partition(":")
        yield number, words, hint
        end = found.end()
    yield -1, text[end:], ""
