"""A line goes in; the lettered option on it ("- B. text (Correct)") comes out."""

from __future__ import annotations

import re
from dataclasses import dataclass

from engram.importers.marks import without_front_mark, without_mark

_OPTION = re.compile(
    r"[ \t]{0,8}(?:>[ \t]?)?(?P<dash>[-*+•▪◦–][ \t]*)?(?P<tick>[(\[]?[✓✔✅☑🗸]\ufe0f?[)\]]?[ \t]*)?"
    r"(?P<emphasis>\*\*|__)?\(?(?P<letter>[A-Ja-j])"
    r"(?:[.)\]:]|\*\*[.)]|[.)]\*\*)(?:\*\*(?=[ \t]))?"
    r"(?:[ \t]+|(?<=[)])(?=\S)|(?<=:)(?=`))(?P<text>\S.*)"
)
_TITLE = re.compile(
    r"[\W_]*(?:(?:answer )?(?:options?|choices?)|(?:possible )?answers|alternatives?|opciones"
    r"|opções|antworten|antwortmöglichkeiten|respuestas|propositions?|ответы"
    r"|варианты(?: ответ(?:а|ов))?|选项|選項|보기|lựa chọn)[\W_]*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Lettered:
    """An option as it stands on its line; `dashed` when it has a list mark."""

    letter: str
    text: str
    marked: bool
    dashed: bool


def lettered(line: str) -> Lettered | None:
    """The option on this line, if it begins like one."""
    found = _OPTION.match(line)
    if not found:
        return None
    text, ticked = without_front_mark(found["text"])
    text, marked = without_mark(text)
    if found["emphasis"]:
        text = text.removesuffix(found["emphasis"]).rstrip()
    return Lettered(
        found["letter"].upper(), text, marked or ticked or bool(found["tick"]), bool(found["dash"])
    )


def titles_options(line: str) -> bool:
    """Whether a line is nothing but the title of the options below ("Options:")."""
    return len(line) < 60 and bool(_TITLE.fullmatch(line))
