"""Numbered questions with answer paragraphs go in; open questions come out.

The layout: `N. question`, which may be wrapped over lines; a blank line; an answer of one or more
paragraphs; then perhaps an explanation, a paragraph that begins with "Correct." or "Explanation:",
words that do not stay in it. Lines count from 1; no text makes this reader raise.
"""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from engram.importers.furniture import Role, find_furniture
from engram.importers.labels import Label, labelled, without_label
from engram.importers.leftovers import not_understood, title_page
from engram.importers.lines import (
    Line,
    code_mask,
    columns_of,
    numbered_lines,
    outdented,
    paragraphs,
)
from engram.importers.numbered_starts import NUMBERED, Numbered, ends_asking, find_starts
from engram.importers.outline.openers import asks_anywhere, asks_or_requests
from engram.importers.passage import markdown_text
from engram.importers.placeholders import without_placeholder
from engram.importers.sections import heading_of
from engram.importers.stems import heading
from engram.importers.topics import Topics
from engram.model import Item, Reading

NAME = "numbered-text"
_START = re.compile(
    r"(?:\A\s*|\n[ \t]*\n|^#{1,6}[ \t][^\n]*\n) ?(?:Q|Question )?(\d{1,5})[.)][ \t]+\S", re.M
)
_DENSE = re.compile(
    r"^ ?(?:Q|Question )?(\d{1,5})(?:[.)][ \t]+|\)(?=[^\W\d_]))[^\n]*[?？][^\w\n]*$", re.M
)
_BOLD = re.compile(
    r"(?P<asked>\*\*(?:(?!\*\*|\n[ \t]*\n)[^`]|`[^`]*`){8,600}?\*\*)(?P<rest>.*)", re.DOTALL
)
_TITLE_WORDS = 7
_UNDERLINE = re.compile(r"[ ]{0,3}(?:={2,}|-{2,})[ \t]*")
_CORRECT = re.compile(r"(?:\*\*|__)?Correct(?:[.!:](?:\*\*|__)?|(?:\*\*|__)[.!:])[ \t]+(?=\S)")


def recognise(text: str) -> float:
    """How sure it is that a text has this layout, 0 to 1."""
    numbers = [int(found[1]) for found in _START.finditer(text)]
    rising = 0
    reached = before = -1
    for number in numbers:
        if number - 1 in (reached, before):  # between them, an answer may begin with a year
            rising += 1
            reached = number
        elif reached < 0 or number == 1:
            reached = number
        before = number
    if rising >= 2 and 2 * rising >= len(numbers):
        return 0.5
    asked = [int(found[1]) for found in _DENSE.finditer(text)]
    if sum(after == before + 1 for before, after in pairwise(asked)) > 1:
        return 0.4
    return 0.3 if numbers and numbers[0] == 1 else 0.0


def read(text: str) -> Reading:
    """The questions in order; headings right above them are topics."""
    lines = numbered_lines(text)
    furniture = find_furniture(lines, _role, signed_only=True)
    kept = furniture.without()
    parts = _with_headings_apart(_with_questions_apart(paragraphs(kept)))
    starts = find_starts(parts)
    if not starts:
        return Reading(NAME, (), (*not_understood(kept), *furniture.problems))
    front, behind, items, topics = _items(parts, {start.place: start for start in starts})
    if not any(asks_anywhere(item.question) for item in items):
        return Reading(NAME, (), (*not_understood(kept), *furniture.problems))
    problems = (
        *title_page(front),
        *not_understood(behind),
        *topics.left_out(),
        *furniture.problems,
    )
    return Reading(NAME, tuple(items), tuple(sorted(problems, key=lambda problem: problem.line)))


