"""Cards go in; how much alike two of them are, from 0 to 1, comes out."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from engram.compiler.wording import comparable, normalised, words
from engram.model import Card

_LETTERS_COMPARED = 600
_PLAIN = 0.8


@dataclass(frozen=True, slots=True)
class Wording:
    """A card as it is compared: its question, and its answer with its options in any order."""

    question: str
    rest: str
    is_quiz: bool

    @property
    def words(self) -> frozenset[str]:
        return frozenset(words(self.question) + words(self.rest))


def wording_of(card: Card) -> Wording:
    """The comparable texts of a card, without its key."""
    options = sorted(normalised(option.text) for option in card.options)
    rest = "\n".join(filter(None, (comparable(card.answer), *options)))
    return Wording(comparable(card.question), rest, bool(options))


class Likeness:
    """Compares cards of one import; a shared word counts the more, the rarer it is among them."""

    def __init__(self, wordings: Iterable[Wording]) -> None:
        self._words = {wording: wording.words for wording in wordings}
        counts = Counter(word for some in self._words.values() for word in some)
        self._weights = {
            word: math.log(1 + len(self._words) / count) for word, count in counts.items()
        }
        self._totals = {wording: self._weight(some) for wording, some in self._words.items()}

    def words(self, wording: Wording) -> frozenset[str]:
        return self._words[wording]

    def rarest(self, wording: Wording) -> list[str]:
        """The words of a card, the rarest first."""
        return sorted(self._words[wording], key=lambda word: (-self._weights[word], word))

    def weight(self, word: str) -> float:
        return self._weights[word]

    def between(self, one: Wording, other: Wording) -> float:
        """What two cards share in rare words; in doubt, the mean of that and of their spelling."""
        if one == other:
            return 1.0
        by_words = self._words_alike(one, other)
        if by_words >= _PLAIN:
            return by_words
        return (by_words + letters_alike(_whole(one), _whole(other))) / 2

    def _words_alike(self, one: Wording, other: Wording) -> float:
        whole = self._totals[one] + self._totals[other]
        shared = self._weight(self._words[one] & self._words[other])
        return 2 * shared / whole if whole else 0.0

    def _weight(self, some: Iterable[str]) -> float:
        # Exact, so that the order of a set decides no tie.
        return math.fsum(self._weights[word] for word in some)


def letters_alike(one: str, other: str) -> float:
    """The share of letter triples that two texts have in common; a typo costs a few of them."""
    first, second = _triples(one), _triples(other)
    return 2 * len(first & second) / (len(first) + len(second))


def _whole(wording: Wording) -> str:
    return f"{wording.question} | {wording.rest}"


def _triples(text: str) -> set[str]:
    padded = f"  {text[:_LETTERS_COMPARED]} "
    return {padded[place : place + 3] for place in range(len(padded) - 2)}
