"""Ids written in documents, over a real library: kept through every change, never taken over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from engram.compiler.change import Change
from engram.compiler.deck_files import write_deck_file
from engram.compiler.intake import Preview, compiled, compiled_apart, previewed, take_in
from engram.model import CardId, Grade
from tests.learner import Learner

BIRDS = (
    ("What does the swift eat?", "Insects, caught in flight."),
    ("Where does the sand martin nest?", "In burrows that it digs into steep banks."),
    ("Why does the dipper bob?", "Nobody knows; perhaps to be seen against moving water."),
)
METALS = (
    ("Which ore gives tin?", "Cassiterite, an oxide."),
    ("How is steel hardened?", "It is heated and quenched."),
    ("What is brass made of?", "Copper with a share of zinc."),
)


def written(folder: Path, name: str, facts: Mapping[str, tuple[str, str]]) -> Path:
    """A deck in Engram Markdown whose cards have these ids."""
    cards = (
        f"### {question}\n<!-- id: {key} -->\n\n#### Answer\n\n{answer}\n"
        for key, (question, answer) in facts.items()
    )
    path = folder / name
    path.write_text("\n".join(cards), encoding="utf-8")
    return path


def numbered(facts: Sequence[tuple[str, str]]) -> dict[str, tuple[str, str]]:
    return {f"q{number}": fact for number, fact in enumerate(facts, start=1)}


def imported(learner: Learner, *files: Path, deck: str | None = None) -> Preview:
    content = learner.program.content
    preview = previewed(content, compiled_apart(files, deck), named=deck is not None)
    take_in(content, preview)
    return preview


def changes(preview: Preview) -> list[Change]:
    return [matched.change for matched in preview.matching.cards]


def told(preview: Preview) -> list[tuple[str, str, int, object]]:
    return [
        (each.kind.name, each.document, each.line, dict(each.fields).get("other"))
        for each in preview.problems
    ]


@pytest.mark.parametrize("deck", [None, "Mine"])
def test_another_document_takes_no_card_by_its_id(
    deck: str | None, learner: Learner, tmp_path: Path
) -> None:
    one = written(tmp_path, "one.md", numbered(BIRDS))
    two = written(tmp_path, "two.md", numbered(METALS))
    imported(learner, one, deck=deck)
    learner.study_all(Grade.GOOD)
    for again in (False, True):
        preview = imported(learner, two, deck=deck)
        assert set(changes(preview)) == {Change.UNCHANGED if again else Change.NEW}
        assert told(preview) == [("id-elsewhere", "two.md", 1 + 7 * n, "one.md") for n in range(3)]
        assert all("one.md" in card.problems[0] for card in preview.cards)
    assert set(changes(imported(learner, one, deck=deck))) == {Change.UNCHANGED}
    cards = learner.program.content.cards([CardId(key) for key in numbered(BIRDS)])
    assert [(card.question, card.answer) for card in cards] == list(BIRDS)
    assert all(learner.program.progress.reviews_of(card.id) for card in cards)
    assert len(learner.program.content.all_cards()) == 6


def test_documents_imported_at_once_share_no_id(learner: Learner, tmp_path: Path) -> None:
    one = written(tmp_path, "one.md", numbered(BIRDS))
    two = written(tmp_path, "two.md", numbered(METALS))
    preview = imported(learner, one, two)
    assert len({card.id for card in preview.cards}) == 6
    assert {each[:2] for each in told(preview)} == {("id-elsewhere", "two.md")}
    assert set(changes(imported(learner, two, one))) == {Change.UNCHANGED}


def test_an_id_of_a_retired_card_is_not_taken_over(learner: Learner, tmp_path: Path) -> None:
    imported(learner, written(tmp_path, "one.md", numbered(BIRDS)))
    learner.study_all(Grade.GOOD)
    rest = dict(list(numbered(BIRDS).items())[:2])
    imported(learner, written(tmp_path, "one.md", rest))
    preview = imported(learner, written(tmp_path, "two.md", {"q3": METALS[2]}))
    assert changes(preview) == [Change.NEW]
    assert [each[0] for each in told(preview)] == ["id-elsewhere"]
    assert learner.program.content.cards([CardId("q3")])[0].answer == BIRDS[2][1]


def test_a_document_may_rewrite_all_cards_under_their_ids(learner: Learner, tmp_path: Path) -> None:
    imported(learner, written(tmp_path, "one.md", numbered(BIRDS)))
    preview = imported(learner, written(tmp_path, "one.md", numbered(METALS)))
    assert changes(preview) == [Change.CHANGED] * 3
    assert [card.id for card in preview.cards] == ["q1", "q2", "q3"]
    assert told(preview) == []


def test_a_document_under_another_name_may_rewrite_one_card(
    learner: Learner, tmp_path: Path
) -> None:
    imported(learner, written(tmp_path, "one.md", numbered(BIRDS)))
    longer = (BIRDS[1][0], BIRDS[1][1] + " In colonies.")
    facts = numbered((BIRDS[0], longer, METALS[2]))
    preview = imported(learner, written(tmp_path, "uno.md", facts))
    assert [card.id for card in preview.cards] == ["q1", "q2", "q3"]
    assert Change.NEW not in changes(preview)
    assert told(preview) == []


def test_a_card_with_a_like_text_moves_with_its_id(learner: Learner, tmp_path: Path) -> None:
    imported(learner, written(tmp_path, "one.md", numbered(BIRDS)))
    facts = {"x1": METALS[0], "x2": METALS[1], "q3": BIRDS[2]}
    preview = imported(learner, written(tmp_path, "two.md", facts))
    assert changes(preview) == [Change.NEW, Change.NEW, Change.MOVED]
    assert told(preview) == []


def test_a_card_rewritten_and_put_in_another_document_of_its_deck_keeps_its_id(
    learner: Learner, tmp_path: Path
) -> None:
    one = written(tmp_path, "one.md", numbered(BIRDS))
    two = written(tmp_path, "two.md", {"x1": METALS[0]})
    write_deck_file([compiled([one, two], "Facts")], tmp_path / "first.engram")
    imported(learner, tmp_path / "first.engram")
    written(tmp_path, "one.md", dict(list(numbered(BIRDS).items())[:2]))
    written(tmp_path, "two.md", {"x1": METALS[0], "q3": METALS[1]})
    write_deck_file([compiled([one, two], "Facts")], tmp_path / "second.engram")
    preview = imported(learner, tmp_path / "second.engram")
    assert changes(preview) == [*[Change.UNCHANGED] * 3, Change.CHANGED]
    assert preview.cards[-1].id == "q3"
    assert preview.matching.retired == ()
    assert told(preview) == []


def test_a_question_of_the_same_form_is_another_text(learner: Learner, tmp_path: Path) -> None:
    facts = {"q1": ("What is the capital of France?", "Paris")}
    imported(learner, written(tmp_path, "one.md", facts))
    facts = {"q1": ("What is the capital of Norway?", "Oslo")}
    preview = imported(learner, written(tmp_path, "two.md", facts))
    assert changes(preview) == [Change.NEW]
    assert [each[0] for each in told(preview)] == ["id-elsewhere"]


def test_a_card_that_got_its_own_id_keeps_it_when_the_other_document_lets_its_id_go(
    learner: Learner, tmp_path: Path
) -> None:
    one = written(tmp_path, "one.md", numbered(BIRDS))
    two = written(tmp_path, "two.md", {"q3": METALS[2]})
    imported(learner, one, deck="Facts")
    (card,) = imported(learner, two, deck="Facts").cards
    written(tmp_path, "one.md", dict(list(numbered(BIRDS).items())[:2]))
    preview = imported(learner, one, two, deck="Facts")
    assert set(changes(preview)) == {Change.UNCHANGED}
    assert preview.cards[-1].id == card.id
    assert preview.matching.retired == ("q3",)


def test_siblings_of_a_card_whose_id_was_taken_name_the_new_ids(
    learner: Learner, tmp_path: Path
) -> None:
    imported(learner, written(tmp_path, "one.md", numbered(BIRDS)))
    two = written(tmp_path, "two.md", numbered(METALS))
    text = two.read_text(encoding="utf-8").replace("id: q1", "id: q1; siblings: q2")
    two.write_text(text, encoding="utf-8")
    preview = imported(learner, two)
    first, second, third = (card.id for card in preview.cards)
    stored = {card.id: card.siblings for card in learner.program.content.all_cards()}
    assert (stored[first], stored[second], stored[third]) == ((second,), (first,), ())
    assert stored[CardId("q1")] == stored[CardId("q2")] == ()
