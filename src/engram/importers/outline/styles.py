"""The rows of a document go in; the questions they begin and the rows below each come out.

Nobody tells a reader how a document sets its questions apart, so it is told by what stands there:
the style whose rows most often ask and are answered. Where that style ends (a second part of the
document with headings of another level), another one may follow.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from engram.importers.contents import names_contents, title_key
from engram.importers.labels import Label, labelled
from engram.importers.lettered import lettered
from engram.importers.outline.openers import Opener, is_reveal, opener_at
from engram.importers.outline.options import is_box
from engram.importers.outline.rows import Row, Sort

_NO_QUESTION = frozenset(
    map(
        title_key,
        (
            "about",
            "acknowledgements",
            "answers",
            "appendix",
            "author",
            "authors",
            "changelog",
            "conclusion",
            "contact",
            "contribute",
            "contributing",
            "contributors",
            "credits",
            "description",
            "disclaimer",
            "faq",
            "further reading",
            "getting started",
            "installation",
            "introduction",
            "license",
            "links",
            "notes",
            "overview",
            "prerequisites",
            "questions",
            "references",
            "related",
            "resources",
            "sources",
            "summary",
            "support",
            "usage",
        ),
    )
)


@dataclass(frozen=True, slots=True)
class Segment:
    """A question's row and those below it, `first` and `end` being places among all rows."""

    opener: Opener
    first: int
    end: int

    def body(self, rows: Sequence[Row]) -> Sequence[Row]:
        return rows[self.first + 1 : self.end]


def find_segments(rows: Sequence[Row]) -> list[Segment]:
    """The questions of a document in order; none when no style is sure enough."""
    places = _Places(rows)
    free = [opener for opener in places.openers if not places.in_reveal[opener.place]]
    found: list[Segment] = []
    while free:
        best = max(_candidates(places, free), key=lambda style: style.points, default=None)
        if best is None or best.points <= 0:
            break
        found += best.segments
        taken = {at for one in best.segments for at in range(one.first, one.end)}
        styles = {one.opener.style for one in best.segments}
        free = [one for one in free if one.place not in taken and one.style not in styles]
    return sorted(found, key=lambda segment: segment.first)


class _Places:
    """What is known of all rows before any style is tried."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows = rows
        self.openers = [
            opener for place, row in enumerate(rows) if (opener := opener_at(place, row))
        ]
        self.in_reveal = [False] * len(rows)
        self.fold_ends: dict[int, int] = {}
        self.heading_levels = [
            (place, row.level) for place, row in enumerate(rows) if row.sort is Sort.HEADING
        ]
        self._folds()

    def _folds(self) -> None:
        open_folds: list[int] = []
        for place, row in enumerate(self.rows):
            if row.sort is Sort.FOLD:
                open_folds.append(place)
            elif row.sort is Sort.END and open_folds:
                start = open_folds.pop()
                self.fold_ends[start] = place
                if is_reveal(self.rows[start].text):
                    self.in_reveal[start : place + 1] = [True] * (place + 1 - start)

    def gap_above(self, place: int) -> bool:
        return place == 0 or self.rows[place - 1].sort not in (Sort.TEXT, Sort.CODE)

    def set_apart(self, opener: Opener) -> bool:
        """Whether a rule or a break stands above, with nothing but blank lines between."""
        at = opener.place - 1
        while at >= 0 and self.rows[at].blank and not self.rows[at].parts:
            at -= 1
        return at >= 0 and self.rows[at].parts

    def asks_below(self, segment: Segment) -> bool:
        """Whether rows below would begin questions of their own."""
        first = bisect_right(self.openers, segment.first, key=lambda opener: opener.place)
        return any(
            opener.asks and opener.style != segment.opener.style
            for opener in self.openers[first:]
            if opener.place < segment.end
        )

    def filled(self, first: int, end: int) -> bool:
        return any(
            not row.blank and row.sort not in (Sort.HEADING, Sort.END)
            for row in self.rows[first:end]
        )


@dataclass(frozen=True, slots=True)
class _Style:
    segments: Sequence[Segment]
    points: float


def _candidates(places: _Places, free: Sequence[Opener]) -> Iterator[_Style]:
    by_style: dict[str, list[Opener]] = defaultdict(list)
    for opener in free:
        by_style[opener.style].append(opener)
    for style, openers in by_style.items():
        kept = openers
        if style.startswith("bold"):
            kept = [one for one in openers if places.gap_above(one.place)]
        if style == "bold":
            apart = 2 * sum(map(places.set_apart, kept)) > len(kept)
            kept = [one for one in kept if one.asks or (apart and places.set_apart(one))]
        if style.startswith("plain"):
            kept = _with_options(places, _in_sequence(kept))
        if not kept:
            continue
        segments = _segments(places, kept)
        points = [_points(places, segment) for segment in segments]
        items = [
            segment
            for segment, point in zip(segments, points, strict=True)
            if point > 0 or (_may_ask(segment, points) and not places.asks_below(segment))
        ]
        sure = sum(point for point in points if point > 0)
        if len(items) > 1 or sure >= 2:
            yield _Style(items, sure)


def _may_ask(segment: Segment, points: Sequence[float]) -> bool:
    """Whether a heading that reads like no question is one, standing among many that do."""
    text = segment.opener.text
    if names_contents(text) or title_key(text) in _NO_QUESTION or not text.strip(" .:*_"):
        return False
    style = segment.opener.style
    if not style.startswith(("heading", "listed", "fold", "bold")):
        return False
    return sum(point > 0 for point in points) >= 0.7 * len(points)


def _segments(places: _Places, openers: Sequence[Opener]) -> list[Segment]:
    topics = _topic_level(places, openers)
    return [
        Segment(opener, opener.place, min(after, _end(places, opener, topics)))
        for opener, after in _with_next(openers, len(places.rows))
    ]


def _topic_level(places: _Places, openers: Sequence[Opener]) -> int:
    """The deepest level of headings that stand right above questions which are none."""
    deepest = 0
    for opener in openers:
        at = opener.place - 1
        while at >= 0 and places.rows[at].blank:
            at -= 1
        if at >= 0 and places.rows[at].sort is Sort.HEADING:
            deepest = max(deepest, places.rows[at].level)
    return deepest


def _end(places: _Places, opener: Opener, topics: int) -> int:
    """Where the rows of a question end at the latest: its fold's end, or a heading above it."""
    if opener.style == "fold":
        return places.fold_ends.get(opener.place, _next_heading(places, opener, 6)) + 1
    if opener.level < 7:
        above = opener.level - 1 if opener.style.endswith("plain") else opener.level
        return _next_heading(places, opener, above)
    return _next_heading(places, opener, topics or 6)


