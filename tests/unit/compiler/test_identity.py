"""Ids that stay, and hashes that tell a change."""

from __future__ import annotations

import json
from base64 import b32encode
from dataclasses import replace
from hashlib import blake2b

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engram.compiler.identity import FreeIds, assigned_ids, card_hash, derived_id
from engram.compiler.wording import comparable
from engram.model import Card, CardId, Item, Kind, Option, Source

CARD = Card(
    id=CardId("c"),
    deck="Units",
    topic=(),
    kind=Kind.SINGLE_CHOICE,
    question="Which measures length?",
    answer="",
    explanation="",
    options=(Option("metre", correct=True), Option("gram", correct=False)),
    select=None,
    source=Source("units.md", 1, 1),
)


def test_a_derived_id_never_changes_between_releases() -> None:
    assert derived_id("units.md", "What is a metre?", 0) == "mvq6pz5yqx5a55fj"


@given(st.text(), st.integers(0, 9))
def test_a_derived_id_is_a_hash_of_json_in_base_32(question: str, occurrence: int) -> None:
    facts = json.dumps(["units.md", comparable(question), occurrence]).encode()
    digest = blake2b(facts, digest_size=10, person=b"engram card").digest()
    assert derived_id("units.md", question, occurrence) == b32encode(digest).decode().lower()


def test_a_derived_id_depends_on_document_question_and_occurrence_alone() -> None:
    derived = derived_id("units.md", "What is a metre?", 0)
    assert derived == derived_id("units.md", "What is  a metre", 0)
    others = [("other.md", "What is a metre?", 0), ("units.md", "What is a gram?", 0)]
    assert derived not in [derived_id(*other) for other in others]
    assert derived != derived_id("units.md", "What is a metre?", 1)


def test_a_written_id_is_kept_and_the_others_are_derived() -> None:
    items = [Item("What is a metre?", 1, id="si:metre-1.a_b"), Item("What is a gram?", 2)]
    ids, problems = assigned_ids("units.md", items)
    assert ids == ("si:metre-1.a_b", derived_id("units.md", "What is a gram?", 0))
    assert not problems


def test_the_second_card_with_an_id_gets_its_own() -> None:
    items = [Item("What is a metre?", 1, id="m"), Item("What is a mile?", 5, id="m")]
    ids, ((index, problem),) = assigned_ids("units.md", items)
    assert ids == ("m", derived_id("units.md", "What is a mile?", 0))
    assert (index, problem.kind.name, problem.line) == (1, "same-id", 5)
    assert dict(problem.fields) == {"id": "m", "other": 1}


def test_an_id_of_another_document_is_not_taken_again() -> None:
    ids, ((_, problem),) = assigned_ids("b.md", [Item("What?", 1, id="m")], {CardId("m"): "a.md"})
    assert ids != ("m",)
    assert (problem.kind.name, dict(problem.fields)["other"]) == ("id-elsewhere", "a.md")


@pytest.mark.parametrize("wrong", ["", "a b", "a/b", "<x>", "x" * 201])
def test_an_id_with_other_signs_is_reported_and_derived(wrong: str) -> None:
    ids, ((_, problem),) = assigned_ids("units.md", [Item("What?", 1, id=wrong)])
    assert problem.kind.name == "invalid-id"
    assert ids == (derived_id("units.md", "What?", 0),)


@given(
    st.lists(
        st.builds(
            Item,
            question=st.sampled_from(["What is it?", "what is it", "Why?", ""]),
            line=st.just(1),
            id=st.sampled_from([None, "a", "b", "no id"]),
        ),
        max_size=12,
    )
)
def test_no_id_is_given_twice(items: list[Item]) -> None:
    ids, problems = assigned_ids("units.md", items)
    assert len(set(ids)) == len(items)
    assert all(ids[index] != items[index].id for index, _ in problems)


def test_a_free_id_passes_over_used_ones() -> None:
    used = {derived_id("units.md", "Why?", occurrence) for occurrence in (0, 1)}
    assert FreeIds(used).take("units.md", "Why?") == derived_id("units.md", "Why?", 2)


def test_the_hash_ignores_white_space_and_whatever_is_not_asked() -> None:
    spaced = replace(CARD, question=" Which  measures\nlength?", explanation="It does.", deck="X")
    assert card_hash(spaced) == card_hash(CARD)


@pytest.mark.parametrize(
    "changed",
    [
        replace(CARD, question="Which measures mass?"),
        replace(CARD, answer="metre"),
        replace(CARD, kind=Kind.MULTIPLE_CHOICE),
        replace(CARD, options=CARD.options[::-1]),
        replace(CARD, options=tuple(replace(each, correct=True) for each in CARD.options)),
        replace(CARD, question="Which `measures  length`?"),
    ],
)
def test_the_hash_tells_every_change_of_what_is_asked(changed: Card) -> None:
    assert card_hash(changed) != card_hash(CARD)
