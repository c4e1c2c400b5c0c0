"""The past of a package in a library: dates as they were, beside the learner's own answers."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from engram.compiler.intake import Preview, compiled_apart, previewed, take_in
from engram.importers import read_document
from engram.importers.anki.package import Package
from engram.model import (
    CardId,
    Grade,
    Past,
    PastAnswer,
    ReviewKind,
    Schedule,
    StudyDay,
)
from engram.scheduling.fold import answer_of, folded, in_order
from engram.study.audit import audited
from engram.study.past import DEVICE, reviews_of
from engram.studyday import day_of
from tests.anki_package import collection, package
from tests.learner import Learner

STUDIED = Path(__file__).parents[2] / "data" / "anki-package" / "studied.apkg"
MADE_ON = datetime(2026, 11, 28, 12, tzinfo=UTC)


@pytest.fixture
def owner(learner: Learner) -> Iterator[Learner]:
    """A learner on the day on which the package was made."""
    learner.now = MADE_ON
    yield learner


def take(learner: Learner, file: Path = STUDIED) -> tuple[Preview, int]:
    program = learner.program
    preview = previewed(program.content, compiled_apart([file]), named=False)
    added: list[int] = []

    def with_past(pasts: Mapping[CardId, Past]) -> Callable[[], object]:
        write = program.past.prepared(pasts)
        return lambda: added.append(write())

    take_in(program.content, preview, with_past=with_past)
    return preview, added[0]


def in_anki(sql: str) -> list[tuple[int, ...]]:
    with Package(STUDIED).collection() as path, closing(sqlite3.connect(path)) as database:
        database.create_collation("unicase", lambda one, other: (one > other) - (one < other))
        return database.execute(sql).fetchall()


def test_dates_are_those_of_anki_and_every_answer_is_there(owner: Learner) -> None:
    preview, added = take(owner)
    created = int(in_anki("select crt from col")[0][0])
    first = day_of(datetime.fromtimestamp(created, UTC).date())
    rows = in_anki("select due, ivl, type from cards order by nid")
    standings = [owner.program.progress.state(card.id).standing for card in preview.cards]
    for (due, interval, kind), standing in zip(rows, standings, strict=True):
        if kind == 2:
            assert standing.schedule is not None
            assert (standing.schedule.due, standing.schedule.interval_days) == (
                first + due,
                interval,
            )
        if kind == 0:
            assert (standing.schedule, standing.memory) == (None, None)
    answers = [each for each in owner.program.progress.all_reviews() if each.grade is not None]
    assert len(answers) == in_anki("select count(*) from revlog where ease > 0")[0][0] > 300
    assert added == len(owner.program.progress.all_reviews())
    assert audited(owner.program.progress).wrong == ()


def test_the_figures_of_a_studied_deck_are_sane(owner: Learner) -> None:
    take(owner)
    total = owner.program.mastery.report().total
    due = in_anki("select count(*) from cards where queue = 2 and due <= 45")[0][0]
    today = owner.program.study.today()
    assert abs(today.due - due) <= 3  # cards in steps have no date in days there
    assert total.seen == in_anki("select count(*) from cards where queue > 0")[0][0]
    assert 0.6 < total.mastery < total.coverage <= 1
    assert total.answers > 150


def test_a_second_import_adds_nothing(owner: Learner) -> None:
    take(owner)
    before = owner.program.progress.all_reviews()
    preview, added = take(owner)
    assert added == 0
    assert {matched.change.value for matched in preview.matching.cards} == {"unchanged"}
    assert owner.program.progress.all_reviews() == before


def test_two_libraries_get_the_same_rows(owner: Learner, tmp_path: Path) -> None:
    take(owner)
    (tmp_path / "other").mkdir()
    other = Learner(tmp_path / "other", now=MADE_ON + timedelta(days=3))
    take(other)
    assert [row.id for row in other.program.progress.all_reviews()] == [
        row.id for row in owner.program.progress.all_reviews()
    ]
    other.close()


def test_without_the_past_nothing_but_cards_comes(owner: Learner) -> None:
    program = owner.program
    take_in(program.content, previewed(program.content, compiled_apart([STUDIED]), named=False))
    assert program.progress.all_reviews() == ()
    assert program.mastery.report().total.seen == 0


def test_what_is_set_there_is_set_here_unless_it_was_set_here(owner: Learner) -> None:
    program = owner.program
    preview, _ = take(owner)
    suspended = next(card for card in preview.cards if "number 5?" in card.question).id
    assert program.progress.state(suspended).suspended
    program.recorder.set("suspend", suspended, "suspended", "0")
    take(owner)
    assert not program.progress.state(suspended).suspended
    assert audited(program.progress).wrong == ()


def test_own_answers_stay_and_later_ones_decide(owner: Learner) -> None:
    program = owner.program
    take_in(program.content, previewed(program.content, compiled_apart([STUDIED]), named=False))
    card = program.content.all_cards()[6].id
    program.study.answer(card, Grade.HARD)
    own = program.progress.reviews_of(card)
    take(owner)
    assert own[0] in program.progress.reviews_of(card)
    assert program.progress.state(card).standing.memory is not None
    assert audited(program.progress).wrong == ()
    program.recorder.undo_review()
    assert audited(program.progress).wrong == ()
    assert own[0] not in program.progress.reviews_of(card)
    assert program.progress.state(card).standing.schedule is not None


def test_undo_takes_the_import_back_and_no_answer_of_another_program(owner: Learner) -> None:
    take(owner)
    before = owner.program.progress.all_reviews()
    assert owner.program.study.undo().imported is not None
    assert owner.program.progress.all_reviews() == before
    assert {row.device for row in before} == {DEVICE}


def test_an_import_that_fails_has_brought_no_past(owner: Learner) -> None:
    program = owner.program
    preview = previewed(program.content, compiled_apart([STUDIED]), named=False)
    unknown = {CardId("nobody"): Past(suspended=True)}
    with pytest.raises(Exception, match="nobody"):
        take_in(program.content, preview, with_past=lambda _: program.past.prepared(unknown))
    assert program.content.all_cards() == ()


# -- one card

CARD = CardId("card")
NOON = 12 * 3_600_000
DAY = 20_000
SCHEDULE = Schedule(2, 30, 250, StudyDay(DAY + 30))


def local(instant: int, *, hours: int = 0) -> datetime:
    return datetime.fromtimestamp(instant / 1000, timezone(timedelta(hours=hours)))


def answered(day: int, grade: Grade = Grade.GOOD, later: int = 0) -> PastAnswer:
    return PastAnswer(day * 86_400_000 + NOON + later, ReviewKind.SCHEDULED, grade)


def test_the_first_answer_of_a_day_is_scheduled_and_the_others_are_drills() -> None:
    past = Past((answered(DAY, Grade.AGAIN), answered(DAY, later=60_000), answered(DAY + 1)))
    rows = reviews_of(CARD, past, local, 4, (DAY + 9) * 86_400_000)
    assert [row.kind.value for row in rows] == ["scheduled", "drill", "scheduled"]


def test_study_days_are_those_of_the_place() -> None:
    past = Past((PastAnswer(DAY * 86_400_000 + 3 * 3_600_000, ReviewKind.SCHEDULED, Grade.GOOD),))
    (at_home,) = reviews_of(CARD, past, local, 4, (DAY + 9) * 86_400_000)
    (far_east,) = reviews_of(
        CARD, past, lambda instant: local(instant, hours=9), 4, (DAY + 9) * 86_400_000
    )
    assert (at_home.study_day, at_home.offset_minutes) == (DAY - 1, 0)
    assert (far_east.study_day, far_east.offset_minutes) == (DAY, 540)
    assert at_home.id == far_east.id


def test_a_schedule_that_the_answers_do_not_give_is_set_after_them() -> None:
    past = Past((answered(DAY),), schedule=SCHEDULE)
    rows = reviews_of(CARD, past, local, 4, (DAY + 9) * 86_400_000)
    standing = folded([answer_of(row) for row in in_order(rows)])
    assert (standing.schedule, standing.set_day) == (SCHEDULE, DAY)
    assert standing.memory is not None
    same = Past((answered(DAY),), schedule=folded([answer_of(rows[0])]).schedule)
    assert len(reviews_of(CARD, same, local, 4, (DAY + 9) * 86_400_000)) == 1


def test_a_schedule_without_a_log_is_set_on_the_day_its_interval_began() -> None:
    (row,) = reviews_of(CARD, Past(schedule=SCHEDULE), local, 4, (DAY + 9) * 86_400_000)
    assert (row.study_day, row.kind, row.schedule) == (DAY, ReviewKind.SET, SCHEDULE)


def test_answers_of_a_clock_that_ran_ahead_are_left_out() -> None:
    past = Past((answered(DAY), answered(DAY + 50)))
    assert len(reviews_of(CARD, past, local, 4, (DAY + 1) * 86_400_000)) == 1


def test_a_package_of_somebody_else_brings_the_dates_of_cards_without_a_log(
    owner: Learner, tmp_path: Path
) -> None:
    cards = [{"nid": 1, "type": 2, "queue": 2, "ivl": 30, "due": 1100, "factor": 2500}]
    file = package(tmp_path / "a.apkg", collection([("a", "b")], cards=cards))
    schedule = read_document(file).past[0].schedule
    preview, added = take(owner, file)
    standing = owner.program.progress.state(preview.cards[0].id).standing
    assert (added, standing.schedule) == (1, schedule)
    assert audited(owner.program.progress).wrong == ()


def test_cards_known_before_take_nothing_of_the_days_new_cards(
    owner: Learner, tmp_path: Path
) -> None:
    today = round(MADE_ON.timestamp()) * 1000
    log = [
        (today - days * 86_400_000 - card * 1000, card, 3, 3, 2500, 1000, 1)
        for card in range(1, 31)
        for days in (0, 3)
    ]
    cards = [{"nid": number, "type": 1 if number <= 30 else 0} for number in range(1, 61)]
    notes = [(f"What is {number}?", "b") for number in range(1, 61)]
    data = collection(notes, cards=cards, log=log)
    take(owner, package(tmp_path / "a.apkg", data, name="collection.anki21"))
    assert owner.program.study.today().new == 20


def test_predictions_of_the_past_are_measured(owner: Learner) -> None:
    take(owner)
    total = owner.program.mastery.report().total
    assert total.expected is not None
    assert total.observed is not None
    assert 0.6 < total.expected < 1
    assert 0.6 < total.observed < 1


@pytest.mark.parametrize("name", ["notes.apkg", "notes (1).apkg"])
def test_a_changed_note_changes_its_card_and_keeps_its_answers(
    owner: Learner, tmp_path: Path, name: str
) -> None:
    notes = [
        ("What is a quay?", "A landing place."),
        ("What is ebb?", "Falling water."),
        ("x", "y"),
    ]
    before, _ = take(owner, package(tmp_path / "notes.apkg", collection(notes)))
    owner.program.study.answer(before.cards[0].id, Grade.GOOD)
    notes[0] = ("What is a quay for?", "For landing.")
    after, _ = take(owner, package(tmp_path / name, collection(notes)))
    assert [matched.change.value for matched in after.matching.cards] == [
        "changed",
        *(["unchanged"] * 2 if name == "notes.apkg" else ["moved"] * 2),
    ]
    assert [card.id for card in after.cards] == [card.id for card in before.cards]
    assert len(owner.program.progress.reviews_of(after.cards[0].id)) == 1
