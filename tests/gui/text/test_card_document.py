"""A card's text on the screen: no file is read, no page is left, formulas meet the line."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QEvent, QUrl
from PySide6.QtGui import (
    QDesktopServices,
    QFont,
    QFontMetrics,
    QImage,
    QImageWriter,
    QPainter,
    QTextDocument,
)
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from engram.gui.looks.theme import Theme
from engram.gui.text.card_document import CardDocument
from engram.gui.text.card_pictures import MOST_PIXELS, card_picture
from engram.gui.text.card_style import LONG_QUESTION, LONGEST_QUESTION, card_style, question_style
from engram.gui.text.card_text import CardText
from engram.gui.text.maths import LONGEST_TEX, FormulaStyle, formula_image

IMAGE = QTextDocument.ResourceType.ImageResource.value
LONG_TEX = r"\sum_{i=1}^{n} i = \frac{n(n+1)}{2} \quad \max_{a \in A} Q(s, a) - \min f + \|x\|^2"
UNBROKEN_TEX = rf"\frac{{{'a + b - c + ' * 9}d}}{{2}}"
STYLE = FormulaStyle("#1B1D21", 16, 8.5, 15, 4, 1.0)


def _png(width: int = 4, height: int = 4) -> bytes:
    image = QImage(width, height, QImage.Format.Format_Mono)  # a bit a pixel: the quickest
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
    side = int(MOST_PIXELS**0.5)
    assert card_picture(_png(side, side)).width() == side
    assert card_picture(_png(side + 1, side + 1)).isNull()


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


@pytest.mark.parametrize("width", [200, 600])
@pytest.mark.parametrize(
    "markdown",
    [
        "x" * 3000,
        "```\n" + "y" * 3000 + "\n```",
        "| " + "z" * 900 + " | b |\n|---|---|\n| 1 | 2 |",
        "![a plan](media:plan.png)",
        f"$${LONG_TEX}$$",
        f"$${UNBROKEN_TEX}$$",
        f"Inline ${LONG_TEX}$ and more.",
        f"- one\n  - ${LONG_TEX}$\n\n> $${LONG_TEX}$$",
        f"| a | b | c |\n|---|---|---|\n| ${LONG_TEX}$ | ${LONG_TEX}$ | 3 |",
        f"| a |\n|---|\n| ${UNBROKEN_TEX}$ |",
    ],
    ids=[
        "word",
        "code",
        "cell",
        "picture",
        "formula",
        "unbroken",
        "inline",
        "list",
        "table",
        "unbroken-cell",
    ],
)
def test_nothing_is_wider_than_the_column(theme: Theme, markdown: str, width: int) -> None:
    document = CardDocument(lambda _name: _png(900, 30))
    document.setTextWidth(width)
    document.show_text(markdown, card_style(theme, "reading"))
    assert document.size().width() <= width
    document.setTextWidth(width + 40)
    assert document.size().width() <= width + 40


def _pictures(document: CardDocument) -> list[QImage]:
    """The formulas' pictures in their order."""
    names = re.findall(r'<img src="(maths:\d+)"', document.toHtml())
    return [document.resource(IMAGE, QUrl(name)) for name in names]


def test_a_wide_formula_is_set_smaller_then_broken_and_large_again_where_it_fits(
    theme: Theme,
) -> None:
    document = CardDocument()
    document.show_text(f"$${LONG_TEX}$$", card_style(theme, "reading"))
    (whole,) = _pictures(document)
    document.setTextWidth(0.8 * whole.width())
    (smaller,) = _pictures(document)
    assert smaller.width() <= 0.8 * whole.width()
    document.setTextWidth(0.5 * whole.width())
    pieces = _pictures(document)
    assert len(pieces) > 2
    assert max(piece.width() for piece in pieces) <= 0.5 * whole.width()
    assert sum(piece.width() for piece in pieces) > 0.9 * whole.width()
    document.setTextWidth(whole.width() + 1)
    assert _pictures(document) == [whole]


