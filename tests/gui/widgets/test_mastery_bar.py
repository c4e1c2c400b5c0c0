"""The mastery bar: what is known lies inside what is seen, inside all cards."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from engram.gui.looks.theme import Theme
from engram.gui.looks.tokens import LIGHT
from engram.gui.mastery.levels_bar import levels_told, paint_levels_bar
from engram.gui.widgets.mastery_bar import NOTHING_SEEN, BarShares, paint_mastery_bar
from engram.mastery.values import Levels

WIDTH, HEIGHT = 200, 16


def _drawn(theme: Theme, shares: BarShares) -> list[str]:
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
    image.fill(theme.color("background"))
    painter = QPainter(image)
    paint_mastery_bar(painter, QRectF(0, 0, WIDTH, HEIGHT), theme, shares)
    painter.end()
    return [image.pixelColor(x, HEIGHT // 2).name().upper() for x in range(WIDTH)]


def test_the_fill_ends_where_mastery_ends_and_the_outline_where_coverage_ends(
    theme: Theme,
) -> None:
    line = _drawn(theme, BarShares(0.5, 0.8, little_evidence=False))
    assert line[10] == line[95] == LIGHT.accent
    assert line[105] == line[150] == LIGHT.background
    assert line[159] == LIGHT.outline
    assert line[165] == line[190] == LIGHT.track


def test_unseen_cards_are_track_alone(theme: Theme) -> None:
    assert set(_drawn(theme, NOTHING_SEEN)[4:-4]) == {LIGHT.track}


def test_little_evidence_is_hatched(theme: Theme) -> None:
    line = _drawn(theme, BarShares(0.5, 0.8, little_evidence=True))[10:90]
    assert line.count(LIGHT.accent) < len(line) / 2
    assert LIGHT.background in line


def test_one_seen_card_of_many_stays_visible(theme: Theme) -> None:
    line = _drawn(theme, BarShares(0.0, 0.001, little_evidence=True))
    assert LIGHT.outline in line[:10]


def test_the_bar_is_told_in_words() -> None:
    told = BarShares(0.62, 0.84, little_evidence=False).told()
    assert told == "mastery 62\N{NO-BREAK SPACE}%, 84\N{NO-BREAK SPACE}% seen"
    assert BarShares(0.3, 0.4, little_evidence=True).told().startswith("little evidence")
    assert NOTHING_SEEN.told() == "unseen"


def test_levels_stand_in_their_fixed_order(theme: Theme) -> None:
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
    image.fill(theme.color("background"))
    painter = QPainter(image)
    levels = Levels(secure=5, slipping=0, familiar=5, learning=5, unseen=5)
    paint_levels_bar(painter, QRectF(0, 0, WIDTH, HEIGHT), theme, levels)
    painter.end()
    seen = [image.pixelColor(x, HEIGHT // 2).name().upper() for x in (20, 70, 120, 175)]
    assert seen == [LIGHT.secure, LIGHT.familiar, LIGHT.learning, LIGHT.unseen]


def test_levels_without_a_card_are_not_told() -> None:
    assert levels_told(Levels(secure=4, unseen=10)) == "4 secure, 10 unseen"
