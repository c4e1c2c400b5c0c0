"""A Markdown parser in; the same parser out, which also finds `$inline$` and `$$display$$` TeX."""

from __future__ import annotations

from typing import TypeAlias

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

Silent: TypeAlias = bool
"""The parser only asks whether the rule would apply."""

DOLLAR = "$"
MOST_LINES = 60  # of one display formula


def find_formulas(parser: MarkdownIt) -> None:
    """Teaches `parser` formulas, so that TeX is never read as Markdown."""
    parser.inline.ruler.before("escape", "formula", _inline_formula)
    parser.block.ruler.before(
        "fence", "formula", _display_formula, {"alt": ["paragraph", "blockquote", "list"]}
    )


def _inline_formula(state: StateInline, silent: Silent) -> bool:
    """`$x$` with no space inside its dollars and no digit after them: "$5 and $10" is money."""
    source, start = state.src, state.pos
    if source[start] != DOLLAR:
        return False
    fence = "$$" if source.startswith("$$", start) else DOLLAR
    begin = start + len(fence)
    end = _closing(source, begin, fence)
    if end < 0 or not source[begin:end].strip():
        return False
    if fence == DOLLAR and not _reads_as_formula(source, begin, end):
        return False
    if not silent:
        token = state.push("formula", "", 0)
        token.content = source[begin:end].strip()
        token.meta = {"display": fence == "$$"}
    state.pos = end + len(fence)
    return True


def _closing(source: str, begin: int, fence: str) -> int:
    """Where the closing dollars stand; one after a backslash is a dollar sign in TeX."""
    end = source.find(fence, begin)
    while end > 0 and source[end - 1] == "\\":
        end = source.find(fence, end + 1)
    return end


def _reads_as_formula(source: str, begin: int, end: int) -> bool:
    after = source[end + 1 : end + 2]
    return not (source[begin].isspace() or source[end - 1].isspace() or after.isdigit())


def _display_formula(state: StateBlock, first: int, last: int, silent: Silent) -> bool:
    """Lines from one that begins with `$$` to one that ends with it."""
    if not _line(state, first).startswith("$$"):
        return False
    for end in range(first, min(last, first + MOST_LINES)):
        if _closes(_line(state, end)[2 if end == first else 0 :]):
            return _push_display(state, first, end, silent)
    return False


def _closes(line: str) -> bool:
    return line.rstrip().endswith("$$")


def _push_display(state: StateBlock, first: int, end: int, silent: Silent) -> bool:
    lines = [_line(state, number) for number in range(first, end + 1)]
    tex = "\n".join(lines).strip().removeprefix("$$").removesuffix("$$").strip()
    if not tex or "$$" in tex:
        return False
    if not silent:
        state.line = end + 1
        token = state.push("formula_block", "", 0)
        token.content = tex
        token.meta = {"display": True}
        token.map = [first, end + 1]
    return True


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]
