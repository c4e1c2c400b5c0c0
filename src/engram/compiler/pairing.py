"""Old and new cards go in, pairs that are the same card come out: equal ones first, then alike."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest
from itertools import islice
from operator import itemgetter

from engram.compiler.likeness import Likeness, Wording, letters_alike, wording_of
from engram.model import Card

_RARE_WORDS = 8
_COMMON = 50  # a word that more cards have finds none of them
_CANDIDATES = 4
_NEAR_THE_BEST = 0.5
_SAME_QUESTION = 0.7
_SHARED_OPTIONS = 0.4
_OTHER_KIND = 0.8
_BETWEEN_THE_SAME = 0.2


@dataclass(frozen=True, slots=True)
class Pair:
    """Two cards by index and how much alike they are, without what their place adds to it."""

    new: int
    old: int
    alike: float


class Pairing:
    """The pairs found so far; a card is in at most one."""

    def __init__(self, old: Sequence[Card], new: Sequence[Card]) -> None:
        self.old, self.new = old, new
        self.old_wordings = [wording_of(card) for card in old]
        self.new_wordings = [wording_of(card) for card in new]
        self.of_new: dict[int, Pair] = {}
        self.of_old: dict[int, Pair] = {}

    def take(self, pair: Pair) -> None:
        if pair.new not in self.of_new and pair.old not in self.of_old:
            self.of_new[pair.new] = self.of_old[pair.old] = pair

    def drop(self, pair: Pair) -> None:
        del self.of_new[pair.new], self.of_old[pair.old]

    def likeness(self, pairs: Sequence[tuple[int, int]]) -> list[float]:
        """How much alike the new and the old card of each pair of indices are."""
        candidates = _Candidates(
            self, list({old: None for _, old in pairs}), [new for new, _ in pairs]
        )
        return [candidates.alike(new, old) for new, old in pairs]

    def take_equal(self, old: Iterable[int], new: Iterable[int]) -> None:
        """Pairs the cards with equal texts; among several, those of one topic in their order."""
        active_first = sorted(old, key=lambda index: self.old[index].retired)
        for key in (_topic_and_text, _text):
            known: dict[object, deque[int]] = defaultdict(deque)
            for index in active_first:
                if index not in self.of_old:
                    known[key(self.old[index], self.old_wordings[index])].append(index)
            for index in new:
                found = known.get(key(self.new[index], self.new_wordings[index]))
                if found and index not in self.of_new:
                    self.take(Pair(index, found.popleft(), 1.0))

    def take_alike(self, old: Sequence[int], new: Sequence[int], threshold: float) -> None:
        """Pairs the cards that are most alike, best first, down to the threshold.

        `old` and `new` are in the order of their document.
        """
        free_old = [index for index in old if index not in self.of_old]
        free_new = [index for index in new if index not in self.of_new]
        if not free_old or not free_new:
            return
        between = self._between_the_same(old, new)
        at_the_place = dict(zip(new, old, strict=True)) if len(old) == len(new) else {}
        candidates = _Candidates(self, free_old, free_new)
        scored = []
        for index in free_new:
            for other in candidates.of(index, (between.get(index), at_the_place.get(index))):
                alike = candidates.alike(index, other)
                bonus = _BETWEEN_THE_SAME if between.get(index) == other else 0.0
                if alike + bonus >= threshold:
                    scored.append((-alike - bonus, index, other, alike))
        for _, index, other, alike in sorted(scored):
            self.take(Pair(index, other, alike))

    def _between_the_same(self, old: Sequence[int], new: Sequence[int]) -> Mapping[int, int]:
        """The free new cards that stand where one free old card stood, between the same two."""
        places = {index: place for place, index in enumerate(old)}
        found = {}
        for place, index in enumerate(new):
            before = self._old_place(new[place - 1], places) if place else -1
            after = self._old_place(new[place + 1], places) if place + 1 < len(new) else len(old)
            if index not in self.of_new and before is not None and after == before + 2:
                found[index] = old[before + 1]
        return found

    def _old_place(self, new: int, places: Mapping[int, int]) -> int | None:
        pair = self.of_new.get(new)
        return None if pair is None else places.get(pair.old)


class _Candidates:
    """Finds the few old cards that a new one may continue, and says how much they are alike."""

    def __init__(self, pairing: Pairing, old: Sequence[int], new: Sequence[int]) -> None:
        self._old, self._new = pairing.old_wordings, pairing.new_wordings
        self._free_old = frozenset(old)
        self._likeness = Likeness(
            [*(self._old[index] for index in old), *(self._new[index] for index in new)]
        )
        self._with_word: dict[str, list[int]] = defaultdict(list)
        self._with_question: dict[str, list[int]] = defaultdict(list)
        for index in old:
            self._with_question[self._old[index].question].append(index)
            for word in self._likeness.words(self._old[index]):
                self._with_word[word].append(index)
        self._asked_now = Counter(self._new[index].question for index in new)

    def of(self, new: int, expected: Iterable[int | None]) -> Iterable[int]:
        wording = self._new[new]
        shared: dict[int, float] = defaultdict(float)
        rare = (word for word in self._likeness.rarest(wording) if self._is_rare(word))
        for word in islice(rare, _RARE_WORDS):
            for index in self._with_word[word]:
                shared[index] += self._likeness.weight(word)
        best = nlargest(_CANDIDATES, shared.items(), key=itemgetter(1))
        found = [index for index, weight in best if weight >= _NEAR_THE_BEST * best[0][1]]
        same_question = self._with_question.get(wording.question, ())
        if len(same_question) <= _CANDIDATES:
            found += same_question
        found += (index for index in expected if index in self._free_old)
        return dict.fromkeys(found)

    def _is_rare(self, word: str) -> bool:
        return 0 < len(self._with_word.get(word, ())) <= _COMMON

    def alike(self, new: int, old: int) -> float:
        one, other = self._new[new], self._old[old]
        if one.is_quiz is not other.is_quiz:
            alike = _OTHER_KIND * self._likeness.between(one, other)
        elif one.is_quiz and one.question == other.question:
            # A stem such as "Which is true?" makes no two quizzes one; their options must agree.
            alike = letters_alike(one.rest, other.rest)
            if alike < _SHARED_OPTIONS:
                return alike
        else:
            alike = self._likeness.between(one, other)
        return max(alike, _SAME_QUESTION) if self._asked_once(one, other) else alike

    def _asked_once(self, one: Wording, other: Wording) -> bool:
        question = one.question
        return (
            bool(question)
            and question == other.question
            and self._asked_now[question] == len(self._with_question[question]) == 1
        )


def _topic_and_text(card: Card, wording: Wording) -> object:
    return card.topic, wording


def _text(_card: Card, wording: Wording) -> object:
    return wording
