"""The top of the Import page: the document, what was found in it, the choices and the views."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from engram.compiler.retopic import AS_NAMED
from engram.gui.importing.change_all import ChangesForAll
from engram.gui.importing.choices import ImportChoices
from engram.gui.importing.columns import ColumnChoices
from engram.gui.importing.finding import Finding, Request
from engram.gui.importing.topic_names import TopicNames
from engram.gui.importing.words import import_caption, import_title, reading_words
from engram.gui.looks.theme import Theme
from engram.gui.looks.tokens import PAGE_MARGIN, PAGE_TOP
from engram.gui.widgets.buttons import SecondaryButton
from engram.gui.widgets.check_box import CheckBox
from engram.gui.widgets.gap import ColumnGap, Gap
from engram.gui.widgets.label import Paragraph
from engram.gui.widgets.notice import Notice
from engram.gui.widgets.view_switch import ViewSwitch
from engram.gui.words import number, tr

CARDS, PROBLEMS, CHANGES = range(3)


class ImportHead(QWidget):
    """Shows a finding, or that one is on its way.

    another_requested -- other documents are to be chosen.
    wheel_turned -- the wheel was turned over the head; carries its way in pixels.
    """

    another_requested = Signal()
    wheel_turned = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.title = Paragraph(theme, "", "title")
        self.caption = Paragraph(theme, "", "small", "muted")
        self.another = SecondaryButton(theme, tr("Choose another…"))
        self.notice, self._notice_gap = Notice(theme, "wrong"), ColumnGap(theme, 16)
        self.choices, self.columns = ImportChoices(theme), ColumnChoices(theme)
        self.names = TopicNames(theme)
        self.past = CheckBox(theme, tr("Take over the answers and dates of the other program"))
        self.views = ViewSwitch(theme, ("", "", ""), tr("What is shown"))
        self.for_all = ChangesForAll(theme)
        self._past_gap = ColumnGap(theme, 8)
        self._column = QVBoxLayout(self)
        self._arrange()
        self.tell_error("")
        self.choices.names_requested.connect(self.names.open)
        self.another.clicked.connect(self.another_requested)
        theme.theme_changed.connect(self._measure)
        self._measure()

    def tell_error(self, text: str) -> None:
        """Say what went wrong, or nothing any more."""
        self.notice.tell(text)
        self._notice_gap.setVisible(bool(text))

    def show_reading(self, request: Request) -> None:
        """Say that documents are being read; what was found before stays where it is."""
        self.title.setText(import_title(request))
        self.caption.setText(reading_words(request))

    def show_finding(self, finding: Finding, decks: tuple[str, ...]) -> None:
        """Show what was read."""
        self.title.setText(import_title(finding.request))
        self.caption.setText(import_caption(finding))
        self.choices.show_finding(finding, decks)
        self.columns.show_columns(finding.columns)
        if finding.request.topics == AS_NAMED:
            self.names.show_topics(finding.topic_names)
        self.for_all.show_finding(finding)
        self._past_gap.setVisible(finding.may_have_past)
        self.past.setVisible(finding.may_have_past)
        if not finding.may_have_past:
            self.past.setChecked(False)
        counts = (
            (tr("Cards"), len(finding.cards)),
            (tr("Problems"), len(finding.problems)),
            (tr("Changes"), len(finding.changes)),
        )
        for place, (text, count) in enumerate(counts):
            self.views.set_text(place, f"{text}  {number(count)}")

    def show_parts(self, *, shown: bool) -> None:
        """Show or hide what there is only once something was found."""
        self.choices.setVisible(shown)
        self.columns.setVisible(shown and self.columns.is_needed)
        if not shown or not self.names.names:
            self.names.hide()
        if not shown:
            self.past.setChecked(False)
            self.past.hide()
            self._past_gap.hide()
        self.views.setVisible(shown)
        self.for_all.setVisible(False)

    def be_narrow(self, *, narrow: bool) -> None:
        """Arrange for a narrow page or a wide one."""
        self.choices.be_narrow(narrow=narrow)
        for part in (self.columns, self.for_all):
            part.be_narrow(narrow=narrow)
        direction = QBoxLayout.Direction
        for parts in (self._top, self._views):
            parts.setDirection(direction.TopToBottom if narrow else direction.LeftToRight)
        side = Qt.AlignmentFlag.AlignLeft if narrow else Qt.AlignmentFlag.AlignVCenter
        self._top.setAlignment(self.another, side)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.wheel_turned.emit(event.angleDelta().y() // 2)
        event.accept()

    def heightForWidth(self, width: int) -> int:
        return max(
            self._column.totalHeightForWidth(width), self._column.totalMinimumSize().height()
        )

    def _arrange(self) -> None:
        theme = self._theme
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.title)
        words.addWidget(self.caption)
        self._top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._top.setSpacing(0)
        self._top.addLayout(words, 1)
        self._top.addWidget(Gap(theme, 16))
        self._top.addWidget(self.another, 0, Qt.AlignmentFlag.AlignVCenter)
        self._views = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._views.addWidget(self.views)
        self._views.addStretch(1)
        self._column.setSpacing(0)
        self._column.addLayout(self._top)
        self._column.addWidget(ColumnGap(theme, 16))
        self._column.addWidget(self.notice)
        self._column.addWidget(self._notice_gap)
        self._column.addWidget(self.choices)
        self._column.addWidget(self.columns)
        self._column.addWidget(self.names)
        self._column.addWidget(self._past_gap)
        self._column.addWidget(self.past)
        self._column.addWidget(ColumnGap(theme, 20))
        self._column.addLayout(self._views)
        self._column.addWidget(ColumnGap(theme, 4))
        self._column.addWidget(self.for_all)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    def _measure(self) -> None:
        unit = self._theme.unit
        self._views.setSpacing(unit(8))
        self._column.setContentsMargins(unit(PAGE_MARGIN), unit(PAGE_TOP), unit(PAGE_MARGIN), 0)
