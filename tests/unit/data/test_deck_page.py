"""What data/ records beside the cards goes in; the page about the deck comes out."""

from __future__ import annotations

import re
from collections import Counter

from docs.deck import DOCUMENTS, PAGE, corrections, page, topics, works
from engram.model import Item

CARDS: dict[str, Item] = {card.id or "": card for reading in topics() for card in reading.items}


def flat(text: str) -> str:
    return " ".join(text.split())


def test_the_page_is_the_one_that_data_gives() -> None:
    assert PAGE.read_text("utf-8") == page()


def test_a_source_is_named_in_the_explanation_of_each_of_its_cards() -> None:
    absent = [
        (work.said, card)
        for work in works()
        for card in work.cards
        if card not in CARDS or work.said not in flat(CARDS[card].explanation)
    ]
    assert absent == []


def test_a_source_is_recorded_once_and_has_cards() -> None:
    counts = Counter((work.reference, work.said) for work in works())
    assert [work for work, count in counts.items() if count > 1] == []
    assert [work.reference for work in works() if not work.cards] == []


def test_every_card_that_goes_beyond_the_documents_has_a_source() -> None:
    sourced = {card for work in works() for card in work.cards}
    beyond = {name for name, card in CARDS.items() if "beyond" in card.tags}
    assert beyond - sourced == set()


def test_a_work_with_a_year_in_an_explanation_is_recorded() -> None:
    cited = re.compile(r"et al\.")
    sourced = {card for work in works() for card in work.cards}
    loose = [name for name, card in CARDS.items() if cited.search(card.explanation)]
    assert set(loose) - sourced == set()


def test_a_correction_names_an_item_of_a_document_and_the_cards_that_carry_it() -> None:
    for correction in corrections():
        document, _, ordinal = correction.item.partition("#")
        assert 1 <= int(ordinal) <= DOCUMENTS[document]
        assert correction.cards
        for card in correction.cards:
            assert correction.item in CARDS[card].references, (correction.item, card)
