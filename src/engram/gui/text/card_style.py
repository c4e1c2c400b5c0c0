"""The theme and a row of the type scale in; the font and the style sheet of a card text out."""

from __future__ import annotations

from dataclasses import dataclass
from string import Template

from PySide6.QtGui import QFont, QFontMetricsF

from engram.gui.looks.theme import Theme
from engram.gui.looks.tokens import TYPE
from engram.gui.text.card_html import plain_text
from engram.gui.text.maths import FormulaStyle

LONG_QUESTION = 90  # characters
LONGEST_QUESTION = 300
BORDERS = 6  # pixels of lines that a cell takes at most
TALLEST = 640  # units of a picture: about what is seen of a page
CELL = 12  # units of padding on both sides of a cell
CODE_SHARE = 0.84  # of the text's size: the letters of both look alike
MATHS_X_HEIGHT = 0.48  # of an em of STIX Two Math; small letters of text and formula look alike

# Qt knows no padding of a `pre` and no radius: a listing is a table of one cell.
_SHEET = Template("""
p, li { line-height: $line%; }
p, ul, ol, blockquote { margin-top: 0; margin-bottom: ${gap}px; }
li { margin-top: 0; margin-bottom: ${near}px; }
h1, h2, h3, h4, h5, h6 { font-weight: 600; margin-top: ${near}px; margin-bottom: ${near}px; }
h1, h2 { font-size: ${heading}px; }
h3, h4, h5, h6 { font-size: ${size}px; }
blockquote { color: $muted; margin-left: ${indent}px; margin-right: ${indent}px; }
strong, b { font-weight: $strong; }
a { color: $accent; text-decoration: underline; }
code, kbd { font-family: "$code"; font-size: ${code_size}px; letter-spacing: 0; }
code, kbd { background-color: $sunken; }
pre {
    font-family: "$code"; font-size: ${listing_size}px; font-weight: 400; letter-spacing: 0;
    margin: 0; white-space: pre-wrap; line-height: 118%;
}
mark { background-color: $mark; }
table { margin-top: ${table}px; margin-bottom: ${gap}px; }
table.grid { border-collapse: collapse; border-color: $border; }
th, td { border: 1px solid $border; padding: ${cell_y}px ${cell_x}px; }
td { font-weight: 400; }
th { font-weight: 600; background-color: $sunken; }
td.code {
    border: none; background-color: $sunken;
    padding: ${cell_x}px ${cell_x}px ${code_foot}px ${cell_x}px;
}
img { max-width: 100%; }
.absent { color: $muted; font-style: italic; }
.syn_kw { color: $syn_kw; }
.syn_fn { color: $syn_fn; }
.syn_str { color: $syn_str; }
.syn_num { color: $syn_num; }
.syn_com { color: $syn_com; }
""")
_COLORS = ("muted", "accent", "sunken", "border", "syn_kw", "syn_fn", "syn_str", "syn_num")


@dataclass(frozen=True, slots=True)
class CardStyle:
    """How one text is set; equal styles set the same text alike."""

    font: QFont
    sheet: str
    indent: float
    cell: float  # what a cell takes beside its text
    color: str
    formula: FormulaStyle
    tallest: float  # what a picture may take of the page


def question_style(question: str, *, small: bool) -> str:
    """The row of the type scale for a question: the longer the text, the smaller.

    `small` for a question that shares the page with options, and for a narrow page.
    """
    length = len(plain_text(question))  # the name of a picture makes no question longer
    if length > LONGEST_QUESTION:
        return "question_longest"
    return "question_long" if small or length > LONG_QUESTION else "question"


def card_style(
    theme: Theme, style: str, *, color: str = "text", weight: int | None = None, ratio: float = 1.0
) -> CardStyle:
    """A row of the type scale in the theme's colours, for a screen with this pixel ratio."""
    font = theme.font(style, weight)
    size = font.pixelSize()
    colors = {name: theme.color(name).name() for name in _COLORS}
    sheet = _SHEET.substitute(
        colors,
        line=TYPE[style].line_percent,
        size=size,
        heading=round(size * 1.15),
        strong=700 if font.weight() >= QFont.Weight.DemiBold else 600,
        code=theme.code_font().family(),
        code_size=round(size * CODE_SHARE),
        listing_size=round(min(size, theme.font("question_longest").pixelSize()) * CODE_SHARE),
        mark=theme.color("warning_tint").name(),
        syn_com=theme.color("syn_com").name(),
        gap=theme.unit(size / theme.scale * 0.7),
        near=theme.unit(4),
        table=theme.unit(12),
        code_foot=theme.unit(8),  # Qt adds a line's extra height below it
        indent=theme.unit(20),
        cell_x=theme.unit(CELL),
        cell_y=theme.unit(6),
    )
    ink = theme.color(color).name()
    measures = QFontMetricsF(font)
    x_height, ascent, descent = measures.xHeight(), measures.ascent(), measures.descent()
    formula = FormulaStyle(ink, x_height / MATHS_X_HEIGHT, x_height, ascent, descent, ratio)
    cell, tallest = 2 * theme.unit(CELL) + BORDERS, theme.unit(TALLEST)
    return CardStyle(font, sheet, theme.unit(24), cell, ink, formula, tallest)
