"""How pairs of one card are formed."""

from __future__ import annotations

from engram.compiler.assemble import deck_of
from engram.compiler.pairing import Pair, Pairing
from engram.model import Card, Item, Reading

FISH = Item("Where do salmon spawn?", 1, "In the gravel of the river they hatched in.")
EEL = Item("Where do eels spawn?", 2, "In the Sargasso Sea, far from their rivers.")
PIKE = Item("How does a pike hunt?", 3, "It waits among reeds and strikes at short range.")
PIKE_EDITED = Item("How do pike hunt?", 3, "They wait among reeds and strike at short range.")


def cards(*items: Item) -> tuple[Card, ...]:
    return deck_of([("fish.md", Reading("test", items))]).cards


def pairs(pairing: Pairing) -> dict[int, int]:
    return {new: pair.old for new, pair in pairing.of_new.items()}


def test_a_card_is_in_one_pair_only() -> None:
    pairing = Pairing(cards(FISH, EEL), cards(FISH, EEL))
    for new, old in ((0, 1), (0, 0), (1, 1), (1, 0)):
        pairing.take(Pair(new, old, 1.0))
    assert pairs(pairing) == {0: 1, 1: 0}


def test_equal_cards_are_paired_wherever_they_stand() -> None:
    pairing = Pairing(cards(FISH, EEL, PIKE), cards(PIKE, FISH))
    pairing.take_equal(range(3), range(2))
    assert pairs(pairing) == {0: 2, 1: 0}


def test_alike_cards_are_paired_down_to_the_threshold() -> None:
    old, new = cards(FISH, EEL, PIKE), cards(PIKE_EDITED)
    for threshold, expected in ((0.5, {0: 2}), (1.0, {})):
        pairing = Pairing(old, new)
        pairing.take_alike(range(3), range(1), threshold)
        assert pairs(pairing) == expected


def test_a_dropped_pair_leaves_both_cards_free() -> None:
    pairing = Pairing(cards(FISH), cards(FISH))
    pairing.take(pair := Pair(0, 0, 1.0))
    pairing.drop(pair)
    assert not pairing.of_new
    assert not pairing.of_old
