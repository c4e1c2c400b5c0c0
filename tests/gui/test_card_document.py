"""A card's text on the screen: no file is read, no page is left, formulas meet the line."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QEvent, QUrl
from PySide6.QtGui import QDesktopServices, QImage, QImageWriter, QTextDocument
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from engram.gui.card_document import CardDocument
from engram.gui.card_pictures import MOST_PIXELS, card_picture
from engram.gui.card_style import LONG_QUESTION, LONGEST_QUESTION, card_style, question_style
from engram.gui.card_text import CardText
from engram.gui.maths import LONGEST_TEX, FormulaStyle, formula_image
from engram.gui.theme import Theme

IMAGE = QTextDocument.ResourceType.ImageResource.value
STYLE = FormulaStyle("#1B1D21", 16, 8.5, 1.0)


def _png(width: int = 4, height: int = 4) -> bytes:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(0)
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(buffer.data().data())


@pytest.fixture
def picture_file(tmp_path: Path) -> Path:
    path = tmp_path / "secret.png"
    path.write_bytes(_png())
    return path


def test_no_local_file_is_ever_read(theme: Theme, picture_file: Path) -> None:
    document = CardDocument()
    document.show_text("words", card_style(theme, "reading"))
    for name in (QUrl.fromLocalFile(str(picture_file)), QUrl(str(picture_file)), QUrl("x.png")):
        image = document.resource(IMAGE, name)
        assert isinstance(image, QImage)
        assert image.isNull()


def test_a_picture_comes_from_the_library_by_its_name(theme: Theme) -> None:
    asked: list[str] = []

    def media(name: str) -> bytes | None:
        asked.append(name)
        return _png(7, 5) if name == "plan.png" else None

    document = CardDocument(media)
    document.show_text("![a plan](media:plan.png)", card_style(theme, "reading"))
    assert document.size().height() > 0
    assert document.resource(IMAGE, QUrl("media:plan.png")).width() == 7
    assert document.resource(IMAGE, QUrl("media:other.png")).isNull()
    assert set(asked) == {"plan.png", "other.png"}


def test_an_svg_is_no_picture_for_it_can_name_files(picture_file: Path) -> None:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg"><image href="{picture_file}"/></svg>'
    assert card_picture(svg.encode()).isNull()
    assert card_picture(b"no picture").isNull()
    assert not card_picture(_png()).isNull()


def test_a_picture_of_too_many_pixels_is_refused() -> None:
    side = int(MOST_PIXELS**0.5) + 1
    assert card_picture(_png(side, side)).isNull()


def test_a_formula_keeps_the_line_and_takes_the_colour(theme: Theme) -> None:
    image = formula_image(r"x^2", STYLE, display=False)
    assert image is not None
    assert image.height() > 8
    colours = {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(20)}
    assert "#1b1d21" in colours


@pytest.mark.parametrize("tex", [r"\frac{a}{", r"\left(", "x" * (LONGEST_TEX + 1)])
def test_broken_tex_is_no_formula(tex: str) -> None:
    assert formula_image(tex, STYLE, display=True) is None


def test_broken_tex_is_shown_as_it_was_written(theme: Theme) -> None:
    document = CardDocument()
    document.show_text(r"Here $\frac{a}{$ and $x$.", card_style(theme, "reading"))
    assert r"\frac{a}{" in document.toPlainText()


@pytest.mark.parametrize(
    "markdown",
    ["x" * 3000, "```\n" + "y" * 3000 + "\n```", "| " + "z" * 900 + " | b |\n|---|---|\n| 1 | 2 |"],
    ids=["word", "code", "cell"],
)
def test_nothing_is_wider_than_the_column(theme: Theme, markdown: str) -> None:
    document = CardDocument()
    document.show_text(markdown, card_style(theme, "reading"))
    document.setTextWidth(600)
    assert document.size().width() <= 600


def test_a_listing_at_the_end_leaves_no_empty_line(theme: Theme) -> None:
    style = card_style(theme, "reading")
    one, two = CardDocument(), CardDocument()
    one.show_text("```\na\n```", style)
    two.show_text("```\na\nb\n```", style)
    line = two.size().height() - one.size().height()
    assert one.size().height() < 2 * 12 + 2 * line


def test_longer_questions_are_set_smaller() -> None:
    sizes = [
        question_style("x" * length, small=False)
        for length in (LONG_QUESTION, LONG_QUESTION + 1, LONGEST_QUESTION + 1)
    ]
    assert sizes == ["question", "question_long", "question_longest"]
    assert question_style("short", small=True) == "question_long"


def test_a_click_opens_web_addresses_and_nothing_else(
    theme: Theme, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    text = CardText(theme)
    qtbot.addWidget(text)
    text.show_text("A [link](https://a.example/x).")
    text.anchorClicked.emit(QUrl("file:///etc/passwd"))
    text.anchorClicked.emit(QUrl("https://a.example/x"))
    assert opened == ["https://a.example/x"]
    assert text.source().isEmpty()


def test_a_theme_change_colours_the_text_anew(theme: Theme, qtbot: QtBot) -> None:
    text = CardText(theme)
    qtbot.addWidget(text)
    text.show_text("```python\ndef f(): pass\n```\n\n$x$")
    light = text.document().toHtml()
    theme.set_scheme("dark")
    assert theme.color("syn_kw").name() in text.document().toHtml()
    assert text.document().toHtml() != light


def test_a_larger_text_size_makes_the_text_taller(theme: Theme, qtbot: QtBot) -> None:
    text = CardText(theme)
    qtbot.addWidget(text)
    text.show_text("Some words.")
    usual = text.heightForWidth(600)
    theme.set_text_scale(2.0)
    assert text.heightForWidth(600) > 1.8 * usual


def test_a_text_keeps_its_font_when_the_applications_font_changes_after_it_was_set(
    theme: Theme, qtbot: QtBot
) -> None:
    text = CardText(theme, "question")
    qtbot.addWidget(text)
    text.show_text("What is asked?")
    for change in (QEvent.Type.ApplicationFontChange, QEvent.Type.FontChange):
        QApplication.sendEvent(text, QEvent(change))
        assert text.document().defaultFont() == theme.font("question")
