"""The append-only half of a library: rows are never changed, backups are whole."""

from __future__ import annotations

import argparse
from contextlib import closing
from pathlib import Path

import pytest

from engram.cli import safety
from engram.errors import CardError, EngramError, StoreError
from engram.model import CardId, Grade, Schedule, Standing, StudyDay
from engram.store import driver, standing_rows
from engram.store.backup import back_up
from engram.store.database import open_library
from engram.study.audit import audited, repaired
from tests.learner import Learner


@pytest.mark.parametrize("table", ["review", "journal", "retraction"])
def test_the_log_is_never_changed_or_deleted(table: str, learner: Learner) -> None:
    learner.take_in()
    session = learner.study_all(most=2)
    session.toggle_mark()
    session.undo()
    database = open_library(learner.places.library)
    for statement in (f"delete from {table}", f"update {table} set device = 1"):
        with pytest.raises(driver.Error, match="append-only"):
            database.connection.execute(statement)
    database.close()


def test_a_review_keeps_all_that_was_known_at_that_moment(learner: Learner) -> None:
    learner.take_in()
    session = learner.program.study.start()
    session.grade(Grade.GOOD, answer_ms=1)
    question = learner.asked(session)
    session.grade(Grade.HARD, answer_ms=4321, chosen=(2, 0), marked_right=True, guessed=True)
    review = learner.program.progress.reviews_of(question.card.id)[0]
    assert (review.grade, review.answer_ms, review.chosen, review.shown) == (
        Grade.HARD,
        4321,
        (2, 0),
        question.order,
    )
    assert (review.marked_right, review.guessed, review.predicted) == (True, True, None)
    assert review.study_day == learner.program.today()
    assert len(review.card_hash) == 16
    learner.tomorrow()
    learner.program.study.answer(question.card.id, Grade.GOOD)
    predicted = learner.program.progress.reviews_of(question.card.id)[1].predicted
    assert predicted is not None
    assert 0 < predicted < 1


def test_ids_sort_in_the_order_of_the_answers_even_within_a_millisecond(
    learner: Learner,
) -> None:
    learner.take_in()
    cards = learner.program.study.next_cards()
    for card in cards[:8]:
        learner.program.study.answer(card, Grade.GOOD)
    reviews = [learner.program.progress.reviews_of(card)[0].id for card in cards[:8]]
    assert reviews == sorted(reviews)


def test_an_unknown_card_is_told(learner: Learner) -> None:
    with pytest.raises(CardError, match="no card xyz"):
        learner.program.study.answer(CardId("xyz"), Grade.GOOD)


def test_a_damaged_schedule_is_found_and_rebuilt_from_the_log(learner: Learner) -> None:
    learner.take_in()
    learner.study_all(Grade.HARD, most=20)
    progress = learner.program.progress
    card = progress.all_reviews()[0].card
    wrong = Standing(Schedule(9, 999, 130, StudyDay(1)))
    right = progress.state(card).standing
    progress.rebuild([(card, wrong)])
    audit = audited(progress)
    assert [(each.card, each.stored, each.folded) for each in audit.differences] == [
        (card, wrong, right)
    ]
    assert repaired(progress, audit) == 1
    assert audited(progress).wrong == ()


SCHEDULE = (
    *("topic", "position", "available", "suspended", "marked", "hidden_until"),
    *standing_rows.STANDING_COLUMNS[:-1],
    *("guess_chance", "answers", "predicted_answers", "right_answers", "expected"),
    standing_rows.STANDING_COLUMNS[-1],
)


@pytest.mark.parametrize(
    "statement",
    [
        *(
            f"update schedule set {each} = 1 - coalesce({each}, 0) where card = 1"
            for each in SCHEDULE
        ),
        "update schedule set card = 100 where card = 1",
        "delete from schedule where card = 1",
        "delete from edit",
        "update edit set value = 'Not my words.'",
        "insert into edit values (7, 'answer', 'Not my words.')",
        "delete from setting",
        "update setting set value = '99'",
        "insert into card_words (card_words) values ('delete-all')",
        "delete from card_words_docsize where id = 1",
        "delete from card_words_data where id > 10",
    ],
)
def test_whatever_is_kept_beside_the_log_is_found_and_made_anew(
    statement: str, learner: Learner, capsys: pytest.CaptureFixture[str]
) -> None:
    cards = learner.take_in().cards
    learner.study_all(Grade.ALMOST, most=12)
    recorder = learner.program.recorder
    recorder.set("suspend", cards[2].id, "suspended", "1")
    recorder.set("mark", cards[3].id, "marked", "1")
    recorder.set("put_off", cards[4].id, "hidden_until", "99999")
    recorder.set("edit", cards[5].id, "answer", "My own words about cormorants.")
    recorder.set("setting", None, "new_per_day", "7")
    recorder.set("suspend", cards[6].id, "suspended", "1")
    recorder.undo()
    learner.close()
    before = _kept(learner)
    with closing(driver.connect(learner.places.library, isolation_level=None)) as connection:
        connection.execute(statement)
    with pytest.raises(EngramError):
        _check(learner)
    _check(learner, repair=True)
    _check(learner)
    assert capsys.readouterr().out.endswith(" 0 differences\n")
    assert _kept(learner) == before
    assert [card.id for card in learner.program.study.find("cormorants")] == [cards[5].id]


def _check(learner: Learner, *, repair: bool = False) -> None:
    safety.check(argparse.Namespace(repair=repair, json=False), lambda: learner.program)


def _kept(learner: Learner) -> dict[str, list[tuple[object, ...]]]:
    """What the library keeps beside its log, its journal and its content."""
    database = open_library(learner.places.library)
    tables = ("schedule", "edit", "setting", "card_words_docsize")
    kept = {table: database.rows(f"select * from {table}") for table in tables}
    database.close()
    return kept


def test_the_tested_columns_are_those_of_the_schedule(learner: Learner) -> None:
    database = open_library(learner.places.library)
    rows = database.rows("select name from pragma_table_info('schedule')")
    database.close()
    assert [name for (name,) in rows] == ["card", *SCHEDULE]


def test_a_backup_is_a_whole_library(learner: Learner, tmp_path: Path) -> None:
    learner.take_in()
    learner.study_all(most=5)
    database = open_library(learner.places.library)
    output = back_up(database.connection, tmp_path / "copies" / "one.db")
    database.close()
    other = Learner(tmp_path / "copies")
    (tmp_path / "copies" / "library.db").write_bytes(output.read_bytes())
    assert audited(other.program.progress).reviews == 5
    other.close()
    assert sorted(path.name for path in output.parent.glob("one*")) == ["one.db"]


def test_a_backup_that_cannot_be_written_is_told(learner: Learner, tmp_path: Path) -> None:
    learner.take_in()
    database = open_library(learner.places.library)
    with pytest.raises(StoreError, match="folder"):
        back_up(database.connection, tmp_path)
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match=r"cannot be used|cannot be opened"):
        back_up(database.connection, tmp_path / "file" / "x.db")
    database.close()


def test_undo_takes_back_only_this_devices_actions(learner: Learner) -> None:
    learner.take_in()
    learner.study_all(most=1)
    learner.close()
    learner.places.machine.unlink()  # another machine has the same library now
    assert learner.program.progress.last_action() is None
