"""A failure becomes one sentence at the window, and a fault of the program stands in the log."""

from __future__ import annotations

import logging
from pathlib import Path

from PySide6.QtWidgets import QApplication

from engram.errors import StoreError
from engram.gui.failures import FailureHandler


def _raised(error: Exception) -> Exception:
    try:
        raise error
    except type(error) as raised:
        return raised


def test_a_foreseen_error_is_told_as_it_is(qapp: QApplication, tmp_path: Path) -> None:
    told: list[str] = []
    error = _raised(StoreError("The disk is full. Nothing was changed."))
    FailureHandler(told.append, tmp_path / "engram.log")(type(error), error, error.__traceback__)
    assert told == ["The disk is full. Nothing was changed."]
    assert not (tmp_path / "engram.log").exists()


def test_a_fault_is_written_down_with_its_trace_and_told_without_it(
    qapp: QApplication, tmp_path: Path, expected_logs: list[logging.LogRecord]
) -> None:
    told: list[str] = []
    log = tmp_path / "logs" / "engram.log"
    error = _raised(KeyError("secret detail"))
    FailureHandler(told.append, log)(type(error), error, error.__traceback__)
    FailureHandler(told.append, log)(type(error), error, error.__traceback__)
    assert len(told) == 2
    assert "secret detail" not in told[0]
    assert log.read_text(encoding="utf-8").count("KeyError: 'secret detail'") == 2
    assert [record.levelname for record in expected_logs] == ["CRITICAL", "CRITICAL"]


def test_a_log_that_cannot_be_written_leaves_the_sentence(
    qapp: QApplication, tmp_path: Path
) -> None:
    told: list[str] = []
    (tmp_path / "logs").write_text("no folder", encoding="utf-8")
    error = _raised(KeyError("secret detail"))
    log = tmp_path / "logs" / "engram.log"
    FailureHandler(told.append, log)(type(error), error, error.__traceback__)
    assert len(told) == 1