def _items(
    parts: Sequence[Sequence[Line]], starts: Mapping[int, Numbered]
) -> tuple[list[Line], list[Line], list[Item], Topics]:
    """What stands above the first question and behind the last, the items, and the headings.

    A heading like those above the questions ends the last answer.
    """
    headings = _headings(parts, starts)
    topics = Topics(has_title=sum(level == 1 for level, _ in headings.values()) == 1)
    front: list[Line] = []
    behind: list[Line] = []
    last = max(starts, default=0)
    gathered: list[tuple[Numbered, tuple[str, ...], list[Sequence[Line]]]] = []
    level = 0
    for place, part in enumerate(parts):
        title = None if part[0].code else heading(part[0].text)
        if found := headings.get(place):
            topics.enter(found[0], (found[1],), part[0])
            level = found[0] if title else level
        elif gathered and place > last and title and 1 < title[0] <= level:
            behind = [line for piece in parts[place:] for line in piece]
            break
        elif start := starts.get(place):
            gathered.append((start, topics.of_item(), [part]))
        elif gathered:
            gathered[-1][2].append(part)
        else:
            front += part
    items = [replace(_item(start, own), topic=topic) for start, topic, own in gathered]
    return front, behind, items, topics


def _with_questions_apart(parts: Sequence[list[Line]]) -> list[list[Line]]:
    """The paragraphs, cut above each line that asks the next question of a text without gaps.

    A question in a list of questions has nothing below it and stays where it is.
    """
    apart: list[list[Line]] = []
    last = 0
    for part in parts:
        start = 0
        for at, line in enumerate(part):
            found = None if line.code else NUMBERED.match(line.text)
            number = int(found["number"]) if found else -1
            if found and number == last + 1 and asks_or_requests(found["text"]):
                above = NUMBERED.match(part[at - 1].text) if at else None
                if at > start and not (above and asks_or_requests(above["text"])):
                    apart.append(part[start:at])
                    start = at
                last = number if start == at else last
        apart.append(part[start:])
    return apart


def _with_headings_apart(parts: Sequence[list[Line]]) -> list[list[Line]]:
    """The paragraphs, with headings that touch a question below them on their own."""
    apart: list[list[Line]] = []
    for part in parts:
        start = next((at for at, line in enumerate(part) if not _is_markdown_heading(line)), 0)
        if not start and len(part) > 2 and _is_title(part):
            start = 1
        if start and not part[start].code and NUMBERED.match(part[start].text):
            apart += [*([line] for line in part[:start]), part[start:]]
        else:
            apart.append(part)
    return apart


def _is_markdown_heading(line: Line) -> bool:
    return not line.code and heading(line.text) is not None


def _is_title(part: Sequence[Line]) -> bool:
    """Whether the first line is a title above a question that is answered behind a label."""
    first, asked, *below = (line.text for line in part)
    plain = not part[0].code and not NUMBERED.match(first) and labelled(first) is None
    short = first[:1].isupper() and len(first.split()) <= _TITLE_WORDS and first[-1:].isalnum()
    return plain and short and bool(NUMBERED.match(asked) and below) and _is_answer(below[0])


def _headings(
    parts: Sequence[Sequence[Line]], starts: Container[int]
) -> dict[int, tuple[int, str]]:
    """The headings that stand right above questions, by the place of their paragraph.

    Lines such as "Part 2: Locks" are headings when there are several. What would be all that is
    said between two questions is an answer: such a line, or "# a comment".
    """
    found: dict[int, tuple[int, str]] = {}
    worded: set[int] = set()
    for place in range(len(parts) - 2, -1, -1):
        line = parts[place][0]
        above = place + 1 in starts or place + 1 in found
        if not above or place in starts or len(parts[place]) > 1 or line.code:
            continue
        below = parts[place + 1]
        if place and below[0].number == line.number + 1 and _is_title([line, *below]):
            found[place] = (3, line.text.strip())
            continue
        if not (title := heading_of(line.text)):
            continue
        is_worded = not _is_markdown_heading(line)
        if place - 1 in starts and (is_worded or title[0] == 1):
            continue
        found[place] = title
        if is_worded:
            worded.add(place)
    few = worded if len(worded) < 2 else set()
    return {place: found[place] for place in sorted(found.keys() - few)}


def _role(text: str) -> Role:
    return Role.GRAMMAR if NUMBERED.match(text) or _CORRECT.match(text) else Role.TEXT


