"""The palettes keep the contrast that their table promises: foreground, ground, light, dark."""

from __future__ import annotations

from math import floor

import pytest

from engram.gui.looks.tokens import DARK, LIGHT, Palette

TEXT = (
    ("text", "background", 16.42, 14.59),
    ("text", "sidebar", 15.17, 13.85),
    ("text", "surface", 16.87, 13.27),
    ("text", "raised", 16.87, 12.00),
    ("text", "sunken", 14.90, 12.96),
    ("text", "hover", 14.63, 11.68),
    ("text", "pressed", 12.85, 10.15),
    ("text", "selected", 14.36, 10.82),
    ("text", "right_tint", 14.56, 11.32),
    ("text", "wrong_tint", 14.36, 12.08),
    ("text", "warning_tint", 14.90, 11.66),
    ("text", "segment", 16.87, 8.85),
    ("muted", "sunken", 5.74, 6.61),
    ("muted", "background", 6.33, 7.44),
    ("muted", "sidebar", 5.84, 7.06),
    ("muted", "surface", 6.50, 6.77),
    ("muted", "raised", 6.50, 6.12),
    ("muted", "hover", 5.64, 5.96),
    ("muted", "pressed", 4.95, 5.17),
    ("muted", "selected", 5.53, 5.51),
    ("muted", "right_tint", 5.61, 5.77),
    ("muted", "wrong_tint", 5.53, 6.16),
    ("muted", "warning_tint", 5.74, 5.95),
    ("accent", "background", 6.29, 8.35),
    ("accent", "sidebar", 5.80, 7.93),
    ("accent", "surface", 6.46, 7.60),
    ("accent", "raised", 6.46, 6.87),
    ("accent", "sunken", 5.70, 7.42),
    ("accent", "hover", 5.60, 6.69),
    ("accent", "selected", 5.50, 6.19),
    ("accent_text", "accent", 6.46, 8.15),
    ("accent_text", "accent_hover", 8.03, 9.65),
    ("accent_text", "accent_pressed", 10.34, 6.18),
    ("right", "background", 6.33, 9.23),
    ("right", "surface", 6.50, 8.40),
    ("right", "right_tint", 5.61, 7.17),
    ("wrong", "background", 6.34, 7.97),
    ("wrong", "surface", 6.51, 7.26),
    ("wrong", "wrong_tint", 5.54, 6.61),
    ("warning", "background", 6.57, 9.88),
    ("warning", "surface", 6.75, 8.99),
    ("warning", "warning_tint", 5.96, 7.90),
    ("tooltip_text", "tooltip", 13.39, 13.73),
    ("syn_kw", "sunken", 7.10, 7.89),
    ("syn_str", "sunken", 5.74, 9.20),
    ("syn_num", "sunken", 6.06, 9.23),
    ("syn_com", "sunken", 5.74, 6.61),
    ("syn_fn", "sunken", 7.09, 8.78),
)
MARKS = (
    ("control", "background", 3.23, 4.22),
    ("control", "surface", 3.32, 3.84),
    ("control", "raised", 3.32, 3.47),
    ("focus", "background", 6.29, 8.35),
    ("focus", "sidebar", 5.80, 7.93),
    ("focus", "surface", 6.46, 7.60),
    ("focus", "raised", 6.46, 6.87),
    ("focus", "selected", 5.50, 6.19),
    ("outline", "background", 3.89, 5.11),
    ("outline", "surface", 4.00, 4.65),
    ("outline", "track", 3.11, 3.88),
    ("learning", "background", 3.11, 3.35),
    ("learning", "surface", 3.19, 3.05),
    ("familiar", "background", 6.42, 7.34),
    ("familiar", "surface", 6.60, 6.68),
    ("secure", "background", 13.59, 14.43),
    ("secure", "surface", 13.95, 13.14),
    ("slipping", "background", 4.04, 5.74),
    ("slipping", "surface", 4.15, 5.22),
    ("bar", "background", 3.11, 3.35),
    ("accent", "background", 6.29, 8.35),
    ("right_line", "background", 3.89, 5.62),
    ("right_line", "right_tint", 3.44, 4.36),
    ("wrong_line", "background", 4.29, 4.84),
    ("wrong_line", "wrong_tint", 3.75, 4.01),
    ("warning_line", "background", 3.86, 4.96),
    ("warning_line", "warning_tint", 3.50, 3.97),
)


def _luminance(color: str) -> float:
    channels = [int(color[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
        for channel in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(palette: Palette, foreground: str, ground: str) -> float:
    first, second = (_luminance(getattr(palette, name)) for name in (foreground, ground))
    return (max(first, second) + 0.05) / (min(first, second) + 0.05)


def test_black_on_white_has_the_contrast_of_the_guideline() -> None:
    assert (_luminance("#FFFFFF") + 0.05) / (_luminance("#000000") + 0.05) == pytest.approx(21)


@pytest.mark.parametrize(("foreground", "ground", "light", "dark"), TEXT)
def test_text_is_readable_on_its_ground(
    foreground: str, ground: str, light: float, dark: float
) -> None:
    for palette, promised in ((LIGHT, light), (DARK, dark)):
        contrast = _contrast(palette, foreground, ground)
        assert contrast >= 4.5
        assert floor(contrast * 100) / 100 == promised


@pytest.mark.parametrize(("mark", "ground", "light", "dark"), MARKS)
def test_a_mark_stands_out_from_its_ground(
    mark: str, ground: str, light: float, dark: float
) -> None:
    for palette, promised in ((LIGHT, light), (DARK, dark)):
        contrast = _contrast(palette, mark, ground)
        assert contrast >= 3.0
        assert floor(contrast * 100) / 100 == promised


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_every_token_is_a_colour(palette: Palette) -> None:
    for color in palette:
        assert len(color) == 7
        assert int(color[1:], 16) >= 0
