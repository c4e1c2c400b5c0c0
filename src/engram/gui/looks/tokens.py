"""The design tokens: colours of both schemes, the type scale, spaces, heights and radii.

Colours are hex strings, sizes are units: one unit is one pixel at 96 dpi and text size 100 %.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Palette(NamedTuple):
    """One colour scheme, one field a token."""

    background: str
    sidebar: str
    surface: str
    raised: str
    sunken: str
    segment: str
    hover: str
    pressed: str
    selected: str
    text: str
    muted: str
    disabled: str
    border: str
    control: str
    scroll: str
    accent: str
    accent_hover: str
    accent_pressed: str
    accent_text: str
    accent_tint: str
    focus: str
    right: str
    right_tint: str
    right_line: str
    wrong: str
    wrong_tint: str
    wrong_line: str
    warning: str
    warning_tint: str
    warning_line: str
    unseen: str
    learning: str
    familiar: str
    secure: str
    slipping: str
    grid: str
    track: str
    outline: str
    heat0: str
    heat1: str
    heat2: str
    bar: str
    heat3: str
    heat4: str
    tooltip: str
    tooltip_text: str
    syn_kw: str
    syn_fn: str
    syn_str: str
    syn_num: str
    syn_com: str


LIGHT = Palette(
    background="#FCFCFA",
    sidebar="#F3F3EF",
    surface="#FFFFFF",
    raised="#FFFFFF",
    sunken="#F1F1ED",
    segment="#FFFFFF",
    hover="#EFEFEB",
    pressed="#E1E1DB",
    selected="#E6EDFB",
    text="#1B1D21",
    muted="#5A5E66",
    disabled="#94979D",
    border="#E2E2DC",
    control="#8A8D94",
    scroll="#C9CAC6",
    accent="#2B56C6",
    accent_hover="#2349AB",
    accent_pressed="#1B3A8C",
    accent_text="#FFFFFF",
    accent_tint="#E6EDFB",
    focus="#2B56C6",
    right="#146B49",
    right_tint="#E2F2EA",
    right_line="#2F8F69",
    wrong="#AE2F1B",
    wrong_tint="#FBE9E4",
    wrong_line="#C9523C",
    warning="#7D5300",
    warning_tint="#FAF0DA",
    warning_line="#A9761A",
    unseen="#FCFCFA",
    learning="#718ED9",
    familiar="#3057B8",
    secure="#152860",
    slipping="#BF6414",
    grid="#E4E4DF",
    track="#E3E3DE",
    outline="#7C7F87",
    heat0="#ECECE8",
    heat1="#C3D2F3",
    heat2="#8AA5E3",
    bar="#718ED9",
    heat3="#4A70CF",
    heat4="#1F3F95",
    tooltip="#26282C",
    tooltip_text="#F4F4F1",
    syn_kw="#7A2E8E",
    syn_fn="#2349AB",
    syn_str="#146B49",
    syn_num="#8A4A00",
    syn_com="#5A5E66",
)


DARK = Palette(
    background="#16171A",
    sidebar="#1B1C20",
    surface="#1E2024",
    raised="#26282D",
    sunken="#202226",
    segment="#3A3D44",
    hover="#282A2F",
    pressed="#31343A",
    selected="#232F4B",
    text="#E8E8E4",
    muted="#A4A7AE",
    disabled="#6A6D74",
    border="#2F3137",
    control="#777B83",
    scroll="#4B4E55",
    accent="#8DB0FF",
    accent_hover="#A5C0FF",
    accent_pressed="#7498EA",
    accent_text="#0C1836",
    accent_tint="#232F4B",
    focus="#8DB0FF",
    right="#74CBA4",
    right_tint="#17312A",
    right_line="#4E9F7E",
    wrong="#F3947E",
    wrong_tint="#3A211C",
    wrong_line="#C96A55",
    warning="#E6BA66",
    warning_tint="#33290F",
    warning_line="#A98032",
    unseen="#16171A",
    learning="#5069A8",
    familiar="#84A5EF",
    secure="#DCE7FF",
    slipping="#CF7F2C",
    grid="#2B2D32",
    track="#2B2E34",
    outline="#858992",
    heat0="#26282D",
    heat1="#2C3F6B",
    heat2="#46639F",
    bar="#5069A8",
    heat3="#7294E0",
    heat4="#B9CDFF",
    tooltip="#E8E8E4",
    tooltip_text="#1B1D21",
    syn_kw="#D6A5E8",
    syn_fn="#A5C0FF",
    syn_str="#8FD3B2",
    syn_num="#E9BE86",
    syn_com="#A4A7AE",
)


@dataclass(frozen=True, slots=True)
class TypeStyle:
    """One row of the type scale; `line_percent` is Qt's line height, from the font's own line."""

    factor: float  # of the base size
    weight: int = 400
    line_percent: int = 100


BASE_SIZE = 14

TYPE = {
    "display": TypeStyle(2.29, 600),
    "question": TypeStyle(2.00, 600, 108),
    "question_long": TypeStyle(1.64, 600, 108),  # over 90 characters, and every quiz
    "question_longest": TypeStyle(1.29, 500, 116),  # over 300 characters
    "title": TypeStyle(1.71, 600),
    "reading": TypeStyle(1.14, 400, 126),
    "lead": TypeStyle(1.07, 400, 120),
    "body": TypeStyle(1.00, 400, 116),
    "small": TypeStyle(0.93, 400, 116),
    "caption": TypeStyle(0.86),
    "axis": TypeStyle(0.79),
}

TIGHT_FROM = 1.64  # letter spacing is -1.5 % from this factor up

CONTROL_HEIGHT = 36
SMALL_HEIGHT = 32
MAIN_HEIGHT = 44
GRADE_HEIGHT = 60
SMALLEST_TARGET = 28

ROW_OVERHANG = 12  # a row's highlight reaches this far beyond the text edge
PAGE_MARGIN = 40
PAGE_TOP = 28
PAGE_WIDTH = 960
READING_WIDTH = 680
NAVIGATION_WIDTH = 188
RAIL_WIDTH = 60
RAIL_BELOW = 960  # window width in units
NARROW_BELOW = 640

RADIUS_MARK = 2
RADIUS_CAP = 4
RADIUS_SEGMENT = 5
RADIUS_CONTROL = 6
RADIUS_OPTION = 8
RADIUS_PANEL = 10
RING_WIDTH = 2
