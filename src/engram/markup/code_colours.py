"""Code and the name of its language in; HTML out, each piece with the class of its colour."""

from __future__ import annotations

from html import escape

LONGEST_CODE = 20_000  # characters; a longer listing stays in one colour

CLASSES = {
    "Token.Keyword": "syn_kw",
    "Token.Operator.Word": "syn_kw",
    "Token.Name.Function": "syn_fn",
    "Token.Name.Class": "syn_fn",
    "Token.Literal.String": "syn_str",
    "Token.Literal.Number": "syn_num",
    "Token.Comment": "syn_com",
}
"""Which of our five code colours a kind of Pygments token and all below it is shown in."""


def coloured_code(code: str, language: str) -> str:
    """The code as HTML in at most five colours; an unknown language stays plain."""
    if not language or len(code) > LONGEST_CODE:
        return escape(code, quote=False)
    from pygments import lex
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    try:
        lexer = get_lexer_by_name(language, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return escape(code, quote=False)
    return "".join(_piece(str(kind), text) for kind, text in lex(code, lexer))


def _piece(kind: str, text: str) -> str:
    name = _class_of(kind)
    shown = escape(text, quote=False)
    return f'<span class="{name}">{shown}</span>' if name and text.strip() else shown


def _class_of(kind: str) -> str:
    """The class of a token kind or of the nearest kind above it, or nothing."""
    while kind:
        if kind in CLASSES:
            return CLASSES[kind]
        kind = kind.rpartition(".")[0]
    return ""
