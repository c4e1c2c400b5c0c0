"""An interview guide copied out of a PDF goes in; its open questions and quizzes come out.

The layout: numbered sections, which are the topics; `Question:` and `Answer:` items; quizzes whose
options are lettered and the right one marked ("(Correct)") or named below ("Answer: B"); page
furniture, adverts and a table of contents anywhere between. Nobody has written this layout down;
the documents in tests/data/interview-guide say what is read of it. Lines count from 1; no text
makes this reader raise.
"""

from __future__ import annotations

import re
from itertools import islice

from engram.importers.interview_items import read_items
from engram.importers.interview_pieces import read_pieces
from engram.importers.keys import names_letters
from engram.importers.labels import Label, labelled
from engram.importers.lettered import lettered
from engram.importers.lines import numbered_lines
from engram.model import Reading

NAME = "interview-guide"
_ENOUGH = 500  # lines that may be labels or options
_CANDIDATE = re.compile(
    r"^[ \t]{0,8}[-*_#•>✅❓💡 \t]{0,8}"
    r"(?:[QAFRPVDqafrpvdВОПвопĐđ\(B-Db-d✓正答解参標标문질정답問问题]"
    r"|[Tt]he [Cc]orrect|Model|Sample|Suggested|Gabarito|Kunci|Jawaban|Odpow|Trả)[^\n]*",
    re.MULTILINE,
)


def recognise(text: str) -> float:
    """How sure it is that a text has this layout, 0 to 1."""
    questions = headings = answers = options = marked = keys = 0
    for found in islice(_CANDIDATE.finditer(text), _ENOUGH):
        line = found[0]
        if label := labelled(line):
            questions += label.label is Label.QUESTION
            headings += label.label is Label.QUESTION and line.lstrip().startswith("#")
            answers += label.label is Label.ANSWER
            keys += label.label is Label.ANSWER and names_letters(label.text)
        elif option := lettered(line):
            options += 1
            marked += option.marked
    pairs = min(questions, answers)
    # A question that is a heading needs no label on its answer; then another reader is surer.
    answered = 10 * pairs >= (9 if 2 * headings > questions else 5) * max(questions, answers)
    if answered and (pairs >= 2 or (pairs and marked)):
        return 0.9
    if marked and options >= 2:
        return 0.7
    if keys and options >= 2 * keys:
        return 0.65
    return 0.6 if pairs else 0.0


def read(text: str) -> Reading:
    """The items of the guide in order, with a topic for each section."""
    pieces = read_pieces(numbered_lines(text))
    items, problems = read_items(pieces.pieces)
    found = sorted((*pieces.problems, *problems), key=lambda problem: problem.line)
    return Reading(NAME, tuple(items), tuple(found))
