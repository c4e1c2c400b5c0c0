"""The window: pages in a stack beside the navigation, and the keys that work on every page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal, Protocol, runtime_checkable

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLayout, QStackedWidget, QWidget

from engram.gui.looks.theme import Theme
from engram.gui.looks.tokens import RAIL_BELOW
from engram.gui.navigation import Navigation, NavigationItem
from engram.gui.widgets.focus_giver import give_focus
from engram.gui.widgets.focus_ring import FocusRing
from engram.gui.widgets.foot_note import FootNote
from engram.gui.words import tr

_TEXT_STEP = 0.1


@runtime_checkable
class Refreshing(Protocol):
    """A page that asks for its values again when it is shown."""

    def refresh(self) -> None: ...


@runtime_checkable
class Undoing(Protocol):
    """A page whose last action can be taken back."""

    def undo(self) -> None: ...


@dataclass(frozen=True, slots=True)
class PageEntry:
    """A page and its place: in the navigation above or at the foot, or alone without it.

    `page` makes it when it is first shown, so that a start waits for no page but the first.
    """

    name: str
    title: str
    icon: str
    page: Callable[[], QWidget]
    place: Literal["above", "foot", "alone"] = "above"


class MainWindow(QWidget):
    """Shows one page at a time and forwards what is meant for it.

    page_shown -- the name of the page that is shown now.
    keys_requested -- the keys of the shown page are to be shown.
    undo_requested -- the last action is to be taken back, on a page that cannot do so itself.
    text_scale_changed -- the text size was changed by a key, to be kept.
    """

    page_shown = Signal(str)
    keys_requested = Signal()
    undo_requested = Signal()
    text_scale_changed = Signal(float)

    def __init__(self, theme: Theme, pages: Sequence[PageEntry]) -> None:
        super().__init__()
        self._theme = theme
        self._pages = {entry.name: entry for entry in pages}
        self._shown: dict[str, QWidget] = {}
        self._stack = QStackedWidget()
        self.navigation = Navigation(theme, _items(pages))
        self.note = FootNote(theme, self._stack)
        self._ring = FocusRing(theme, self)
        self._arrange()
        self._connect()

    @property
    def current_page(self) -> str:
        """The name of the page that is shown."""
        current = self._stack.currentWidget()
        return next((name for name, page in self._shown.items() if page is current), "")

    def show_page(self, name: str) -> None:
        """Show a page with its values of now, and give it the focus."""
        entry = self._pages[name]
        page = self._made(entry)
        self.note.hide()
        if isinstance(page, Refreshing):
            page.refresh()
        self._stack.setCurrentWidget(page)
        self.navigation.setVisible(entry.place != "alone")
        self.navigation.show_current(name)
        give_focus(page)
        self.page_shown.emit(name)

    def make_page(self, name: str) -> None:
        """Have a page ready for when it is shown.

        Inside the window at once: one that joins it later has the colours of the theme before.
        """
        self._made(self._pages[name])

    def refresh_page(self) -> None:
        """Show the values of now on the page that is shown; the focus stays where it is."""
        page = self._shown[self.current_page]
        had_focus = page.isAncestorOf(self.focusWidget())
        if isinstance(page, Refreshing):
            page.refresh()
        if had_focus and not page.isAncestorOf(self.focusWidget()):
            give_focus(page)
        self.page_shown.emit(self.current_page)

    def show_count(self, name: str, count: int) -> None:
        """Show how many cards wait beside a page's title."""
        self.navigation.show_count(name, count)

    def tell(self, text: str, *, can_undo: bool = False) -> None:
        """Say at the foot of the page what happened."""
        self.note.tell(text, can_undo=can_undo)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._check_width()

    def _made(self, entry: PageEntry) -> QWidget:
        if entry.name not in self._shown:
            page = self._shown[entry.name] = entry.page()
            self._stack.addWidget(page)
        return self._shown[entry.name]

    def _arrange(self) -> None:
        self.setWindowTitle(tr("Engram"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        # The window is as small as it is dragged: pages arrange themselves for any width.
        row.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        # The order of the Tab key is that of coming here, in a circle: the pages come later, so
        # that the note stands behind the page and the navigation last.
        row.addWidget(self._stack, 1)
        row.insertWidget(0, self.navigation)

    def _connect(self) -> None:
        self.navigation.item_chosen.connect(self._choose)
        self.note.undo_requested.connect(self._undo)
        self._theme.theme_changed.connect(self._check_width)
        for item in _items(list(self._pages.values())):
            self._on_key(item.key, partial(self._choose, item.name))
        self._on_key("Ctrl+Z", self._undo)
        for keys, steps in (("Ctrl++", 1), ("Ctrl+=", 1), ("Ctrl+-", -1), ("Ctrl+0", 0)):
            self._on_key(keys, partial(self._change_text_size, steps))

    def _on_key(self, keys: str, slot: Callable[[], None]) -> None:
        QShortcut(QKeySequence(keys), self).activated.connect(slot)

    def _choose(self, name: str) -> None:
        if name in self._pages:
            self.show_page(name)
        else:
            self.keys_requested.emit()

    def _undo(self) -> None:
        page = self._stack.currentWidget()
        self.note.hide()
        if isinstance(page, Undoing):
            page.undo()
        else:
            self.undo_requested.emit()

    def _change_text_size(self, steps: int) -> None:
        scale = self._theme.text_scale + steps * _TEXT_STEP if steps else 1.0
        self._theme.set_text_scale(round(scale, 1))
        self.text_scale_changed.emit(self._theme.text_scale)

    def _check_width(self) -> None:
        narrow = self._theme.units(self.width()) < RAIL_BELOW
        self.navigation.be_narrow(narrow=narrow)


def _items(pages: Sequence[PageEntry]) -> list[NavigationItem]:
    above = [entry for entry in pages if entry.place == "above"]
    items = [
        NavigationItem(entry.name, entry.title, entry.icon, f"Ctrl+{place}")
        for place, entry in enumerate(above, start=1)
    ]
    items.append(
        NavigationItem("keys", tr("Keys"), "keys", "?", at_foot=True, is_page=False, key_cap="?")
    )
    items += [
        NavigationItem(entry.name, entry.title, entry.icon, "Ctrl+,", at_foot=True)
        for entry in pages
        if entry.place == "foot"
    ]
    return items
