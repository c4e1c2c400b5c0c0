"""To Anki and back, with Anki's own library between: nothing is lost and nothing doubled."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from anki.collection import Collection
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from engram.anki_notes import guid_of
from engram.cli.packages import export_package
from engram.compiler.assemble import deck_of
from engram.compiler.change import Change
from engram.compiler.intake import Preview, compiled_apart, previewed, take_in
from engram.exporters.anki.package import Known, write_package
from engram.exporters.anki.values import Calendar
from engram.importers import read_document
from engram.media import media_name
from engram.model import (
    Card,
    CardId,
    Deck,
    Grade,
    Item,
    Media,
    Option,
    Past,
    Reading,
    Review,
    Source,
    Standing,
    StudyDay,
    kind_of,
)
from engram.study.audit import audited
from engram.study.past import DEVICE
from tests.anki_collection import bring_in, bring_out, new_collection, rows
from tests.drawn_cards import CARDS, item_of
from tests.learner import Learner, quiz, recall
from tests.make_anki_packages import PIXEL

KNOWN = Known(Calendar(StudyDay(20_600)), lambda texts: {card: 1_700_000_000 for card, _ in texts})
ITEMS = (
    replace(recall(1), tags=("two words",), references=("Handbook",)),
    recall(2, "Levers", key="lever"),
    quiz(3, right=(0, 2)),
    replace(quiz(4), options=(Option("*It* is", True, "Yes."), Option("It is not", False, "No."))),
    Item("Steel floats.", 70, options=(Option("True", False), Option("False", True))),
    Item("Why?", 90, id="open"),
)


@pytest.fixture
def anki(tmp_path: Path) -> Iterator[Collection]:
    with new_collection(tmp_path / "anki") as collection:
        yield collection


@pytest.fixture
def owner(learner: Learner) -> Learner:
    """A learner with an answered deck, today: Anki has no clock but that of the computer."""
    learner.now = datetime.now(UTC) - timedelta(days=40)
    learner.take_in(ITEMS)
    for grade in (Grade.GOOD, Grade.ALMOST, Grade.EASY, Grade.BLACKOUT, Grade.HARD, Grade.GOOD):
        learner.study_all(grade, most=4)
        learner.tomorrow(6)
    recorder, cards = learner.program.recorder, learner.program.content.all_cards()
    recorder.set("suspend", cards[0].id, "suspended", "1")
    recorder.set("mark", cards[1].id, "marked", "1")
    recorder.set("put_off", cards[2].id, "hidden_until", str(learner.program.today() + 9))
    learner.now = datetime.now(UTC) + timedelta(minutes=5)
    return learner


def exported(learner: Learner, name: str = "ours.apkg") -> Path:
    program, output = learner.program, learner.folder / name
    names = [head.name for head in program.content.decks()]
    export_package(program, names, output, with_progress=True)
    return output


def take(learner: Learner, file: Path) -> tuple[Preview, int]:
    program = learner.program
    preview = previewed(program.content, compiled_apart([file]), named=False)
    added: list[int] = []

    def with_past(pasts: Mapping[CardId, Past]) -> Callable[[], object]:
        write = program.past.prepared(pasts)
        return lambda: added.append(write())

    take_in(program.content, preview, with_past=with_past)
    return preview, added[0] if added else 0


def cards_of(learner: Learner) -> dict[CardId, Card]:
    """Every card but for the document it was read from."""
    cards = learner.program.content.all_cards()
    return {card.id: replace(card, source=Source("", 1, 1)) for card in cards}


def states_of(learner: Learner) -> dict[CardId, tuple[Standing, bool, bool, StudyDay]]:
    found = {}
    for card in learner.program.content.all_cards():
        state = learner.program.progress.state(card.id)
        found[card.id] = (state.standing, state.suspended, state.marked, state.hidden_until)
    return found


def log_of(learner: Learner) -> tuple[Review, ...]:
    return learner.program.progress.all_reviews()


@pytest.mark.parametrize("legacy", [True, False])
def test_what_was_exported_comes_back_as_nothing_new(
    owner: Learner, anki: Collection, legacy: bool
) -> None:
    cards, states, log = cards_of(owner), states_of(owner), log_of(owner)
    bring_in(anki, exported(owner))
    package = bring_out(anki, owner.folder / "theirs.apkg", legacy=legacy)
    for file in (owner.folder / "ours.apkg", package, package):
        preview, added = take(owner, file)
        assert added == 0
        assert {match.change.value for match in preview.matching.cards} == {"unchanged"}
        assert preview.problems == () or {each.kind.name for each in preview.problems} == {
            "no-answer"
        }
        assert cards_of(owner) == cards
        assert states_of(owner) == states
        assert log_of(owner) == log
    changed = (replace(ITEMS[0], answer="It turns two wheels."), *ITEMS[1:])
    assert len(owner.take_in(changed).matching.ids(Change.CHANGED)) == 1
    assert set(cards_of(owner)) == set(cards)


def test_another_library_has_the_same_cards_and_dates(
    owner: Learner, anki: Collection, tmp_path: Path
) -> None:
    bring_in(anki, exported(owner))
    package = bring_out(anki, tmp_path / "theirs.apkg")
    (tmp_path / "other").mkdir()
    other = Learner(tmp_path / "other", now=owner.now)
    take(other, package)
    assert cards_of(other) == cards_of(owner)
    put_off = owner.program.content.all_cards()[2].id
    for card, (standing, suspended, marked, _) in states_of(owner).items():
        there = other.program.progress.state(card)
        assert (there.suspended, there.marked) == (suspended, marked)
        ours, theirs = standing.schedule, there.standing.schedule
        assert (ours is None) == (theirs is None)
        if ours and theirs:
            assert (ours.interval_days, ours.easiness) == (theirs.interval_days, theirs.easiness)
            assert ours.due == theirs.due or card == put_off
    given = [row for row in log_of(other) if row.grade is not None]
    assert len(given) == len(log_of(owner))
    assert take(other, package)[1] == 0
    log, states = log_of(owner), states_of(owner)
    assert take(owner, exported(other, "other.apkg"))[1] == 0
    assert (log_of(owner), states_of(owner)) == (log, states)
    other.close()


def test_answers_given_in_anki_meanwhile_do_come(owner: Learner, anki: Collection) -> None:
    log = log_of(owner)
    bring_in(anki, exported(owner))
    anki.decks.set_current(anki.decks.id_for_name("machine"))
    answered = 0
    while (card := anki.sched.getCard()) and answered < 2:
        anki.sched.answerCard(card, 3)
        answered += 1
    assert answered == 2
    package = bring_out(anki, owner.folder / "theirs.apkg")
    take(owner, package)
    after = log_of(owner)
    new = [row for row in after if row not in log]
    assert [row for row in after if row in log] == list(log)
    assert {row.device for row in new} == {DEVICE}
    assert sum(row.grade is not None for row in new) == answered
    assert audited(owner.program.progress).wrong == ()
    assert take(owner, package)[1] == 0
    assert log_of(owner) == after
    guids = {guid_of(row.card): row.card for row in new}
    sql = "select guid, due, ivl from cards join notes on notes.id = nid where cards.type = 2"
    compared = 0
    for guid, due, interval in rows(anki, sql):
        if str(guid) in guids:
            schedule = owner.program.progress.state(guids[str(guid)]).standing.schedule
            assert schedule and schedule.interval_days == interval
            assert schedule.due - owner.program.today() == due - anki.sched.today
            compared += 1
    assert compared  # the other one is still in steps


def test_a_note_of_anki_is_not_doubled_there(
    learner: Learner, anki: Collection, tmp_path: Path
) -> None:
    learner.now = datetime.now(UTC)
    note_type = anki.models.by_name("Basic")
    assert note_type
    note = anki.new_note(note_type)
    note.fields = ["Which bird?", "The <b>tern</b>."]
    anki.add_note(note, anki.decks.id("Birds"))
    take(learner, bring_out(anki, tmp_path / "theirs.apkg"))
    (card,) = learner.program.content.all_cards()
    assert guid_of(card.id) == note.guid
    package = exported(learner)
    assert bring_in(anki, package) == {"conflicting": 1}
    assert (anki.note_count(), anki.card_count()) == (1, 1)
    with new_collection(tmp_path / "fresh") as fresh:
        assert bring_in(fresh, package) == {"new": 1}
        assert bring_in(fresh, package) == {"duplicate": 1}
        preview, _ = take(learner, bring_out(fresh, tmp_path / "fresh.apkg"))
        assert [match.id for match in preview.matching.cards] == [card.id]
        assert cards_of(learner)[card.id].answer == card.answer == "The **tern**."


def test_pictures_and_sounds_come_back(anki: Collection, tmp_path: Path) -> None:
    files = {
        media_name(data, suffix): data for data, suffix in ((PIXEL, "png"), (b"a bell", "mp3"))
    }
    shown = " ".join(f"![it](media:{name})" for name in files)
    item = replace(recall(1), answer=f"See {shown}", id="shown")
    deck = deck_of([("sea.md", Reading("test", (item,)))])
    media = tuple(Media(name, lambda name=name: files[name]) for name in files)  # type: ignore[misc]
    write_package([replace(deck, media=media)], tmp_path / "ours.apkg", KNOWN)
    bring_in(anki, tmp_path / "ours.apkg")
    reading = read_document(bring_out(anki, tmp_path / "theirs.apkg"))
    assert [each.answer for each in reading.items] == [item.answer]
    assert {each.name: each.load() for each in reading.media} == files
    assert reading.problems == ()


def test_a_card_that_was_rewritten_in_anki_stays_one_card(owner: Learner, anki: Collection) -> None:
    bring_in(anki, exported(owner))
    (number,) = anki.find_notes("deck:machine::Levers")
    note = anki.get_note(number)
    note["Question"], note["Answer"] = "Quite another thing?", "Nothing of it is left."
    anki.update_note(note)
    before = cards_of(owner)
    _, added = take(owner, bring_out(anki, owner.folder / "theirs.apkg"))
    after = cards_of(owner)
    assert (set(after), added) == (set(before), 0)
    changed = replace(
        before[CardId("lever")], question="Quite another thing?", answer="Nothing of it is left."
    )
    assert after == before | {changed.id: changed}


def _odd(drawn: list[Card]) -> list[Card]:
    return [
        replace(
            card,
            id=CardId(f"card-{place}"),
            kind=kind_of(card.options, card.select),
            siblings=(),
            topic=tuple("::".join(card.topic).split("::")) if card.topic else (),
        )
        for place, card in enumerate(drawn)
    ]


@settings(
    max_examples=3,
    phases=[Phase.generate],  # to make a failure smaller takes minutes, as it asks Anki each time
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    deadline=None,
)
@given(st.lists(CARDS, min_size=4, max_size=12).map(_odd))
def test_odd_cards_come_back_from_anki_as_they_were(tmp_path: Path, cards: list[Card]) -> None:
    write_package([Deck("Deck", tuple(cards))], tmp_path / "ours.apkg", KNOWN)
    folder = tmp_path / f"anki-{len(list(tmp_path.iterdir()))}"
    with new_collection(folder) as anki:
        bring_in(anki, tmp_path / "ours.apkg")
        reading = read_document(bring_out(anki, tmp_path / "theirs.apkg"))
    found = {item.id: replace(item, line=0) for item in reading.items}
    assert found == {card.id: item_of(card) for card in cards}
    assert (reading.problems, dict(reading.past)) == ((), {})
