"""A Markdown document with questions goes in, however it sets them apart; its items come out.

Questions are headings, bold lines, the summaries of folds, labelled or numbered lines; answers
stand below, in folds or behind labels; options are lettered, numbered, boxed or a list with bold
right ones; keys stand at the options, below them or at the end of the document. Lines count from
1; no text makes this reader raise.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import replace

from engram.importers.contents import section_title
from engram.importers.labels import QUESTION_WORDS
from engram.importers.leftovers import (
    heading_left_out,
    not_understood,
    remarks_left_out,
    title_page,
)
from engram.importers.lines import Line, numbered_lines
from engram.importers.navigation import find_navigation
from engram.importers.outline.bodies import Manner, item_of
from engram.importers.outline.key_sections import (
    Entry,
    KeySection,
    find_key_sections,
    keys_of,
    titles_key,
)
from engram.importers.outline.openers import EXERCISE_WORDS, counted_opener, ends_asking
from engram.importers.outline.options import (
    bold_choices,
    find_choices,
    spread_options,
    ticked_choices,
)
from engram.importers.outline.rows import Row, Sort, rows_of
from engram.importers.outline.styles import Segment, find_segments
from engram.importers.sections import heading_of
from engram.importers.topics import Topics
from engram.model import Item, Reading
from engram.problems import KINDS, Problem, problem

NAME = "outline"
_FOLD = re.compile(
    r"<summary\b|^[ \t]*\?\?\?\+? +\w|^ {0,3}>[ \t]?\[!\w+\][-+]", re.IGNORECASE | re.MULTILINE
)
_LISTED = re.compile(r"^ {0,3}(?:\d{1,5}[.)]|[-*+])[ \t]+#{1,6}[ \t]+\S", re.MULTILINE)
_BOLD = re.compile(
    r"^(?:\*\*|__)[^\n]{3,400}[?？][^\n\w]{0,8}(?:\*\*|__)[^\n\w]{0,12}$", re.MULTILINE
)
_HEADING = re.compile(r"^#{2,6}[ \t]+\S[^\n]{3,300}[?？][ \t*_`#]*$", re.MULTILINE)
_NUMBERED = re.compile(r"^[ \t]{0,4}\(?\d{1,4}[.)][ \t]+\S", re.MULTILINE)
_LETTERED = re.compile(
    r"^[ \t]{0,8}(?:[-*+][ \t]+)?(?:\[[ xX]?\][ \t]*)?(?:\*\*)?\(?[A-Ea-e][.):](?:\*\*)?[ \t]+\S",
    re.MULTILINE,
)
_SHARED = re.compile(
    r"^[ \t-]{0,4}\(?[Aa][.):][ \t]\S[^\n]{0,200}?[ \t]\(?[Bb][.):][ \t]", re.MULTILINE
)
_SAID = re.compile(
    r"^[^\n]{0,20}(?:answer|correct|✓|✔|✅|antwort|respuesta|ответ)", re.I | re.MULTILINE
)
_ANSWERED = re.compile(
    r"^[ \t]{0,4}\(?\d{1,4}[.)][ \t][^\n]{3,400}[ \t]"
    r"\*\*(?:correct )?(?:answer|ans|respuesta|antwort|réponse|ответ)[ \t]?:",
    re.I | re.MULTILINE,
)
_BOXES = re.compile(r"^[ \t]*[-*+][ \t]+\[[ xX]?\][ \t]+\S", re.MULTILINE)
_COUNTED = re.compile(
    rf"^(?:[ ]{{0,3}}#{{1,6}}[ \t])?[^\w\n]{{0,12}}(?:{QUESTION_WORDS}|q)[ \t.]{{0,2}}"
    r"(?:no\.?|nr\.?|[#№])?[ \t]?:?[ \t]?\d{1,4}(?!\w|\.\d)[^\n]*$",
    re.I | re.MULTILINE,
)
_EXERCISES = re.compile(
    rf"^#{{1,6}}[ \t]+(?:\*\*)?(?:{EXERCISE_WORDS})[ \t]*[#№]?[ \t]*\d", re.I | re.MULTILINE
)
_NUMBERED_HEADING = re.compile(r"^#{1,6}[ \t]+(?:\*\*)?\d{1,4}[.):]", re.MULTILINE)
_TICKED = re.compile(r"^[ \t]*[-*+][ \t]+[✅❌✔✗✘]", re.MULTILINE)
_ANSWERS = re.compile(
    r"^\W{0,12}(?:\w+ ){0,2}?(?:answers?|keys?|solutions?|lösung\w*|antworten|respuestas|soluciones"
    r"|réponses|corrigé|risposte|soluzioni|respostas|gabarito|antwoorden|ответы|ключи?|答案|解答"
    r"|정답|đáp án|odpowiedzi|cevaplar)\b[^\n]{0,40}$",
    re.I | re.MULTILINE,
)
_KEY_LINE = re.compile(
    r"^[ \t*_>-]{0,6}\w[\w ]{2,40}?[*_ \t]{0,5}[:：][*_ \t]{0,5}"
    r"\d{1,3}[ \t]?[.):=-][ \t]?[A-Ja-j]\b.*\d",
    re.MULTILINE,
)
_BULLET = re.compile(
    r"^[ \t]{0,3}(?:[-*+]|\d{1,2}[.)])[ \t]+(?P<bold>\*\*|__)?[^\n]*$", re.MULTILINE
)
_ANY_HEADING = re.compile(r"^#{2,6}[ \t]+\S", re.MULTILINE)


def recognise(text: str) -> float:
    """How sure it is that a text has this layout, 0 to 1."""
    # A sign that must be there is found far sooner than an expression that looks at each line.
    if any(sign in text for sign in ("<", "???", "[!")) and len(_FOLD.findall(text)) > 1:
        return 0.91
    return _keyed_apart(text) or _set_apart(text) or _asking(text)


def _keyed_apart(text: str) -> float:
    """How sure it is that a key stands apart from the questions, in a fold or below a title."""
    if _FOLD.search(text) and len(_NUMBERED.findall(text)) > 3 and _has_key(text):
        return 0.9
    titled = any(titles_key(line[0]) for line in _ANSWERS.finditer(text))
    if (titled or _KEY_LINE.search(text)) and _has_key(text):
        return 0.95
    return 0.0


def _set_apart(text: str) -> float:
    """How sure it is that questions are counted, in lists of headings, or have marked options."""
    if ("#" in text and len(_LISTED.findall(text)) > 1) or _has_bold_options(text):
        return 0.85
    if sure := _counted(text) or _practice_test(text):
        return sure
    if "**" in text and len(_ANSWERED.findall(text)) > 1:
        return 0.8
    return 0.0


def _asking(text: str) -> float:
    """How sure it is that headings or bold lines ask."""
    if len(_EXERCISES.findall(text)) > 1 and len(_SAID.findall(text)) > 1:
        return 0.7
    asking = max(_asked_in_bold(text), "##" in text and len(_HEADING.findall(text)))
    return 0.75 if asking > 2 else 0.35 if asking else 0.0


def _asked_in_bold(text: str) -> int:
    return len(_BOLD.findall(text)) if "**" in text or "__" in text else 0


def _has_key(text: str) -> bool:
    """Whether a key stands apart from the questions that it answers."""
    rows, _ = rows_of(numbered_lines(text))
    keys = find_key_sections(rows)
    if any(key.lettered for key in keys):
        return len(_LETTERED.findall(text)) + len(_BOXES.findall(text)) > 3
    return bool(keys) and any(_keyed(find_segments(rows, keys), keys))


def _counted(text: str) -> float:
    """How sure it is that questions are counted ("Question 7", "Câu 7.") or have ticked options."""
    found = [opener for line in _COUNTED.findall(text) if (opener := counted_opener(line))]
    alone = sum(not opener.text for opener in found)
    if alone > 1:
        return 0.93
    headings = len(_NUMBERED_HEADING.findall(text)) if "#" in text else 0
    if len(found) > 1 or headings > 1:
        letters = len(_LETTERED.findall(text)) + 4 * len(_SHARED.findall(text))
        if (len(found) > 1 and letters > 3) or (headings > 1 and letters >= 2 * headings):
            return 0.82
    ticks = set() if text.isascii() else {tick[-1] for tick in _TICKED.findall(text)}
    if len(ticks) > 1 and len(_BOLD.findall(text)) > 1:
        return 0.82
    return 0.7 if len(found) > 1 else 0.0


def _practice_test(text: str) -> float:
    """How sure it is that numbered questions have lettered options, and are told no other way."""
    numbers = len(_NUMBERED.findall(text))
    if numbers < 2:
        return 0.0
    shared = len(_SHARED.findall(text))
    letters = len(_LETTERED.findall(text)) + 4 * shared
    if letters < 4 or 2 * letters < numbers:
        return 0.0
    if shared > 1:
        return 0.7
    return 0.0 if len(_SAID.findall(text)) > 1 else 0.6


def _has_bold_options(text: str) -> bool:
    """Whether there are headings with lists below of which single points are bold as a whole."""
    if "**" not in text and "__" not in text:
        return False
    bullets = list(_BULLET.finditer(text))
    bold = sum(
        bool(found["bold"]) and found[0].rstrip(" .,;").endswith(found["bold"]) for found in bullets
    )
    questions = len(_ANY_HEADING.findall(text)) or len(_NUMBERED.findall(text))
    return bold > 1 and 2 * bold >= questions and len(bullets) >= 2 * bold


def read(text: str) -> Reading:
    """The questions in order, with the headings above them as topics."""
    every = numbered_lines(text)
    navigation = find_navigation(every)
    shown, remarks = rows_of(
        [line for place, line in enumerate(every) if place not in navigation.places]
    )
    rows = list(spread_options(_with_reveals(shown)))
    keys = find_key_sections(rows)
    segments = _without_keys(find_segments(rows, keys), keys)
    items, differ, topics, left = _items(rows, segments, keys)
    first = segments[0].first if segments else len(rows)
    front = [row.line for row in left if row.number < (rows[first].number if segments else 0)]
    behind = [row.line for row in left if row.line not in front]
    problems: list[Problem] = [
        *navigation.problems,
        *remarks_left_out(remarks),
        *title_page(_once(front)),
        *differ,
        *topics.left_out(),
        *(heading_left_out(row.line) for key in keys for row in key.heads),
        *not_understood(_once(behind)),
    ]
    return Reading(NAME, tuple(items), tuple(sorted(problems, key=lambda found: found.line)))


def _with_reveals(rows: Sequence[Row]) -> list[Row]:
    """The rows, with an empty summary for each fold whose summary stands there again.

    Such a summary only says "Answer", in whatever language; no question is asked twice.
    """
    counts = Counter(row.text for row in rows if row.sort is Sort.FOLD)
    return [
        replace(row, text="")
        if row.sort is Sort.FOLD and counts[row.text] > 1 and not ends_asking(row.text)
        else row
        for row in rows
    ]


def _once(lines: Sequence[Line]) -> list[Line]:
    return sorted({line.number: line for line in lines}.values(), key=lambda line: line.number)


def _without_keys(segments: Sequence[Segment], keys: Sequence[KeySection]) -> list[Segment]:
    """The questions, ending above a key that stands below them."""
    kept: list[Segment] = []
    for segment in segments:
        if any(key.first <= segment.first < key.end for key in keys):
            continue
        end = min((key.first for key in keys if segment.first < key.first), default=segment.end)
        kept.append(replace(segment, end=min(end, segment.end)))
    return kept


def _keyed(segments: Sequence[Segment], keys: Sequence[KeySection]) -> list[Entry | None]:
    """What the keys say of each question: each key of those above it, the last of all others."""
    found: list[Entry | None] = []
    for number, key in enumerate(keys, start=1):
        own = [
            one for one in segments[len(found) :] if one.first < key.first or number == len(keys)
        ]
        found += keys_of([one.opener.number for one in own], key.entries)
    return found + [None] * (len(segments) - len(found))


def _items(
    rows: Sequence[Row], segments: Sequence[Segment], keys: Sequence[KeySection]
) -> tuple[list[Item], list[Problem], Topics, list[Row]]:
    """The items, keys that contradict, the headings between, and the rows that are in none."""
    heads = [row for row in rows if row.sort is Sort.HEADING]
    openers = {segment.first for segment in segments}
    titles = sum(row.level == 1 for row in heads) - sum(
        rows[place].sort is Sort.HEADING and rows[place].level == 1 for place in openers
    )
    topics = Topics(has_title=titles == 1)
    bodies = [segment.body(rows) for segment in segments]
    manner = Manner(
        quiz=2 * sum(find_choices(body) is not None for body in bodies) > len(bodies),
        bold=2 * sum(bold_choices(body) is not None for body in bodies) > len(bodies),
        ticks=2 * sum(ticked_choices(body) is not None for body in bodies) > len(bodies),
    )
    in_keys = {place for key in keys for place in range(key.first, key.end)}
    items: list[Item] = []
    differ: list[Problem] = []
    left: list[Row] = []
    at = 0
    keyed = _keyed(segments, keys)
    for segment, body, entry in zip(segments, bodies, keyed, strict=True):
        left += _between(rows, range(at, segment.first), in_keys, topics)
        line = rows[segment.first].number
        said = entry.rows if entry else ()
        item, certain = item_of(segment.opener, line, body, manner, said)
        if not certain:
            differ.append(problem(KINDS["keys-differ"], line, question=item.question))
        topics.close(segment.opener.level)
        items.append(replace(item, topic=topics.of_item()))
        at = segment.end
    left += _between(rows, range(at, len(rows)), in_keys, topics)
    unused = [entry for key in keys for entry in key.entries if entry not in keyed]
    left += [row for entry in unused for row in entry.rows if not row.blank]
    return items, differ, topics, left


def _between(
    rows: Sequence[Row], places: range, in_keys: Container[int], topics: Topics
) -> list[Row]:
    """Enters the headings among rows that are in no item, and says which rows are left."""
    left = []
    for place in places:
        row = rows[place]
        if place in in_keys:
            continue
        if row.sort is Sort.HEADING:
            topics.enter(row.level, (section_title(row.text),), row.line)
        elif row.sort is Sort.TEXT and (found := heading_of(row.text)):
            topics.enter(found[0], (found[1],), row.line)
        elif not row.blank and row.sort is not Sort.END:
            left.append(row)
    return left
