"""The foot of the Import page: one sentence, Cancel, and the button that says what it will do."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from engram.compiler.progress import Progress
from engram.gui.looks.theme import Theme
from engram.gui.looks.tokens import PAGE_MARGIN
from engram.gui.widgets.busy_bar import BusyBar
from engram.gui.widgets.buttons import GhostButton, PrimaryButton
from engram.gui.widgets.hairline import Hairline
from engram.gui.widgets.label import Paragraph
from engram.gui.words import tr

_BUTTON_HEIGHT = 40
_KEYS_FROM = 430  # units; a narrower foot has no room for key caps


class ImportFoot(QWidget):
    """The sentence stands above the buttons where the page is narrow.

    cancel_requested, import_requested -- the button was pressed.
    """

    cancel_requested = Signal()
    import_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._sentence = Paragraph(theme, "", "small", "muted")
        self.cancel = GhostButton(theme, tr("Cancel"), tr("Esc"))
        self.button = PrimaryButton(theme, "", tr("Ctrl+Enter"), height=_BUTTON_HEIGHT)
        self._buttons = QHBoxLayout()
        self._buttons.addStretch(1)
        self._buttons.addWidget(self.cancel)
        self._buttons.addWidget(self.button)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.addWidget(self._sentence, 1)
        self._row.addLayout(self._buttons)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(Hairline(theme))
        rows.addLayout(self._row)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.bar = BusyBar(theme, self, tr("Progress"))
        self.cancel.clicked.connect(self.cancel_requested)
        self.button.clicked.connect(self.import_requested)
        theme.theme_changed.connect(self._measure)
        self._measure()

    @property
    def sentence(self) -> str:
        """What stands beside the buttons."""
        return self._sentence.text()

    def say(self, sentence: str) -> None:
        """Show another sentence."""
        self._sentence.setText(sentence)
        self._sentence.setAccessibleName(sentence)

    def show_progress(self, progress: Progress | None) -> None:
        """Show how far reading or writing has come; None when it is over."""
        if progress is None:
            self.bar.show_idle()
        elif progress.document:
            self.bar.show_steps(progress.number - 1, progress.count if progress.count > 1 else 0)
        else:
            self.bar.show_steps(0, 0)

    def offer(self, action: str, *, enabled: bool) -> None:
        """Say what the button will do, and whether it can."""
        self.button.setVisible(bool(action))
        self.button.set_text(action)
        self.button.setEnabled(enabled)

    def be_narrow(self, *, narrow: bool) -> None:
        """Stand on two lines, or on one."""
        direction = QBoxLayout.Direction
        self._row.setDirection(direction.TopToBottom if narrow else direction.LeftToRight)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.bar.fit()
        self._measure()

    def _measure(self) -> None:
        unit = self._theme.unit
        tight = self._theme.units(self.width()) < _KEYS_FROM
        self.cancel.set_key("" if tight else tr("Esc"))
        self.button.set_key("" if tight else tr("Ctrl+Enter"))
        self._row.setContentsMargins(unit(PAGE_MARGIN), unit(12), unit(PAGE_MARGIN), unit(12))
        self._row.setSpacing(unit(12))
        self._buttons.setSpacing(unit(12))
