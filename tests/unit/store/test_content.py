"""Cards to rows and back, changes of a deck, edits laid over the source, and the words found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engram.compiler.assemble import deck_of
from engram.compiler.change import Change
from engram.compiler.intake import previewed, take_in
from engram.errors import CardError
from engram.model import Card, CardId, Grade, Item, Kind, Option, Reading, Select, Source, kind_of
from engram.store import words
from engram.store.changes import ContentChange, DeckHead
from engram.store.content import Content
from engram.store.content_rows import index_anew
from engram.store.database import Database, open_library
from engram.study.audit import audited
from tests.examples import examples
from tests.learner import ITEMS, Learner, quiz, recall

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=60)
names = st.text("abc XYZ äß中", min_size=1, max_size=12).filter(str.strip)
option_lists = st.lists(
    st.builds(Option, text=texts, correct=st.booleans(), feedback=texts), max_size=6
).map(tuple)


everything: Literal["all"] = "all"
selects: st.SearchStrategy[Select] = st.sampled_from([None, everything, 1, 2, 3])


@st.composite
def decks(draw: st.DrawFn) -> tuple[Card, ...]:
    count = draw(st.integers(1, 6))
    cards = []
    for number in range(count):
        options = draw(option_lists)
        select: Select = draw(selects)
        cards.append(
            Card(
                CardId(f"card-{number}"),
                "A deck",
                tuple(draw(st.lists(names, max_size=3))),
                kind_of(options, select),
                draw(texts),
                draw(texts),
                draw(texts),
                options,
                select,
                Source(draw(names), draw(st.integers(1, 999)), number + 1),
                tuple(draw(st.lists(names, max_size=2))),
                tuple(draw(st.lists(names, max_size=2))),
                incomplete=draw(st.booleans()),
                problems=tuple(draw(st.lists(texts, max_size=2))),
            )
        )
    return tuple(cards)


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Database:
    return open_library(tmp_path_factory.mktemp("scratch") / "library.db")


@given(decks())
@settings(max_examples=examples(0.5), suppress_health_check=[HealthCheck.too_slow])
def test_cards_come_back_as_they_were_written(scratch: Database, cards: tuple[Card, ...]) -> None:
    content = Content(scratch)
    known = {card.id for card in content.all_source_cards()}
    content.apply(
        [
            ContentChange(
                DeckHead("A deck"),
                tuple(card for card in cards if card.id not in known),
                tuple(card for card in cards if card.id in known),
            )
        ]
    )
    assert content.cards([card.id for card in cards]) == cards
    index = scratch.connection.execute(
        "insert into card_words (card_words, rank) values ('integrity-check', 0)"
    )
    assert index is not None


def test_siblings_hold_both_ways(learner: Learner) -> None:
    learner.take_in([recall(1, key="one", siblings=("two",)), recall(2, key="two")])
    cards = {card.id: card.siblings for card in learner.program.content.all_cards()}
    assert cards == {CardId("one"): (CardId("two"),), CardId("two"): (CardId("one"),)}


def linked(**links: str) -> list[Item]:
    """Cards with these ids in their order, each naming its siblings."""
    return [
        recall(number, key=key, siblings=tuple(names.split()))
        for number, (key, names) in enumerate(links.items(), start=1)
    ]


def siblings(learner: Learner) -> dict[str, tuple[CardId, ...]]:
    return {str(card.id): card.siblings for card in learner.program.content.all_cards()}


def test_changed_links_are_taken_over_both_ways(learner: Learner) -> None:
    learner.take_in(linked(a="b", b="", c=""))
    preview = learner.take_in(linked(a="", b="c", c=""))
    assert preview.matching.ids(Change.CHANGED) == ("a", "b", "c")
    assert siblings(learner) == {"a": (), "b": ("c",), "c": ("b",)}
    assert learner.take_in(linked(a="", b="c", c="")).matching.ids(Change.CHANGED) == ()


def test_a_reworded_card_keeps_its_links(learner: Learner) -> None:
    learner.take_in(linked(a="b", b="", c=""))
    a, *others = linked(a="b", b="", c="")
    learner.take_in([replace(a, answer="It turns no wheel."), *others])
    assert siblings(learner) == {"a": ("b",), "b": ("a",), "c": ()}


def test_a_link_to_a_new_card_changes_no_other(learner: Learner) -> None:
    learner.take_in(linked(a="b", b=""))
    preview = learner.take_in(linked(a="b", b="", c="b"))
    assert preview.matching.ids(Change.CHANGED) == ()
    assert siblings(learner) == {"a": ("b",), "b": ("a", "c"), "c": ("b",)}


def test_links_between_documents_stay_when_one_comes_alone(learner: Learner) -> None:
    content = learner.program.content
    first, second = linked(a="b", b="")
    readings = [("a.md", Reading("test", (first,))), ("b.md", Reading("test", (second,)))]
    deck = deck_of(readings, "Both")
    take_in(content, previewed(content, [deck], named=True))
    alone = deck_of([("a.md", Reading("test", (replace(first, answer="Nothing."),)))], "Both")
    preview = previewed(content, [alone], named=True)
    assert preview.matching.ids(Change.CHANGED) == ("a",)
    take_in(content, preview)
    assert siblings(learner) == {"a": ("b",), "b": ("a",)}


def test_a_card_found_at_another_place_says_so_and_is_unchanged(learner: Learner) -> None:
    learner.take_in()
    moved_down = [replace(item, line=item.line + 7) for item in ITEMS]
    preview = learner.take_in([recall(99), *moved_down])
    assert len(preview.matching.ids(Change.UNCHANGED)) == len(ITEMS)
    cards = learner.program.content.all_cards()
    assert [card.source.ordinal for card in cards] == list(range(1, len(ITEMS) + 2))
    assert [card.source.line for card in cards[1:]] == [item.line for item in moved_down]
    assert learner.program.study.undo().what == "import"
    assert [card.source.line for card in learner.program.content.all_cards()] == [
        item.line for item in ITEMS
    ]


def test_what_is_wrong_with_an_unchanged_card_is_told_anew(learner: Learner) -> None:
    twice = [recall(1), replace(recall(1), line=20)]
    second = learner.take_in(twice).cards[1]
    assert second.problems
    preview = learner.take_in(twice[1:])
    assert preview.matching.ids(Change.UNCHANGED) == (preview.cards[0].id,)
    assert learner.program.content.cards([preview.cards[0].id])[0].problems == ()


@pytest.mark.parametrize("deck", ["A::B", "Part 1:", "A"])
def test_topics_are_read_as_they_were_written_below_any_deck(deck: str, learner: Learner) -> None:
    (card,) = deck_of([("a.md", Reading("test", (recall(1),)))]).cards
    content = learner.program.content
    card = replace(card, deck=deck)
    bare = replace(card, id=CardId("bare"), topic=())
    head, both = DeckHead(deck), (card, bare)
    for change in (ContentChange(head, both), ContentChange(head, changed=both)):
        content.apply([change])
        assert content.cards([card.id, bare.id]) == both


def test_a_retired_card_keeps_its_history_and_leaves_study(learner: Learner) -> None:
    preview = learner.take_in()
    learner.study_all()
    learner.take_in(ITEMS[1:])
    gone = preview.cards[0].id
    assert gone not in {card.id for card in learner.program.content.all_cards()}
    assert learner.program.content.card(gone) is not None
    assert len(learner.program.progress.reviews_of(gone)) == 1
    learner.tomorrow()
    assert learner.program.study.today().due == len(ITEMS) - 1
    learner.take_in()
    assert learner.program.study.today().due == len(ITEMS)


def test_cards_stand_in_the_order_of_their_document(learner: Learner) -> None:
    first = [recall(number, key=f"r{number}") for number in (1, 2, 5)]
    learner.take_in(first, "a.md")
    learner.take_in([recall(9, key="r9")], "b.md")
    newer = [recall(number, key=f"r{number}") for number in (5, 3, 1, 2, 4)]
    learner.take_in(newer, "a.md")
    cards = [card.id for card in learner.program.content.all_cards()]
    assert cards == ["r5", "r3", "r1", "r2", "r4", "r9"]


def test_no_import_touches_a_review(learner: Learner) -> None:
    learner.take_in()
    learner.study_all(Grade.AGAIN, most=20)
    before = learner.program.progress.all_reviews()
    learner.take_in(_reworded(ITEMS))
    assert learner.program.progress.all_reviews() == before
    assert audited(learner.program.progress).wrong == ()


def test_an_import_reads_no_more_often_for_many_changed_cards(learner: Learner) -> None:
    def reads(count: int) -> int:
        items = [recall(number) for number in range(count)]
        learner.take_in(items, f"{count}.md")
        deck = deck_of([(f"{count}.md", Reading("test", tuple(_reworded(items))))])
        preview = previewed(learner.program.content, [deck], named=False)
        assert len(preview.matching.ids(Change.CHANGED)) == count
        database = open_library(learner.places.library)
        statements: list[str] = []
        database.connection.set_trace_callback(statements.append)
        take_in(Content(database), preview)
        database.close()
        return sum(statement.lstrip().lower().startswith("select") for statement in statements)

    assert reads(30) == reads(3)


def test_an_import_holds_the_library_for_as_many_statements_whatever_its_size(
    learner: Learner,
) -> None:
    def statements(count: int) -> int:
        items = tuple(recall(100 * count + number) for number in range(count))
        deck = deck_of([(f"{count}.md", Reading("test", items))])
        preview = previewed(learner.program.content, [deck], named=False)
        assert len(preview.matching.ids(Change.NEW)) == count
        database = open_library(learner.places.library)
        seen: list[str] = []
        database.connection.set_trace_callback(seen.append)
        take_in(Content(database), preview)
        database.close()
        held = seen[seen.index("begin immediate") : seen.index("commit")]
        return sum(not statement.startswith("--") for statement in held)  # FTS5's own ones

    assert statements(30) == statements(3)


def test_the_words_an_import_writes_are_those_of_an_index_made_anew(learner: Learner) -> None:
    learner.take_in((*ITEMS, *SENTENCES))
    tagged = [replace(item, tags=("Übung", "tag two")) for item in (*ITEMS[4:], *SENTENCES)]
    learner.take_in(tagged)
    database = open_library(learner.places.library)
    database.connection.execute(
        "create virtual table temp.word using fts5vocab (main, card_words, instance)"
    )
    every_word = "select term, doc, col, offset from temp.word order by 1, 2, 3, 4"
    written = database.rows(every_word)
    merging = database.rows("select v from card_words_config where k = 'automerge'")
    index_anew(database.connection)
    assert written == database.rows(every_word)
    assert ("ubung" in {word[0] for word in written}, merging) == (True, [(4,)])
    database.close()


def test_several_decks_of_one_import_keep_their_cards_apart(learner: Learner) -> None:
    content, quizzes = learner.program.content, [quiz(number) for number in range(6)]

    def take(items: Sequence[Item]) -> list[Card]:
        parts = (("a.md", items[:2]), ("b.md", items[2:5]), ("c.md", items[5:]))
        decks = [deck_of([(name, Reading("test", tuple(part)))]) for name, part in parts]
        preview = previewed(content, decks, named=False)
        take_in(content, preview)
        assert content.all_cards() == preview.cards
        return list(preview.cards)

    ids = [card.id for card in take(quizzes)]
    changed = [replace(item, options=item.options[1:]) for item in quizzes]
    more = [changed[0], quiz(7), *changed[1:4], quiz(8), *changed[4:], quiz(9)]
    assert {card.id for card in take(more)} > set(ids)
    assert audited(learner.program.progress).wrong == ()


def _reworded(items: Sequence[Item]) -> list[Item]:
    return [replace(item, answer=item.answer + " Slowly.") for item in items]


def test_an_edit_lies_over_the_source_and_survives_a_new_version(learner: Learner) -> None:
    card = learner.take_in([recall(1)]).cards[0]
    learner.program.recorder.set("edit", card.id, "answer", "My own words about cormorants.")
    learner.take_in([replace(recall(1), explanation="Now with a reason.")])
    (seen,) = learner.program.content.cards([card.id])
    assert (seen.answer, seen.explanation) == (
        "My own words about cormorants.",
        "Now with a reason.",
    )
    assert [each.id for each in learner.program.study.find("cormorants")] == [card.id]
    (source,) = learner.program.content.all_source_cards()
    assert source.answer == card.answer
    assert [learner.program.study.undo().what for _ in range(2)] == ["import", "edit"]
    assert learner.program.content.cards([card.id])[0].answer == card.answer
    assert learner.program.study.find("cormorants") == ()


SENTENCES = (
    Item("Über den Wolken", 1, answer="Freiheit"),
    Item("什么是过拟合？", 5, answer="模型记住了训练数据"),
    Item("過学習とは", 9, answer="訓練データへの適合"),
    Item("What is a C++ template?", 13, answer='Say "hello" (AND) OR NOT *'),
)


@pytest.mark.parametrize(
    ("query", "places"),
    [
        ("uber", [0]),
        ("freih", [0]),
        ("过拟合", [1]),
        ("训练", [1]),
        ("学習", [2]),
        ("template hello", [3]),
        ('"say hello"', [3]),
        ('"hello say"', []),
        ("-freiheit -template", [1, 2]),
        ('foo"bar AND (', []),
        ("C++", [3]),
        ("*", [0, 1, 2, 3]),
        ("kind:recall deck:sentences topic:sentences", [0, 1, 2, 3]),
        ("is:new", [0, 1, 2, 3]),
        ("is:due", []),
        ("is:leech", []),
        ("is:retired", []),
        ("tag:none", []),
    ],
)
def test_words_of_every_script_are_found(query: str, places: list[int], learner: Learner) -> None:
    cards = learner.take_in(SENTENCES, "sentences.md").cards
    assert [card.id for card in learner.program.study.find(query)] == [
        cards[place].id for place in places
    ]


@given(st.text(max_size=40))
@settings(max_examples=150)
def test_no_search_fails(scratch: Database, query: str) -> None:
    expression = words.matching(query)
    if expression:
        scratch.rows("select rowid from card_words where card_words match ?", (expression,))


def test_an_unknown_state_is_told_with_those_there_are(learner: Learner) -> None:
    learner.take_in()
    with pytest.raises(CardError, match="there are due, new"):
        learner.program.study.find("is:purple")
    with pytest.raises(CardError, match="recall"):
        learner.program.study.find("kind:purple")


def test_kinds_follow_from_the_options() -> None:
    two = (Option("True", correct=True), Option("False", correct=False))
    assert kind_of(two, None) is Kind.TRUE_FALSE
    assert kind_of((), None) is Kind.RECALL
    one = (Option("a", correct=True), Option("b", correct=False))
    assert kind_of(one, None) is Kind.SINGLE_CHOICE
    assert kind_of(one, "all") is Kind.MULTIPLE_CHOICE
    assert kind_of((*one, Option("c", correct=True)), None) is Kind.MULTIPLE_CHOICE
