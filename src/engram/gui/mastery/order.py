"""A mastery report in, the topics of one deck out: those that would gain most come first."""

from __future__ import annotations

from engram.mastery.values import Report, TopicReport

SHOWN_AT_FIRST = 7


def deck_names(report: Report) -> tuple[str, ...]:
    """The decks in their order."""
    return tuple(topic.path[0] for topic in report.topics if len(topic.path) == 1)


def chosen_total(report: Report, deck: str | None) -> TopicReport:
    """The sum of one deck, or of the whole library."""
    for topic in report.topics:
        if topic.path == (deck,):
            return topic
    return report.total


def topics_by_gain(report: Report, deck: str | None) -> tuple[TopicReport, ...]:
    """The topics right below the chosen deck, or below every deck; a deck without any is its own.

    What a topic would gain is its count of cards not known today.
    """
    below = [topic for topic in report.topics if len(topic.path) == 2]
    split = {topic.path[0] for topic in below}
    whole = [
        topic for topic in report.topics if len(topic.path) == 1 and topic.path[0] not in split
    ]
    chosen = [topic for topic in below + whole if deck is None or topic.path[0] == deck]
    return tuple(sorted(chosen, key=lambda topic: -not_known(topic)))


def not_known(topic: TopicReport) -> float:
    """How many of the topic's cards would not be known today."""
    return (1 - topic.mastery) * topic.cards
