"""A package of ours in Anki's own library: nothing is lost, nothing doubled, all is shown."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from anki.collection import Collection
from anki.notes import NoteId
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from engram.anki_notes import DATA_FIELD
from engram.cli.packages import export_package
from engram.errors import EngramError, StoreError
from engram.exporters.anki.notes import note_of
from engram.exporters.anki.package import Known, write_package
from engram.exporters.anki.values import Calendar
from engram.exporters.card_json import card_json
from engram.library import local_now
from engram.model import Card, CardId, Deck, Grade, Item, Kind, Media, Option, Source, kind_of
from engram.studyday import study_day
from tests.anki_collection import bring_in, cards_by_question, new_collection, rows
from tests.examples import examples
from tests.learner import Learner

if TYPE_CHECKING:
    from anki.cards import Card as AnkiCard

PICTURE = f"{'ab' * 32}.png"
SOUND = f"{'cd' * 32}.mp3"
BYTES = b"\x89PNG\r\n\x1a\nnot much of a picture"
QUIZ = (Option("Red", correct=False), Option("**Blue**", correct=True, feedback="It is `12 m`."))
ITEMS = (
    Item(
        "What is $a < b$?",
        line=1,
        answer=f"See ![the lever](media:{PICTURE}).\n\n```py\nx = 1\n```",
        explanation="A relation.",
        topic=("Levers", "Long ones"),
        id="levers-relation",
        tags=("two words", "force"),
    ),
    Item("Which is longest?", 9, options=QUIZ, topic=("Levers",), id="levers-longest"),
    Item(
        "Which are even?",
        20,
        options=tuple(Option(str(number), number % 2 == 0) for number in range(1, 13)),
        id="even",
    ),
    Item("Steel floats.", 30, options=(Option("True", False), Option("False", True)), id="floats"),
)


CARD = Card(
    CardId("one"), "Deck", (), Kind.RECALL, "Why?", "So.", "", (), None, Source("a.md", 1, 1)
)
CARD_2 = replace(CARD, id=CardId("two"), question="How?")


@pytest.fixture
def anki(tmp_path: Path) -> Iterator[Collection]:
    with new_collection(tmp_path / "anki") as collection:
        yield collection


@pytest.fixture
def library(learner: Learner) -> Learner:
    """A library with a deck of each kind of card."""
    learner.take_in(ITEMS)
    return learner


def exported(learner: Learner, name: str = "deck.apkg", *, with_progress: bool = False) -> Path:
    program, output = learner.program, learner.folder / name
    names = [head.name for head in program.content.decks()]
    export_package(program, names, output, with_progress=with_progress)
    return output


def known() -> Known:
    return Known(
        Calendar(study_day(local_now(), 4)),
        lambda texts: {card: 1_700_000_000 for card, _ in texts},
    )


def test_every_card_arrives_once_in_its_deck_with_its_tags(
    library: Learner, anki: Collection
) -> None:
    package = exported(library)
    assert bring_in(anki, package) == {"new": 4}
    assert bring_in(anki, package) == {"duplicate": 4}
    cards = cards_by_question(anki)
    assert {
        question: (anki.decks.name(card.did), card.note_type()["name"], card.note().tags)
        for question, card in cards.items()
    } == {
        r"What is \(a &lt; b\)?": (
            "machine::Levers::Long ones", "Engram question", ["force", "two_words"],
        ),
        "Which is longest?": ("machine::Levers", "Engram quiz", []),
        "Which are even?": ("machine", "Engram quiz", []),
        "Steel floats.": ("machine", "Engram quiz", []),
    }  # fmt: skip
    assert anki.card_count() == anki.note_count() == 4
    assert anki.fix_integrity() == ("Database rebuilt and optimized.", True)


def test_the_data_field_holds_the_card_without_loss(library: Learner, anki: Collection) -> None:
    bring_in(anki, exported(library))
    stored = [json.loads(card.note()[DATA_FIELD]) for card in cards_by_question(anki).values()]
    for value in stored:
        del value["fields_hash"], value["each_hash"]
    cards = library.program.content.all_cards()
    assert sorted(stored, key=lambda value: value["id"]) == sorted(
        map(card_json, cards), key=lambda value: value["id"]
    )


def test_a_changed_card_is_updated_and_no_other_is(library: Learner, anki: Collection) -> None:
    bring_in(anki, exported(library))
    changed = (replace(ITEMS[0], answer="Another answer."), *ITEMS[1:])
    library.tomorrow()
    library.take_in(changed)
    assert bring_in(anki, exported(library)) == {"updated": 1, "duplicate": 3}
    assert cards_by_question(anki)[r"What is \(a &lt; b\)?"].note()["Answer"] == "Another answer."
    assert anki.note_count() == 4


def test_a_changed_card_is_updated_although_the_clock_was_set_back(
    library: Learner, anki: Collection
) -> None:
    bring_in(anki, exported(library))
    library.tomorrow(-9)
    library.take_in((replace(ITEMS[0], answer="Another answer."), *ITEMS[1:]))
    assert bring_in(anki, exported(library)) == {"updated": 1, "duplicate": 3}


def test_a_card_that_comes_between_others_doubles_none(library: Learner, anki: Collection) -> None:
    library.study_all()
    bring_in(anki, exported(library, with_progress=True))
    before = rows(anki, "select * from revlog order by id")
    library.take_in((ITEMS[0], Item("New?", 5, answer="New.", id="new"), *ITEMS[1:]))
    package = exported(library, with_progress=True)
    assert bring_in(anki, package) == {"new": 1, "duplicate": 4}
    assert rows(anki, "select * from revlog order by id") == before
    assert bring_in(anki, package) == {"duplicate": 5}
    assert len(cards_by_question(anki)) == anki.card_count() == 5


def test_the_same_library_gives_the_same_bytes(library: Learner) -> None:
    library.study_all()
    first = exported(library, "one.apkg", with_progress=True)
    library.now = library.now.replace(microsecond=5)
    assert exported(library, "two.apkg", with_progress=True).read_bytes() == first.read_bytes()


def test_media_arrive_byte_by_byte(anki: Collection, tmp_path: Path) -> None:
    shown = replace(CARD, answer=f"![the lever](media:{PICTURE}) ![its sound](media:{SOUND})")
    media = (Media(PICTURE, lambda: BYTES), Media(SOUND, lambda: b"sound"))
    package = tmp_path / "media.apkg"
    # The same media may come with each part of a deck.
    parts = [Deck("Deck", (shown,), media=media), Deck("Deck", (CARD_2,), media=media[:1])]
    write_package(parts, package, known())
    bring_in(anki, package)
    folder = Path(anki.media.dir())
    found = {file.name: file.read_bytes() for file in folder.iterdir()}
    assert found == {PICTURE: BYTES, SOUND: b"sound"}
    card = cards_by_question(anki)["Why?"]
    assert f'<img src="{PICTURE}" alt="the lever">' in card.answer()
    assert [getattr(tag, "filename", "") for tag in card.answer_av_tags()] == [SOUND]
    assert (anki.media.check().missing, anki.media.check().unused) == ([], [])


def test_the_review_log_and_the_schedule_arrive(library: Learner, anki: Collection) -> None:
    for grade in (Grade.GOOD, Grade.EASY, Grade.AGAIN, Grade.HARD):
        library.study_all(grade, most=6)
        library.tomorrow(6)
    package = exported(library, with_progress=True)
    bring_in(anki, package)
    log = rows(anki, "select id, cid, ease, ivl, lastIvl, factor, time, type from revlog")
    reviews = library.program.progress.all_reviews()
    assert len(log) == len(reviews) > 8
    assert [row[0] for row in log] == sorted(review.instant_ms for review in reviews)
    assert {row[2] for row in log} == {1, 2, 3, 4}
    assert {row[7] for row in log} == {0, 1, 2}
    today = study_day(local_now(), 4)
    for card in cards_by_question(anki).values():
        state = library.program.progress.state(json.loads(card.note()[DATA_FIELD])["id"])
        schedule, memory = state.standing.schedule, state.standing.memory
        assert schedule and memory and card.memory_state
        assert today + card.due - anki.sched.today == schedule.due
        assert (card.type, card.queue) == (2, 2)
        assert (card.ivl, card.factor) == (schedule.interval_days, 10 * schedule.easiness)
        assert card.memory_state.stability == pytest.approx(memory.stability, abs=1e-4)
        assert card.memory_state.difficulty == pytest.approx(memory.difficulty, abs=1e-3)
        of_card = [row for row in log if row[1] == card.id]
        assert (card.reps, of_card[-1][3]) == (len(of_card), schedule.interval_days)
        assert [row[4] for row in of_card] == [0, *(row[3] for row in of_card[:-1])]
    assert bring_in(anki, package) == {"duplicate": 4}
    assert len(rows(anki, "select id from revlog")) == len(reviews)


def test_without_progress_every_card_is_new(library: Learner, anki: Collection) -> None:
    library.study_all()
    bring_in(anki, exported(library))
    assert [card.type for card in cards_by_question(anki).values()] == [0] * 4
    assert rows(anki, "select id from revlog") == []
    assert [card.note().fields[0] for card in _in_turn(anki)] == [
        r"What is \(a &lt; b\)?", "Which is longest?", "Which are even?", "Steel floats.",
    ]  # fmt: skip


def test_what_the_learner_has_set_arrives(library: Learner, anki: Collection) -> None:
    recorder = library.program.recorder
    relation, longest, even, _ = (card.id for card in library.program.content.all_cards())
    recorder.set("suspend", relation, "suspended", "1")
    recorder.set("mark", longest, "marked", "1")
    recorder.set("put_off", even, "hidden_until", str(library.program.today() + 1))
    bring_in(anki, exported(library, with_progress=True))
    assert len(anki.find_cards("is:suspended")) == 1
    assert len(anki.find_cards("is:buried")) == 1
    assert len(anki.find_cards("tag:marked")) == 1


def test_an_incomplete_card_is_told_and_never_asked(learner: Learner, anki: Collection) -> None:
    learner.take_in((*ITEMS, Item("Why?", 50, id="open")))
    bring_in(anki, exported(learner))
    card = cards_by_question(anki)["Why?"]
    assert (card.queue, card.note().tags) == (-1, ["engram::incomplete"])


def test_both_sides_are_shown_with_and_without_a_script(library: Learner, anki: Collection) -> None:
    bring_in(anki, exported(library))
    cards = cards_by_question(anki)
    quiz = cards["Which is longest?"]
    assert "<li>Red</li>" in quiz.question()
    assert (
        '<li><strong>Blue</strong><div class="feedback">It is <code>12 m</code>.' in quiz.question()
    )
    assert '<span class="told right-places">2</span>' in quiz.question()
    assert "<ul><li><strong>Blue</strong></li></ul>" in quiz.answer()
    assert "<ul><li>" not in quiz.question()
    many = cards["Which are even?"]
    assert [many.question().count(f"<li>{number}</li>") for number in range(1, 13)] == [1] * 12
    assert "Choose all that are right." in many.question()
    assert '<span class="told kept-places">1 2</span>' in cards["Steel floats."].question()
    recall = cards[r"What is \(a &lt; b\)?"]
    assert r"\(a &lt; b\)" in recall.question()
    assert '<pre class="code">x <span' not in recall.question()
    assert '<pre class="code">x = <span class="syn_num">1</span></pre>' in recall.answer()
    assert '<div class="why">A relation.</div>' in recall.answer()
    assert "engram-quiz" not in recall.answer()


def _in_turn(anki: Collection) -> list[AnkiCard]:
    return [anki.get_card(number) for number in anki.find_cards("is:new", order="c.due")]


ODD = (
    "<b>bold</b>", "<script>x</script>", "</div>", "{{Question}}", "{{c1::x}}", "{{/Answer}}",
    "a::b", '"', "'", "&amp;", "&", "[sound:x.mp3]", "[anki:tts lang=en]x[/anki:tts]",
    "[latex]x[/latex]", "[$]x[/$]", r"\\(x\\)", r"\(x\)", "$x$", "$$\na\n$$", "😀", "e\u0301",
    "\u3000", "\u200b", "\x1f", "\x00", "\x7f", "\n\n", "- a\n- b", "| a |\n| --- |\n| b |",
    "```\ncode\n```", "`[sound:y.mp3]`", "<img src=x>",
    "![x](media:y.png)", "![x](http://a/b.png)",
)  # fmt: skip
HUGE = {"many words": "so many $words$ " * 3000, "one word": "x*" * 20_000}
TEXTS = st.sampled_from(tuple(HUGE)) | st.lists(
    st.sampled_from(ODD) | st.text(st.characters(exclude_categories=["Cs"]), max_size=9),
    min_size=1,
    max_size=4,
).map(" ".join)
NAMES = st.sampled_from(
    ("a::b", "a b", "A B", '"', ":x:", "默认", "Default", "😀", "<b>")
) | st.text(st.characters(categories=["L", "N", "P", "Z"]), min_size=1, max_size=8)


NUMBERS = itertools.count()  # one collection takes in all of them


def _card(name: str, texts: list[str], names: list[str], right: list[bool]) -> Card:
    texts = [HUGE.get(text, text) for text in texts]
    options = tuple(map(Option, texts, right, [*texts[1:], ""]))
    return replace(
        CARD,
        id=CardId(name),
        topic=tuple(names),
        kind=kind_of(options, None),
        question=texts[0],
        answer="" if options else texts[-1],
        explanation=texts[-1],
        options=options,
        tags=tuple(names),
    )


PARTS = st.tuples(
    st.lists(TEXTS, min_size=1, max_size=13),
    st.lists(NAMES, max_size=2),
    st.lists(st.booleans(), max_size=13),
)


@settings(
    max_examples=examples(0.12),
    phases=[Phase.generate],  # to make a failure smaller takes minutes, as it asks Anki each time
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(PARTS, min_size=1, max_size=6))
def test_odd_texts_arrive_whole(
    anki: Collection,
    tmp_path: Path,
    parts: list[tuple[list[str], list[str], list[bool]]],
) -> None:
    cards = tuple(_card(f"card {next(NUMBERS)}", *each) for each in parts)
    package = tmp_path / "odd.apkg"
    write_package([Deck("Deck", cards)], package, known())
    assert bring_in(anki, package) == {"new": len(cards)}
    assert bring_in(anki, package) == {"duplicate": len(cards)}
    for card in cards:
        expected = note_of(card)
        ((number,),) = rows(anki, f"select id from notes where guid = '{expected.guid}'")
        note = anki.get_note(NoteId(number))
        assert tuple(note.fields) == expected.fields
        stored = json.loads(note[DATA_FIELD])
        hashes = {name: stored[name] for name in ("fields_hash", "each_hash")}
        assert {**card_json(card), **hashes} == stored
        assert {tag.casefold() for tag in note.tags} == {tag.casefold() for tag in expected.tags}
        (shown,) = note.cards()
        assert expected.fields[0] in shown.question()
        assert shown.question_av_tags() == shown.answer_av_tags() == []
    assert anki.fix_integrity() == ("Database rebuilt and optimized.", True)


def test_a_package_replaces_only_a_package(tmp_path: Path) -> None:
    package = tmp_path / "deck.apkg"
    for _ in range(2):
        write_package([Deck("Deck", (CARD,))], package, known())
    package.write_bytes(b"PK\x03\x04 but something else" + bytes(40))
    before = package.read_bytes()
    with pytest.raises(StoreError, match="exists already"):
        write_package([Deck("Deck", (CARD,))], package, known())
    assert package.read_bytes() == before


def test_a_package_that_fails_leaves_what_stood_there(tmp_path: Path) -> None:
    package = tmp_path / "deck.apkg"
    write_package([Deck("Deck", (CARD,))], package, known())
    before = package.read_bytes()

    def unreadable() -> bytes:
        raise OSError(5, "Input/output error")

    with pytest.raises(EngramError, match="What stood there is kept"):
        write_package(
            [Deck("Deck", (CARD,), media=(Media(PICTURE, unreadable),))], package, known()
        )
    assert [each.read_bytes() for each in tmp_path.iterdir()] == [before]
