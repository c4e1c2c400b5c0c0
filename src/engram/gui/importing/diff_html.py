"""The pieces of a word diff in; HTML with struck-through and underlined words out."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from engram.compiler.word_diff import Piece
from engram.gui.looks.theme import Theme


def diff_html(pieces: Sequence[Piece], theme: Theme) -> str:
    """Removed words struck through, added words underlined, each on its tint."""
    looks = {
        "removed": ("line-through", "wrong", "wrong_tint"),
        "added": ("underline", "right", "right_tint"),
    }
    return "".join(
        _marked(piece.text, *looks[piece.part], theme) if piece.part in looks else _safe(piece.text)
        for piece in pieces
    )


def _marked(text: str, line: str, ink: str, tint: str, theme: Theme) -> str:
    style = (
        f"text-decoration: {line}; color: {theme.color(ink).name()};"
        f" background-color: {theme.color(tint).name()}"
    )
    bare = text.strip()
    before, behind = text.split(bare, 1) if bare else (text, "")
    return f'{_safe(before)}<span style="{style}">{_safe(bare)}</span>{_safe(behind)}'


def _safe(text: str) -> str:
    return escape(text).replace("\n", "<br>")
