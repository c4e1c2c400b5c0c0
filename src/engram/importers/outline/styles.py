"""The rows of a document go in; the questions they begin and the rows below each come out.

Nobody tells a reader how a document sets its questions apart, so it is told by what stands there:
the style whose rows most often ask and are answered. Where that style ends (a second part of the
document with headings of another level), another one may follow.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from engram.importers.contents import names_contents, title_key
from engram.importers.outline.evidence import has_options, is_answered, is_list_of_links
from engram.importers.outline.key_sections import KeySection
from engram.importers.outline.openers import Opener, is_reveal, opener_at
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
            "vorwort",
            "einleitung",
            "前言",
            "序言",
            "目录",
            "目錄",
            "总结",
            "參考",
            "参考",
            "参考资料",
            "附录",
            "はじめに",
            "まとめ",
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


def find_segments(rows: Sequence[Row], keys: Sequence[KeySection] = ()) -> list[Segment]:
    """The questions of a document in order; none when no style is sure enough.

    Numbered lines that a key answers one by one are questions whatever they say.
    """
    places = _Places(rows)
    in_keys = {place for key in keys for place in range(key.first, key.end)}
    free = [
        opener
        for opener in places.openers
        if not places.in_reveal[opener.place] and opener.place not in in_keys
    ]
    found = [segment for key in keys for segment in _keyed_segments(places, free, key)]
    free = _free(free, found)
    while free:
        styles = _candidates(places, free, keyed=bool(keys))
        best = max(styles, key=lambda style: style.points, default=None)
        if best is None or best.points <= 0:
            break
        starts = sorted(segment.first for segment in found)
        for segment in best.segments:
            cut = _cut(segment, starts)
            if cut == segment or places.filled(cut.first + 1, cut.end):
                found.append(cut)
        free = _free(free, best.segments)
    return sorted(found, key=lambda segment: segment.first)


def _cut(segment: Segment, starts: Sequence[int]) -> Segment:
    """The segment up to the first of these places, in order, that stands in it."""
    after = bisect_right(starts, segment.first)
    return replace(segment, end=min([segment.end, *starts[after : after + 1]]))


def _free(openers: Sequence[Opener], taken: Sequence[Segment]) -> list[Opener]:
    """The openers in none of these segments and of another style than theirs."""
    rows = {at for one in taken for at in range(one.first, one.end)}
    styles = {one.opener.style for one in taken}
    return [one for one in openers if one.place not in rows and one.style not in styles]


def _keyed_segments(places: _Places, free: Sequence[Opener], key: KeySection) -> list[Segment]:
    """The numbered lines right above a key that has an entry for each, and no options."""
    numbers = [entry.number for entry in key.entries]
    above = [one for one in free if one.place < key.first and one.style.startswith("plain 0")]
    above = above[-len(numbers) :]
    if [one.number for one in above] != numbers:
        return []
    segments = [
        replace(segment, end=min(segment.end, key.first)) for segment in _segments(places, above)
    ]
    asks = sum(segment.opener.asks for segment in segments)
    if 2 * asks < len(segments) or any(has_options(one.body(places.rows)) for one in segments):
        return []
    return segments


class _Places:
    """What is known of all rows before any style is tried."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows = rows
        self.openers = [
            opener for place, row in enumerate(rows) if (opener := opener_at(place, row))
        ]
        self.in_reveal = [False] * len(rows)
        self.fold_ends: dict[int, int] = {}
        self._headings: dict[tuple[int, bool], list[int]] = {}
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
        end = bisect_left(self.openers, segment.end, key=lambda opener: opener.place)
        return any(
            opener.asks and opener.style != segment.opener.style
            for opener in self.openers[first:end]
        )

    def next_heading(self, opener: Opener, level: int) -> int:
        """Where the next heading of this level or above stands, else the end of all rows."""
        headings = self._headings_to(level, listed=opener.style.startswith("listed"))
        at = bisect_right(headings, opener.place)
        return headings[at] if at < len(headings) else len(self.rows)

    def _headings_to(self, level: int, *, listed: bool) -> list[int]:
        """The places of headings of these levels; in a list, those that stand in are its own."""
        if (level, listed) not in self._headings:
            self._headings[level, listed] = [
                place
                for place, row in enumerate(self.rows)
                if row.sort is Sort.HEADING
                and row.level <= level
                and not self.in_reveal[place]
                and not (listed and row.indent)
            ]
        return self._headings[level, listed]

    def filled(self, first: int, end: int) -> bool:
        return any(
            not row.blank and row.sort not in (Sort.HEADING, Sort.END)
            for row in self.rows[first:end]
        )


@dataclass(frozen=True, slots=True)
class _Style:
    segments: Sequence[Segment]
    points: float


def _candidates(places: _Places, free: Sequence[Opener], *, keyed: bool) -> Iterator[_Style]:
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
            kept = _in_sequence(_with_options(places, kept))
        if not kept:
            continue
        segments = _segments(places, kept)
        points = [_points(places, segment) for segment in segments]
        mostly = 2 * sum(point >= 1 for point in points) > len(points)
        most_ask = sum(point >= 1 for point in points) >= 0.7 * len(points)
        least = 0 if mostly or keyed else 1
        items = [
            segment
            for segment, point in zip(segments, points, strict=True)
            if (point > 0 and point >= least)
            or (most_ask and _may_ask(segment) and not places.asks_below(segment))
        ]
        if max(points) < 1 and not (keyed and style.endswith(("numbered", "label"))):
            continue  # none asks and none is answered: the sections of a text
        sure = sum(point for point in points if point > 0)
        if len(items) > 1 or sure >= 2:
            yield _Style(items, sure)


def _may_ask(segment: Segment) -> bool:
    """Whether a heading that reads like no question is one, standing among many that do."""
    text = segment.opener.text
    if names_contents(text) or title_key(text) in _NO_QUESTION or not text.strip(" .:*_"):
        return False
    return segment.opener.style.startswith(("heading", "listed", "fold", "bold"))


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
        return places.fold_ends.get(opener.place, places.next_heading(opener, 6)) + 1
    if opener.level < 7:
        above = opener.level - 1 if opener.style.endswith("plain") else opener.level
        return places.next_heading(opener, above)
    return places.next_heading(opener, topics or 6)


def _in_sequence(openers: Sequence[Opener]) -> list[Opener]:
    """Those whose numbers rise by one or begin again."""
    kept: list[Opener] = []
    for opener in openers:
        if opener.number == 1 or not kept or opener.number == (kept[-1].number or 0) + 1:
            kept.append(opener)
    return kept


def _with_options(places: _Places, openers: Sequence[Opener]) -> list[Opener]:
    """Those with lettered options, or an answer behind its label, before the next one."""
    return [
        opener
        for opener, end in _with_next(openers, len(places.rows))
        if has_options(places.rows[opener.place + 1 : end])
        or is_answered(places.rows[opener.place + 1 : end])
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
    if is_list_of_links(body):
        return -0.5
    points = 1.0 if opener.asks else 0.0
    if is_answered(body) or has_options(body):
        points += 1.0
    elif opener.style.endswith(("numbered", "label")) or opener.style.startswith("listed"):
        points += 0.3
    elif opener.style == "fold":
        points += 0.5
    return points or -0.5
