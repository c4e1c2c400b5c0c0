"""Which card of the library an imported one continues."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from engram.compiler.assemble import deck_of
from engram.compiler.change import Change
from engram.compiler.match import Matching, continued, match
from engram.model import Card, CardId, Item, Option, Reading
from tests.drawn import lists_of

RIVERS = (
    ("Which river drains the Black Forest to the east?", "The Danube, from Donaueschingen on."),
    ("Where does the Rhine begin?", "At Lake Toma in the Swiss Alps."),
    ("Why is the Elbe tidal up to Geesthacht?", "A weir stops the tide of the North Sea there."),
    ("What is a meander?", "A winding bend that a slow river cuts into soft banks."),
    ("How does an oxbow lake form?", "A meander is cut off when the river breaks its neck."),
    ("What carries sediment along?", "The current, as bed load and in suspension."),
    ("What is an estuary?", "A river mouth widened by the tides, where salt meets fresh water."),
    ("What is a delta?", "A fan of silt that a river deposits where its current slackens."),
)
STEM = "Which statement about rivers is true?"


def recall(question: str, answer: str, topic: str = "Rivers") -> Item:
    return Item(question, 1, answer, topic=(topic,))


def quiz(question: str, *texts: str) -> Item:
    return Item(
        question, 1, options=tuple(Option(text.lstrip("*"), text[0] == "*") for text in texts)
    )


def cards(items: Sequence[Item], document: str = "rivers.md") -> tuple[Card, ...]:
    placed = tuple(replace(item, line=line) for line, item in enumerate(items, start=1))
    return deck_of([(document, Reading("test", placed))]).cards


ITEMS = [recall(*river) for river in RIVERS]
TEMPLATE_QUIZZES = [
    quiz(STEM, "*The Danube flows east", "It flows uphill"),
    quiz(STEM, "*Deltas are built of silt", "Deltas are dug by hand"),
    quiz(STEM, "*Meanders migrate downstream", "Meanders never move"),
]


def changes(matching: Matching) -> set[Change]:
    return {matched.change for matched in matching.cards}


def ids(some: Sequence[Card]) -> list[CardId]:
    return [card.id for card in some]


def kept_ids(matching: Matching) -> list[CardId]:
    return [matched.id for matched in matching.cards]


def test_the_first_import_is_all_new() -> None:
    new = cards(ITEMS)
    matching = match([], new)
    assert matching.ids(Change.NEW) == tuple(ids(new))
    assert not matching.retired


def test_the_same_document_again_is_unchanged() -> None:
    items = [*ITEMS, *TEMPLATE_QUIZZES, *ITEMS[:2]]
    matching = match(cards(items), cards(items))
    assert changes(matching) == {Change.UNCHANGED}
    assert not matching.retired
    assert not matching.duplicates


def test_a_mended_typo_keeps_the_id() -> None:
    old = cards(ITEMS)
    new = cards(
        [
            recall("What is a meandre?", RIVERS[3][1]) if n == 3 else item
            for n, item in enumerate(ITEMS)
        ]
    )
    assert new[3].id != old[3].id
    matching = match(old, new)
    assert kept_ids(matching) == ids(old)
    assert matching.ids(Change.CHANGED) == (old[3].id,)


def test_a_reworded_question_with_its_answer_keeps_the_id() -> None:
    old = cards(ITEMS)
    reworded = recall("From which lake in the Alps does the Rhine spring?", RIVERS[1][1])
    matching = match(old, cards([reworded if n == 1 else item for n, item in enumerate(ITEMS)]))
    assert kept_ids(matching) == ids(old)


def test_a_rewritten_answer_keeps_the_id() -> None:
    old = cards(ITEMS)
    rewritten = recall(RIVERS[7][0], "Land built by sediment.")
    matching = match(old, cards([*ITEMS[:7], rewritten]))
    assert matching.ids(Change.CHANGED) == (old[7].id,)


def test_a_moved_section_keeps_the_ids() -> None:
    old = cards(ITEMS)
    new = cards([*(replace(item, topic=("Mouths",)) for item in ITEMS[6:]), *ITEMS[:6]])
    matching = match(old, new)
    assert kept_ids(matching) == ids([*old[6:], *old[:6]])
    assert matching.ids(Change.MOVED) == tuple(ids(old[6:]))


def test_quizzes_with_one_stem_do_not_swap() -> None:
    old = cards([*ITEMS, *TEMPLATE_QUIZZES])
    edited = quiz(STEM, "*Meanders migrate slowly downstream", "Meanders never move")
    added = quiz(STEM, "*Weirs hold back water", "Weirs are fish")
    matching = match(old, cards([*ITEMS, added, edited, TEMPLATE_QUIZZES[1], TEMPLATE_QUIZZES[0]]))
    assert [matched.old for matched in matching.cards[8:]] == [
        None, old[10].id, old[9].id, old[8].id
    ]  # fmt: skip
    assert matching.cards[8].change is Change.NEW


def test_a_new_card_gets_no_id_that_is_in_use() -> None:
    old = cards([*ITEMS, *TEMPLATE_QUIZZES])
    new = cards([*ITEMS, quiz(STEM, "*Weirs hold back water", "Weirs are fish"), *TEMPLATE_QUIZZES])
    matching = match(old, new)
    assert matching.cards[8].compiled == old[8].id
    assert matching.cards[8].id not in ids(old)


def test_two_documents_of_one_name_in_one_import_share_no_id() -> None:
    new = cards(ITEMS[:2]) + cards([recall(RIVERS[0][0], "The Breg."), ITEMS[2]])
    assert len(set(ids(new))) == 3
    matching = match([], new)
    assert len(set(kept_ids(matching))) == 4
    assert ids(continued(new, matching)) == kept_ids(matching)


def test_another_question_in_the_same_place_is_new() -> None:
    old = cards(ITEMS)
    other = recall("Who mapped the Orinoco?", "Humboldt, on his journey of the year 1800.")
    matching = match(old, cards([other if n == 4 else item for n, item in enumerate(ITEMS)]))
    assert len(matching.ids(Change.NEW)) == 1
    assert matching.retired == (old[4].id,)


def test_a_quiz_whose_options_are_all_others_is_new_under_its_stem() -> None:
    old = cards([*ITEMS, TEMPLATE_QUIZZES[0]])
    matching = match(old, cards([*ITEMS, TEMPLATE_QUIZZES[1]]))
    assert matching.retired == (old[8].id,)


def test_a_flipped_mark_is_a_changed_key() -> None:
    old = cards([*ITEMS, quiz(STEM, "*Deltas are built of silt", "Deltas are dug by hand")])
    new = cards([*ITEMS, quiz(STEM, "Deltas are built of silt", "*Deltas are dug by hand")])
    assert match(old, new).ids(Change.KEY_CHANGED) == (old[8].id,)


def test_a_written_id_outlives_every_change_of_the_text() -> None:
    old = cards([*ITEMS, replace(recall("What is a weir?", "A low dam."), id="weir")])
    new = cards(
        [replace(recall("Name a barrier.", "It holds water."), id="weir", topic=("X",)), *ITEMS]
    )
    matching = match(old, new)
    assert matching.cards[0].old == "weir"
    assert not matching.retired


def test_another_document_of_the_same_name_retires_nothing() -> None:
    old = cards(ITEMS, "README.md")
    other = [
        recall(f"What does option {n} of the parser do?", f"It sets flag {n}.") for n in range(6)
    ]
    matching = match(old, cards([*other, ITEMS[0]], "README.md"))
    assert not matching.retired
    assert [matched.old for matched in matching.cards] == [None] * 6 + [old[0].id]


def test_another_document_of_the_same_name_takes_no_card_that_is_only_alike() -> None:
    old = cards(ITEMS, "README.md")
    alike = recall("What is a meander?", "A winding bend of a log file viewer.")
    assert changes(match(old, cards([alike], "README.md"))) == {Change.NEW}
    assert match(old, cards([*ITEMS[:3], alike, *ITEMS[4:]], "README.md")).cards[3].old == old[3].id


def test_half_the_cards_make_it_the_same_document() -> None:
    old = cards(ITEMS)
    assert match(old, cards(ITEMS[:4])).retired == tuple(ids(old[4:]))
    assert match(old, cards(ITEMS[:3])).retired == ()


def test_a_card_of_another_document_is_a_duplicate_and_stays_where_it_is() -> None:
    old = cards(ITEMS)
    sea = [recall(f"How deep is basin {n}?", f"About {n} kilometres.") for n in range(1, 6)]
    new = cards([*sea, ITEMS[0]], "seas.md")
    matching = match(old, new)
    assert changes(matching) == {Change.NEW}
    assert matching.duplicates == ((new[5].id, old[0].id),)
    assert not matching.retired


def test_an_item_doubled_in_its_own_document_is_no_duplicate() -> None:
    matching = match(cards(ITEMS), cards([*ITEMS, ITEMS[0]]))
    assert len(matching.ids(Change.NEW)) == 1
    assert not matching.duplicates


def test_equal_items_of_two_topics_keep_their_topics() -> None:
    twice = [recall(*RIVERS[0], topic="A"), recall(*RIVERS[0], topic="B")]
    old = cards(twice)
    assert kept_ids(match(old, cards(twice[1:]))) == [old[1].id]
    assert kept_ids(match(old, cards(twice[::-1]))) == ids(old)[::-1]


def test_a_document_under_another_name_continues_its_cards() -> None:
    old = cards(ITEMS)
    typo = recall("What is a meandre?", RIVERS[3][1])
    new = cards([typo if n == 3 else item for n, item in enumerate(ITEMS)], "waters.md")
    matching = match(old, new)
    assert kept_ids(matching) == ids(old)
    assert not matching.duplicates


def test_a_card_that_leaves_one_document_for_another_of_the_import_keeps_its_id() -> None:
    seas = [recall(f"How deep is basin {n}?", f"About {n} kilometres.") for n in range(1, 6)]
    old = cards(ITEMS) + cards(seas, "seas.md")
    new = cards(ITEMS[:7]) + cards([*seas, ITEMS[7]], "seas.md")
    matching = match(old, new)
    assert matching.cards[-1].old == old[7].id
    assert matching.cards[-1].change is Change.MOVED
    assert not matching.retired


def test_a_retired_card_comes_back_with_its_id() -> None:
    known = cards(ITEMS)
    old = [*known[:7], replace(known[7], retired=True)]
    matching = match(old, cards(ITEMS))
    assert kept_ids(matching) == ids(old)
    assert matching.ids(Change.CHANGED) == (old[7].id,)


def test_a_retired_card_comes_back_in_another_document() -> None:
    known = cards(ITEMS)
    old = [*known[:7], replace(known[7], retired=True)]
    matching = match(old, cards([ITEMS[7]], "mouths.md"))
    assert kept_ids(matching) == [known[7].id]


def test_continued_cards_and_their_siblings_carry_the_kept_ids() -> None:
    old = cards(ITEMS)
    linked = [replace(ITEMS[0], id="danube", siblings=("rhine",)), replace(ITEMS[1], id="rhine")]
    new = cards([*linked, *ITEMS[2:]])
    kept = continued(new, match(old, new))
    assert ids(kept) == ids(old)
    assert kept[0].siblings == (old[1].id,)
    assert kept[1].siblings == (old[0].id,)


WORDS = ("river", "lake", "dam", "tide", "silt", "bank", "weir", "flood")
texts = lists_of(WORDS, min_size=4, max_size=9).map(" ".join)
questions = st.builds(recall, question=texts, answer=texts, topic=st.sampled_from(["A", "B"]))
quizzes = st.builds(
    quiz, st.sampled_from([STEM, "Which is right?"]), texts.map("*{}".format), texts, texts
)
documents = st.lists(st.one_of(questions, quizzes), min_size=1, max_size=12)


@given(documents)
def test_any_document_again_is_unchanged(items: list[Item]) -> None:
    matching = match(cards(items), cards(items))
    assert changes(matching) == {Change.UNCHANGED}
    assert not matching.retired


@given(documents, documents)
def test_every_id_is_used_at_most_once(before: list[Item], after: list[Item]) -> None:
    old, new = cards(before), cards(after)
    matching = match(old, new)
    kept = kept_ids(matching)
    assert len(kept) == len(new) == len(set(kept))
    assert not set(kept) & set(matching.retired)
    assert {matched.old for matched in matching.cards} <= {None, *ids(old)}


@given(documents, st.randoms(use_true_random=False))
def test_another_order_keeps_all_ids(items: list[Item], random: Random) -> None:
    old = cards(items)
    shuffled = random.sample(items, len(items))
    matching = match(old, cards(shuffled))
    assert sorted(kept_ids(matching)) == sorted(ids(old))
    assert Change.NEW not in changes(matching)


distinct = st.permutations(RIVERS).map(lambda rivers: [recall(*river) for river in rivers])


@given(distinct, st.data())
def test_one_other_letter_in_one_question_keeps_all_ids(
    items: list[Item], data: st.DataObject
) -> None:
    old = cards(items)
    edited = data.draw(st.integers(0, len(items) - 1))
    question = items[edited].question
    place = data.draw(st.integers(0, len(question) - 1))
    letter = data.draw(st.characters(categories=["Ll", "Lu", "Nd"]))
    items[edited] = replace(
        items[edited], question=question[:place] + letter + question[place + 1 :]
    )
    matching = match(old, cards(items))
    assert kept_ids(matching) == ids(old)
    assert not matching.retired


@given(distinct, st.sets(st.integers(0, 7), max_size=4))
def test_deleted_items_and_no_others_are_retired(items: list[Item], deleted: set[int]) -> None:
    old = cards(items)
    left = [item for index, item in enumerate(items) if index not in deleted]
    matching = match(old, cards(left))
    assert set(matching.retired) == {old[index].id for index in deleted}
    assert changes(matching) == {Change.UNCHANGED}
