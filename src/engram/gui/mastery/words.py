"""Mastery values in, the sentences that explain them out."""

from __future__ import annotations

from engram.gui.mastery.levels_bar import levels_told
from engram.gui.widgets.mastery_bar import BarShares
from engram.gui.words import number, percent, percent_number, plural, tr
from engram.mastery.values import LITTLE_EVIDENCE, TopicReport


def mastery_title(total: TopicReport, deck: str | None) -> str:
    """The title of the page: a sentence with the one number that matters."""
    if total.little_evidence:
        return tr("Too few answers to say yet") if not deck else tr("Little evidence yet")
    share = percent(total.mastery)
    if deck:
        return tr("You would know {share} of {deck} today", share=share, deck=deck)
    return tr("You would know {share} of your cards today", share=share)


def mastery_sentence(total: TopicReport) -> str:
    """What is seen, and what is left if the learner stops."""
    seen = plural(
        total.cards,
        "{share} of {n} card is seen.",
        "{share} of {n} cards are seen.",
        share=percent(total.coverage),
    )
    if total.little_evidence:
        return seen
    stopped = tr("If you stop now: {share} in 21 days.", share=percent(total.readiness))
    return f"{seen} {stopped}"


def value_told(topic: TopicReport) -> str:
    """The figure beside a bar; a topic with few answers has none."""
    if not topic.seen:
        return tr("unseen")
    return tr("little evidence") if topic.little_evidence else percent(topic.mastery)


def row_told(topic: TopicReport) -> str:
    """A row in words: name, bar, levels, cards."""
    return tr(
        "{name}, {bar}, {cards}: {levels}",
        name=topic.path[-1],
        bar=BarShares.of(topic).told(),
        cards=plural(topic.cards, "{n} card", "{n} cards"),
        levels=levels_told(topic.levels),
    )


def because(topic: TopicReport) -> tuple[str, str]:
    """Why the bar is as long as it is: the figure, and the rest of its sentence."""
    seen = number(topic.seen)
    if not topic.seen:
        return "", plural(topic.cards, "Its {n} card is unseen.", "All {n} cards are unseen.")
    if topic.little_evidence:
        answers = plural(topic.answers, "{n} answer", "{n} answers")
        return tr("Little evidence:"), plural(
            topic.cards,
            "Its {n} card is seen, with {answers}. From {least} answers on there is a figure.",
            "{seen} of {n} cards are seen, with {answers}. "
            "From {least} answers on there is a figure.",
            seen=seen,
            answers=answers,
            least=LITTLE_EVIDENCE,
        )
    return percent(topic.mastery), plural(
        topic.cards,
        "because its {n} card is seen and the chance that you know it is {known}.",
        "because {seen} of {n} cards are seen and you would know {known} of those.",
        seen=seen,
        known=percent(topic.known_of_seen),
    )


def trust_told(topic: TopicReport) -> str:
    """How far the figure was right so far, and what it leaves out."""
    parts = [_measured(topic)] if topic.predicted_answers else []
    if topic.overdue:
        parts.append(plural(topic.overdue, "{n} card is overdue.", "{n} cards are overdue."))
    if topic.suspended:
        parts.append(
            plural(
                topic.suspended,
                "{n} suspended card is not counted.",
                "{n} suspended cards are not counted.",
            )
        )
    return " ".join(part for part in parts if part)


def _measured(topic: TopicReport) -> str:
    if topic.expected is None or topic.observed is None or topic.interval is None:
        return ""
    if topic.little_evidence:
        return ""
    low, high = topic.interval
    return tr(
        "Expected {expected}, measured {observed} ({right} of {answers} answers; {low} to {high}).",
        expected=percent(topic.expected),
        observed=percent(topic.observed),
        right=number(topic.right),
        answers=number(topic.predicted_answers),
        low=percent_number(low),
        high=percent(high),
    )
