"""The whole window over made-up values, for the tests that walk every page."""

from __future__ import annotations

from pathlib import Path

from engram.gui.looks.theme import Theme
from engram.gui.main_window import MainWindow, PageEntry
from engram.gui.mastery.page import MasteryPage
from engram.gui.settings.library import LibraryFile
from engram.gui.settings.page import SettingsPage
from engram.gui.today.page import TodayPage
from engram.machine import Machine
from engram.mastery.values import Report
from engram.study.values import Today
from tests.gui.values import studied_report, studied_today

PAGES = ("today", "mastery", "settings")


class Desk:
    """A studied library."""

    def today(self) -> Today:
        return studied_today()

    def report(self) -> Report:
        return studied_report()


def made_window(theme: Theme, folder: Path) -> MainWindow:
    """A window with every page of this folder's tests."""
    desk, machine = Desk(), Machine(folder / "machine.json")
    library = LibraryFile(folder / "library.db")

    def settings() -> SettingsPage:
        return SettingsPage(theme, {"library": machine, "machine": machine}, lambda: library)

    return MainWindow(
        theme,
        [
            PageEntry("today", "Today", "today", lambda: TodayPage(theme, desk, desk)),
            PageEntry("mastery", "Mastery", "mastery", lambda: MasteryPage(theme, desk)),
            PageEntry("settings", "Settings", "settings", settings, "foot"),
        ],
    )
