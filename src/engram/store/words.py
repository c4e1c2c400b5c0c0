"""Text in, the words the full-text index keeps out, in every script.

FTS5's `unicode61` takes a run of Chinese or Japanese text for one word; a space between its signs
makes each of them findable, and a query of several signs becomes a phrase.
"""

from __future__ import annotations

import re

_UNSPACED = r"([぀-ヿ㐀-䶿一-鿿豈-﫿฀-๿຀-໿က-႟ក-៿𠀀-𲎯])"
_WORD = r"[^\W_]+[*]?"


def indexed(text: str) -> str:
    """`text` as it is given to the index."""
    return text if text.isascii() else re.sub(_UNSPACED, r" \1 ", text)


def matching(term: str) -> str:
    """A search term as an FTS5 expression: its words in this order, the last one as a beginning.

    Empty when the term holds no word at all. Quotes keep FTS5's own operators out.
    """
    words = [word.rstrip("*") for word in re.findall(_WORD, indexed(term))]
    if not words:
        return ""
    return '"' + " ".join(words) + '" *'
