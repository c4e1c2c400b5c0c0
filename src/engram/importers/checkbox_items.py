"""The lines of a check-box quiz go in; its items come out, and what was left over."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from engram.importers.checkbox_drafts import BoxedDraft, BoxedOption
from engram.importers.contents import section_title
from engram.importers.labels import Label, labelled
from engram.importers.leftovers import not_understood, title_page
from engram.importers.lines import Line, columns_of, paragraphs
from engram.importers.selects import select_of
from engram.importers.stems import Stem, heading, stem_of
from engram.importers.topics import Topics
from engram.model import Item
from engram.problems import KINDS, Problem, problem

_BOX = re.compile(
    r"(?P<indent>[ \t]{0,8})(?P<dash>[-*+][ \t]+)?\[[ \t]?(?P<mark>[xX✓✔]?)[ \t]?\](?![(:\[])[ \t]*"
    r"(?P<text>\S.*|$)"
)
_LISTED = re.compile(r"[ \t]*[-*+][ \t]+\S")


def read_items(lines: Sequence[Line]) -> tuple[list[Item], list[Problem]]:
    """The items of a check-box quiz in order, and the problems found on the way."""
    stems = _stems(lines)
    reader = _Reader(lines, stems)
    for line in lines:
        reader.read(line)
    return reader.finished()


def _stems(lines: Sequence[Line]) -> dict[int, Stem]:
    """The lines that begin a question, by number: those in the style that has the most options."""
    found: list[tuple[Line, Stem]] = []
    boxed: Counter[str] = Counter()
    with_boxes: set[int] = set()
    blank_above = True
    above: dict[int, bool] = {}
    for line in lines:
        if not line.code and line.text[:1] not in " \t" and (stem := stem_of(line.text)):
            found.append((line, stem))
            above[line.number] = blank_above
        elif not line.code and found and _BOX.fullmatch(line.text):
            number = found[-1][0].number
            if number not in with_boxes:
                with_boxes.add(number)
                boxed[found[-1][1].style] += 1
        blank_above = line.blank
    if not boxed:
        return {}
    style = boxed.most_common(1)[0][0]
    numbered = any(stem.style == style and stem.number is not None for _, stem in found)
    stems: dict[int, Stem] = {}
    last = 0
    for place, (line, stem) in enumerate(found):
        boxes = line.number in with_boxes
        after = found[place + 1][1].number if place + 1 < len(found) else None
        asks = _lost_its_options(stem, last, after) and above[line.number]
        if stem.style != style or not (
            boxes or (numbered and _counts(stem) and (style != "plain" or asks))
        ):
            continue
        stems[line.number] = stem
        last = stem.number or last
    return stems


def _counts(stem: Stem) -> bool:
    return stem.number is not None


def _lost_its_options(stem: Stem, last: int, after: int | None) -> bool:
    """Whether a plain number without options fits between the questions, so is no list's step."""
    return stem.number == last + 1 and after in (None, last + 2)


