"""A field as Mnemosyne keeps it goes in; its Markdown comes out.

A field is HTML whose line ends are breaks, whose bare `<` is text, and which holds formulas and
sounds in tags of its own. Source: libmnemosyne, `filters/escape_to_html.py`, `latex.py`,
`html5_audio.py`, `html5_video.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape, unescape
from urllib.parse import quote

from engram.importers.anki.markdown import Medium, markdown_of

_FORMULA = re.compile(r"<(latex|\$\$?)>", re.IGNORECASE)
_ENDS = {tag: re.compile(re.escape(f"</{tag}>"), re.IGNORECASE) for tag in ("latex", "$", "$$")}
_SOUND = re.compile(
    r"<(?:audio|video|sound)\s[^<>]{0,300}?\bsrc\s*=\s*(?:\"([^\"<>]*)\"|'([^'<>]*)')[^<>]{0,300}>"
    r"|</(?:audio|video|sound)>",
    re.IGNORECASE,
)
_PICTURE = re.compile(
    r"(<img\s(?:[^<>]{0,300}?\s)?src\s*=\s*)(?:\"([^\"<>]*)\"|'([^'<>]*)')", re.IGNORECASE
)
_REMOTE = re.compile(r"https?://", re.IGNORECASE)
_EMBEDDED = "data:"
_BARE = re.compile(r"<(?![^<>]*>)")
_KEEPS_LINES = re.compile(r"<(/?)(?:ul|ol|table|script|textarea)\b", re.IGNORECASE)
_CONTROL = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f]")
_ENVIRONMENT = re.compile(r"\\begin\{(displaymath|equation\*?|math)\}(.*)\\end\{\1\}", re.DOTALL)
_INLINE = re.compile(r"\$([^$]+)\$")


def markdown_of_field(field: str, medium: Medium) -> str:
    """The Markdown of a field; `medium` gives the target of what it names."""
    if not field.strip():
        return ""
    text = _CONTROL.sub("", field.replace("\r\n", "\n").replace("\r", "\n"))
    if "<" in text or "\n" in text:
        text = "".join(_without_formulas(text))
    return markdown_of(text, medium)


def _without_formulas(text: str) -> Iterator[str]:
    """The HTML with each formula in the marks that the converter knows."""
    end = 0
    never_closed: set[str] = set()
    for begin in _FORMULA.finditer(text):
        tag = begin[1].lower()
        if begin.start() < end or tag in never_closed:
            continue
        close = _ENDS[tag].search(text, begin.end())
        if close is None:
            never_closed.add(tag)
            continue
        yield _html(text[end : begin.start()])
        yield _formula(tag, text[begin.end() : close.start()])
        end = close.end()
    yield _html(text[end:])


def _formula(tag: str, written: str) -> str:
    inner = written.strip()
    if tag == "$":
        return _inline(inner)
    if tag == "$$":
        return _display(inner)
    environment = _ENVIRONMENT.fullmatch(inner)
    if environment:
        make = _inline if environment[1] == "math" else _display
        return make(environment[2].strip())
    if inner.startswith(("$$", "\\[")):
        return _display(inner.strip("$").removeprefix("\\[").removesuffix("\\]").strip())
    if _INLINE.search(inner):
        parts = _INLINE.split(inner)
        return "".join(
            _inline(part) if place % 2 else escape(part, quote=False)
            for place, part in enumerate(parts)
        )
    return _display(inner)


def _inline(tex: str) -> str:
    return f"[$]{escape(tex, quote=False)}[/$]"


def _display(tex: str) -> str:
    return f"[$$]{escape(tex, quote=False)}[/$$]"


def _html(text: str) -> str:
    named = _PICTURE.sub(_named, _SOUND.sub(_sound, text))
    return _BARE.sub("&lt;", "".join(_broken(named)))


def _named(found: re.Match[str]) -> str:
    """A picture with its file's name as an address, as the converter has it."""
    name = unescape(found[2] or found[3] or "")
    if _REMOTE.match(name):
        return found[0]
    if name.lower().startswith(_EMBEDDED):
        name = "embedded picture"
    return f'{found[1]}"{quote(name)}"'


def _sound(found: re.Match[str]) -> str:
    name = (found[1] or found[2] or "").replace("]", "&#93;")
    return f"[sound:{name}]" if name else ""


def _broken(text: str) -> Iterator[str]:
    """The text with a break for each line end, but not between the parts of a list or table."""
    end, inside = 0, False
    for tag in _KEEPS_LINES.finditer(text):
        piece = text[end : tag.start()]
        yield piece if inside else piece.replace("\n", "<br>")
        end, inside = tag.start(), not tag[1]
    piece = text[end:]
    yield piece if inside else piece.replace("\n", "<br>")
