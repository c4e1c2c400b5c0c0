"""Pictures on their way: document, deck file, library, and out again, the same bytes throughout."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings

from engram.compiler.change import Change
from engram.compiler.deck_files import read_deck_file, write_deck_file
from engram.compiler.intake import compiled, compiled_apart, previewed, take_in
from engram.errors import EngramError, StoreError
from engram.exporters.markdown_file import write_markdown
from engram.media import media_name
from engram.model import Card, Deck
from engram.store import driver
from tests.drawn import lists_of
from tests.learner import Learner
from tests.pictures import png

SCHEMAS = Path(__file__).parents[2] / "data" / "schemas"
PLACES = (
    "![a plan]({})", "![]({})", '![a plan]({} "T")', "words ![b]({}) words", "- ![c]({})\n- two",
    '<img src="{}" alt="d">', "no picture", "`![e]({})`", "| a | b |\n|---|---|\n| ![f]({}) | 2 |",
)  # fmt: skip
NAMES = ("one.png", "folder/two.png", "three three.png", "vier%20.png")


def written(folder: Path, texts: list[str], names: list[str]) -> Path:
    """A deck in Markdown with one card for each text, and its pictures beside it."""
    (folder / "folder").mkdir(parents=True, exist_ok=True)
    for place, name in enumerate(NAMES):
        (folder / name).write_bytes(png(place + 1))
    lines = ["# Waves"]
    for place, text in enumerate(texts):
        name = names[place % len(names)] if names else NAMES[0]
        shown = text.format(f"<{name}>" if "(" in text and " " in name else name)
        lines += [f"### Wave {place}", f"<!-- id: wave-{place} -->", "", shown, "", "#### Answer"]
        lines += ["", shown, ""]
    document = folder / "waves.md"
    document.write_text("\n".join(lines), encoding="utf-8")
    return document


def held(decks: tuple[Deck, ...]) -> tuple[list[Card], dict[str, bytes]]:
    """What decks hold: their cards but for the lines they stand at, and their pictures."""
    cards = [card for deck in decks for card in deck.cards]
    return cards, {each.name: each.load() for deck in decks for each in deck.media}


@settings(max_examples=6)
@given(lists_of(PLACES, min_size=1, max_size=5), lists_of(NAMES, max_size=3))
def test_pictures_survive_every_way_out_and_in(texts: list[str], names: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        deck = compiled([written(root / "source", texts, names)])
        deck_file = root / "waves.engram"
        write_deck_file([deck], deck_file)
        assert held(read_deck_file(deck_file)) == held((deck,))
        learner = Learner(root / "library")
        program = learner.program
        take_in(program.content, previewed(program.content, read_deck_file(deck_file), named=False))
        stored = program.content.deck("Waves")
        assert stored is not None
        media = program.media.of(stored.cards)
        assert {each.name: each.load() for each in media} == held((deck,))[1]
        assert program.audit_media().missing == ()
        exported = Deck(stored.name, stored.cards, media=media)
        write_deck_file([exported], root / "again.engram")
        assert held(read_deck_file(root / "again.engram")) == held((deck,))
        write_markdown(exported, str(root / "again deck.md"))
        again = compiled_apart([root / "again deck.md"])
        assert held(again)[1] == held((deck,))[1]
        assert [each.question for each in again[0].cards] == [each.question for each in deck.cards]
        assert again[0].problems == ()
        learner.close()


def test_an_old_deck_file_has_no_pictures_and_is_read() -> None:
    (deck,) = read_deck_file(SCHEMAS / "deck-1.engram")
    assert (len(deck.cards), deck.media) == (12, ())


@pytest.fixture
def file(tmp_path: Path) -> Path:
    deck = compiled([written(tmp_path / "source", ["![a]({})"], ["one.png"])])
    output = tmp_path / "waves.engram"
    write_deck_file([deck], output)
    return output


def changed(file: Path, statement: str, *values: object) -> None:
    connection = driver.connect(file, isolation_level=None)
    connection.execute(statement, values)
    connection.close()


def test_a_picture_that_lies_about_itself_is_refused_and_nothing_is_imported(
    file: Path, learner: Learner
) -> None:
    changed(file, "update media set data = ?", png(50))
    decks = read_deck_file(file)
    preview = previewed(learner.program.content, decks, named=False)
    with pytest.raises(EngramError, match="not what its name says"):
        take_in(learner.program.content, preview)
    assert learner.program.content.all_cards() == ()
    assert learner.program.media.files() == []


@pytest.mark.parametrize("name", ["../../x.png", "x.png", "", "a" * 64 + "/../x"])
def test_a_name_that_leads_elsewhere_is_refused(file: Path, name: str) -> None:
    changed(file, "update media set name = ?", name)
    with pytest.raises(StoreError, match="cannot be used"):
        read_deck_file(file)


def test_a_picture_larger_than_any_is_refused_unread(file: Path) -> None:
    changed(file, "update media set data = zeroblob(70000000)")
    with pytest.raises(StoreError, match="cannot be used"):
        read_deck_file(file)


@pytest.mark.parametrize(
    "statement",
    [
        "create table other (name text)",
        "create view other as select * from media",
        "create trigger other after insert on media begin select 1; end",
        "alter table media add column more text",
    ],
)
def test_a_table_of_pictures_that_is_not_ours_is_refused(file: Path, statement: str) -> None:
    changed(file, statement)
    with pytest.raises(StoreError, match="not built as an Engram deck file is"):
        read_deck_file(file)


def test_a_deck_file_that_is_taken_away_before_the_import_is_told(
    file: Path, learner: Learner
) -> None:
    preview = previewed(learner.program.content, read_deck_file(file), named=False)
    file.unlink()
    with pytest.raises(StoreError, match="cannot be"):
        take_in(learner.program.content, preview)
    assert learner.program.content.all_cards() == ()


def test_another_edition_of_a_picture_changes_its_card_and_keeps_its_progress(
    tmp_path: Path, learner: Learner
) -> None:
    document = tmp_path / "quiz.md"
    document.write_text(
        "### 1. What does this curve show?\n\n![a curve](x.png)\n\nA wave that decays.\n\n"
        "### 2. And what does this one show?\n\n![a curve](y.png)\n\nA wave that grows.\n"
    )
    for name, width in (("x.png", 1), ("y.png", 2)):
        (tmp_path / name).write_bytes(png(width))
    for change in (Change.NEW, Change.UNCHANGED, Change.CHANGED):
        if change is Change.CHANGED:
            (tmp_path / "x.png").write_bytes(png(3))
        content = learner.program.content
        preview = previewed(content, compiled_apart([document]), named=False)
        take_in(content, preview)
        first = preview.matching.cards[0]
        assert first.change is change
    assert media_name(png(3), "png") in content.all_cards()[0].answer
    assert len(content.all_cards(retired=True)) == 2


@pytest.mark.parametrize(
    ("edit", "change"),
    [
        (lambda text: text.replace("x.png", "z.png"), Change.CHANGED),
        (lambda text: text.replace("[x] ![a", "[ ] ![a").replace("[ ] ![b", "[x] ![b"),
         Change.KEY_CHANGED),
    ],
    ids=["a new edition", "another right option"],
)  # fmt: skip
def test_a_new_edition_of_the_right_option_is_no_other_key(
    edit: Callable[[str], str], change: Change, tmp_path: Path, learner: Learner
) -> None:
    document = tmp_path / "quiz.md"
    text = "### Which wave decays?\n\n- [x] ![a curve](x.png)\n- [ ] ![b curve](y.png)\n"
    for place, name in enumerate(("x.png", "y.png", "z.png"), 1):
        (tmp_path / name).write_bytes(png(place))
    content = learner.program.content
    for each in (text, edit(text)):
        document.write_text(f"# Waves\n\n{each}")
        preview = previewed(content, compiled_apart([document]), named=False)
        take_in(content, preview)
    assert [matched.change for matched in preview.matching.cards] == [change]
