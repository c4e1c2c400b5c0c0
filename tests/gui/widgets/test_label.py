"""Labels have the font and colour of the theme of now, whenever they were made."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from engram.gui.looks.theme import Theme
from engram.gui.widgets.foot_note import FootNote
from engram.gui.widgets.label import CodeLine, Label, Paragraph

PATH = "/" + "/".join(["folder_of_documents"] * 8)


def _holder(qtbot: QtBot, label: Label) -> QWidget:
    holder = QWidget()
    qtbot.addWidget(holder)
    QVBoxLayout(holder).addWidget(label)
    return holder


@pytest.mark.parametrize("made_before", [True, False])
@pytest.mark.parametrize("shown_before", [True, False])
def test_a_label_follows_the_text_size(
    theme: Theme, qtbot: QtBot, *, made_before: bool, shown_before: bool
) -> None:
    if not made_before:
        theme.set_text_scale(2.0)
    label = Label(theme, "1 of 3", "small", "muted", weight=500)
    holder = _holder(qtbot, label)
    if shown_before:
        holder.show()
    theme.set_text_scale(2.0)
    theme.set_scheme("dark")
    holder.show()
    assert label.font().pixelSize() == theme.font("small").pixelSize() == 26
    assert label.palette().windowText().color() == theme.color("muted")


def test_a_line_of_a_document_keeps_the_fixed_font(theme: Theme, qtbot: QtBot) -> None:
    line = CodeLine(theme, "- [ ] one", "small")
    holder = _holder(qtbot, line)
    theme.set_text_scale(2.0)
    holder.show()
    assert line.font().family() == theme.code_font().family()
    assert line.font().pixelSize() == theme.code_font().pixelSize()


def test_a_path_is_broken_rather_than_cut(theme: Theme, qtbot: QtBot) -> None:
    paragraph = Paragraph(theme, PATH)
    assert paragraph.minimumSizeHint().width() < 200
    assert paragraph.heightForWidth(300) > 2 * paragraph.fontMetrics().height()


def test_a_note_that_is_shown_goes_through_every_theme(theme: Theme, qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(900, 600)
    page.show()
    note = FootNote(theme, page)
    note.tell("Nothing was lost.", can_undo=True)
    shadow = note.graphicsEffect()
    for scale, scheme in ((2.0, "dark"), (1.0, "light")):
        theme.set_text_scale(scale)
        theme.set_scheme("dark" if scheme == "dark" else "light")
        assert page.rect().contains(note.geometry())
        page.grab()
    assert note.graphicsEffect() is shadow
