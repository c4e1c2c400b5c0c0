"""The two sides of a card, as the writers of sides hand them on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from engram.model import Option, Select

Write = Callable[[str], str]
"""The Markdown of a field."""


@dataclass(frozen=True, slots=True)
class Sides:
    """What a card asks, what is answered, and what is said besides; Markdown.

    A quiz, which only cards of Anki's are, has options; `unclear_key` is a key that fits none.
    """

    question: str
    answer: str = ""
    explanation: str = ""
    options: tuple[Option, ...] = ()
    select: Select = None
    unclear_key: str = ""