class _Reader:
    def __init__(self, lines: Sequence[Line], stems: dict[int, Stem]) -> None:
        self._stems = stems
        self._items: list[Item] = []
        self._problems: list[Problem] = []
        self._text: list[Line] = []  # above the next item, under no other
        self._left: list[Line] = []
        self._draft: BoxedDraft | None = None
        heads = [found for line in lines if not line.code and (found := heading(line.text))]
        in_headings = [
            found[0] for line in lines if line.number in stems and (found := heading(line.text))
        ]
        self._item_level = min(in_headings, default=7)
        self._topics = Topics(has_title=sum(level == 1 for level, _ in heads) == 1)
        self._in_option = self._gap = self._was_code = False

    def read(self, line: Line) -> None:
        if line.blank:
            self._gap = True
            return
        if stem := self._stems.get(line.number):
            self._begin(line, stem.text)
        elif not line.code and self._is_box(line):
            self._read_box(line)
        elif not line.code and self._is_topic(line):
            self._enter_topic(line)
        else:
            self._read_text(line)
        self._gap, self._was_code = False, line.code

    def finished(self) -> tuple[list[Item], list[Problem]]:
        self._close()
        first = self._items[0].line if self._items else 0
        front = [line for line in self._left if line.number < first]
        title = [] if any(map(_looks_asked, front)) else front
        problems = [*self._problems, *self._topics.left_out(), *title_page(title)]
        problems += not_understood(self._left[len(title) :])
        return self._items, sorted(problems, key=lambda found: found.line)

    def _begin(self, line: Line, text: str) -> None:
        self._close()
        self._draft = BoxedDraft(line.number, self._topics.of_item(), [text])

    def _is_box(self, line: Line) -> bool:
        found = _BOX.fullmatch(line.text)
        above = self._draft.indent if self._draft and self._in_option else columns_of(line.text)
        return bool(found) and columns_of(line.text) < above + 4

    def _read_box(self, line: Line) -> None:
        found = _BOX.fullmatch(line.text)
        if not found:
            return
        draft = self._drafted(line)
        dashed = bool(found["dash"])
        indent = columns_of(line.text)
        option = BoxedOption(line.number, indent, bool(found["mark"]), dashed, [found["text"]])
        if not dashed and any(other.dashed for other in draft.options):
            note = problem(KINDS["option-mended"], line.number, option=found["text"])
            self._problems.append(note)
        draft.options.append(option)
        self._in_option = True

    def _drafted(self, line: Line) -> BoxedDraft:
        """The item an option belongs to; text between two groups of options is a question."""
        draft = self._draft
        if draft and draft.options and draft.below and not self._stems_ahead(draft):
            *before, stem = paragraphs(draft.below)
            draft.below = [line for part in before for line in part]
            self._close()
            draft = BoxedDraft(stem[0].number, self._topics.of_item(), [line.text for line in stem])
        elif draft is None:
            *before, stem = paragraphs(self._text) or [[]]
            self._left += [line for part in before for line in part]
            self._text = []
            number = stem[0].number if stem else line.number
            draft = BoxedDraft(number, self._topics.of_item(), [line.text for line in stem])
        self._draft = draft
        return draft

    def _stems_ahead(self, draft: BoxedDraft) -> bool:
        """Whether text below options does not read as the next question."""
        last = draft.below[-1].text.rstrip(" *_")
        return not (last.endswith(("?", ":", "__")) or select_of(last) is not None)

    def _is_topic(self, line: Line) -> bool:
        found = heading(line.text)
        return bool(found and (found[0] < self._item_level or self._draft is None))

    def _enter_topic(self, line: Line) -> None:
        found = heading(line.text)
        if found:
            self._close()
            self._topics.enter(found[0], (section_title(found[1]),), line)

    def _read_text(self, line: Line) -> None:
        draft = self._draft
        if draft is None:
            self._add(self._text, line)
        elif not draft.options:
            draft.question += ["", line.text] if self._gap else [line.text]
        elif self._continues_option(draft, line):
            texts = draft.options[-1].texts
            texts += ["", line.text] if self._gap else [line.text]
        else:
            self._in_option = False
            self._add(draft.below, line)

    def _continues_option(self, draft: BoxedDraft, line: Line) -> bool:
        if not self._in_option:
            return False
        if line.code and self._was_code:
            return True
        option = draft.options[-1]
        text = option.texts[-1].rstrip()
        if line.code and (not text or text.endswith(":")):
            return True  # "- [x] This:" and the code below, at the margin
        if columns_of(line.text) >= option.indent + 2:
            return True
        return not self._gap and not _begins_something(line)

    def _add(self, lines: list[Line], line: Line) -> None:
        if self._gap and lines:
            lines.append(Line(line.number - 1, ""))
        if not line.rule:
            lines.append(line)

    def _close(self) -> None:
        if self._draft:
            item = self._draft.finished()
            self._items.append(item)
            if not self._draft.certain:
                found = problem(KINDS["keys-differ"], item.line, question=item.question)
                self._problems.append(found)
        self._left += self._text
        self._text = []
        self._draft = None
        self._in_option = False


def _begins_something(line: Line) -> bool:
    """Whether a line below an option is no lazy rest of it: a labelled line or a list item."""
    if line.code:
        return False
    found = labelled(line.text)
    return bool(_LISTED.match(line.text) or (found and not found.short))


def _looks_asked(line: Line) -> bool:
    found = None if line.code else labelled(line.text)
    return bool(found and found.label in (Label.QUESTION, Label.ANSWER))
