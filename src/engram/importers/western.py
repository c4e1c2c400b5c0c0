"""Bytes in an unknown encoding go in; whether they are Western text in Windows-1252 comes out.

A few accents among plain letters are too little for a statistical guess, which takes "süß" for
Chinese. The form of the words tells: in Western text every word with an accent has plain letters
beside it, in other scripts whole words are beyond ASCII. Source: WHATWG Encoding, windows-1252.
"""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W\d_]+")
_ACCENTED = re.compile(r"[^\W\d_a-zA-Z]")
_LONG_RUN = re.compile(r"[^\W\d_a-zA-Z]{3,}")
_SIGNS = frozenset("“”‘’„‚«»‹›–—…¿¡·•€£§°©®™ª²³µ½¼¾×÷±¬ \xa0\xad")
_SIGN_PAIR = re.compile(r"(?![“”‘’„‚«»‹›¿¡–—…\xa0]{2})[\x80-\uffff]{2}")
_MOST_ALONE = 4  # words for each one that is nothing but an accented letter, "à" or "É"


def is_western(data: bytes) -> bool:
    """Whether every word of these bytes, read as Windows-1252, is one of a Western language."""
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return False
    words = _WORD.findall(text)
    accented = [word for word in words if not word.isascii()]
    alone = sum(len(word) == 1 for word in accented)
    signs = _WORD.sub(" ", text)
    return (
        alone * _MOST_ALONE <= len(words)
        and all(map(_is_word, accented))
        and all(sign < "\x80" or sign in _SIGNS for sign in signs)
        and not _SIGN_PAIR.search(signs)
    )


def _is_word(word: str) -> bool:
    """Whether plain letters stand beside the accents, and no capital inside small letters."""
    plain = len(word) - len(_ACCENTED.findall(word))
    cased = word[1:].islower() or word.isupper() or len(word) == 1
    return cased and not _LONG_RUN.search(word) and (3 * plain >= len(word) or len(word) == 1)
