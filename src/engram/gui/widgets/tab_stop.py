"""A group of buttons in; the Tab key stops at the chosen one alone, and arrows reach the others."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QButtonGroup


def stop_at_chosen(group: QButtonGroup) -> None:
    """Have the Tab key stop at whichever button is chosen; Qt stops at the one it was on last."""

    group.buttonToggled.connect(partial(_follow, group))


def _follow(group: QButtonGroup, chosen: QAbstractButton, _checked: object) -> None:
    if not chosen.isChecked():
        return
    for button in group.buttons():
        stops = button is chosen
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if stops else Qt.FocusPolicy.ClickFocus)
