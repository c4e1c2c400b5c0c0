"""New cards and known ones go in; which of the new ones ask a known fact in other words comes out.

Two cards are twins when they are of one kind and tell the same: the words of their questions and of
their answers or options, weighed by rarity, are mostly shared. Where the answer is short ("Oslo",
"True") the question has to say it all: what one asks, the other must ask too. Numbers and negations
of the questions must agree, and two questions of one form that differ in one thing ("the capital of
Norway", "the capital of Sweden") are no twins however alike the rest is.

Only known cards that share a rare word with a new one are compared, a few for each, so that the
time grows no faster than the cards.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from operator import attrgetter

from engram.compiler.likeness import Wording, letters_alike
from engram.compiler.siblings import STOP_WORDS, stem_of
from engram.compiler.wording import words

MOST_COMPARED = 10_000  # new cards of one import; of more, only those with equal texts are found
_COMMON = 50  # a word that more known cards have finds none of them
_RARE_WORDS = 6
_CANDIDATES = 4
_SAMPLE = 2000  # known cards by which the rarity of a word is judged
_SHORT = 4  # stems; an answer of fewer proves little
_SAME_ANSWER, _LIKE_ANSWER = 0.95, 0.65
_ASKED, _ASKED_ALIKE, _TOLD_ALIKE = 0.6, 0.3, 0.74
_RARE = 0.6  # of the greatest weight: "overfitting" is, "output" is not
_ONE_FORM, _ONE_WORD = 0.83, 0.5
_DECISIVE = re.compile(r"\d+|\b(?:not|no|never|none|cannot|without|except|false|least)\b|n't\b")


@dataclass(frozen=True, slots=True)
class Twin:
    """A new card and a known one by index, and how much of what they tell is shared, 0 to 1."""

    new: int
    old: int
    alike: float


def twins(
    old: Mapping[int, Wording], new: Mapping[int, Wording], barred: Mapping[int, frozenset[int]]
) -> Iterator[Twin]:
    """The best twin of each new card that has one, by the indices given.

    A new card is not compared with the known ones that are `barred` for it.
    """
    if not old or not new or len(new) > MOST_COMPARED:
        return
    found = {
        index: [each for each in some if each not in barred.get(index, frozenset())]
        for index, some in _candidates(old, new)
    }
    met = {each for some in found.values() for each in some}
    tell = _Tellings(old, [*(old[each] for each in met), *(new[index] for index in found)])
    for index, some in found.items():
        pairs = (Twin(index, each, tell.alike(new[index], old[each])) for each in some)
        best = max(pairs, key=attrgetter("alike"), default=None)
        if best is not None and best.alike:
            yield best


def _candidates(
    old: Mapping[int, Wording], new: Mapping[int, Wording]
) -> Iterator[tuple[int, list[int]]]:
    """For each new card the known ones that share most of its rare words."""
    asked = {index: set(words(_text(wording))) for index, wording in new.items()}
    rare = {word for some in asked.values() for word in some} - STOP_WORDS
    having: dict[str, list[int]] = defaultdict(list)
    for index, wording in old.items():
        for word in rare.intersection(words(_text(wording))):
            having[word].append(index)
            if len(having[word]) > _COMMON:
                rare.discard(word)
                del having[word]
    for index, some in asked.items():
        rarest = nsmallest(
            _RARE_WORDS, having.keys() & some, key=lambda word: (len(having[word]), word)
        )
        shared: Counter[int] = Counter()
        for word in rarest:
            shared.update(having[word])
        if shared:
            yield index, [each for each, _ in shared.most_common(_CANDIDATES)]


def _text(wording: Wording) -> str:
    return f"{wording.question} {wording.rest}".casefold()


@dataclass(frozen=True, slots=True)
class _Telling:
    """What a card says, as stems of words."""

    asked: frozenset[str]
    answer: frozenset[str]
    order: tuple[str, ...]  # of what is asked
    decisive: frozenset[str]


class _Tellings:
    """What some cards tell, and how rare each stem is among the known ones."""

    def __init__(self, known: Mapping[int, Wording], wordings: Iterable[Wording]) -> None:
        self._of_word: dict[str, str] = {}
        self._told = {wording: self._telling(wording) for wording in wordings}
        step = len(known) // _SAMPLE + 1
        sample: Sequence[Wording] = list(known.values())[::step]
        counts = Counter(stem for wording in sample for stem in self._stems(_text(wording)))
        self._weights = {stem: math.log(1 + len(sample) / count) for stem, count in counts.items()}
        self._rarest = math.log(1 + len(sample))

    def alike(self, one: Wording, other: Wording) -> float:
        """How much two cards share of what they tell; 0 if they are no twins."""
        first, second = self._told[one], self._told[other]
        if one.is_quiz is not other.is_quiz or first.decisive != second.decisive:
            return 0.0
        asked = self._shared(first.asked, second.asked)
        if asked < _ASKED_ALIKE or self._shared(first.answer, second.answer) < _LIKE_ANSWER:
            return 0.0
        told = self._shared(first.asked | first.answer, second.asked | second.answer)
        return told if self._are_twins(one, other, asked, told) else 0.0

    def _are_twins(self, one: Wording, other: Wording, asked: float, told: float) -> bool:
        first, second = self._told[one], self._told[other]
        short = min(len(first.answer), len(second.answer)) < _SHORT
        specific = self._is_specific(first.asked & second.asked)
        if short or not specific:
            if self._shared(first.answer, second.answer) < _SAME_ANSWER:
                return False
            enough = asked >= (_ASKED if specific else _SAME_ANSWER)
            turned = one.is_quiz and _turned(first, second)
            return enough and not turned and not _differ(first.asked, second.asked)
        one_form = letters_alike(one.question, other.question) >= _ONE_FORM
        return told >= _TOLD_ALIKE and not (one_form and _differ(first.asked, second.asked))

    def _is_specific(self, asked: frozenset[str]) -> bool:
        """Whether what both ask is no form such as "What is the output?"."""
        weights = (self._weights.get(stem, self._rarest) for stem in asked)
        return max(weights, default=0.0) >= _RARE * self._rarest

    def _shared(self, one: frozenset[str], other: frozenset[str]) -> float:
        whole = self._weight(one) + self._weight(other)
        return 2 * self._weight(one & other) / whole if whole else 1.0

    def _weight(self, stems: Iterable[str]) -> float:
        # Exact, so that the order of a set decides no tie.
        return math.fsum(self._weights.get(stem, self._rarest) for stem in stems)

    def _telling(self, wording: Wording) -> _Telling:
        return _Telling(
            frozenset(asked := self._stems(wording.question)),
            frozenset(self._stems(wording.rest.casefold())),
            tuple(asked),
            frozenset(_DECISIVE.findall(wording.question)),
        )

    def _stems(self, text: str) -> list[str]:
        """The stems that weigh anything, each once, in their order."""
        for word in (some := words(text)):
            if word not in self._of_word:
                self._of_word[word] = "" if word in STOP_WORDS else stem_of(word)
        return list(dict.fromkeys(filter(None, (self._of_word[word] for word in some))))


def _turned(one: _Telling, other: _Telling) -> bool:
    """Whether two statements say the same words in another order: light and sound change places.

    Neighbours may: "the model's weights" are "the weights of the model".
    """
    shared = one.asked & other.asked
    places = {stem: place for place, stem in enumerate(filter(shared.__contains__, one.order))}
    then = filter(shared.__contains__, other.order)
    return any(abs(places[stem] - place) > 1 for place, stem in enumerate(then))


def _differ(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether each of two questions has a word that the other has not, however it is spelt."""
    only_one, only_other = one - other, other - one
    return _has_own(only_one, only_other) and _has_own(only_other, only_one)


def _has_own(stems: Iterable[str], others: Iterable[str]) -> bool:
    return any(all(letters_alike(stem, other) < _ONE_WORD for other in others) for stem in stems)
