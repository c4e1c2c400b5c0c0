"""TeX in; pieces of it out that may stand on lines of their own, each TeX again.

A line breaks where a printed formula would: before a relation or an operator, after a comma, at a
wide space; never inside braces, an environment or what `\\left` and `\\right` hold together.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

WIDE_SPACE = "\N{EM SPACE}"
NEW_LINE = "\n"

_TOKEN = re.compile(
    r"""\\(?:begin|end)\s*\{[^}]*\}
      | \\(?:left|right)(?![A-Za-z])\s*(?:\\[A-Za-z]+|\\?.)
      | \\[A-Za-z]+ | \\. | \{\} | \s+ | .
    """,
    re.DOTALL | re.VERBOSE,
)
_OPENING = re.compile(r"\{(?!\})|\\begin\b|\\left(?![A-Za-z])")
_CLOSING = re.compile(r"\}|\\end\b|\\right(?![A-Za-z])")


def _commands(names: str) -> set[str]:
    return {rf"\{name}" for name in names.split()}


_OPERATORS = {*"=<>+-*"} | _commands(
    "approx cdot cong cup cap div equiv ge geq gg iff implies in land le leftarrow Leftarrow "
    "leftrightarrow Leftrightarrow leq ll longrightarrow lor mapsto mp ne neq ominus oplus otimes "
    "pm propto rightarrow Rightarrow setminus sim simeq subset subseteq times to vee wedge"
)
_WIDE = _commands("quad qquad")
_KEPT_ON = _commands("displaystyle textstyle scriptstyle bf rm it")
_UNBROKEN = {"&"} | _commands("over atop choose color")
_RAISING, _RAISED = {"^", "_"}, "1"
_OPEN, _CLOSED = {"(", "[", r"\{"}, {")", "]", r"\}"}
_NO_OPERAND = _OPERATORS | _WIDE | _OPEN | {"", "^", "_", ",", ";", ":", "/", r"\not", r"\\"}


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a formula, and what parts it from the one before where both share a line."""

    tex: str
    gap: str = ""


@dataclass(slots=True)
class _Cutter:
    """Takes the tokens of one formula in their order."""

    in_brackets: bool
    pieces: list[Piece] = field(default_factory=list)
    held: str = ""  # the piece that is being put together
    gap: str = ""
    kept_on: str = ""  # switches of style that hold for every later piece
    last: str = ""  # the last token of the piece that draws something
    depth: int = 0  # of braces, environments and \left
    brackets: int = 0

    def take(self, word: str) -> None:
        if self.depth == 0 and (self.in_brackets or self.brackets == 0):
            self.take_free(word)
        else:
            self.hold(word)
        if _OPENING.match(word):
            self.depth += 1
        elif _CLOSING.match(word):
            self.depth -= 1
        elif self.depth == 0:
            self.brackets += (word in _OPEN) - (word in _CLOSED)

    def take_free(self, word: str) -> None:
        """Take a token beside which the formula may break."""
        if word == r"\\":
            self.cut(NEW_LINE)
        elif word in _WIDE:
            self.cut(WIDE_SPACE)
        elif word in _OPERATORS and self.last not in _NO_OPERAND:
            self.cut("")
            self.hold("{}")  # with nothing before it, an operator is a sign and takes less room
            self.hold(word)
        elif word in {",", ";"} and self.last not in _RAISING:
            self.hold(word)
            self.cut(" ")
        else:
            self.hold(word)
            self.kept_on += f"{word} " if word in _KEPT_ON else ""

    def hold(self, word: str) -> None:
        self.held += word
        if not word.isspace() and word != "{}" and word not in _KEPT_ON:
            raised = self.last in _RAISING
            self.last = _RAISED if raised else word

    def cut(self, gap: str) -> None:
        """End the piece; `gap` stands before the next one."""
        if self.last:
            self.pieces.append(Piece(self.held.strip(), self.gap))
            self.gap = gap
        self.held, self.last = self.kept_on, ""


def formula_pieces(tex: str, *, in_brackets: bool = False) -> tuple[Piece, ...]:
    """The pieces in their order, one where the formula cannot be broken.

    `in_brackets` breaks between round and square brackets too, which is hard on the reader.
    """
    cutter = _Cutter(in_brackets)
    for word in _TOKEN.findall(tex):
        if word in _UNBROKEN and cutter.depth == 0:
            return (Piece(tex),)
        cutter.take(word)
    cutter.cut("")
    return tuple(cutter.pieces)
