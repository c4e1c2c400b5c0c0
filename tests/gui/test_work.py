"""A function runs in a thread of its own, and what came of it is heard on the GUI thread."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from contextlib import suppress

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from engram.errors import EngramError, SourceError
from engram.gui.work import Work


def _refused() -> object:
    raise SourceError("“{document}” is empty; nothing was changed.", document="notes.md")


def _faulty() -> object:
    raise KeyError("a fault of the program")


class Gate:
    """A function that runs until the test lets it end."""

    def __init__(self) -> None:
        self.begun, self.opened = threading.Event(), threading.Event()

    def __call__(self) -> object:
        self.begun.set()
        self.opened.wait(30)
        return "late"


@pytest.fixture
def work(qapp: QApplication) -> Work:
    return Work()


@pytest.fixture
def gate() -> Iterator[Gate]:
    made = Gate()
    yield made
    made.opened.set()


def test_the_function_runs_in_another_thread_and_its_result_arrives_here(
    work: Work, qtbot: QtBot
) -> None:
    heard: list[int] = []
    work.work_done.connect(lambda _result: heard.append(threading.get_ident()))
    with qtbot.waitSignal(work.work_ended):
        work.start(threading.get_ident)
    assert heard == [threading.get_ident()]


def test_the_result_is_what_the_function_gave(work: Work, qtbot: QtBot) -> None:
    with qtbot.waitSignal(work.work_done) as told:
        work.start(lambda: (1, "two"))
    assert told.args == [(1, "two")]
    assert not work.is_busy


def test_an_error_of_ours_is_told_as_the_error(work: Work, qtbot: QtBot) -> None:
    with qtbot.waitSignal(work.work_failed) as told:
        work.start(_refused)
    (error,) = told.args or [None]
    assert isinstance(error, EngramError)
    assert str(error) == "“notes.md” is empty; nothing was changed."


def test_a_fault_is_raised_on_the_gui_thread_and_ends_the_work(work: Work, qtbot: QtBot) -> None:
    failed: list[object] = []
    work.work_failed.connect(failed.append)
    with qtbot.captureExceptions() as faults, qtbot.waitSignal(work.work_ended):
        work.start(_faulty)
    assert [kind for kind, _, _ in faults] == [KeyError]
    assert failed == []
    assert not work.is_busy


def test_nobody_hears_of_a_result_that_was_forgotten(work: Work, gate: Gate, qtbot: QtBot) -> None:
    heard: list[object] = []
    work.work_done.connect(heard.append)
    work.start(gate)
    gate.begun.wait(30)
    work.forget()
    assert not work.is_busy
    gate.opened.set()
    with qtbot.waitSignal(work.work_done):
        work.start(lambda: "newer")
    assert heard == ["newer"]


def test_a_newer_function_takes_the_place_of_an_older_one(
    work: Work, gate: Gate, qtbot: QtBot
) -> None:
    heard: list[object] = []
    work.work_done.connect(heard.append)
    work.start(gate)
    gate.begun.wait(30)
    with qtbot.waitSignal(work.work_done):
        work.start(lambda: "newer")
    gate.opened.set()
    with qtbot.waitSignal(work.work_done):
        work.start(lambda: "last")
    assert heard == ["newer", "last"]


def test_a_result_that_comes_after_its_page_is_gone_harms_nobody(
    gate: Gate, qtbot: QtBot, expected_logs: list[object]
) -> None:
    others = set(threading.enumerate())
    work = Work()
    work.start(gate)
    gate.begun.wait(30)
    threads = set(threading.enumerate()) - others
    del work
    gc.collect()
    gate.opened.set()
    for thread in threads:
        with suppress(RuntimeError):
            thread.join(30)
    QApplication.processEvents()
    assert expected_logs == []
