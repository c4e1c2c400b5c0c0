"""Known values in; the one that is chosen, or typed in their place, out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QSizePolicy

from engram.gui.looks.theme import Theme
from engram.gui.widgets.choice import Choice

_TYPING_MS = 400  # after the last key, what was typed is taken


class TypedChoice(Choice):
    """A choice that takes other values too; what is typed is taken after a moment, or by Enter.

    value_chosen -- another value than before.
    """

    value_chosen = Signal(str)

    def __init__(self, theme: Theme, name: str, hint: str) -> None:
        super().__init__(theme, name)
        self.field = QLineEdit()
        self._value = ""
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)
        self.setEditable(True)
        self.setLineEdit(self.field)
        self.setInsertPolicy(Choice.InsertPolicy.NoInsert)
        self.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.field.setTextMargins(-2, 0, 0, 0)  # Qt's own margin, which the others lack
        self.field.setAccessibleName(name)
        self.field.setAccessibleDescription(hint)
        self.setToolTip(hint)
        self.activated.connect(self.take_typed)
        self.field.textEdited.connect(self._note_typing)
        self.field.editingFinished.connect(self.take_typed)
        self._typing.timeout.connect(self.take_typed)

    @property
    def has_pending(self) -> bool:
        """Whether another value stands in the field than the one that was taken."""
        return self._typed() != self._value

    def show_value(self, value: str, known: Sequence[str]) -> None:
        """Show a value among the known ones; what is being typed stays."""
        self._typing.stop()
        typing = self.hasFocus() and self.has_pending
        self._value = " ".join(value.split())
        if not typing:
            self.clear()
            self.addItems(list(dict.fromkeys(known)))
            self.setEditText(value)
            self.field.setCursorPosition(0)

    def take_typed(self) -> None:
        """Take what stands in the field, if it is another value."""
        self._typing.stop()
        if not self._typed():
            self.setEditText(self._value)
        elif self.has_pending:
            self._value = self._typed()
            self.value_chosen.emit(self._value)

    def _typed(self) -> str:
        return " ".join(self.currentText().split())

    def _note_typing(self) -> None:
        self._typing.start()
