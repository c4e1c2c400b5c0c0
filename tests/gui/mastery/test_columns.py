"""The columns of the mastery rows: each has room for its title, however narrow the page."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFontMetrics

from engram.gui.looks.theme import Theme
from engram.gui.looks.tokens import NARROW_BELOW, PAGE_MARGIN, RAIL_WIDTH
from engram.gui.mastery.columns import mastery_columns
from engram.gui.words import tr


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("wider", [0, 20, 60, 200])
def test_the_title_of_the_levels_fits(theme: Theme, wider: int, scale: float) -> None:
    theme.set_text_scale(scale)
    width = theme.unit(NARROW_BELOW - RAIL_WIDTH - 2 * PAGE_MARGIN + wider)
    columns = mastery_columns(theme, width, narrow=False)
    title = QFontMetrics(theme.font("small", 500)).horizontalAdvance(tr("Levels"))
    assert columns.levels.width() >= title
    assert columns.bar.width() >= 2 * columns.bar.height()
    assert columns.levels.left() > columns.value.right()
