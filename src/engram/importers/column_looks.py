"""The cells of one column go in; what they look like comes out: text, numbers, tags, an id."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

_NO_TEXT = re.compile(
    r"[-+$€£¥]?[\d.,:/ %-]+(?:[a-zA-Z%°]{1,3})?"  # numbers, sums, times, dates
    r"|\d{4}-\d\d-\d\d[T ][\d:.,]+\S{0,6}"
    r"|(?:https?://|www\.)\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|(?i:true|false|null|none|n/a|nan|yes|no)"
)
_KANA = re.compile("[\u3040-\u30ff\u31f0-\u31ff・ー〜~/、,()（） -]+")
_TOKEN = re.compile(r"\S{6,64}")
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*[.,;:!?]?")
_PHRASE = re.compile(r"[^\W\d_][^\n.?!]{0,59}")


@dataclass(frozen=True)
class Look:
    """What the filled cells of one column have in common; shares are 0 to 1."""

    cells: tuple[str, ...]
    rows: int

    @cached_property
    def filled(self) -> float:
        return len(self.cells) / self.rows if self.rows else 0.0

    @cached_property
    def text(self) -> float:
        """How many hold words, and no number, date, address or yes and no."""
        return self._share(
            bool(cell) and not _NO_TEXT.fullmatch(cell) and any(map(str.isalpha, cell))
            for cell in self.cells
        )

    @cached_property
    def distinct(self) -> float:
        return len(set(self.cells)) / len(self.cells) if self.cells else 0.0

    @cached_property
    def asks(self) -> bool:
        """Whether they read as questions: three words or more on average, or a question mark."""
        words = sum(len(cell.split()) for cell in self.cells)
        asked = sum(cell.endswith(("?", "？")) for cell in self.cells)
        return bool(self.cells) and max(words / 3, 2 * asked) >= len(self.cells)

    @cached_property
    def is_count(self) -> bool:
        """Whether they are row numbers: 1, 2, 3, …"""
        numbers = [int(cell) for cell in self.cells if cell.isascii() and cell.isdecimal()]
        first = numbers[0] if numbers else -1
        counted = list(range(first, first + len(numbers)))
        return first in (0, 1) and len(numbers) == len(self.cells) > 1 and numbers == counted

    @cached_property
    def is_short_number(self) -> bool:
        """Whether they are numbers that other tables have as well."""
        return bool(self.cells) and all(cell.isdecimal() and len(cell) < 7 for cell in self.cells)

    @cached_property
    def is_id(self) -> bool:
        """Whether each is a token of its own that is no word."""
        opaque = self._share(
            bool(_TOKEN.fullmatch(cell) and cell.isascii())
            and not (_WORD.fullmatch(cell) or _NO_TEXT.fullmatch(cell))
            for cell in self.cells
        )
        return len(self.cells) > 1 and opaque >= 0.95 and self.distinct == 1

    @cached_property
    def is_tags(self) -> bool:
        """Whether they are few words that come again and again, in one combination or another."""
        words = [word for cell in self.cells for word in re.split(r"[\s,;]+", cell) if word]
        short = all(len(cell) <= 200 and not cell.endswith((".", "?", "!")) for cell in self.cells)
        few = len(set(words)) <= max(1, 0.5 * len(words))
        return short and len(self.cells) > 3 and few and self.distinct < 0.9

    @cached_property
    def is_topic(self) -> bool:
        """Whether they are a few phrases with a capital, each of them above many rows."""
        phrases = self._share(
            bool(_PHRASE.fullmatch(cell)) and cell[:1].isupper() and " " in cell
            for cell in self.cells
        )
        return len(self.cells) > 3 and phrases > 0.3 and self.distinct <= 0.4

    @cached_property
    def is_reading(self) -> bool:
        """Whether they are Japanese syllables alone, as beside a word in Chinese characters."""
        return self._share(bool(_KANA.fullmatch(cell)) for cell in self.cells) > 0.9

    def _share(self, found: Iterable[bool]) -> float:
        return sum(found) / len(self.cells) if self.cells else 0.0


def looks_of(rows: Sequence[Sequence[str]], width: int) -> list[Look]:
    """The look of each column."""
    columns = ([row[at].strip() for row in rows if at < len(row)] for at in range(width))
    return [Look(tuple(filter(None, column)), len(rows)) for column in columns]
