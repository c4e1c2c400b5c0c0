"""A folder brings the documents below it; what is none of them is told and stops nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from engram.compiler import folders
from engram.compiler.folders import sources_of
from engram.compiler.intake import compiled, compiled_apart
from engram.compiler.progress import CancelledError, Progress
from engram.errors import SourceError

CARD = """Q: What is a {0}?
A: A thing called {0} by those who use it.

Q: Who uses a {0}?
A: A smith.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "smithy"
    (made / "more").mkdir(parents=True)
    (made / ".git").mkdir()
    (made / "b-anvil.txt").write_text(CARD.format("anvil"))
    (made / "a-tongs.txt").write_text(CARD.format("tongs"))
    (made / "more" / "bellows.txt").write_text(CARD.format("bellows"))
    (made / "more" / "shopping.txt").write_text("iron\ncoal\n")
    (made / ".git" / "notes.txt").write_text(CARD.format("commit"))
    (made / ".hidden.txt").write_text(CARD.format("ghost"))
    (made / "fire.png").write_bytes(b"\x89PNG")
    (tmp_path / "outside.txt").write_text(CARD.format("wall"))
    (made / "link.txt").symlink_to(tmp_path / "outside.txt")
    (made / "around").symlink_to(made, target_is_directory=True)
    return made


def test_a_folder_brings_its_documents_in_order(folder: Path) -> None:
    decks = compiled_apart([folder])
    names = ["a-tongs.txt", "b-anvil.txt", "bellows.txt"]
    assert [card.source.document for deck in decks for card in deck.cards][::2] == names
    (told,) = decks[0].problems
    assert (told.kind.name, told.document) == ("no-document", "more/shopping.txt")
    assert told.message == "“shopping.txt” was not recognised as a study document."


def test_a_file_that_is_named_by_itself_still_refuses(folder: Path) -> None:
    with pytest.raises(SourceError, match=r"shopping\.txt"):
        compiled_apart([folder, folder / "more" / "shopping.txt"][::-1])


def test_a_file_inside_a_folder_that_is_named_too_comes_once(folder: Path) -> None:
    decks = compiled_apart([folder / "a-tongs.txt", folder])
    assert sum(len(deck.cards) for deck in decks) == 6


@pytest.mark.parametrize("read", [compiled, compiled_apart])
def test_a_folder_without_documents_is_refused(
    tmp_path: Path, read: Callable[[list[Path]], object]
) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    with pytest.raises(SourceError, match="no file to read in the folder “empty”"):
        read([empty])
    (empty / "shopping.txt").write_text("iron\ncoal\n")
    with pytest.raises(SourceError, match="None of the 1 files is a study document"):
        read([empty])


def test_a_folder_is_compiled_into_one_deck(folder: Path) -> None:
    deck = compiled([folder], "Smithy")
    assert (len(deck.cards), len(deck.problems)) == (6, 1)


def test_of_a_folder_with_too_many_files_the_first_are_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folders, "MOST_FILES", 2)
    decks = compiled_apart([folder])
    assert len(decks) == 2
    assert [each.kind.name for each in decks[0].problems] == ["many-files"]
    assert sources_of([folder]).cut == (folder,)


def test_progress_is_told_and_may_end_the_reading(folder: Path) -> None:
    told: list[Progress] = []
    compiled_apart([folder], told=told.append)
    assert told[0] == Progress("a-tongs.txt", 1, 4)
    assert [each.number for each in told] == [1, 2, 3, 4]

    def stop(progress: Progress) -> None:
        if progress.number == 2:
            raise CancelledError

    with pytest.raises(CancelledError):
        compiled_apart([folder], told=stop)


def test_a_folder_with_too_much_in_it_is_refused(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folders, "MOST_LOOKED_AT", 3)
    with pytest.raises(SourceError, match="too much to look through"):
        compiled_apart([folder])
