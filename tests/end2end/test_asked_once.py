"""Whoever comes to a page waits for no question that was answered just now."""

from __future__ import annotations

from collections.abc import Callable

from engram.window import Desktop
from tests.end2end.conftest import Computer


def _statements(desktop: Desktop, action: Callable[[], object]) -> int:
    """How many statements the library is asked meanwhile."""
    asked: list[str] = []
    connection = desktop.program.progress._database.connection
    connection.set_trace_callback(asked.append)
    action()
    connection.set_trace_callback(None)
    return len(asked)


def test_today_is_worked_out_once_for_its_page_and_the_navigation(
    computer: Computer, with_shipped_deck: Callable[[], Desktop]
) -> None:
    desktop = with_shipped_deck()
    study, mastery = computer.program.study, computer.program.mastery
    needed = _statements(desktop, lambda: (study.today(), mastery.report()))
    assert needed > 0
    assert _statements(desktop, lambda: desktop.window.show_page("today")) == needed


def test_the_navigation_counts_nothing_where_it_does_not_stand(
    with_shipped_deck: Callable[[], Desktop],
) -> None:
    desktop = with_shipped_deck()
    desktop.study.begin(desktop.program.study.start(None))
    assert _statements(desktop, lambda: desktop.window.show_page("study")) == 0
