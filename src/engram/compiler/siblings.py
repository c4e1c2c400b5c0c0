"""The items of one document go in, the pairs that ask for the same fact come out.

An open question and a quiz of one topic are siblings when what the quiz teaches, its question with
its right options, is told by the open question with its answer. Words weigh by their rarity in the
document. A quiz is linked to the open question that fits it best. Two quizzes on one open
question are siblings of it and not of each other: seen on one day either would give the open
answer away, but they ask for two of its facts and do not answer one another.

A document that names siblings itself is left as its author linked it.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from engram.compiler.wording import words
from engram.model import Item

_THRESHOLD = 0.3
_FEWEST_SHARED = 3
_RAREST = 8  # stems of a quiz by which an open question is looked up
_LONGEST_STEM = 7
_PLURAL = re.compile(r"(?<=\w[^\Wsuia])s$")
_ENDING = re.compile(r"(?<=\w{3})(?:ation|ing|ion|al|ed|es|ly|e)$")
STOP_WORDS = frozenset(
    words(
        "a about after all also always an and any are as at be because been before being best "
        "between both but by can commonly correct could describe did do does each either "
        "especially every example explain false few first following for from get give given has "
        "have help helps how however if important in into is it its just key kind large like main "
        "mainly make many may mean means more most much must name need never no not of often on "
        "one only or other our over part per practical primarily primary purpose right same "
        "select should so some statement such than that the their them then there these they this "
        "those through to too true two typical under up use used useful uses using usually very "
        "was way we well what when where which while who why will with without would you your"
    )
)
_NEGATED = re.compile(r"\b(?:NOT|EXCEPT|LEAST)\b")


def linked(items: Sequence[Item]) -> Mapping[int, frozenset[int]]:
    """The siblings of each item that has any, by index, linked both ways."""
    authored = any(item.siblings for item in items)
    if authored or len({bool(item.options) for item in items}) < 2:
        return {}
    told = _Stems(items)
    pairs = [pair for topic in _by_topic(items) for pair in _pairs(topic, items, told)]
    links: dict[int, set[int]] = defaultdict(set)
    for quiz, recall in pairs:
        links[quiz].add(recall)
        links[recall].add(quiz)
    return {index: frozenset(siblings) for index, siblings in links.items()}


class _Stems:
    """What each item tells as a set of word stems, and how much a stem weighs in the document."""

    def __init__(self, items: Sequence[Item]) -> None:
        self._of_word: dict[str, str] = {}
        self.told = [frozenset(self._stems(_told(item))) for item in items]
        counts = Counter(stem for stems in self.told for stem in stems)
        self.weights = {stem: math.log(1 + len(items) / count) for stem, count in counts.items()}

    def weight(self, stems: Iterable[str]) -> float:
        # Exact, so that the order of a set decides no tie.
        return math.fsum(self.weights[stem] for stem in stems)

    def rarest(self, stems: Iterable[str]) -> list[str]:
        return sorted(stems, key=lambda stem: (-self.weights[stem], stem))[:_RAREST]

    def _stems(self, text: str) -> Iterator[str]:
        for word in words(text.casefold()):
            if word not in self._of_word:
                self._of_word[word] = "" if word in STOP_WORDS else stem_of(word)
            if stem := self._of_word[word]:
                yield stem


def stem_of(word: str) -> str:
    """The beginning that forms of one English word share: quantized, quantization, quantizing."""
    word = _ENDING.sub("", _PLURAL.sub("", word))
    return (word[:-1] + "i" if word.endswith("y") else word)[:_LONGEST_STEM]


def _told(item: Item) -> str:
    """The fact an item tells; a question for what is NOT so tells its other options."""
    wanted = not _NEGATED.search(item.question)
    facts = (option.text for option in item.options if option.correct is wanted)
    return " ".join((item.question, item.answer, *facts))


def _by_topic(items: Sequence[Item]) -> Iterable[list[int]]:
    topics: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for index, item in enumerate(items):
        topics[item.topic].append(index)
    return topics.values()


def _pairs(topic: Sequence[int], items: Sequence[Item], stems: _Stems) -> Iterator[tuple[int, int]]:
    """Each quiz of a topic with the open question that fits it best, if one fits."""
    tellers: dict[str, list[int]] = defaultdict(list)
    for index in topic:
        if not items[index].options and items[index].answer:
            for stem in stems.told[index]:
                tellers[stem].append(index)
    for quiz in topic:
        if any(option.correct for option in items[quiz].options):
            found = {i for stem in stems.rarest(stems.told[quiz]) for i in tellers.get(stem, ())}
            score, best = max(((_fit(quiz, i, stems), -i) for i in found), default=(0.0, 0))
            if score >= _THRESHOLD:
                yield quiz, -best


def _fit(quiz: int, recall: int, stems: _Stems) -> float:
    """The share, by weight, of what the quiz tells that the open question tells too."""
    told = stems.told[quiz]
    shared = told & stems.told[recall]
    return stems.weight(shared) / stems.weight(told) if len(shared) >= _FEWEST_SHARED else 0.0
