"""A formula breaks where a printed one would, and its pieces are formulas."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engram.gui.text.formula_pieces import NEW_LINE, WIDE_SPACE, Piece, formula_pieces


def _texts(tex: str, *, in_brackets: bool = False) -> list[str]:
    return [piece.tex for piece in formula_pieces(tex, in_brackets=in_brackets)]


@pytest.mark.parametrize(
    ("tex", "pieces"),
    [
        ("a = b + c", ["a", "{}= b", "{}+ c"]),
        (r"a \rightarrow b \leq c", ["a", r"{}\rightarrow b", r"{}\leq c"]),
        ("-a = -b + (-c)", ["-a", "{}= -b", "{}+ (-c)"]),
        ("x^+ + y_- = z", ["x^+", "{}+ y_-", "{}= z"]),
        (r"\frac{a + b}{c} + \sqrt{d = e}", [r"\frac{a + b}{c}", r"{}+ \sqrt{d = e}"]),
        (
            r"\left\{ a + b \right. + \left[c, d\right]",
            [r"\left\{ a + b \right.", r"{}+ \left[c, d\right]"],
        ),
        (
            r"\begin{aligned} a &= b \\ c &= d \end{aligned} = e",
            [r"\begin{aligned} a &= b \\ c &= d \end{aligned}", "{}= e"],
        ),
        (r"f(a, b + c) = [d = e]", ["f(a, b + c)", "{}= [d = e]"]),
        (r"\displaystyle a = b", [r"\displaystyle a", r"\displaystyle {}= b"]),
        (r"a + b \over c", [r"a + b \over c"]),
        ("abc", ["abc"]),
        ("{}= b", ["{}= b"]),
    ],
)
def test_a_formula_breaks_before_its_operators(tex: str, pieces: list[str]) -> None:
    assert _texts(tex) == pieces


def test_commas_wide_spaces_and_line_ends_stand_between_pieces() -> None:
    assert formula_pieces(r"a, b \quad c \\ d") == (
        Piece("a,"),
        Piece("b", " "),
        Piece("c", WIDE_SPACE),
        Piece("d", NEW_LINE),
    )


def test_what_brackets_hold_together_is_broken_only_if_asked() -> None:
    assert _texts("f(a, b + c)", in_brackets=True) == ["f(a,", "b", "{}+ c)"]


@given(st.text(st.sampled_from("ab+=(){},;^_ ")))
def test_a_formula_of_any_kind_keeps_what_it_draws(tex: str) -> None:
    drawn = "".join(_texts(tex, in_brackets=True))
    assert _without_braces(drawn) == _without_braces(tex)


def _without_braces(tex: str) -> str:
    return "".join(letter for letter in tex if letter not in "{} ")
