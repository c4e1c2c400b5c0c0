"""A card before and after in; the words of its texts and options that stayed, went and came out."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from engram.compiler.likeness import letters_alike
from engram.compiler.word_diff import Piece, word_diff
from engram.compiler.wording import comparable
from engram.model import Card, Option

_SAME_OPTION = 0.5
_MOST_COMPARED = 50  # options that are not equal to any, before and after

OptionPair = tuple[Option | None, Option | None]
"""An option before and after; one of them is missing for what went or came."""


@dataclass(frozen=True, slots=True)
class OptionDiff:
    """What became of one option."""

    before: Option | None
    after: Option | None
    text: tuple[Piece, ...]
    feedback: tuple[Piece, ...]

    @property
    def was_right(self) -> bool:
        return self.before is not None and self.before.correct

    @property
    def is_right(self) -> bool:
        return self.after is not None and self.after.correct


@dataclass(frozen=True, slots=True)
class CardDiff:
    """The texts of a card that differ; one that does not is empty."""

    question: tuple[Piece, ...] = ()
    answer: tuple[Piece, ...] = ()
    options: tuple[OptionDiff, ...] = ()
    explanation: tuple[Piece, ...] = ()


def card_diff(before: Card, after: Card) -> CardDiff:
    """What differs between the two, word by word; where a card is filed is not compared."""
    return CardDiff(
        _diff(before.question, after.question),
        _diff(before.answer, after.answer),
        _options(before.options, after.options) if before.options != after.options else (),
        _diff(before.explanation, after.explanation),
    )


def paired_options(before: Sequence[Option], after: Sequence[Option]) -> Iterator[OptionPair]:
    """The options in the order of `after`; one that went stands where it stood."""
    partner = _partners([each.text for each in before], [each.text for each in after])
    stayed = set(partner.values())
    gone = deque(place for place in range(len(before)) if place not in stayed)
    for place, option in enumerate(after):
        old = partner.get(place)
        while old is not None and gone and gone[0] < old:
            yield before[gone.popleft()], None
        yield None if old is None else before[old], option
    yield from ((before[place], None) for place in gone)


def _diff(before: str, after: str) -> tuple[Piece, ...]:
    return word_diff(before, after) if before != after else ()


def _options(before: Sequence[Option], after: Sequence[Option]) -> tuple[OptionDiff, ...]:
    nothing = Option("", correct=False)
    return tuple(
        OptionDiff(
            old,
            new,
            word_diff((old or nothing).text, (new or nothing).text),
            word_diff((old or nothing).feedback, (new or nothing).feedback),
        )
        for old, new in paired_options(before, after)
    )


def _partners(before: Sequence[str], after: Sequence[str]) -> dict[int, int]:
    """The place before of each option after that has one: equal texts first, then like ones."""
    places: dict[str, deque[int]] = defaultdict(deque)
    for place, text in enumerate(before):
        places[comparable(text)].append(place)
    wanted = [comparable(text) for text in after]
    partners = {j: places[text].popleft() for j, text in enumerate(wanted) if places.get(text)}
    left = [(text, place) for text, some in places.items() for place in some][:_MOST_COMPARED]
    came = [j for j in range(len(after)) if j not in partners][:_MOST_COMPARED]
    likeness = ((letters_alike(old, wanted[j]), -i, -j) for old, i in left for j in came)
    used: set[int] = set()
    for alike, i, j in sorted(likeness, reverse=True):
        if alike >= _SAME_OPTION and -j not in partners and i not in used:
            partners[-j] = -i
            used.add(i)
    return partners
