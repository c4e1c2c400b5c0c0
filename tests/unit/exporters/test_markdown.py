"""Engram Markdown reads back as the same cards."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from engram.exporters.markdown import markdown_of
from engram.importers import read_text
from engram.importers.engram_markdown import read
from engram.model import Card, CardId, Deck, Item, Kind, Option, Source

PIECES = (
    "# x",
    "## x",
    "### y",
    "#### Answer",
    "#### Why",
    "- [x] a",
    "- [ ] b",
    "\\- [x] c",
    "<!-- id: a -->",
    "<!-- as written -->",
    "\\<!-- x",
    "-->",
    "```",
    "```py",
    "~~~",
    "- ```",
    "\\```",
    "> quoted",
    "\\> quoted",
    "  indented",
    "    code",
    "a  b",
    "a\tb",
    "trailing ",
    "text\\",
    "\\",
    "\\# h",
    "**Label**: x",
    "- item",
    "1. one",
    "2) two",
    "| t | u |",
    "snake_case _____ * `c  d`",
    "$$",
    "---",
    "<b>x</b>",
    "word",
    "",
)
LETTERS = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\u2028\u2029")
TEXTS = (
    st.lists(st.sampled_from(PIECES) | st.text(LETTERS, max_size=12), max_size=6)
    .map(lambda lines: "\n".join(lines).strip("\n"))
    .filter(lambda text: not text or all(text.split("\n")[end].strip() for end in (0, -1)))
)
NAMES = st.sampled_from(("a::b", "a:", ":b", "x\\y", "A, B; c", "<!--", "-->", "# t", "003#12")) | (
    st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=1, max_size=8)
)
LISTS = st.lists(NAMES, max_size=2).map(tuple)
CARDS = st.builds(
    Card,
    id=NAMES.map(CardId),
    deck=st.just("Deck"),
    topic=LISTS,
    kind=st.just(Kind.RECALL),
    question=TEXTS,
    answer=TEXTS,
    explanation=TEXTS,
    options=st.lists(st.builds(Option, TEXTS, st.booleans(), TEXTS), max_size=3).map(tuple),
    select=st.sampled_from((None, 1, 2, "all")),
    source=st.just(Source("a.md", 1, 1)),
    references=LISTS,
    tags=LISTS,
    siblings=LISTS.map(lambda names: tuple(map(CardId, names))),
)
CARD = Card(
    CardId("one"), "Deck", (), Kind.RECALL, "Why?", "So.", "", (), None, Source("a.md", 1, 1)
)


def _item(card: Card) -> Item:
    return Item(
        question=card.question,
        line=0,
        answer=card.answer,
        explanation=card.explanation,
        options=card.options,
        select=card.select,
        topic=card.topic,
        id=card.id,
        references=card.references,
        tags=card.tags,
        siblings=tuple(map(str, card.siblings)),
    )


def _items(deck: Deck) -> list[Item]:
    reading = read(markdown_of(deck))
    assert reading.problems == ()
    return [replace(item, line=0) for item in reading.items]


@given(st.lists(CARDS, min_size=1, max_size=3).map(tuple))
@example((replace(CARD, question="```\ncode\n```", answer="a\nb", explanation="- ```"),))
@example((replace(CARD, options=(Option("> a", correct=True, feedback="```"),)),))
def test_cards_read_back_as_they_were(cards: tuple[Card, ...]) -> None:
    assert _items(Deck("Deck", cards)) == [_item(card) for card in cards]


def test_deck_reads_back_with_its_particulars() -> None:
    deck = Deck("Sea & shore", (CARD,), "2026.1", ("tides.pdf", "a, b; c.txt"))
    reading = read(markdown_of(deck))
    assert (reading.deck, reading.version, reading.documents) == (
        "Sea & shore",
        "2026.1",
        ("tides.pdf", "a, b; c.txt"),
    )


def test_topic_may_end_again() -> None:
    cards = (replace(CARD, topic=("Sea", "Tides")), CARD)
    assert [item.topic for item in _items(Deck("Deck", cards))] == [("Sea", "Tides"), ()]


@pytest.mark.parametrize("name", ["", "Deck"])
def test_ordinary_card_is_written_as_a_person_would(name: str) -> None:
    options = (Option("Moon", correct=True, feedback="It pulls."), Option("Mars", correct=False))
    card = replace(CARD, answer="", options=options, explanation="- a\n- b", select=1)
    head = f"# {name}\n\n" if name else ""
    assert markdown_of(Deck(name, (card,))) == (
        f"{head}### Why?\n<!-- id: one; select: 1 -->\n\n"
        "- [x] Moon\n  > It pulls.\n- [ ] Mars\n\n#### Why\n\n- a\n- b\n"
    )


def test_what_is_written_is_recognised() -> None:
    assert read_text(markdown_of(Deck("Deck", (CARD,))), "a.md").layout == "engram"
