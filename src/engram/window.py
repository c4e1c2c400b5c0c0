"""The window's composition root: library, theme and pages put together, signals connected."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from functools import cached_property, partial
from importlib import import_module
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from engram.cli.program import Program
from engram.display import display_problem
from engram.errors import EngramError
from engram.gui.failures import FailureHandler
from engram.gui.garbage import GarbageCollector
from engram.gui.idle import IdleWork, Step
from engram.gui.looks.machine import SettingStore, apply_looks
from engram.gui.looks.theme import FUSION, Theme
from engram.gui.main_window import MainWindow, PageEntry
from engram.gui.today.page import TodayPage
from engram.gui.words import sentence, tr
from engram.library import local_now, open_program
from engram.machine import Machine
from engram.paths import Places
from engram.store.backup import newest_backup
from engram.timings import TIMINGS_VARIABLE, Timings

if TYPE_CHECKING:
    from engram.compiler.import_desk import ImportDesk
    from engram.gui.drops import WindowDrops
    from engram.gui.importing.page import ImportPage
    from engram.gui.mastery.page import MasteryPage
    from engram.gui.settings.library import LibraryFile
    from engram.gui.settings.page import SettingsPage
    from engram.gui.study.keys_sheet import KeysSheet
    from engram.gui.study.page import StudyPage
    from engram.gui.work import Work
    from engram.store.imports import TakenBack
    from engram.study.values import Undone

_FOR_THE_NEXT_CLICK = (  # in this order each of them loads within a few milliseconds
    "engram.gui.text.card_html",
    "engram.gui.text.card_document",
    "engram.gui.text.card_text",
    "engram.study.session",
    "engram.gui.study.card_view",
    "engram.gui.study.foot",
    "engram.gui.study.page",
)
_LATER = (
    "engram.gui.study.keys_sheet",
    "engram.gui.study.history_sheet",
    "engram.gui.study.summary_view",
    "engram.gui.mastery.page",
    "engram.gui.importing.view",
    "engram.gui.importing.page",
    "engram.gui.settings.page",
    "engram.compiler.change",
    "engram.importers",
    "engram.compiler.intake",
    "engram.compiler.import_desk",
)
_USUAL_SIZE = (1100, 720)
_LOOK_FOR_CHANGES_MS = 2000


def open_window(where: Places, shipped: Path) -> int:
    """Opens the library and the window; the exit code when the window is closed."""
    missing = display_problem(os.environ)
    if missing:
        raise EngramError(missing)
    program = open_program(where, shipped, local_now)
    try:
        application = QApplication(list(FUSION))
        application.setApplicationName("Engram")
        application.setDesktopFileName("engram")
        desktop = Desktop(application, program, where)
        timings = os.environ.get(TIMINGS_VARIABLE)
        if timings:
            desktop.watch(Timings(Path(timings), desktop))
        desktop.window.show()
        return application.exec()
    finally:
        program.close()


class Desktop(QObject):
    """The pages of one library in one window, joined by what they tell each other."""

    def __init__(self, application: QApplication, program: Program, where: Places) -> None:
        super().__init__(application)
        GarbageCollector(self)
        self.program = program
        self.drops: WindowDrops | None = None  # soon after the first paint
        self.machine = Machine(where.machine)
        self.theme = Theme(application)
        apply_looks(self.theme, self.machine)
        self.today = TodayPage(self.theme, program.study, program.mastery)
        self.window = MainWindow(self.theme, self._entries())
        self._shown = self._seen()
        self._connect()
        FailureHandler(self.window.tell, where.log).install()
        self._restore_geometry()
        self.window.show_page("today")

    @cached_property
    def study(self) -> StudyPage:
        """The Study page, made when it is first needed, like all below."""
        from engram.gui.study.page import StudyPage

        grades = partial(self.program.preferences.value, "grades")
        media = partial(_picture, self.program)
        page = StudyPage(self.theme, lambda: str(grades()), monotonic, media)
        page.session_ended.connect(lambda: self.window.show_page("today"))
        page.practise_requested.connect(self._practise)
        return page

    @cached_property
    def mastery(self) -> MasteryPage:
        from engram.gui.mastery.page import MasteryPage

        page = MasteryPage(self.theme, self.program.mastery)
        page.study_requested.connect(self._begin)
        page.import_requested.connect(lambda: self.window.show_page("import"))
        return page

    @cached_property
    def imports(self) -> ImportPage:
        from engram.gui.importing.page import ImportPage

        page = ImportPage(self.theme, self._import_desk, partial(_picture, self.program))
        page.imported.connect(self._show_imported)
        page.undo_requested.connect(self._undo_import)
        page.acted.connect(self.window.note.hide)
        return page

    @cached_property
    def settings(self) -> SettingsPage:
        from engram.gui.settings.page import SettingsPage

        stores: dict[str, SettingStore] = {
            "library": self.program.preferences,
            "machine": self.machine,
        }
        page = SettingsPage(self.theme, stores, self._library_file)
        page.setting_changed.connect(self.window.note.hide)
        return page

    @cached_property
    def _import_desk(self) -> ImportDesk:
        from engram.compiler.import_desk import ImportDesk

        return ImportDesk(self.program.library, self.program.author, self.program.past_in)

    @cached_property
    def _undoing(self) -> Work:
        """Takes an import back apart from the window: with thousands of cards it takes a second."""
        from engram.gui.work import Work

        work = Work()
        work.work_done.connect(self._tell_import_undone)
        work.work_failed.connect(lambda error: self.window.tell(sentence(error)))
        return work

    @cached_property
    def _keys(self) -> KeysSheet:
        from engram.gui.study.keys_sheet import KeysSheet

        return KeysSheet(self.theme, self.window)

    def watch(self, timings: Timings) -> None:
        """Has the first paint, and that of the first card asked for, written down."""
        # A page that is covered by its parts is not painted itself; what is shown is painted
        # in one go, so one part of each tells for all.
        timings.expect(self.today.first_control(), "today_painted")

        def asked() -> None:
            timings.mark("study_requested")
            timings.expect(self.study.progress, "card_painted")

        # The time of the asking comes before what it takes to make the page.
        self.today.study_requested.disconnect(self._begin)
        self.today.study_requested.connect(asked)
        self.today.study_requested.connect(self._begin)

    def _entries(self) -> Sequence[PageEntry]:
        return (
            PageEntry("today", tr("Today"), "today", lambda: self.today),
            PageEntry("mastery", tr("Mastery"), "mastery", lambda: self.mastery),
            PageEntry("import", tr("Import"), "import", lambda: self.imports),
            PageEntry("settings", tr("Settings"), "settings", lambda: self.settings, "foot"),
            PageEntry("study", tr("Study"), "play", lambda: self.study, "alone"),
        )

    def _connect(self) -> None:
        self.today.study_requested.connect(self._begin)
        self.today.import_requested.connect(lambda: self.window.show_page("import"))
        self.window.page_shown.connect(self._count)
        self.window.keys_requested.connect(self._show_keys)
        self.window.undo_requested.connect(self._undo)
        self.window.text_scale_changed.connect(self._keep_text_size)
        IdleWork(self.window, self._warm_up())
        timer = QTimer(self)
        timer.timeout.connect(self._notice_changes)
        timer.start(_LOOK_FOR_CHANGES_MS)
        application = QApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self._keep_geometry)

    def _warm_up(self) -> Sequence[Step]:
        """What the next click will need, made ready after the first paint."""
        return (
            *(partial(import_module, name) for name in _FOR_THE_NEXT_CLICK),
            partial(self.window.make_page, "study"),
            self._take_drops,
            *(partial(import_module, name) for name in _LATER),
        )

    def _take_drops(self) -> None:
        from engram.gui.drops import WindowDrops

        self.drops = WindowDrops(self.theme, self.window)
        self.drops.files_dropped.connect(self._take_drop)

    def _begin(self, path: object) -> None:
        topic = path if isinstance(path, tuple) and path else None
        self.study.begin(self.program.study.start(topic))
        self.window.show_page("study")

    def _practise(self) -> None:
        if self.study.session is not None:
            self.study.begin(self.study.session.practise_missed())

    def _show_keys(self) -> None:
        if self.window.current_page == "study":
            self.study.show_keys()
        else:
            from engram.gui.window_keys import window_keys

            self._keys.show_keys(window_keys())

    def _undo(self) -> None:
        """Takes back the last action from a page that has none of its own."""
        last = self.program.progress.last_action()
        if last is None or last.what != "import":
            self._tell_undone(self.program.study.undo())
        else:
            self._undo_import(last.id)

    def _undo_import(self, row: str) -> None:
        if not self._undoing.is_busy:
            self.window.tell(tr("Taking the import back…"))
            self._undoing.start(partial(self._import_desk.take_back, row))

    def _tell_import_undone(self, taken: TakenBack) -> None:
        from engram.study.recording import Taken, undone

        self._tell_undone(undone(Taken("import", None, taken), self.program.content))

    def _tell_undone(self, undone: Undone) -> None:
        from engram.gui.study.undo_words import undone_words

        self.window.refresh_page()
        self.window.tell(undone_words(undone))

    def _take_drop(self, paths: object) -> None:
        if isinstance(paths, list | tuple):
            self.window.show_page("import")
            self.imports.accept_drop([Path(path) for path in paths])

    def _show_imported(self, told: str) -> None:
        self.window.show_page("today")
        self.window.tell(told, can_undo=True)

    def _count(self) -> None:
        """Show how many cards wait; with thousands of cards that is not asked for in vain."""
        page = self.window.current_page
        if page != "study":  # which stands without the navigation
            waiting = self.today.waiting if page == "today" else self.program.study.today().total
            self.window.show_count("today", waiting)

    def _keep_text_size(self, scale: float) -> None:
        self.machine.change("text_size_percent", round(scale * 100))
        self.window.note.hide()
        if self.window.current_page == "settings":
            self.settings.refresh()

    def _notice_changes(self) -> None:
        """Shows what the command line, or a new day, changed; the Study page asks by itself."""
        seen = self._seen()
        if seen != self._shown:
            self._shown = seen
            if self.window.current_page in ("today", "mastery"):
                self.window.refresh_page()
            else:
                self._count()

    def _seen(self) -> tuple[int, int]:
        return self.program.progress.changes_seen(), self.program.today()

    def _library_file(self) -> LibraryFile:
        from engram.gui.settings.library import LibraryFile

        newest = newest_backup(self.program.backups)
        at = None if newest is None else newest.stat().st_mtime
        made = None if at is None else datetime.fromtimestamp(at, UTC).astimezone()
        return LibraryFile(self.program.library, made)

    def _restore_geometry(self) -> None:
        self.window.resize(*(self.theme.unit(units) for units in _USUAL_SIZE))
        known = self.machine.remembered("window")
        if known:
            self.window.restoreGeometry(QByteArray.fromBase64(known.encode("ascii")))
        self.window.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose)

    def _keep_geometry(self) -> None:
        self.machine.remember(
            "window", bytes(self.window.saveGeometry().toBase64().data()).decode()
        )


def _picture(program: Program, name: str) -> bytes | None:
    """A picture of the library; one that cannot be read now is told by its words."""
    with suppress(EngramError):
        return program.media.read(name)
    return None
