"""A failure becomes one sentence at the window, and a fault of the program a line in the log."""

from __future__ import annotations

import logging

from PySide6.QtWidgets import QApplication

from engram.errors import StoreError
from engram.gui.failures import FailureHandler


def _raised(error: Exception) -> Exception:
    try:
        raise error
    except type(error) as raised:
        return raised


def test_a_foreseen_error_is_told_as_it_is(
    qapp: QApplication,
) -> None:
    told: list[str] = []
    error = _raised(StoreError("The disk is full. Nothing was changed."))
    FailureHandler(told.append)(type(error), error, error.__traceback__)
    assert told == ["The disk is full. Nothing was changed."]


def test_a_fault_is_logged_with_its_trace_and_told_without_it(
    qapp: QApplication, expected_logs: list[logging.LogRecord]
) -> None:
    told: list[str] = []
    error = _raised(KeyError("secret detail"))
    FailureHandler(told.append)(type(error), error, error.__traceback__)
    assert len(told) == 1
    assert "secret detail" not in told[0]
    (record,) = expected_logs
    assert record.exc_info is not None
    assert record.exc_info[1] is error
