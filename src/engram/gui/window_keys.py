"""The keys that work on every page but Study, for the sheet of keys."""

from __future__ import annotations

from engram.gui.study.keys_sheet import KeyGroup
from engram.gui.words import tr


def window_keys() -> tuple[KeyGroup, ...]:
    """Every key of the window, as it hears it."""
    return (
        KeyGroup(
            tr("Go to"),
            (
                ("Ctrl+1", tr("Today")),
                ("Ctrl+2", tr("Mastery")),
                ("Ctrl+3", tr("Import")),
                ("Ctrl+,", tr("Settings")),
            ),
        ),
        KeyGroup(
            tr("On a page"),
            (
                (tr("Enter"), tr("the marked button, study the row")),
                ("↑ ↓", tr("from row to row")),
                (tr("Space"), tr("open or close a row; take a change or leave it")),
                ("← →", tr("which way a change goes")),
                ("Ctrl+O", tr("choose documents")),
                ("Ctrl+Shift+O", tr("choose a folder of documents")),
                ("Ctrl+V", tr("read the text or the files in the clipboard")),
                ("Ctrl+Enter", tr("import what is shown")),
            ),
        ),
        KeyGroup(
            tr("Anywhere"),
            (
                ("Ctrl+Z", tr("undo, as often as you like")),
                ("Ctrl+ +  −  0", tr("text size")),
                ("?", tr("these keys")),
                ("Esc", tr("close, back")),
            ),
        ),
    )
