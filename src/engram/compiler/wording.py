"""Texts go in; the forms in which they are compared come out: normalised, comparable, words."""

from __future__ import annotations

import re
import unicodedata

# Inline code is bounded, so that a text of lone backticks costs no quadratic time.
_CODE = re.compile(
    r"(^[ ]{0,3}(?P<fence>`{3,}|~{3,})[^\n]*\n.*?(?:^[ ]{0,3}(?P=fence)[`~]*[ \t]*$|\Z)"
    r"|(?<!`)(?P<ticks>`+)(?!`).{1,500}?(?<!`)(?P=ticks)(?!`))",
    re.DOTALL | re.MULTILINE,
)
# Scripts written without spaces are compared letter by letter.
_WORD = re.compile(r"[^\W_\u3040-\u30ff\u3400-\u9fff]+|[\u3040-\u30ff\u3400-\u9fff]")
_FOLDED_SIGNS = str.maketrans("’‘“”–—", "''\"\"--", "*_\\")
# Of a picture's name so much tells it from others; a new edition of one is no other wording.
_PICTURE = re.compile(r"\b(media:[0-9a-f]{8})[0-9a-f]{56}(?:\.[a-z0-9]+)?")
_EDGES = " .,:;?!…"


def normalised(text: str) -> str:
    """The text with one space for any white space outside code; code is kept to the letter."""
    return " ".join(filter(None, (piece for _, piece in _pieces(text))))


def comparable(text: str) -> str:
    """The text by which two questions or answers are called the same.

    Outside code, case, emphasis, the shape of quotes and the punctuation at the ends do not count.
    """
    if text.isascii() and "`" not in text and "~~~" not in text and "media:" not in text:
        return _folded_ascii(text)  # the same, several times as fast
    pieces = (piece if code else _folded(piece) for code, piece in _pieces(text))
    return " ".join(filter(None, pieces)).strip(_EDGES)


def without_names(text: str) -> str:
    """The text without what tells one picture from another."""
    return _PICTURE.sub("media:", text)


def words(text: str) -> list[str]:
    """The words of a comparable text in their order."""
    return _WORD.findall(text)


def _pieces(text: str) -> list[tuple[bool, str]]:
    if "`" not in text and "~~~" not in text:
        return [(False, _spaced(text))]
    pieces, end = [], 0
    for found in _CODE.finditer(text):
        pieces += [(False, _spaced(text[end : found.start()])), (True, found[0])]
        end = found.end()
    return [*pieces, (False, _spaced(text[end:]))]


def _folded_ascii(prose: str) -> str:
    for sign in "*_\\":
        prose = prose.replace(sign, "")
    return " ".join(prose.lower().split()).strip(_EDGES)


def _spaced(prose: str) -> str:
    return " ".join(unicodedata.normalize("NFC", prose).split())


def _folded(prose: str) -> str:
    named = _PICTURE.sub(r"\1", prose) if "media:" in prose else prose
    folded = unicodedata.normalize("NFKC", named).casefold()
    return " ".join(folded.translate(_FOLDED_SIGNS).split())
