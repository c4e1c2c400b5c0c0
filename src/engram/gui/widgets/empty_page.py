"""What a page shows while it has nothing to show: what will be here, and how to get it here."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from engram.gui.looks.theme import Theme
from engram.gui.looks.tokens import MAIN_HEIGHT
from engram.gui.widgets.buttons import PrimaryButton
from engram.gui.widgets.gap import ColumnGap
from engram.gui.widgets.label import Paragraph

_SHARES = (1.0, 0.72, 0.46)
_SIDE_MARGIN = 24
_BARS_FROM = 320  # units of height
_BAR_WIDTH, _BAR_HEIGHT, _BAR_STEP = 240, 16, 30


class _OutlinedBars(QWidget):
    """Three mastery bars still to come, in dashed outline."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.theme_changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        unit = self._theme.unit
        return QSize(unit(_BAR_WIDTH), unit(2 * _BAR_STEP + _BAR_HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        unit, radius = self._theme.unit, self._theme.unit(3)
        dashes = QPen(self._theme.color("outline"), unit(1))
        dashes.setDashPattern([4, 3])
        for place, share in enumerate(_SHARES):
            bar = QRectF(0, unit(place * _BAR_STEP), self.width(), unit(_BAR_HEIGHT))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.color("track"))
            painter.drawRoundedRect(bar, radius, radius)
            bar.setWidth(round(bar.width() * share))
            painter.setPen(dashes)
            painter.setBrush(self._theme.color("background"))
            painter.drawRoundedRect(bar.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)


class EmptyPage(QWidget):
    """Outlined bars, a title, a sentence and one button, a little above the middle.

    action_requested -- the button was pressed.
    """

    action_requested = Signal()

    def __init__(self, theme: Theme, title: str, text: str, action: str) -> None:
        super().__init__()
        self._theme = theme
        self._button = PrimaryButton(theme, action, "Enter", height=MAIN_HEIGHT)
        self._button.clicked.connect(self.action_requested)
        self._words = (Paragraph(theme, title, "title"), Paragraph(theme, text, "lead", "muted"))
        self._column = QVBoxLayout(self)
        self._column.setSpacing(0)
        self._column.addStretch(2)
        self._bars = (_OutlinedBars(theme), ColumnGap(theme, 28))
        self._add_centred(self._bars[0])
        self._column.addWidget(self._bars[1])
        for words, gap in zip(self._words, (6, 24), strict=True):
            words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            self._add_centred(words)
            self._column.addWidget(ColumnGap(theme, gap))
        self._add_centred(self._button)
        self._below = self._column.count()
        self._column.addStretch(3)
        theme.theme_changed.connect(self._follow_theme)
        self._follow_theme()

    @property
    def button(self) -> PrimaryButton:
        """The one button."""
        return self._button

    def add_below(self, part: QWidget, *, wide: bool = False) -> None:
        """Show another part below the button, as wide as the words if it has words itself."""
        self._column.insertWidget(self._below, ColumnGap(self._theme, 10))
        self._column.insertLayout(self._below + 1, _centred(part, wide=wide))
        self._below += 2

    def _add_centred(self, part: QWidget) -> None:
        self._column.addLayout(_centred(part, wide=part in self._words))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._follow_theme()

    def _follow_theme(self) -> None:
        unit = self._theme.unit
        for words in self._words:
            words.setMaximumWidth(unit(580))
        self._column.setContentsMargins(unit(_SIDE_MARGIN), 0, unit(_SIDE_MARGIN), 0)
        # Where there is not room for all, the words stay.
        for part in self._bars:
            part.setVisible(self._theme.units(self.height()) >= _BARS_FROM)


def _centred(part: QWidget, *, wide: bool) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(part, 1000 if wide else 0)
    row.addStretch(1)
    return row
