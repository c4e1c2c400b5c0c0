"""The theme turns tokens and settings into colours, pixels, fonts and icons."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QFont, QImage
from PySide6.QtWidgets import QApplication, QScrollBar, QWidget
from pytestqt.qtbot import QtBot

from engram.gui.looks.icons import ICONS
from engram.gui.looks.theme import Theme
from engram.gui.looks.tokens import DARK, LIGHT, TYPE


def _colours(image: QImage) -> set[str]:
    return {
        image.pixelColor(x, y).name()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    }


def test_a_system_that_says_no_scheme_gets_the_light_one(qapp: QApplication) -> None:
    assert Theme(qapp, scheme="system").palette is LIGHT


def test_a_chosen_scheme_reaches_widgets_and_palette(theme: Theme, qtbot: QtBot) -> None:
    with qtbot.waitSignal(theme.theme_changed):
        theme.set_scheme("dark")
    assert theme.palette is DARK
    assert theme.color("accent").name().upper() == DARK.accent
    assert QApplication.palette().window().color().name().upper() == DARK.background


def test_the_same_scheme_again_changes_nothing(theme: Theme, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(theme.theme_changed):
        theme.set_scheme("light")


def test_units_and_fonts_grow_together(theme: Theme, qtbot: QtBot) -> None:
    unit, font = theme.unit(36), theme.font("body").pixelSize()
    with qtbot.waitSignal(theme.theme_changed):
        theme.set_text_scale(2.0)
    assert theme.unit(36) == 2 * unit
    assert theme.font("body").pixelSize() == 2 * font
    assert theme.units(200) == pytest.approx(100 / (unit / 36))


def test_a_hairline_never_vanishes(theme: Theme) -> None:
    theme.set_text_scale(0.6)
    assert theme.unit(1) == 1
    assert theme.unit(0) == 0


def test_the_type_scale_has_its_sizes(theme: Theme) -> None:
    sizes = {name: theme.font(name).pixelSize() for name in TYPE}
    assert list(sizes.values()) == [32, 28, 23, 18, 24, 16, 15, 14, 13, 12, 11]


def test_figures_in_columns_have_one_width(theme: Theme) -> None:
    tag = QFont.Tag("tnum")
    assert theme.font("body", tabular=True).featureValue(tag) == 1
    assert not theme.font("body").isFeatureSet(tag)


@pytest.mark.parametrize("name", sorted(ICONS))
def test_every_icon_is_drawn_in_its_colour(theme: Theme, name: str) -> None:
    drawn = theme.pixmap(name, "text", 64).toImage()
    assert LIGHT.text.lower() in _colours(drawn)


def test_icons_are_as_sharp_as_the_screen_and_drawn_once(theme: Theme) -> None:
    pixmap = theme.pixmap("today", "muted", 20, 2.0)
    assert pixmap.width() == 40
    assert pixmap.deviceIndependentSize().width() == 20
    assert theme.pixmap("today", "muted", 20, 2.0).cacheKey() == pixmap.cacheKey()


def test_icons_follow_the_scheme(theme: Theme) -> None:
    theme.pixmap("today", "text", 64)
    theme.set_scheme("dark")
    assert DARK.text.lower() in _colours(theme.pixmap("today", "text", 64).toImage())


def test_motion_is_quiet_when_asked(theme: Theme) -> None:
    theme.set_quiet_motion(quiet=True)
    assert theme.quiet_motion


def _make_dark(theme: Theme) -> None:
    theme.set_scheme("dark")


def _make_large(theme: Theme) -> None:
    theme.set_text_scale(1.5)


class _Nested(QWidget):
    """Counts how often its style changes."""

    changes = 0

    def changeEvent(self, event: QEvent) -> None:
        self.changes += event.type() is QEvent.Type.StyleChange
        super().changeEvent(event)


@pytest.mark.parametrize("change", [_make_dark, _make_large])
def test_a_change_restyles_each_widget_once_however_deep_it_lies(
    theme: Theme, qtbot: QtBot, change: Callable[[Theme], None]
) -> None:
    outermost = innermost = _Nested()
    qtbot.addWidget(outermost)
    for _ in range(12):
        innermost = _Nested(innermost)
    outermost.show()
    innermost.changes = 0
    change(theme)
    assert innermost.changes <= 3


def test_only_what_is_dressed_has_a_style_sheet_and_it_follows_the_theme(
    theme: Theme, qapp: QApplication, qtbot: QtBot
) -> None:
    bar = QScrollBar()
    qtbot.addWidget(bar)
    theme.dress(bar, "scroll bar")
    assert qapp.styleSheet() == ""
    assert LIGHT.scroll in bar.styleSheet()
    theme.set_scheme("dark")
    assert DARK.scroll in bar.styleSheet()
    width = bar.sizeHint().width()
    theme.set_text_scale(2.0)
    assert bar.sizeHint().width() == 2 * width