def _next_heading(places: _Places, opener: Opener, level: int) -> int:
    first = bisect_right(places.heading_levels, (opener.place, 7))
    for place, found in places.heading_levels[first:]:
        if found <= level and not places.in_reveal[place]:
            stands_in = places.rows[place].indent
            if not (stands_in and opener.style.startswith("listed")):
                return place
    return len(places.rows)


def _in_sequence(openers: Sequence[Opener]) -> list[Opener]:
    """Those whose numbers rise by one or begin again."""
    kept: list[Opener] = []
    for opener in openers:
        if opener.number == 1 or (kept and opener.number == (kept[-1].number or 0) + 1):
            kept.append(opener)
    return kept


def _with_options(places: _Places, openers: Sequence[Opener]) -> list[Opener]:
    """Those with lettered options before the next one."""
    return [
        opener
        for opener, end in _with_next(openers, len(places.rows))
        if _has_options(places.rows[opener.place + 1 : end])
    ]


def _with_next(openers: Sequence[Opener], end: int) -> Iterator[tuple[Opener, int]]:
    """Each with the place of the next one, the last with the end of all rows."""
    yield from ((one, after.place) for one, after in pairwise(openers))
    yield from ((one, end) for one in openers[-1:])


def _points(places: _Places, segment: Segment) -> float:
    """How much a row and what is below it look like a question that is answered."""
    opener = segment.opener
    body = segment.body(places.rows)
    if not places.filled(segment.first + 1, segment.end) or names_contents(opener.text):
        return -0.2
    if _is_list_of_links(body):
        return -0.5
    points = 1.0 if opener.asks else 0.0
    if _is_answered(body) or _has_options(body):
        points += 1.0
    elif opener.style.endswith(("numbered", "label")) or opener.style.startswith("listed"):
        points += 0.3
    elif opener.style == "fold":
        points += 0.5
    return points or -0.5


def _is_answered(body: Sequence[Row]) -> bool:
    for row in body:
        if row.sort is Sort.FOLD and is_reveal(row.text):
            return True
        if row.sort in (Sort.TEXT, Sort.HEADING):
            found = labelled(row.text)
            if found and found.label is Label.ANSWER:
                return True
    return False


def _has_options(body: Sequence[Row]) -> bool:
    last = ""
    boxes = 0
    for row in body:
        if row.sort is Sort.FOLD:
            break
        if row.sort is not Sort.TEXT:
            continue
        if option := lettered(row.text):
            if last == "A" and option.letter == "B":
                return True
            last = option.letter
        elif is_box(row.text):
            boxes += 1
    return boxes > 1


def _is_list_of_links(body: Sequence[Row]) -> bool:
    """Whether every row is a list item that links somewhere: contents, or further reading."""
    filled = [row for row in body if not row.blank]
    links = sum("](" in row.text and row.text.lstrip()[:1] in "-*+|0123456789" for row in filled)
    return links > 2 and links >= 0.9 * len(filled)
