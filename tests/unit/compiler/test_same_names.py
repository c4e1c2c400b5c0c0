"""Documents that share a name, over a real library: each one keeps its own cards."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engram.compiler.change import Change
from engram.compiler.intake import Preview, compiled_apart, previewed, take_in
from engram.model import CardId, Grade
from engram.store.changes import ContentChange, DeckHead
from tests.examples import examples
from tests.learner import Learner

Facts = Sequence[tuple[str, str]]

PARKS = (
    ("Which tree lines the avenue?", "A row of limes, planted after the war."),
    ("When does the rose garden open?", "From the first of May."),
    ("Who laid out the pond?", "A gardener from Potsdam."),
    ("What lives under the bridge?", "Daubenton's bats, in summer."),
    ("Why is the meadow mown late?", "So that its flowers can seed."),
    ("Where is the oldest oak?", "Beside the northern gate."),
)
TOOLS = (
    ("What does a plane take off?", "A thin shaving along the grain."),
    ("How is a chisel honed?", "On a wet stone, bevel down."),
    ("What is a mortise?", "The hole that takes a tenon."),
    ("Name the saw for curves.", "The fret saw with its narrow blade."),
    ("Which glue is undone by heat?", "Hide glue, as in old violins."),
    ("What keeps a square true?", "Its stock and blade are riveted."),
)


def written(folder: Path, facts: Facts, name: str = "README.md") -> Path:
    """A document of numbered questions."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    texts = (f"{n}. {question}\n\n{answer}\n" for n, (question, answer) in enumerate(facts, 1))
    path.write_text("\n".join(texts), encoding="utf-8")
    return path


def imported(learner: Learner, *files: Path, deck: str | None = None) -> Preview:
    content = learner.program.content
    preview = previewed(content, compiled_apart(files, deck), named=deck is not None)
    take_in(content, preview)
    return preview


def changes(preview: Preview) -> list[Change]:
    return [matched.change for matched in preview.matching.cards]


def asked(learner: Learner) -> int:
    return len(learner.program.content.all_cards())


@pytest.mark.parametrize("deck", [None, "Mine"])
def test_an_unchanged_document_retires_no_other_of_its_name(
    deck: str | None, learner: Learner, tmp_path: Path
) -> None:
    parks, tools = written(tmp_path / "a", PARKS), written(tmp_path / "b", TOOLS)
    imported(learner, parks, deck=deck)
    assert set(changes(imported(learner, tools, deck=deck))) == {Change.NEW}
    for again in (parks, tools, parks, parks, tools):
        preview = imported(learner, again, deck=deck)
        assert set(changes(preview)) == {Change.UNCHANGED}
        assert preview.matching.retired == ()
        assert asked(learner) == 12


def test_a_question_that_left_a_document_is_retired_beside_another_of_its_name(
    learner: Learner, tmp_path: Path
) -> None:
    parks, tools = written(tmp_path / "a", PARKS), written(tmp_path / "b", TOOLS)
    first = imported(learner, parks, deck="Mine")
    imported(learner, tools, deck="Mine")
    reworded = ("Which trees line the avenue?", PARKS[0][1])
    written(tmp_path / "a", [("What is new here?", "A kiosk."), reworded, *PARKS[1:5]])
    preview = imported(learner, parks)
    assert preview.matching.retired == (first.cards[5].id,)
    assert changes(preview) == [Change.NEW, Change.CHANGED, *[Change.UNCHANGED] * 4]
    assert set(changes(imported(learner, tools))) == {Change.UNCHANGED}
    assert asked(learner) == 12


def test_documents_of_one_name_in_two_decks_stay_in_them(learner: Learner, tmp_path: Path) -> None:
    shared = ("Which licence is it under?", "The one of the state library.")
    parks = written(tmp_path / "a", [*PARKS, shared])
    tools = written(tmp_path / "b", [*TOOLS, shared])
    imported(learner, parks, deck="Parks")
    preview = imported(learner, tools, deck="Tools")
    assert set(changes(preview)) == {Change.NEW}
    assert len(preview.matching.duplicates) == 1
    for again in (parks, tools):
        assert set(changes(imported(learner, again))) == {Change.UNCHANGED}
    heads = learner.program.content.decks()
    counts = [len(learner.program.content.cards_of_deck(head.name)) for head in heads]
    assert counts == [7, 7]


