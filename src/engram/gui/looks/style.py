"""Fusion's colours, and the style sheets of the few widgets that have one, from the tokens."""

from __future__ import annotations

from collections.abc import Callable
from string import Template
from typing import Literal

from PySide6.QtGui import QColor, QPalette

from engram.gui.looks.tokens import Palette

_ROLES = {
    QPalette.ColorRole.Window: "background",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "sunken",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.PlaceholderText: "muted",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.Highlight: "accent",
    QPalette.ColorRole.HighlightedText: "accent_text",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.LinkVisited: "accent",
    QPalette.ColorRole.ToolTipBase: "tooltip",
    QPalette.ColorRole.ToolTipText: "tooltip_text",
    QPalette.ColorRole.Mid: "border",
    QPalette.ColorRole.Accent: "accent",
}
_TEXT_ROLES = (
    QPalette.ColorRole.Text,
    QPalette.ColorRole.WindowText,
    QPalette.ColorRole.ButtonText,
)

# There is none for the whole application: docs/decisions/0009-style-sheets.md. Choices, numbers and
# check boxes paint their own marks (choice.py, number.py, check_box.py): a style sheet could take
# them only from files. Buttons paint themselves (buttons.py).
_SCROLL_BAR = """
QScrollBar { background: transparent; border: none; }
QScrollBar:vertical { width: ${u10}px; }
QScrollBar:horizontal { height: ${u10}px; }
QScrollBar::handle { background: $scroll; border-radius: ${u3}px; margin: ${u2}px; }
QScrollBar::handle:vertical { min-height: ${u32}px; }
QScrollBar::handle:horizontal { min-width: ${u32}px; }
QScrollBar::handle:hover, QScrollBar::handle:pressed { background: $control; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: none; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
"""
_FIELD = """
QLineEdit, QComboBox, QAbstractSpinBox {
    background: $surface; color: $text; border: ${u1}px solid $control;
    border-radius: ${u6}px; padding: 0 ${u10}px; min-height: ${u34}px;
    selection-background-color: $accent; selection-color: $accent_text;
}
QLineEdit:hover, QComboBox:hover, QAbstractSpinBox:hover, QLineEdit:focus, QComboBox:focus,
QAbstractSpinBox:focus, QComboBox:on { border-color: $muted; }
QLineEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled {
    background: $background; border-color: $border; color: $disabled;
}
QComboBox { padding: 0 ${u32}px 0 ${u12}px; }
QComboBox::drop-down { border: none; width: ${u28}px; }
QComboBox::down-arrow { image: none; }
QComboBox QAbstractItemView {
    background: $raised; color: $text; border: ${u1}px solid $border; outline: 0;
    padding: ${u4}px; selection-background-color: $pressed; selection-color: $text;
}
QComboBox QAbstractItemView::item {
    min-height: ${u32}px; padding: 0 ${u8}px; border-radius: ${u4}px;
}
QAbstractSpinBox { padding: 0; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {
    subcontrol-origin: border; width: ${u28}px; border: none; background: transparent;
}
QAbstractSpinBox::up-button { subcontrol-position: top right; }
QAbstractSpinBox::down-button { subcontrol-position: bottom right; }
QAbstractSpinBox::up-arrow, QAbstractSpinBox::down-arrow { image: none; }
QAbstractSpinBox QLineEdit, QComboBox QLineEdit {
    border: none; background: transparent; min-height: 0; padding: 0;
}
"""
_MENU = """
QMenu {
    background: $raised; color: $text; border: ${u1}px solid $border; padding: ${u4}px;
}
QMenu::item {
    padding: ${u8}px ${u28}px ${u8}px ${u12}px; border-radius: ${u4}px; background: transparent;
}
QMenu::item:selected { background: $pressed; }
QMenu::item:disabled { color: $disabled; }
QMenu::separator { height: ${u1}px; background: $border; margin: ${u4}px ${u8}px; }
QMenu::icon { padding-left: ${u8}px; }
"""
_TABLE = """
QTableView {
    background: transparent; color: $text; border: none; outline: 0; gridline-color: $border;
    selection-background-color: $selected; selection-color: $text;
}
QTableView::item { padding: 0 ${u9}px; border: none; }
QTableView::item:selected { background: $selected; color: $text; }
QHeaderView, QHeaderView::section {
    background: $background; color: $muted; border: none; font-weight: 500;
}
QHeaderView::section { padding: 0 ${u12}px; border-bottom: ${u1}px solid $border; }
QTableCornerButton::section { background: $background; border: none; }
"""
_SHEETS = {
    "scroll bar": Template(_SCROLL_BAR),
    "field": Template(_FIELD + _SCROLL_BAR),
    "menu": Template(_MENU),
    "table": Template(_TABLE + _SCROLL_BAR),
}
_UNITS = (1, 2, 3, 4, 6, 8, 9, 10, 12, 28, 32, 34)

Dressed = Literal["scroll bar", "field", "menu", "table"]


def style_sheet(dressed: Dressed, palette: Palette, unit: Callable[[float], int]) -> str:
    """The style sheet of one kind of widget; `unit` turns units into pixels."""
    colors = {name: str(getattr(palette, name)) for name in palette._fields}
    units = {f"u{units}": str(unit(units)) for units in _UNITS}
    return _SHEETS[dressed].substitute(colors, **units)


def qt_palette(palette: Palette) -> QPalette:
    """The palette for Fusion and for everything that no style sheet names."""
    result = QPalette()
    for role, token in _ROLES.items():
        result.setColor(role, QColor(str(getattr(palette, token))))
    for role in _TEXT_ROLES:
        result.setColor(QPalette.ColorGroup.Disabled, role, QColor(palette.disabled))
    return result
