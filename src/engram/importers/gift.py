"""A document in Moodle's GIFT format goes in; its questions come out.

Source: Moodle's documentation "GIFT format". Multiple choice, missing word and true/false become
quizzes; short answers, numbers and pairs to match open questions; an essay is kept incomplete. A
description is no question. Lines count from 1; no text makes this reader raise.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from engram.importers.gift_answers import Answers, answers_of, looks_like_answers
from engram.importers.gift_blocks import Block, blocks_of
from engram.importers.gift_text import format_of, masked, text_of, unmasked
from engram.importers.leftovers import not_understood
from engram.importers.lines import Line, runs
from engram.importers.selects import select_of
from engram.importers.topics import Topics
from engram.model import Item, Reading
from engram.problems import KINDS, Problem, problem

NAME = "gift"
_HEAD = re.compile(r"^[ \t]*(?:::[^:\n]{1,200}::|\$CATEGORY:)", re.MULTILINE)
_ANSWERS = re.compile(
    r"\{\s*(?:[=~][^{}]*|#\s*=?[ \t]*[-%\d.][^{}]*|(?:T|F|TRUE|FALSE)\s*(?:#[^{}]*)?)\}"
)
_MOST_LINES = 5  # of a question, where no title and no category tells the format
_GROUP = re.compile(r"\{([^{}]*)\}")
_NO_TOPICS = re.compile(r"\$(?:system|coursecat|course|module|user|cat\d*)\$|top", re.IGNORECASE)


def recognise(text: str) -> float:
    """How sure it is that a text has this layout, 0 to 1."""
    if "{" not in text:
        return 0.0
    plain = masked(text)
    found = len(_ANSWERS.findall(plain))
    if found and _HEAD.search(plain):
        return 0.95
    asked = [line for line in _ANSWERS.sub("", plain).split("\n") if line.strip(" \t.")]
    asked = [line for line in asked if not line.lstrip().startswith("//")]
    return 0.93 if found and len(asked) <= _MOST_LINES * found else 0.0


def read(text: str) -> Reading:
    """The questions in order, each below the category above it."""
    lines = [Line(number, line) for number, line in enumerate(text.split("\n"), start=1)]
    blocks, remarks = blocks_of(lines)
    topics = Topics()
    items: list[Item] = []
    described: list[Line] = []
    left: list[Line] = []
    for block in blocks:
        whole = masked("\n".join(line.text for line in block.lines)).strip()
        if block.category is not None:
            topics.enter(1, _category(block.category), block.lines[0])
        elif "{" not in whole and "}" not in whole:
            described += block.lines
        elif item := _item(block, whole, topics):
            items.append(item)
        else:
            left += block.lines
    problems = [*topics.left_out(), *not_understood(left)]
    problems += [*_noted("description", described), *_noted("remark", remarks)]
    return Reading(NAME, tuple(items), tuple(sorted(problems, key=lambda found: found.line)))


def _noted(kind: str, lines: Sequence[Line]) -> list[Problem]:
    """One note for lines that are no question, with all their numbers."""
    filled = [line for line in lines if line.text.strip()]
    if not filled:
        return []
    text = filled[0].text.strip(" \t/")
    note = problem(KINDS[kind], filled[0].number, text=text, count=len(filled))
    numbers = ", ".join(f"{first}-{last}" for first, last in runs([each.number for each in filled]))
    return [Problem(note.kind, note.line, (*note.fields, ("lines", numbers)))]


def _category(path: str) -> tuple[str, ...]:
    """The names of a category without the places that only Moodle has; `//` is a slash."""
    names = [unmasked(name.replace("\0", "/")) for name in path.replace("//", "\0").split("/")]
    while names and (not names[0] or _NO_TOPICS.fullmatch(names[0])):
        del names[0]
    return tuple(name for name in names if name)


def _item(block: Block, text: str, topics: Topics) -> Item | None:
    """The question in a masked text; None when its braces do not say where the answers are."""
    title, asked = _parted_title(text)
    groups = list(_GROUP.finditer(asked))
    likely = [group for group in groups if looks_like_answers(group[1])]
    found = likely if len(groups) > 1 else groups
    if len(found) != 1 or asked.count("{") != len(groups) or asked.count("}") != len(groups):
        return None
    before, after = asked[: found[0].start()], asked[found[0].end() :]
    written = format_of(before)
    answers = answers_of(found[0][1], written)
    stem = text_of(_with_blank(before, after), "moodle") or title
    if not (stem or answers.options or answers.answer):
        return None
    return Item(
        question=_with_pairs(stem, answers),
        line=block.lines[0].number,
        answer=answers.answer,
        explanation=answers.explanation,
        options=answers.options,
        select=select_of(stem) if answers.options else None,
        topic=topics.of_item(),
        id=block.id,
        references=(title,) if title and title != stem else (),
        tags=tuple(dict.fromkeys(block.tags)),
    )


def _parted_title(text: str) -> tuple[str, str]:
    """The title between double colons, if there is one, and the question behind it."""
    if text.startswith("::") and (end := text.find("::", 2)) > 0:
        return unmasked(text[2:end]), text[end + 2 :].strip()
    return "", text


def _with_blank(before: str, after: str) -> str:
    """The question with a blank where a word is missing; a stop behind a whole question is none."""
    if not after.strip() or (not after.strip(" .\n") and before.rstrip()[-1:] in "?!."):
        return before
    return f"{before}_____{after}"


def _with_pairs(stem: str, answers: Answers) -> str:
    """The question with what is to be matched: one side as a list, the other in its own order."""
    if not answers.pairs:
        return stem
    left = "\n".join(f"- {text}" for text, _ in answers.pairs if text)
    right = sorted({text for _, text in answers.pairs if text}, key=str.casefold)
    return "\n\n".join(filter(None, (stem, left, " · ".join(right))))