def _item(start: Numbered, parts: Sequence[Sequence[Line]]) -> Item:
    question, *more = _cut_at_rule([start.text, *(line.text for line in parts[0][1:])])
    paragraphs_below = [[line.text for line in part] for part in _without_rules(parts[1:])]
    below = _dedented([*more, *paragraphs_below])
    question, below = _up_to_answer(question, below)
    below = [piece for part in below for piece in _cut_at_explanation(part)]
    at = next(
        (place for place, part in enumerate(below) if _opens_explanation(part[0])), len(below)
    )
    answer, explanation = below[:at], below[at:]
    question, answer = _parted(question, answer)
    return Item(
        question=markdown_text(question),
        line=parts[0][0].number,
        answer=without_placeholder(_joined(answer, Label.ANSWER)),
        explanation=_joined(explanation, Label.EXPLANATION),
    )


def _up_to_answer(question: list[str], below: list[list[str]]) -> tuple[list[str], list[list[str]]]:
    """The question with all that stands above a line labelled as the answer."""
    for place, part in enumerate([question, *below]):
        at = next((at for at, text in enumerate(part) if _is_answer(text)), None)
        if at is None:
            continue
        above = [line for piece in [question, *below][:place] for line in (*piece, "")]
        rest = [part[at:], *below[place:]]
        return [*above, *part[:at]], rest
    return question, below


def _is_answer(text: str) -> bool:
    found = labelled(text)
    return bool(found and found.label is Label.ANSWER and not found.short)


def _without_rules(parts: Sequence[Sequence[Line]]) -> list[Sequence[Line]]:
    """The paragraphs without the rules at their ends."""
    kept = list(parts)
    for end in (-1, 0):
        while kept and all(line.rule for line in kept[end]):
            del kept[end]
    return kept


def _cut_at_rule(question: list[str]) -> list[list[str]]:
    """A question that is underlined, and what stands below (CommonMark 0.31, 4.3)."""
    at = next((at for at, text in enumerate(question) if at and _UNDERLINE.fullmatch(text)), None)
    return [question] if at is None else [question[:at], *filter(None, [question[at + 1 :]])]


def _cut_at_explanation(part: list[str]) -> list[list[str]]:
    """A paragraph, cut above a line that opens an explanation."""
    places = enumerate(zip(part, code_mask(part), strict=True))
    opens = (at for at, (text, code) in places if at and not code and _opens_explanation(text))
    at = next(opens, 0)
    return [part[:at], part[at:]] if at else [part]


def _dedented(parts: list[list[str]]) -> list[list[str]]:
    """Paragraphs without the indentation that all of them share: it is the list's, not code's."""
    texts = [text for part in parts for text in part]
    common = min(map(columns_of, texts), default=0)
    return [outdented(part, common) for part in parts]


def _parted(question: list[str], answer: list[list[str]]) -> tuple[list[str], list[list[str]]]:
    """Question and answer where no blank line parts them, or the question has two paragraphs."""
    if not answer and (found := _run_in(question)):
        return found
    if not answer:
        at = next((n for n, text in enumerate(question[:-1], 1) if ends_asking(text)), 0)
        return (question[:at], [question[at:]]) if at else (question, [])
    if len(answer) > 1 and ends_asking(answer[0][-1]) and not ends_asking(question[-1]):
        return [*question, "", *answer[0]], answer[1:]
    return question, answer


def _run_in(question: list[str]) -> tuple[list[str], list[list[str]]] | None:
    """A question that is bold, and its answer right behind, on the same line or the next."""
    found = _BOLD.fullmatch("\n".join(question))
    if not found or not found["rest"].strip() or ends_asking(found["rest"]):
        return None
    asked = found["asked"].split("\n")
    if not asks_or_requests(" ".join(asked)):
        return None
    return asked, [found["rest"].strip("\n").lstrip(" \t:–—-").split("\n")]


def _opens_explanation(text: str) -> bool:
    labelled = without_label(text, Label.EXPLANATION) if text[:1] not in (" ", "\t") else None
    return bool(_CORRECT.match(text)) or labelled is not None


def _joined(parts: Sequence[Sequence[str]], label: Label) -> str:
    if not parts:
        return ""
    first, *rest = parts[0]
    bare = without_label(first, label)
    opened = _CORRECT.sub("", first, count=1) if bare is None else bare
    if bare is None and not _CORRECT.match(first):
        opened = first
    texts = [opened, *rest]
    for part in parts[1:]:
        texts += ["", *part]
    return markdown_text(texts)
