"""Widgets that only their own cycles keep go on the GUI thread between events, never elsewhere."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from weakref import ref

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from engram.gui.garbage import GarbageCollector
from engram.gui.looks.theme import Theme
from engram.gui.work import Work


class Wasteful(QWidget):
    """A widget that makes enough objects when it is restyled to set a collection off."""

    def __init__(self) -> None:
        super().__init__()
        self.myself = self
        self.part = QLabel("part", self)

    def changeEvent(self, event: QEvent) -> None:
        _busy()
        super().changeEvent(event)


def _busy() -> None:
    assert len([[] for _ in range(500)]) == 500


@pytest.fixture
def eager() -> Iterator[None]:
    """Python's own collector, on and quicker than it is."""
    thresholds = gc.get_threshold()
    gc.set_threshold(50, 1, 1)
    gc.enable()
    yield
    gc.disable()
    gc.set_threshold(*thresholds)


@pytest.fixture
def collector(eager: None, qapp: QApplication) -> Iterator[GarbageCollector]:
    one = GarbageCollector(qapp)
    yield one
    one.deleteLater()


def _lost_window() -> ref[Wasteful]:
    window = Wasteful()
    window.show()
    window.hide()
    return ref(window)


@pytest.mark.usefixtures("collector")
def test_no_widget_goes_while_the_looks_change(qapp: QApplication) -> None:
    lost = [_lost_window() for _ in range(20)]
    parent = QObject()
    Theme(qapp, scheme="light").setParent(parent)
    assert all(window() is not None for window in lost)


@pytest.mark.usefixtures("collector")
def test_a_worker_collects_nothing(qtbot: QtBot) -> None:
    lost, work = _lost_window(), Work()
    with qtbot.waitSignal(work.work_done):
        work.start(_busy)
    assert lost() is not None


def test_what_is_lost_goes_on_the_gui_thread_when_it_is_due(
    collector: GarbageCollector, qtbot: QtBot
) -> None:
    gc.collect()
    threads: list[threading.Thread] = []

    def note(phase: str, _info: dict[str, int]) -> None:
        threads.append(threading.current_thread())

    lost = _lost_window()
    gc.callbacks.append(note)
    for _ in range(4):
        _busy()
        collector.collect_due()
    gc.callbacks.remove(note)
    assert lost() is None
    assert set(threads) == {threading.main_thread()}


def test_nothing_is_collected_before_it_is_due(collector: GarbageCollector) -> None:
    gc.collect()
    gc.set_threshold(100_000, 100, 100)
    lost = _lost_window()
    collector.collect_due()
    assert lost() is not None
