"""The Import page: documents in, a preview of what they would bring, and then the cards, out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QStackedLayout, QWidget

from engram.compiler.progress import CancelledError, Progress, Told
from engram.compiler.retopic import AS_NAMED, Topics
from engram.errors import EngramError
from engram.gui.importing.empty import ImportEmpty
from engram.gui.importing.finding import Finding, Intake, Request, read_finding, read_pasted
from engram.gui.importing.pasted import PastedTexts, pasted_files, pasted_text
from engram.gui.importing.problems import ProblemRow
from engram.gui.importing.reporter import Reporter
from engram.gui.importing.source_sheet import AROUND_BESIDE, SourceSheet, read_lines
from engram.gui.importing.source_text import SourceLines
from engram.gui.importing.view import ImportView
from engram.gui.importing.words import import_caption, imported_sentence
from engram.gui.looks.theme import Theme
from engram.gui.text.card_document import Media, no_media
from engram.gui.widgets.announcement import announce
from engram.gui.widgets.focus_giver import FocusGiver
from engram.gui.words import sentence, tr
from engram.gui.work import Work

_SUFFIXES = (  # what the dialog shows first; whatever is chosen is read by its content
    *("*.md", "*.markdown", "*.txt", "*.csv", "*.tsv", "*.gift", "*.json", "*.jsonl"),
    *("*.engram", "*.apkg", "*.colpkg", "*.cards", "*.db", "*.xml"),
)


class ImportPage(FocusGiver):
    """Reads what is chosen or dropped, shows it, and takes it in when asked to.

    acted -- the learner did something here: what was told before is over.
    imported -- the cards are in the library; carries the sentence that says so.
    undo_requested -- the import with this id is to be taken back.
    """

    acted = Signal()
    imported = Signal(str)
    undo_requested = Signal(str)

    def __init__(self, theme: Theme, intake: Intake, media: Media = no_media) -> None:
        super().__init__()
        self._intake = intake
        self._folder = ""  # where documents were chosen last
        self._asked: ProblemRow | None = None
        self._reached: ProblemRow | None = None
        self._pasted = PastedTexts()
        self._reading, self._taking, self._looking = Work(), Work(), Work()
        self._remembering, self._beside = Work(), Work()
        self._reporter = Reporter()
        self.empty, self.view = ImportEmpty(theme), ImportView(theme, media)
        self.sheet = SourceSheet(theme, self)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.view)
        self._connect()
        self._show_empty()

    @property
    def is_busy(self) -> bool:
        """Whether something is being read or written."""
        return self._reading.is_busy or self._taking.is_busy

    def accept_drop(self, paths: Sequence[Path]) -> None:
        """Read the files that were dropped, in place of what was read before."""
        if paths and not self._taking.is_busy:
            self.sheet.hide()
            self._read(Request(tuple(paths)))

    def first_control(self) -> QWidget:
        """What has the focus when the page is shown."""
        if self._stack.currentWidget() is self.empty:
            return self.empty
        return self.view.list if self.view.finding is not None else self.view.foot.cancel

    def refresh(self) -> None:
        """Read the documents again, since they or the library may have changed meanwhile."""
        if self._taking.is_busy:
            return
        if self.view.finding is not None:
            self._read(self.view.finding.request)
        elif not self._reading.is_busy:
            self._remembering.start(self._intake.last_import)

    def paste(self) -> None:
        """Read what is in the clipboard: files like dropped ones, a text like a document."""
        data = QGuiApplication.clipboard().mimeData()
        files, text = pasted_files(data), pasted_text(data)
        if self._taking.is_busy or self.sheet.isVisible():
            return
        if files:
            self.accept_drop(files)
        elif text:
            self._read_text(text)
        else:
            self._tell_error(tr("There is no text in the clipboard. Copy one and paste it here."))

    def choose_documents(self) -> None:
        """Ask for documents in the system's own dialog."""
        dialog = QFileDialog(self, tr("Choose documents"), self._folder)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilters(
            [tr("Documents ({suffixes})", suffixes=" ".join(_SUFFIXES)), tr("All files (*)")]
        )
        self._open(dialog)

    def choose_folder(self) -> None:
        """Ask for a folder of documents."""
        dialog = QFileDialog(self, tr("Choose a folder"), self._folder)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        self._open(dialog)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._stack.currentWidget() is self.view:
            self._cancel()
        else:
            super().keyPressEvent(event)

    # -- reading

    def _open(self, dialog: QFileDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if self._taking.is_busy:
            dialog.deleteLater()
            return
        dialog.filesSelected.connect(self._read_chosen)
        dialog.open()

    def _read_chosen(self, names: Sequence[str]) -> None:
        paths = [Path(name) for name in names]
        if paths:
            self._folder = str(paths[0].parent)
        self.accept_drop(paths)

    def _read(self, request: Request) -> None:
        self._await_finding(request, partial(read_finding, self._intake, request))

    def _read_text(self, text: str) -> None:
        request = Request((self._pasted.next_file(),))
        self._await_finding(request, partial(read_pasted, self._intake, request, text))

    def _await_finding(self, request: Request, function: Callable[[Told], Finding]) -> None:
        self.acted.emit()
        self._tell_error("")
        self._show_view()
        self.view.show_reading(request)
        self._reading.start(partial(function, self._fresh_reporter()))

    def _fresh_reporter(self) -> Reporter:
        """One for the next piece of work; what the work before tells is heard no more."""
        self._reporter.cancel()
        self._reporter = Reporter()
        self._reporter.progressed.connect(self._show_progress)
        return self._reporter

    def _show_progress(self, progress: object) -> None:
        heard = self.is_busy and self.sender() is self._reporter
        if heard and isinstance(progress, Progress):
            self.view.show_progress(progress)

    def _read_as(self, reader: str | None) -> None:
        if self.view.finding is not None:
            self._read(
                replace(self.view.finding.request, reader=reader, roles=None, topics=AS_NAMED)
            )

    def _read_into(self, deck: str | None) -> None:
        if self.view.finding is not None:
            self._read(replace(self.view.finding.request, deck=deck))

    def _read_columns(self, roles: object) -> None:
        if self.view.finding is not None and isinstance(roles, tuple):
            self._read(replace(self.view.finding.request, roles=roles))

    def _read_topics(self, topics: object) -> None:
        if self.view.finding is not None and isinstance(topics, Topics):
            self._read(replace(self.view.finding.request, topics=topics))

    def _read_renamed(self, pairs: object) -> None:
        if isinstance(pairs, tuple):
            self._read_topics(Topics(renamed=pairs))

    def _show_finding(self, finding: Finding) -> None:
        first = self.view.finding is None
        self.view.show_finding(finding, self._intake.deck_names())
        if first and self.view.isAncestorOf(self.focusWidget()):
            self.view.list.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, import_caption(finding))

    def _fail_reading(self, error: EngramError) -> None:
        self._tell_error(sentence(error))
        self._show_before()

    def _show_before(self) -> None:
        """Show what was there before the documents that were not read."""
        if self.view.finding is None:
            self._show_empty()
        else:
            self.view.show_finding(self.view.finding, self._intake.deck_names())

    # -- looking at the lines of a document

    def _ask_lines(self, row: ProblemRow) -> None:
        if row.file is not None:
            self._asked = row
            self._looking.start(partial(read_lines, row.file, row.problem.line))

    def _show_lines(self, source: SourceLines) -> None:
        if self._asked is not None and self._stack.currentWidget() is self.view:
            self.sheet.show_lines(tr(self._asked.problem.kind.title), source)

    def _ask_beside(self, row: ProblemRow) -> None:
        """Read the lines of a problem for the panel beside it."""
        self._reached = row
        if row.file is None:
            self.view.panel.show_nothing()
        else:
            function = partial(read_lines, row.file, row.problem.line, AROUND_BESIDE)
            self._beside.start(function)

    def _show_beside(self, source: SourceLines) -> None:
        if self._reached is not None:
            self.view.panel.show_lines(tr(self._reached.problem.kind.title), source)

    def _hide_beside(self, _error: EngramError) -> None:
        """The document is gone meanwhile, which is told when it is read again."""
        self.view.panel.show_nothing()

    # -- taking in

    def _take(self) -> None:
        """Import what is shown; a deck name that was typed just now is shown first."""
        if self.view.head.choices.has_pending and self.view.finding is not None:
            self.view.head.choices.take_typed()
            return
        finding = self.view.finding
        ready = finding is not None and self.view.foot.button.isEnabled()
        if finding is None or not ready or self.sheet.isVisible():
            return
        self._tell_error("")
        self.view.be_taking(taking=True)
        choices, told = self.view.decisions.choices(finding.changes), self._fresh_reporter()
        past = self.view.head.past.isChecked()
        take_in = partial(self._intake.take_in, finding.preview, choices, told, with_past=past)
        self._taking.start(take_in)

    def _tell_imported(self) -> None:
        finding, decisions = self.view.finding, self.view.decisions
        self.view.be_taking(taking=False)
        self._show_empty()
        if finding is not None:
            self.imported.emit(imported_sentence(finding, decisions))

    def _fail_taking(self, error: EngramError) -> None:
        self.view.be_taking(taking=False)
        self._show_before()
        if isinstance(error, CancelledError):
            self.view.foot.say(sentence(error))
            announce(self, sentence(error))
        else:
            self._tell_error(sentence(error))

    # After an error nobody foresaw, which is told at the window, the page must go on too.

    def _end_reading(self) -> None:
        if self.view.is_reading:
            self._show_before()

    def _end_taking(self) -> None:
        if self.view.is_taking:
            self.view.be_taking(taking=False)
            self._show_before()

    def _cancel(self) -> None:
        """Stop reading or taking in, or leave the documents unread."""
        if self._taking.is_busy:
            self._reporter.cancel()
            return
        self.acted.emit()
        self._tell_error("")
        if self._reading.is_busy:
            self._reporter.cancel()
            self._reading.forget()
            self._show_before()
        else:
            self._show_empty()

    # -- what is shown

    def _show_empty(self) -> None:
        self.view.show_nothing()
        self._pasted.forget()
        focused = self.isAncestorOf(self.focusWidget())
        self._stack.setCurrentWidget(self.empty)
        if focused:
            self.empty.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_view(self) -> None:
        if self._stack.currentWidget() is self.view:
            return
        focused = self.isAncestorOf(self.focusWidget())
        self._stack.setCurrentWidget(self.view)
        if focused:
            self.view.foot.cancel.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell_error(self, text: str) -> None:
        for part in (self.empty, self.view.head):
            part.tell_error(text)
        announce(self, text)

    def _connect(self) -> None:
        head, foot = self.view.head, self.view.foot
        self.empty.choose_requested.connect(self.choose_documents)
        self.empty.folder_requested.connect(self.choose_folder)
        self.empty.paste_requested.connect(self.paste)
        self.empty.last.undo_requested.connect(self.undo_requested)
        self._remembering.work_done.connect(self.empty.last.show_import)
        head.another_requested.connect(self.choose_documents)
        head.choices.reader_chosen.connect(self._read_as)
        head.choices.deck_chosen.connect(self._read_into)
        head.choices.topics_chosen.connect(self._read_topics)
        head.names.renamed.connect(self._read_renamed)
        head.columns.roles_chosen.connect(self._read_columns)
        self.view.lines_requested.connect(self._ask_lines)
        self.view.lines_wanted.connect(self._ask_beside)
        self._beside.work_done.connect(self._show_beside)
        self._beside.work_failed.connect(self._hide_beside)
        foot.cancel_requested.connect(self._cancel)
        foot.import_requested.connect(self._take)
        self._reading.work_done.connect(self._show_finding)
        self._reading.work_failed.connect(self._fail_reading)
        self._reading.work_ended.connect(self._end_reading)
        self._looking.work_done.connect(self._show_lines)
        self._looking.work_failed.connect(self._fail_reading)
        self._taking.work_done.connect(self._tell_imported)
        self._taking.work_failed.connect(self._fail_taking)
        self._taking.work_ended.connect(self._end_taking)
        # Shortcuts, since a focused button would take Enter with Ctrl for its own.
        for keys, slot in (
            ("Ctrl+O", self.choose_documents),
            ("Ctrl+Shift+O", self.choose_folder),
            ("Ctrl+V", self.paste),
            ("Ctrl+Return", self._take),
            ("Ctrl+Enter", self._take),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)
