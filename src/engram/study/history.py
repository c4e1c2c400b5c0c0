"""States and answers of cards in; what a package tells of each, with its intervals, out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from engram.exporters.anki.values import Answered, Studied
from engram.model import NEVER_SEEN, CardId, ReviewKind, Standing
from engram.scheduling.fold import Answer, folded_schedule
from engram.store.histories import GivenAnswer, Histories


def studied_cards(
    histories: Histories, cards: Sequence[CardId], moved: Mapping[str, int]
) -> dict[CardId, Studied]:
    """Each of these cards; `moved` has the instants of answers that would stand for two."""
    answers = {
        card: tuple(_answered(given, moved))
        for card, given in groupby(histories.answers(cards), key=lambda each: each.card)
    }
    return {
        each.card: Studied(
            each.card,
            each.standing,
            each.suspended,
            each.marked,
            each.hidden_until or None,
            answers.get(each.card, ()),
        )
        for each in histories.states(cards)
    }


def _answered(given: Iterator[GivenAnswer], moved: Mapping[str, int]) -> Iterator[Answered]:
    """The answers to one card, each with the schedule before and after it."""
    standing, first_day = NEVER_SEEN, None
    for each in given:
        before = standing.schedule
        if before is None and each.kind is not ReviewKind.SET:
            first_day = each.study_day
        row = Answer(each.study_day, each.kind, each.grade, schedule=each.schedule)
        schedule, scheduled_day, drill_open = folded_schedule((row,), standing)
        standing = Standing(schedule, None, scheduled_day, drill_open)
        yield Answered(
            moved.get(each.id, each.instant_ms),
            each.kind,
            each.grade,
            each.answer_ms,
            before,
            schedule,
            first_day=each.study_day == first_day,
        )