def test_a_card_that_two_documents_of_one_deck_share_is_in_study_for_either(
    learner: Learner, tmp_path: Path
) -> None:
    shared = ("Which licence is it under?", "The one of the state library.")
    parks = written(tmp_path / "a", [*PARKS[:3], shared, *PARKS[3:]])
    tools = written(tmp_path / "b", [shared, *TOOLS])
    imported(learner, parks)
    imported(learner, tools)
    for again in (parks, tools, parks):
        preview = imported(learner, again)
        assert set(changes(preview)) == {Change.UNCHANGED}
        assert preview.matching.retired == ()
    assert asked(learner) == 13


@pytest.mark.parametrize("first", [0, 1])
def test_a_document_continues_its_cards_whatever_it_is_imported_beside(
    first: int, learner: Learner, tmp_path: Path
) -> None:
    files = [written(tmp_path / "a", PARKS), written(tmp_path / "b", TOOLS)]
    imported(learner, *files)
    learner.study_all(Grade.GOOD)
    sources = {card.source.document for card in learner.program.content.all_cards()}
    assert sources == {"README.md"}
    facts = (PARKS, TOOLS)[first]
    longer = [(question, answer + " So they say.") for question, answer in facts[:4]]
    written(files[first].parent, [*longer, *facts[4:]])
    preview = imported(learner, files[first])
    assert changes(preview) == [Change.CHANGED] * 4 + [Change.UNCHANGED] * 2
    assert set(changes(imported(learner, *files))) == {Change.UNCHANGED}
    assert asked(learner) == 12


def test_one_document_has_the_same_ids_alone_and_beside_another(tmp_path: Path) -> None:
    parks, tools = written(tmp_path / "a", PARKS), written(tmp_path / "b", TOOLS)
    (alone,) = compiled_apart([parks])
    beside, _ = compiled_apart([parks, tools])
    assert [card.id for card in alone.cards] == [card.id for card in beside.cards]


def test_an_older_library_with_the_folder_in_the_name_goes_on(
    learner: Learner, tmp_path: Path
) -> None:
    files = [written(tmp_path / "a", PARKS), written(tmp_path / "b", TOOLS)]
    content = learner.program.content
    content.apply(
        [ContentChange(DeckHead(deck.name), deck.cards) for deck in compiled_apart(files)]
    )
    assert {card.source.document for card in content.all_cards()} == {"a/README.md", "b/README.md"}
    for file in files:
        assert set(changes(imported(learner, file))) == {Change.UNCHANGED}
    assert {card.source.document for card in content.all_cards()} == {"README.md"}


def test_documents_swapped_in_one_import_keep_their_cards(learner: Learner, tmp_path: Path) -> None:
    parks, tools = written(tmp_path / "a", PARKS), written(tmp_path / "b", TOOLS)
    imported(learner, parks, tools, deck="Mine")
    preview = imported(learner, tools, parks, deck="Mine")
    assert set(changes(preview)) == {Change.UNCHANGED}
    assert preview.matching.retired == ()
    assert asked(learner) == 12


LETTERS = "abcdefghijklmnopqrstuvwxyz"
FEWEST = 3  # a document of no questions is refused, and one of two says little


def fact(random: Random) -> tuple[str, str]:
    words = ["".join(random.choices(LETTERS, k=random.randint(3, 8))) for _ in range(12)]
    return f"What {' '.join(words[:5])}?", " ".join(words[5:])


def edited(facts: Facts, random: Random) -> list[tuple[str, str]]:
    """The document with a question more, a question less or a longer answer, or as it was."""
    place, now = random.randrange(len(facts)), list(facts)
    question, answer = now[place]
    more = [fact(random), now[place]]
    less = [] if len(now) > FEWEST else [now[place]]
    now[place : place + 1] = random.choice([[now[place]], more, less, [(question, f"{answer} x")]])
    return now


@given(st.randoms(use_true_random=True))  # else its facts grow alike as a failure is made smaller
@settings(max_examples=examples(0.12))
def test_three_documents_of_one_name_never_touch_each_other(random: Random) -> None:
    documents = [[fact(random) for _ in range(random.randint(5, 9))] for _ in range(3)]
    ids: list[set[CardId]] = [set(), set(), set()]
    with TemporaryDirectory() as folder:
        learner = Learner(Path(folder))
        for _ in range(8):
            some = random.sample(range(3), random.randint(1, 3))
            for each in some:
                documents[each] = edited(documents[each], random)
            files = [written(Path(folder) / LETTERS[each], documents[each]) for each in some]
            preview = imported(learner, *files, deck=random.choice([None, "Mine"]))
            cards = iter(matched.id for matched in preview.matching.cards)
            for each in some:
                ids[each] = {next(cards) for _ in documents[each]}
            stored = {card.id for card in learner.program.content.all_cards()}
            assert stored == ids[0] | ids[1] | ids[2]
            assert len(stored) == sum(len(each) for each in ids)
        learner.close()
