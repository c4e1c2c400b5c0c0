"""A drop-down choice: what it holds can be read in every text size."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QHBoxLayout, QStyle, QStyleOptionComboBox, QWidget

from engram.gui.looks.theme import Theme
from engram.gui.widgets.choice import Choice

Shown = Callable[[QWidget, int, int], None]


@pytest.mark.parametrize("scale", [0.8, 1.0, 1.25, 1.5, 2.0, 3.0])
def test_a_choice_that_has_room_shows_its_words_whole(
    theme: Theme, shown: Shown, scale: float
) -> None:
    theme.set_text_scale(scale)
    row = QWidget()
    choice = Choice(theme, "The day starts at")
    choice.addItems(["03:00", "04:00"])
    line = QHBoxLayout(row)
    line.addStretch(1)
    line.addWidget(choice)
    shown(row, 900, 200)
    option = QStyleOptionComboBox()
    choice.initStyleOption(option)
    field = choice.style().subControlRect(
        QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, choice
    )
    assert field.width() >= choice.fontMetrics().horizontalAdvance("04:00")
