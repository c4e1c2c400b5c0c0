"""The pieces of a word diff in; HTML with struck-through and underlined words out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from itertools import pairwise, zip_longest

from engram.compiler.word_diff import Piece
from engram.gui.looks.theme import Theme

_PICTURE = re.compile(r"\b([0-9a-f]{4})[0-9a-f]{60}\b")  # a name: its first letters tell it apart


def diff_html(pieces: Sequence[Piece], theme: Theme) -> str:
    """Removed words struck through, added words underlined, each on its tint."""
    looks = {
        "removed": ("line-through", "wrong", "wrong_tint"),
        "added": ("underline", "right", "right_tint"),
    }
    said = [
        _marked(piece.text, *looks[piece.part], theme) if piece.part in looks else _safe(piece.text)
        for piece in pieces
    ]
    gaps = [_gap(one, other) for one, other in pairwise(pieces)]
    return "".join(text for pair in zip_longest(said, gaps, fillvalue="") for text in pair)


def _gap(one: Piece, other: Piece) -> str:
    """What keeps a word that went apart from the one that came for it."""
    touching = one.text[-1:].strip() and other.text[:1].strip()
    return " " if touching and (one.part, other.part) == ("removed", "added") else ""


def _marked(text: str, line: str, ink: str, tint: str, theme: Theme) -> str:
    style = (
        f"text-decoration: {line}; color: {theme.color(ink).name()};"
        f" background-color: {theme.color(tint).name()}"
    )
    bare = text.strip()
    before, behind = text.split(bare, 1) if bare else (text, "")
    return f'{_safe(before)}<span style="{style}">{_safe(bare)}</span>{_safe(behind)}'


def _safe(text: str) -> str:
    return escape(_PICTURE.sub(r"\1…", text)).replace("\n", "<br>")
