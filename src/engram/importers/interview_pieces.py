"""The lines of an interview guide go in; its pieces come out: questions, answers, options, text.

What stands between the pieces is taken away here: page furniture, adverts, contents, title page.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

from engram.importers.adverts import Imprint, imprint
from engram.importers.contents import Contents, find_contents, section_number, section_title
from engram.importers.furniture import find_furniture
from engram.importers.interview_grammar import Grammar
from engram.importers.labels import Label
from engram.importers.leftovers import title_page
from engram.importers.lettered import Lettered
from engram.importers.lines import Line
from engram.importers.marks import is_mark
from engram.importers.sections import Sections
from engram.importers.stems import heading
from engram.problems import KINDS, Problem, problem


class Sort(Enum):
    """What a piece is in the grammar of the layout."""

    QUESTION = "question"
    ANSWER = "answer"
    EXPLANATION = "explanation"
    QUIZ = "quiz"
    OPTION = "option"
    SECTION = "section"
    TEXT = "text"


_BREAK = re.compile(r"</?br ?/?>$", re.IGNORECASE)
_NUMBER = re.compile(r"[ \t]{0,3}(?:Q(?:uestion)?[ \t.]*)?\d{1,4}[.)][ \t]+\S", re.IGNORECASE)
_SORTS = {
    Label.QUESTION: Sort.QUESTION,
    Label.ANSWER: Sort.ANSWER,
    Label.EXPLANATION: Sort.EXPLANATION,
    Label.QUIZ: Sort.QUIZ,
}


@dataclass(frozen=True, slots=True)
class Piece:
    """Lines that belong together; `texts` are theirs without the label of the first.

    `gap` tells of a blank line above, `ruled` of a rule, `cut` of something taken away there: then
    a sentence may go on.
    """

    sort: Sort
    lines: tuple[Line, ...]
    texts: tuple[str, ...]
    gap: bool = True
    cut: bool = False
    option: Lettered | None = None
    ruled: bool = False

    @property
    def line(self) -> int:
        return self.lines[0].number

    @property
    def whole_texts(self) -> tuple[str, ...]:
        """The lines with the label or letter of the first."""
        first, own = self.lines[0].text, self.texts[0]
        at = first.find(own) if own else len(first)
        return (first[: at + len(own)], *self.texts[1:])


@dataclass(frozen=True, slots=True)
class Pieces:
    """What the items are read from, and the notes on what was taken away."""

    pieces: tuple[Piece, ...]
    problems: tuple[Problem, ...]


def read_pieces(lines: Sequence[Line]) -> Pieces:
    """The pieces of a document, without furniture, adverts, contents and title page."""
    lines = [_without_breaks(line) for line in lines]
    grammar = Grammar(lines)
    start = next((place for place, line in enumerate(lines) if grammar.opens_items(line)), 0)
    contents = find_contents(lines[:start], lines)
    rest = [line for line in lines if line.number not in contents.numbers]
    furniture = find_furniture(rest, grammar.role)
    of_pages = [rest[place] for place in furniture.places]
    head = [line for line in lines[:start] if line.number not in contents.numbers]
    known = imprint(line.text for line in (*head, *of_pages))
    gone = contents.numbers | {line.number for line in of_pages}
    pieces, adverts = _without_adverts(_pieces(lines, gone, grammar, contents), known)
    pieces = _without_title_page(_with_sections(pieces, contents))
    first = pieces[0].line if pieces else 0
    front = [line for line in lines if line.number < first and line.number not in gone]
    adverts = [note for note in adverts if note.line >= first]
    notes = (*contents.problems, *furniture.problems, *adverts, *title_page(front))
    return Pieces(tuple(pieces), notes)


def _without_breaks(line: Line) -> Line:
    """The line without tags for line breaks at its end."""
    if line.code or "<" not in line.text:
        return line
    text = line.text.rstrip()
    while _BREAK.search(text, max(0, len(text) - 6)):
        text = text[: text.rindex("<")].rstrip()
    return replace(line, text=text)


def _pieces(
    lines: Sequence[Line], gone: frozenset[int], grammar: Grammar, contents: Contents
) -> list[Piece]:
    """The lines grouped: a piece begins after a blank line and at each line of the grammar."""
    groups: list[tuple[list[Line], bool, bool]] = []
    ruled: set[int] = set()
    gap = cut = alone = rule = False
    for line in lines:
        rule = line.rule or (rule and line.blank)
        if line.number in gone or line.blank or line.rule:
            cut = cut or line.number in gone
            gap = True
            if rule:
                ruled.add(line.number + 1)
            continue
        heading = _names_section(line, contents)
        begins = heading or grammar.label(line) or grammar.option(line)
        if begins or gap or alone or not groups:
            groups.append(([line], gap, cut))
        else:
            groups[-1][0].append(line)
        label = grammar.label(line)
        alone = heading or bool(label and label.label is Label.QUIZ)
        gap = cut = False
    apart = _with_stems_apart(groups, grammar)
    pieces = (_piece(group, grammar, gap=gap, cut=cut) for group, gap, cut in apart)
    return [replace(piece, ruled=piece.line in ruled) for piece in pieces]


def _with_stems_apart(
    groups: Sequence[tuple[list[Line], bool, bool]], grammar: Grammar
) -> list[tuple[list[Line], bool, bool]]:
    """The groups, with the question of a quiz on its own where no blank line parts it.

    Options, keys and explanations may be wrapped; what stands right above an option A is its
    question, from the last line on that does not begin in the middle of a sentence.
    """
    apart: list[tuple[list[Line], bool, bool]] = []
    for (group, gap, cut), below in zip(groups, [*groups[1:], None], strict=False):
        first = below and not below[1] and grammar.option(below[0][0])
        begins = grammar.option(group[0]) or grammar.label(group[0])
        if first and first.letter == "A" and begins and not is_mark(group[-1].text):
            at = _stem_place(group)
            apart += [(group[:at], gap, cut), (group[at:], False, False)]
        else:
            apart.append((group, gap, cut))
    return [piece for piece in apart if piece[0]]


def _stem_place(group: Sequence[Line]) -> int:
    """Where the question begins in lines that begin with something else."""
    numbered = (at for at in range(1, len(group)) if _NUMBER.match(group[at].text))
    if at := next(numbered, 0):
        return at
    at = len(group) - 1
    while at > 1 and group[at].text.lstrip()[:1].islower():
        at -= 1
    return at or len(group)


def _piece(lines: list[Line], grammar: Grammar, *, gap: bool, cut: bool) -> Piece:
    first, more = lines[0], tuple(line.text for line in lines[1:])
    if label := grammar.label(first):
        return Piece(_SORTS[label.label], tuple(lines), (label.text, *more), gap, cut)
    option = grammar.option(first)
    text = option.text if option else first.text
    sort = Sort.OPTION if option else Sort.TEXT
    return Piece(sort, tuple(lines), (text, *more), gap, cut, option)


def _names_section(line: Line, contents: Contents) -> bool:
    if not contents.titles or line.code or len(line.text) > 300 or not section_number(line.text):
        return False
    return contents.names(section_title(line.text))


def _without_adverts(pieces: Sequence[Piece], known: Imprint) -> tuple[list[Piece], list[Problem]]:
    kept: list[Piece] = []
    notes: list[Problem] = []
    cut = False
    for place, piece in enumerate(pieces):
        if _is_advert(piece, known) and not _is_only_stem(pieces, place):
            notes += [_advert(line.number, line.text) for line in piece.lines]
            cut = True
        else:
            shorter, more = _without_advert_tails(piece, known)
            notes += more
            kept.append(replace(shorter, cut=piece.cut or cut, gap=piece.gap or cut))
            cut = False
    return kept, notes


def _is_advert(piece: Piece, known: Imprint) -> bool:
    if piece.sort is not Sort.TEXT or any(line.code for line in piece.lines):
        return False
    text = " ".join(piece.texts)
    return known.is_advert(text) and known.advert_at(text) is None


def _is_only_stem(pieces: Sequence[Piece], place: int) -> bool:
    """Whether options follow that would have no question without this piece."""
    after = pieces[place + 1].option if place + 1 < len(pieces) else None
    above = pieces[place - 1].sort if place else Sort.SECTION
    return bool(after and after.letter == "A") and above not in (Sort.TEXT, Sort.QUESTION)


def _without_advert_tails(piece: Piece, known: Imprint) -> tuple[Piece, list[Problem]]:
    """The piece without adverts that end a line of its text, and without lines that are one."""
    texts: list[str] = []
    notes: list[Problem] = []
    for line, text in zip(piece.lines, piece.texts, strict=True):
        at = None if line.code else known.advert_at(text)
        if at is None and texts and not line.code and known.is_address(text):
            at = 0
        if at is not None:
            notes.append(_advert(line.number, text[at:]))
        texts.append(text if at is None else text[:at].rstrip())
    return (replace(piece, texts=tuple(texts)), notes) if notes else (piece, [])


def _advert(number: int, text: str) -> Problem:
    return problem(KINDS["advert"], number, text=text.strip())


def _with_sections(pieces: Sequence[Piece], contents: Contents) -> list[Piece]:
    """The pieces with headings known as such, their text being the title.

    Where Markdown headings stand above items, another one of their level ends the item above.
    """
    sections = Sections(contents)
    known: list[Piece] = []
    deepest = 0
    for place, piece in enumerate(pieces):
        title = None
        if piece.sort is Sort.TEXT and len(piece.lines) == 1 and not piece.lines[0].code:
            below = pieces[place + 1 : place + 3]
            above = known[-1].texts[-1] if known else ""
            title = sections.title(piece.texts[0], above, opens_items=_open_items(below, piece))
            marked = heading(piece.texts[0])
            if title and marked:
                deepest = max(deepest, marked[0])
            elif marked and marked[0] <= deepest:
                title = section_title(marked[1])
        known.append(replace(piece, sort=Sort.SECTION, texts=(title,)) if title else piece)
    return known


def _open_items(below: Sequence[Piece], heading: Piece) -> bool:
    """Whether the pieces below a possible heading begin an item, with or without a label."""
    if below and below[0].sort in (Sort.QUESTION, Sort.QUIZ):
        return True
    if len(below) < 2 or below[0].sort is not Sort.TEXT or heading.texts[0][-1:] in ".?!:":
        return False
    option = below[1].option
    return below[1].sort is Sort.ANSWER or bool(option and option.letter == "A")


def _without_title_page(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces from the first section or item on."""
    start = next((at for at, piece in enumerate(pieces) if piece.sort is not Sort.TEXT), 0)
    if start and pieces[start].sort in (Sort.OPTION, Sort.ANSWER):
        start -= 1
    return list(pieces[start:])
