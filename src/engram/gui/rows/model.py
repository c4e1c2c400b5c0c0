"""Rows in; the model of one column that a view and a screen reader ask out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from engram.gui.rows.choosing import Choosing, ways_of
from engram.gui.rows.layout import Row
from engram.gui.words import tr

Index = QModelIndex | QPersistentModelIndex
_SAID = {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}


class RowModel(QAbstractListModel):
    """Says of each row what is to be told."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rows: Sequence[Row] = ()
        self._choosing: Choosing | None = None

    def show_rows(self, rows: Sequence[Row], choosing: Choosing | None = None) -> None:
        """Hold other rows, which can be taken or not if something is `choosing`."""
        self.beginResetModel()
        self._rows, self._choosing = rows, choosing
        self.endResetModel()

    def tell_choices(self) -> None:
        """Tell whoever looks that rows are chosen otherwise."""
        first, last = self.index(0), self.index(len(self._rows) - 1)
        self.dataChanged.emit(first, last, [Qt.ItemDataRole.CheckStateRole])

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsUserCheckable if self._choosing else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row, choosing = index.row(), self._choosing
        if role == Qt.ItemDataRole.CheckStateRole and choosing is not None:
            checked, unchecked = Qt.CheckState.Checked, Qt.CheckState.Unchecked
            return checked if choosing.is_taken(row) else unchecked
        if role not in _SAID:
            return None
        told, ways = self._rows[row].told(), ways_of(self._rows[row])
        if choosing is None or not ways:
            return told
        return tr("{told}. Chosen: {way}", told=told, way=ways[choosing.way(row)])
