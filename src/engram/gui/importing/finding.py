"""Files and the learner's choices in; the preview with everything the page says about it out.

Works in a thread: nothing here touches a widget.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from engram.compiler.change import Change
from engram.compiler.progress import Told, untold
from engram.compiler.retopic import AS_NAMED, Topic, Topics
from engram.errors import EngramError
from engram.gui.importing.cards import CardRow
from engram.gui.importing.changes import ChangeRow
from engram.gui.importing.last_import import MadeImport
from engram.gui.importing.pasted import write_pasted
from engram.gui.importing.problems import ProblemRow
from engram.gui.text.card_document import Media
from engram.model import Card, Columns, Role
from engram.problems import Problem, Severity

if TYPE_CHECKING:
    from engram.compiler.choices import Choices
    from engram.compiler.intake import Preview


class Intake(Protocol):
    """Who reads documents and brings their cards into the library, from any thread."""

    def preview(
        self,
        files: Sequence[Path],
        reader: str | None,
        deck: str | None,
        roles: Sequence[Role] | None,
        topics: Topics,
        told: Told,
    ) -> Preview: ...

    def take_in(
        self, preview: Preview, choices: Choices, told: Told, *, with_past: bool
    ) -> None: ...

    def deck_names(self) -> tuple[str, ...]: ...

    def last_import(self) -> MadeImport | None: ...


@dataclass(frozen=True, slots=True)
class Request:
    """What the learner asks to see: documents, and what they chose for them."""

    files: tuple[Path, ...]
    reader: str | None = None  # None: whichever recognises the document
    deck: str | None = None  # None: as the documents are named
    roles: tuple[Role, ...] | None = None  # of a table's columns; None: as guessed
    topics: Topics = AS_NAMED


@dataclass(frozen=True, slots=True)
class Finding:
    """What was read: a preview and the rows that show it."""

    request: Request
    preview: Preview
    layouts: tuple[str, ...]  # readers that were used, none for deck files
    bytes: int
    cards: tuple[CardRow, ...]
    problems: tuple[ProblemRow, ...]
    changes: tuple[ChangeRow, ...]
    # What follows from them, worked out in the thread too.
    topic_names: tuple[Topic, ...]  # in their order
    topics: int  # how many topics the documents name, each deck's by itself
    incomplete: int  # cards without a usable answer
    edited: tuple[ChangeRow, ...]  # changes below a text of the learner's own
    repeated: tuple[ChangeRow, ...]  # new cards that repeat a known one
    only_new: bool  # all that happens is that new cards come
    may_have_past: bool  # another program made a document, and may know more than its cards

    def media_or(self, library: Media) -> Media:
        """The pictures of the documents, and for other cards those of the library."""
        found = {each.name: each for deck in self.preview.decks for each in deck.media}

        def media(name: str) -> bytes | None:
            if name not in found:
                return library(name)
            try:
                return found[name].load()
            except EngramError:  # gone since it was read; the import will say so
                return None

        return media

    @property
    def decks(self) -> tuple[str, ...]:
        """The names of the decks that the cards go into."""
        return tuple(dict.fromkeys(deck.name for deck in self.preview.decks))

    @property
    def columns(self) -> Columns | None:
        """Those of the one document, if it is a table."""
        known = [deck.columns for deck in self.preview.decks if deck.columns is not None]
        return known[0] if len(known) == 1 else None


def read_finding(intake: Intake, request: Request, told: Told = untold) -> Finding:
    """Reads the documents; raises EngramError for one that cannot be read."""
    preview = intake.preview(
        request.files, request.reader, request.deck, request.roles, request.topics, told
    )
    cards, problems = preview.cards, preview.problems
    _load_renderers(cards)
    files = _files(request)
    named = len({card.source.document for card in cards}) > 1
    several = len(files) > 1
    changes = tuple(_change_rows(preview, named=named))
    return Finding(
        request=request,
        preview=preview,
        layouts=tuple(dict.fromkeys(name for deck in preview.decks for name in deck.layouts)),
        bytes=sum(file.stat().st_size for file in files if file.exists()),
        cards=tuple(_card_rows(cards, problems, named=named)),
        problems=tuple(_problem_rows(files, cards, problems, named=named or several)),
        changes=changes,
        topic_names=tuple(dict.fromkeys(card.topic for card in cards if card.topic)),
        topics=len({(card.deck, card.topic) for card in cards if card.topic}),
        incomplete=sum(card.incomplete for card in cards),
        edited=tuple(row for row in changes if row.is_edited),
        repeated=tuple(row for row in changes if row.duplicate is not None),
        only_new=all(row.change is Change.NEW for row in changes),
        may_have_past=preview.may_have_past,
    )


def read_pasted(intake: Intake, request: Request, text: str, told: Told = untold) -> Finding:
    """Reads a text as the one document of a request, which is written down for that."""
    write_pasted(request.files[0], text)
    return read_finding(intake, request, told)


def _load_renderers(cards: Sequence[Card]) -> None:
    """Load what sets Markdown and formulas here, where it holds up nobody."""
    import_module("engram.gui.text.markdown_html")
    if any("$" in f"{card.question}{card.answer}{card.explanation}" for card in cards):
        from engram.gui.text import maths

        maths.load()


def _files(request: Request) -> tuple[Path, ...]:
    """The documents themselves, also of folders."""
    from engram.compiler.folders import sources_of

    return sources_of(request.files).files


def _card_rows(
    cards: Sequence[Card], problems: Sequence[Problem], *, named: bool
) -> Iterator[CardRow]:
    found: dict[tuple[str, int], list[Problem]] = defaultdict(list)
    for problem in problems:
        if problem.severity is not Severity.NOTE:
            found[problem.document, problem.line].append(problem)
    for card in cards:
        place = (card.source.document, card.source.line)
        yield CardRow(card, tuple(found[place]) if place in found else (), named)


def _problem_rows(
    files: Sequence[Path], cards: Sequence[Card], problems: Sequence[Problem], *, named: bool
) -> Iterator[ProblemRow]:
    places = {(card.source.document, card.source.line): place for place, card in enumerate(cards)}
    for problem in problems:
        card = places.get((problem.document, problem.line))
        yield ProblemRow(problem, card, _file_of(files, problem.document), named)


def _change_rows(preview: Preview, *, named: bool) -> Iterator[ChangeRow]:
    """The weightiest class of change first; what is no longer there comes last."""
    # Loaded here, in the thread: the rest of the window does without.
    from engram.compiler.change_list import change_list

    for each in change_list(preview):
        if each.change is not Change.UNCHANGED:
            yield ChangeRow(each, named)


def _has_lines(file: Path) -> bool:
    from engram.importers import is_text

    return is_text(file)


def _file_of(files: Sequence[Path], document: str) -> Path | None:
    """The file of a document by the name its problems give it.

    None if two are named so, and for a package, which has no lines to show.
    """
    known = [file for file in files if f"/{file.as_posix()}".endswith(f"/{document}")]
    linked = [file for file in files if document == "/".join(file.resolve().parts[-2:])]
    found = known or linked
    return found[0] if len(found) == 1 and _has_lines(found[0]) else None
