"""Imports over a real library: decks apart or together, homes kept, the shipped deck."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from engram.compiler.change import Change
from engram.compiler.deck_files import is_deck_file, read_deck_file, write_deck_file
from engram.compiler.intake import compiled, compiled_apart, previewed, take_in
from engram.compiler.shipped import compile_shipped, keep_current
from engram.errors import SourceError, StoreError
from engram.model import Grade
from tests.learner import Learner

ONE = """# Pumps

## Valves

### What does a check valve do?
<!-- id: check-valve -->

#### Answer

It lets water through one way only.
"""
TWO = (
    ONE.replace("Pumps", "Engines")
    .replace("check-valve", "spark-plug")
    .replace("What does a check valve do?", "What lights the fuel?")
)


def written(folder: Path, name: str, text: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_files_become_decks_of_their_own_or_one_that_is_named(tmp_path: Path) -> None:
    files = [written(tmp_path, "one.md", ONE), written(tmp_path, "two.md", TWO)]
    assert [deck.name for deck in compiled_apart(files)] == ["Pumps", "Engines"]
    (together,) = compiled_apart(files, "Machines")
    assert (together.name, len(together.cards)) == ("Machines", 2)


def test_two_documents_of_one_name_are_told_apart_by_their_folder(tmp_path: Path) -> None:
    files = [
        written(tmp_path / "a", "README.md", ONE),
        written(tmp_path / "b", "README.md", TWO),
    ]
    sources = [card.source.document for deck in compiled_apart(files) for card in deck.cards]
    assert sources == ["a/README.md", "b/README.md"]


def test_a_document_stays_in_the_deck_it_was_put_in(learner: Learner, tmp_path: Path) -> None:
    document = written(tmp_path, "pumps.md", ONE)
    content = learner.program.content
    take_in(content, previewed(content, compiled_apart([document], "My deck"), named=True))
    again = previewed(content, compiled_apart([document]), named=False)
    assert [deck.name for deck in again.decks] == ["My deck"]
    assert {matched.change for matched in again.matching.cards} == {Change.UNCHANGED}
    moved = previewed(content, compiled_apart([document], "Other"), named=True)
    assert {matched.change for matched in moved.matching.cards} == {Change.MOVED}


def test_one_file_given_twice_makes_each_card_once_known(learner: Learner, tmp_path: Path) -> None:
    deck_file = tmp_path / "pumps.engram"
    write_deck_file([compiled([written(tmp_path, "pumps.md", ONE)])], deck_file)
    content = learner.program.content
    take_in(content, previewed(content, compiled_apart([deck_file]), named=False))
    preview = previewed(content, compiled_apart([deck_file]), named=False)
    assert [matched.change for matched in preview.matching.cards] == [Change.UNCHANGED]


def test_a_deck_file_comes_back_as_it_was_written(tmp_path: Path) -> None:
    deck = compiled([written(tmp_path, "pumps.md", ONE), written(tmp_path, "two.md", TWO)])
    output = tmp_path / "out.engram"
    write_deck_file([deck], output)
    assert is_deck_file(output)
    assert not is_deck_file(tmp_path / "pumps.md")
    (back,) = read_deck_file(output)
    assert back == replace(deck, problems=())
    output.chmod(0o444)
    (tmp_path / "read-only").mkdir()
    assert read_deck_file(output)[0].cards == deck.cards


def test_a_deck_file_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    deck = compiled([written(tmp_path, "pumps.md", ONE)])
    with pytest.raises(StoreError):
        write_deck_file([deck], tmp_path / "missing" / "out.engram")
    with pytest.raises(StoreError, match="folder"):
        write_deck_file([deck], tmp_path)
    assert [path.name for path in tmp_path.iterdir() if "engram" in path.name] == []


VERSIONED = ONE.replace("# Pumps\n", "# Pumps\n<!-- version: 1; documents: book.pdf -->\n", 1)


def head(learner: Learner, name: str) -> tuple[str, tuple[str, ...]]:
    found = next(each for each in learner.program.content.decks() if each.name == name)
    return found.version, found.documents


def imported(learner: Learner, *files: Path, deck: str | None = None) -> None:
    content = learner.program.content
    take_in(content, previewed(content, compiled_apart(files, deck), named=deck is not None))


@pytest.mark.parametrize("version", ["", "9"])
def test_a_document_put_into_a_deck_leaves_its_version_and_adds_its_name(
    version: str, learner: Learner, tmp_path: Path
) -> None:
    other = TWO.replace("# Engines\n", f"# Engines\n<!-- version: {version} -->\n", 1)
    imported(learner, written(tmp_path, "one.md", VERSIONED))
    imported(learner, written(tmp_path, "two.md", other), deck="Pumps")
    assert head(learner, "Pumps") == ("1", ("book.pdf", "two.md"))
    newer = written(tmp_path, "one.md", VERSIONED.replace("version: 1", "version: 2"))
    imported(learner, newer, deck="Pumps")
    assert head(learner, "Pumps") == ("2", ("book.pdf", "two.md"))


def test_a_document_of_a_deck_without_a_version_takes_none_away(
    learner: Learner, tmp_path: Path
) -> None:
    imported(learner, written(tmp_path, "one.md", VERSIONED))
    imported(learner, written(tmp_path, "two.md", TWO.replace("# Engines", "# Pumps")))
    assert head(learner, "Pumps") == ("1", ("book.pdf", "two.md"))


def test_a_new_deck_has_the_version_of_its_first_document(learner: Learner, tmp_path: Path) -> None:
    imported(learner, written(tmp_path, "one.md", VERSIONED), deck="Mine")
    imported(learner, written(tmp_path, "two.md", TWO), deck="Mine")
    assert head(learner, "Mine") == ("1", ("book.pdf", "two.md"))


def test_a_deck_named_like_a_path_of_topics_is_refused(tmp_path: Path) -> None:
    document = written(tmp_path, "pumps.md", ONE.replace("# Pumps", "# Pumps::Valves", 1))
    for refused in (compiled, compiled_apart):
        with pytest.raises(SourceError, match="“Pumps::Valves” cannot be the name of a deck"):
            refused([document])
    with pytest.raises(SourceError, match="cannot be the name"):
        compiled_apart([document], "A::B")
    assert [deck.name for deck in compiled_apart([document], "Mine")] == ["Mine"]


def test_a_deck_file_with_such_a_name_comes_in_under_another(tmp_path: Path) -> None:
    deck = compiled([written(tmp_path, "pumps.md", ONE)])
    named = replace(
        deck, name="A::B", cards=tuple(replace(card, deck="A::B") for card in deck.cards)
    )
    write_deck_file([named], tmp_path / "pumps.engram")
    with pytest.raises(SourceError, match="cannot be the name"):
        compiled_apart([tmp_path / "pumps.engram"])
    (renamed,) = compiled_apart([tmp_path / "pumps.engram"], "Mine")
    assert [(card.deck, card.topic) for card in renamed.cards] == [("Mine", ("Valves",))]


def shipped(folder: Path, version: str, text: str) -> Path:
    written(
        folder, "deck.md", f"# Pumps\n<!-- version: {version}; documents: book.txt -->\n\nOurs.\n"
    )
    written(folder, "01-valves.md", text.replace("# Pumps\n\n", "", 1))
    output = folder / f"{version}.engram"
    compile_shipped(folder, output)
    return output


def test_the_shipped_deck_is_updated_without_touching_progress_or_edits(
    learner: Learner, tmp_path: Path
) -> None:
    learner.shipped = shipped(tmp_path / "data", "2026.1.2", ONE)
    program = learner.program
    assert [head.version for head in program.content.decks()] == ["2026.1.2"]
    card = program.content.all_cards()[0]
    learner.study_all(Grade.EASY)
    program.recorder.set("edit", card.id, "question", "And a check valve?")
    learner.close()
    newer = ONE.replace("one way only", "in one direction") + TWO[TWO.index("###") :]
    learner.shipped = shipped(tmp_path / "data", "2026.1.10", newer)
    cards = learner.program.content.all_cards()
    assert [each.question for each in cards] == ["And a check valve?", "What lights the fuel?"]
    assert "in one direction" in cards[0].answer
    assert len(learner.program.progress.reviews_of(card.id)) == 1
    older = shipped(tmp_path / "data", "2026.1.9", ONE)
    assert not keep_current(learner.program.content, older)
    assert not keep_current(learner.program.content, learner.shipped)


def test_a_deck_of_the_same_name_with_an_endless_version_stops_no_start(
    learner: Learner, tmp_path: Path
) -> None:
    own = ONE.replace("# Pumps", f"# Pumps\n<!-- version: {'9' * 5000} -->", 1)
    deck = compiled([written(tmp_path, "own.md", own)])
    assert len(deck.version) == 5000
    content = learner.program.content
    take_in(content, previewed(content, [deck], named=False))
    assert keep_current(content, shipped(tmp_path / "data", "2026.1.2", TWO))


def test_a_shipped_deck_with_a_problem_is_not_built(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"01-valves.md, line \d+"):
        shipped(tmp_path, "1", ONE.replace("It lets water through one way only.", ""))


def test_an_unreadable_file_among_others_writes_nothing(learner: Learner, tmp_path: Path) -> None:
    good, bad = written(tmp_path, "one.md", ONE), tmp_path / "gone.md"
    with pytest.raises(SourceError):
        compiled_apart([good, bad])
    assert learner.program.content.all_cards() == ()
