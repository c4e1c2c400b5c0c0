"""A key press in; what it means on the study page out."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence


class Verb(Enum):
    """What a key can mean, whatever is on the screen."""

    END = "end"
    UNDO = "undo"
    SHOW_KEYS = "show keys"
    SUSPEND = "suspend"
    PUT_OFF = "put off"
    MARK = "mark"
    HISTORY = "history"
    ENTER = "enter"
    SPACE = "space"
    UP = "up"
    DOWN = "down"
    DIGIT = "digit"


_KEYS = {
    Qt.Key.Key_Escape: Verb.END,
    Qt.Key.Key_Question: Verb.SHOW_KEYS,
    Qt.Key.Key_S: Verb.SUSPEND,
    Qt.Key.Key_B: Verb.PUT_OFF,
    Qt.Key.Key_M: Verb.MARK,
    Qt.Key.Key_I: Verb.HISTORY,
    Qt.Key.Key_Return: Verb.ENTER,
    Qt.Key.Key_Enter: Verb.ENTER,
    Qt.Key.Key_Space: Verb.SPACE,
    Qt.Key.Key_Up: Verb.UP,
    Qt.Key.Key_Down: Verb.DOWN,
}
_REPEATING = {Verb.UP, Verb.DOWN}
_WITH_LETTERS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


def verb_of(event: QKeyEvent) -> Verb | None:
    """What a key press means; a held key walks, but it never answers."""
    verb = _verb(event)
    return None if event.isAutoRepeat() and verb not in _REPEATING else verb


def _verb(event: QKeyEvent) -> Verb | None:
    if event.matches(QKeySequence.StandardKey.Undo):
        return Verb.UNDO
    if event.modifiers() & _WITH_LETTERS:
        return None
    # By its text: on some keyboards a digit is a shifted key.
    if event.text().isdecimal():
        return Verb.DIGIT
    return _KEYS.get(Qt.Key(event.key()))
