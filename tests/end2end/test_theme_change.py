"""A theme that is changed before a page was ever shown is the theme of that page too."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QPalette

from engram.gui.widgets.label import Label
from engram.window import Desktop

USED = ("text", "muted", "disabled", "accent", "right", "wrong", "warning")


def test_the_first_card_has_the_colours_of_a_theme_chosen_before_it(
    with_shipped_deck: Callable[[], Desktop],
) -> None:
    desktop = with_shipped_deck()
    desktop.theme.set_scheme("light")
    desktop.theme.set_scheme("dark")
    desktop.study.begin(desktop.program.study.start(None))
    desktop.window.show_page("study")
    inks = {desktop.theme.color(token).name() for token in USED}
    labels = desktop.study.findChildren(Label)
    found = {label.palette().color(QPalette.ColorRole.WindowText).name() for label in labels}
    desktop.theme.set_scheme("light")
    assert len(labels) > 5
    assert found <= inks
