"""The Qt binding itself: a fault in it ends the program, and no code of ours can catch that."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

CALLS = 1000


class Source(QObject):
    told = Signal(bool)


def test_a_call_without_a_result_takes_no_reference_from_none(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        widget.update()
    assert before - sys.getrefcount(None) < CALLS // 2


def test_a_signal_takes_no_reference_from_true(qapp: QObject) -> None:
    source = Source()
    before = sys.getrefcount(True)
    for _ in range(CALLS):
        source.told.emit(True)
    assert before - sys.getrefcount(True) < CALLS // 2