def test_a_wide_space_between_the_pieces_of_a_formula_stays_wide(theme: Theme) -> None:
    document = CardDocument()
    tex = r"a + b + c + d \quad e + f + g + h"
    document.show_text(f"${tex}$", card_style(theme, "reading"))
    (whole,) = _pictures(document)
    document.setTextWidth(whole.width() - 1)
    assert document.toRawText().count("\N{NO-BREAK SPACE}") == 3


def test_an_inline_formula_is_broken_before_it_is_set_smaller(theme: Theme) -> None:
    document = CardDocument()
    document.show_text(f"${LONG_TEX}$", card_style(theme, "reading"))
    (whole,) = _pictures(document)
    document.setTextWidth(0.8 * whole.width())
    assert len(_pictures(document)) > 2


def test_a_formula_that_can_be_neither_broken_nor_read_stands_as_its_source(theme: Theme) -> None:
    document = CardDocument()
    document.show_text(f"$${UNBROKEN_TEX}$$", card_style(theme, "reading"))
    assert len(_pictures(document)) == 1
    document.setTextWidth(200)
    assert _pictures(document) == []
    assert UNBROKEN_TEX in document.toPlainText()


def test_a_wide_formula_fits_the_text_that_is_shown(
    theme: Theme, shown: Callable[[QWidget, int, int], None]
) -> None:
    text = CardText(theme)
    text.show_text(f"$${LONG_TEX}$$")
    for width in (900, 300, 500):
        shown(text, width, 400)
        assert text.document().size().width() <= width
        assert text.document().size().height() == pytest.approx(text.heightForWidth(width), abs=1)


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("style", ["reading", "question"])
@pytest.mark.parametrize("beside", ["", r"$\frac{n}{n}$", r"$\alpha_i$", r"$$\sum_{i=1}^n$$"])
def test_the_letters_of_a_formula_stand_on_the_line(
    theme: Theme, style: str, scale: float, beside: str
) -> None:
    theme.set_text_scale(scale)
    document = CardDocument()
    document.setTextWidth(800)
    document.show_text(f"$x$ xx {beside}", card_style(theme, style))
    (formula, *_) = _pictures(document)
    ink = _ink(document)
    text_left = formula.width() + QFontMetrics(theme.font(style)).horizontalAdvance(" ")
    text_right = text_left + QFontMetrics(theme.font(style)).horizontalAdvance("xx")
    of_formula = max(y for x, y in ink if x < formula.width())
    of_text = max(y for x, y in ink if text_left <= x < text_right)
    assert abs(of_formula - of_text) <= scale


def _ink(document: CardDocument) -> list[tuple[int, int]]:
    """The places of all pixels that are drawn."""
    image = QImage(400, 250, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    document.drawContents(painter)
    painter.end()
    return [(x, y) for y in range(250) for x in range(400) if image.pixelColor(x, y).alpha() > 128]


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


def test_code_and_tables_of_a_question_are_not_bold(theme: Theme) -> None:
    document = CardDocument()
    text = "What comes out?\n\n```python\nfor i in a:\n    b(i)\n```\n\n| x |\n| - |\n| y |"
    document.show_text(text, card_style(theme, "question"))
    weights, sizes = _letters(document)
    assert weights["What comes out?"] == weights["x"] == QFont.Weight.DemiBold
    assert {weights[part] for part in ("for", "b(i)", "y")} == {QFont.Weight.Normal}
    assert sizes["for"] == sizes["b(i)"] < theme.font("question_longest").pixelSize()


def _letters(document: CardDocument) -> tuple[dict[str, QFont.Weight], dict[str, int]]:
    """The weight and the size of each piece of a text."""
    weights, sizes = {}, {}
    block = document.begin()
    while block.isValid():
        pieces = block.begin()
        while not pieces.atEnd():
            font = pieces.fragment().charFormat().font()
            text = pieces.fragment().text().strip()
            weights[text], sizes[text] = font.weight(), font.pixelSize()
            pieces += 1
        block = block.next()
    return weights, sizes
