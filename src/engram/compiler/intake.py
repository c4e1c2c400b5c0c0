"""Documents and deck files in, what importing them would do out; then the one short write.

Everything is read and matched first; nothing is written before `take_in`, and then all of it in
one transaction. No review is touched.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from engram.compiler.assemble import checked_deck_name, deck_of
from engram.compiler.change import Change
from engram.compiler.changes import changes_of
from engram.compiler.choices import KEEP_ALL, Choices
from engram.compiler.chosen import chosen
from engram.compiler.deck_files import is_deck_file, read_deck_file
from engram.compiler.edits import EditConflict, conflicts, unedited
from engram.compiler.folders import MOST_FILES, Sources, sources_of
from engram.compiler.likeness import wording_of
from engram.compiler.match import Match, Matching, continued, match
from engram.compiler.progress import Progress, Told, untold
from engram.errors import EngramError, SourceError, StoreError
from engram.importers import READERS, read_document
from engram.model import Card, CardId, Deck, Past, Reading, Role
from engram.outputs import lies_at
from engram.problems import KINDS, Problem, problem
from engram.store.content import Content

_SAME_DECK = 0.5
Thing = TypeVar("Thing")


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A new card and the known one that it repeats, with the same text or in other words."""

    new: Card
    known: Card

    @property
    def same_text(self) -> bool:
        """Whether they differ in no more than case, emphasis, and the order of their options."""
        return wording_of(self.new) == wording_of(self.known)


@dataclass(frozen=True, slots=True)
class Preview:
    """What an import would do, before anything is written."""

    decks: tuple[Deck, ...]  # as compiled, with the ids the cards will have
    matching: Matching
    before: dict[CardId, Card]  # the library's cards that would change or retire
    shipped: bool = False
    conflicts: tuple[EditConflict, ...] = ()  # where the source changes below the learner's edits
    duplicates: tuple[Duplicate, ...] = ()  # new cards that repeat one of another document

    @property
    def cards(self) -> tuple[Card, ...]:
        """The cards of all decks, in order."""
        return tuple(card for deck in self.decks for card in deck.cards)

    @property
    def may_have_past(self) -> bool:
        """Whether another program made one of the documents, which may know more than the cards."""
        layouts = {layout for deck in self.decks for layout in deck.layouts}
        return any(READERS[layout].read_file is not None for layout in layouts)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was found wrong in all documents, in order."""
        return tuple(problem for deck in self.decks for problem in deck.problems)


def compiled(
    documents: Sequence[Path],
    name: str | None = None,
    reader: str | None = None,
    roles: Sequence[Role] | None = None,
) -> Deck:
    """One deck of all documents; SourceError for one that cannot be read at all.

    `roles` are those of the columns of tables, in place of what would be guessed. A folder brings
    the documents below it; what is none there is a problem of the deck.
    """
    sources = sources_of(documents)
    work = _Work(sources, reader, roles, untold)
    readings = work.readings([file for file in sources.files if not work.refuses_deck(file)])
    return work.with_problems([deck_of(readings, name)])[0]


def compiled_apart(
    files: Sequence[Path],
    name: str | None = None,
    reader: str | None = None,
    roles: Sequence[Role] | None = None,
    told: Told = untold,
) -> tuple[Deck, ...]:
    """The decks of an import: one for all documents if `name` is given, else one for each.

    A deck file gives its own decks, a folder what lies below it; what is no document there is a
    problem of the first deck. SourceError or StoreError for a file that cannot be read and was
    named by itself.
    """
    sources = sources_of(files)
    work = _Work(sources, reader, roles, told)
    documents = [file for file in sources.files if not is_deck_file(file)]
    decks = [
        deck
        for file in sources.files
        if is_deck_file(file)
        for deck in work.unless_left_out(file, partial(read_deck_file, file)) or ()
    ]
    readings = work.readings(documents)
    decks = [_renamed(deck, checked_deck_name(name or deck.name)) for deck in decks]
    if name is not None:
        decks += [deck_of(readings, name)] if readings else []
    else:
        decks += (deck_of([part]) for reading in readings for part in _apart(*reading))
    return work.with_problems(decks)


def previewed(
    content: Content, decks: Sequence[Deck], *, named: bool, shipped: bool = False
) -> Preview:
    """What taking in `decks` would do to the library.

    A document that is known already stays in its deck unless the import was `named`.
    """
    old = content.all_source_cards()
    matching = match(old, [card for deck in decks for card in deck.cards], reworded=not shipped)
    homes = {card.id: card.deck for card in old if not card.retired}
    if named and not shipped:
        versions = {head.name: head.version for head in content.decks()}
        decks = [
            _below_version(deck, part, homes, versions) for deck, part in _parts(decks, matching)
        ]
    elif not named:
        at_home = [_at_home(deck, part, homes) for deck, part in _parts(decks, matching)]
        if at_home != list(decks):
            decks = at_home
            matching = match(old, [card for deck in decks for card in deck.cards])
    known = {card.id: card for card in old if not card.retired}
    stayed = [_at_source(deck, part, known) for deck, part in _parts(decks, matching)]
    matching = replace(matching, cards=tuple(each for _, part in stayed for each in part.cards))
    kept = tuple(_with_problems(deck, part) for deck, part in stayed)
    touched = {matched.old for matched in matching.cards} | set(matching.retired)
    before = {card.id: card for card in old if card.id in touched}
    return Preview(
        kept,
        matching,
        before,
        shipped,
        _conflicts(content, kept, matching, before, shipped=shipped),
        _duplicates(old, kept, matching),
    )


def take_in(
    content: Content,
    preview: Preview,
    choices: Choices = KEEP_ALL,
    with_past: Callable[[Mapping[CardId, Past]], Callable[[], object]] | None = None,
    *,
    ready: Callable[[], None] | None = None,
) -> None:
    """Writes a preview's changes into the library, as the learner chose, in one transaction.

    `with_past` is given what other programs know of the cards that come, before the library is
    locked, and gives what writes it, which is called in that transaction. `ready` is called just
    before it; what it raises ends the import, and nothing is changed.
    """
    decks, matching = chosen(preview.decks, preview.matching, choices, preview.before)
    changes = list(changes_of(decks, matching, preview.before, shipped=preview.shipped))
    if changes:
        found = (each for each in preview.conflicts if each.card not in choices.left)
        changes[0] = replace(changes[0], unedited=unedited(found, choices.theirs))
    afterwards = with_past(_past_of(decks)) if with_past else None
    content.apply(changes, afterwards, ready=ready)


def _past_of(decks: Sequence[Deck]) -> dict[CardId, Past]:
    """What other programs know of the cards of these decks."""
    coming = {card.id for deck in decks for card in deck.cards}
    pasts = (each for deck in decks for each in deck.past().items())
    return {card: past for card, past in pasts if card in coming}


def _duplicates(
    old: Sequence[Card], decks: Sequence[Deck], matching: Matching
) -> tuple[Duplicate, ...]:
    if not matching.duplicates:
        return ()
    known = {card for _, card in matching.duplicates}
    after = {card.id: card for deck in decks for card in deck.cards}
    before = {card.id: card for card in old if card.id in known}
    return tuple(Duplicate(after[new], before[card]) for new, card in matching.duplicates)


def _conflicts(
    content: Content,
    decks: Sequence[Deck],
    matching: Matching,
    before: Mapping[CardId, Card],
    *,
    shipped: bool,
) -> tuple[EditConflict, ...]:
    edits = content.edits()
    if not edits or shipped:
        return ()
    after = {card.id: card for deck in decks for card in deck.cards}
    same = matching.ids(Change.UNCHANGED)
    return conflicts(edits, before, {card: after[card] for card in after.keys() - set(same)})


class _Work:
    """Reads the files of an import; one that a folder brought may be left out, and is told."""

    def __init__(
        self, sources: Sources, reader: str | None, roles: Sequence[Role] | None, told: Told
    ) -> None:
        self._sources, self._reader, self._roles, self._told = sources, reader, roles, told
        self._problems: list[Problem] = []
        self._begun = 0

    def readings(self, documents: Sequence[Path]) -> list[tuple[str, Reading]]:
        names = Counter(document.name for document in documents)
        found = []
        for document in documents:
            name = document.name if names[document.name] == 1 else _with_folder(document)
            read = partial(read_document, document, self._reader, self._roles)
            reading = self.unless_left_out(document, read)
            if reading is not None:
                found.append((_written(name), reading))
        return found

    def unless_left_out(self, file: Path, read: Callable[[], Thing]) -> Thing | None:
        """What is read from a file, None for one that a folder brought and that is no document."""
        self._begun += 1
        self._told(Progress(file.name, self._begun, len(self._sources.files)))
        try:
            return read()
        except (SourceError, StoreError) as error:
            self._leave_out(file, error)
        return None

    def refuses_deck(self, file: Path) -> bool:
        """Whether a file is SQLite and was brought by a folder; SourceError if it was named."""
        if not is_deck_file(file):
            return False
        error = SourceError(
            "{file} is SQLite and no text. If it is a deck file, it is compiled already:"
            " import takes it.",
            file=file,
        )
        self._leave_out(file, error)
        return True

    def with_problems(self, decks: Sequence[Deck]) -> tuple[Deck, ...]:
        """The decks, the first of them with what was left out; SourceError if nothing is left."""
        for folder in self._sources.cut:
            found = problem(KINDS["many-files"], 1, count=MOST_FILES)
            self._problems.append(replace(found, document=_written(folder.name)))
        if not self._problems:
            return tuple(decks)
        if not any(deck.cards or deck.version for deck in decks):
            raise SourceError(
                "None of the {count} files is a study document; nothing was imported.",
                count=len(self._sources.files),
            )
        first, *others = decks
        return (replace(first, problems=(*self._problems, *first.problems)), *others)

    def _leave_out(self, file: Path, error: EngramError) -> None:
        name = self._sources.found.get(file)
        if name is None:
            raise error
        reason = str(error)
        for told in ("; nothing was imported", "; nothing was changed"):
            reason = reason.replace(told, "")
        found = Problem(KINDS["no-document"], 1, (("reason", _written(reason)),))
        self._problems.append(replace(found, document=_written(name)))


def _apart(name: str, reading: Reading) -> list[tuple[str, Reading]]:
    """The decks of one document by themselves; what was wrong in it is told with the first."""
    if not reading.apart:
        return [(name, reading)]
    first, *others = reading.apart
    first = replace(first, problems=reading.problems, columns=reading.columns)
    return [(name, part) for part in (first, *others)]


def _written(name: str) -> str:
    """A document's name as the library can keep it."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _with_folder(document: Path) -> str:
    """A name that tells two documents of one name apart."""
    return "/".join(Path(lies_at(document)).parts[-2:])


def _with_problems(deck: Deck, matching: Matching) -> Deck:
    """The deck with the ids its cards get, and what is wrong with the ids written in it."""
    cards, problems = [], list(deck.problems)
    for matched, card in zip(matching.cards, continued(deck.cards, matching), strict=True):
        found = _taken_id(matched, card)
        problems += found
        told = (*card.problems, *(each.message for each in found))
        cards.append(replace(card, problems=told) if found else card)
    ids = {matched.compiled: matched.id for matched in matching.cards}
    return replace(
        deck,
        cards=tuple(cards),
        problems=tuple(problems),
        past=lambda: {ids[card]: past for card, past in deck.past().items()},
    )


def _taken_id(matched: Match, card: Card) -> list[Problem]:
    if not matched.taken_by:
        return []
    kind, source = KINDS["id-elsewhere"], card.source
    found = problem(kind, source.line, id=matched.compiled, other=matched.taken_by)
    return [replace(found, document=source.document)]


def _renamed(deck: Deck, name: str) -> Deck:
    return replace(deck, name=name, cards=tuple(replace(card, deck=name) for card in deck.cards))


def _parts(decks: Sequence[Deck], matching: Matching) -> Iterator[tuple[Deck, Matching]]:
    """Each deck with its own part of the matching, which is in the decks' order."""
    first = 0
    for deck in decks:
        last = first + len(deck.cards)
        yield deck, replace(matching, cards=matching.cards[first:last])
        first = last


def _at_home(deck: Deck, matching: Matching, homes: Mapping[CardId, str]) -> Deck:
    """The deck under the name that most of its cards are known by."""
    home = _home(deck, matching, homes)
    return deck if home in (None, deck.name) else _renamed(deck, str(home))


def _at_source(
    deck: Deck, matching: Matching, known: Mapping[CardId, Card]
) -> tuple[Deck, Matching]:
    """The deck, its cards in the documents that it says it was exported from, if they are there."""
    cards, matches = list(deck.cards), list(matching.cards)
    for place, (card, matched) in enumerate(zip(deck.cards, matching.cards, strict=True)):
        before = known.get(matched.old) if matched.old is not None else None
        if (
            before is None
            or before.deck != deck.name
            or before.source.document not in deck.documents
            or card.source.document in deck.documents
        ):
            continue
        cards[place] = replace(card, source=before.source)
        same_topic = "::".join(card.topic) == "::".join(before.topic)
        if matched.change is Change.MOVED and same_topic:
            matches[place] = replace(matched, change=Change.UNCHANGED)
    return replace(deck, cards=tuple(cards)), replace(matching, cards=tuple(matches))


def _below_version(
    deck: Deck, matching: Matching, homes: Mapping[CardId, str], versions: Mapping[str, str]
) -> Deck:
    """A deck put into another that has a version leaves it, unless it is its own new version."""
    foreign = versions.get(deck.name) and _home(deck, matching, homes) != deck.name
    return replace(deck, version="") if foreign else deck


def _home(deck: Deck, matching: Matching, homes: Mapping[CardId, str]) -> str | None:
    """The deck in which at least half of the cards are known."""
    known = Counter(
        homes[card.old] for card in matching.cards if card.old is not None and card.old in homes
    )
    home, count = next(iter(known.most_common(1)), (None, 0))
    return home if count >= _SAME_DECK * len(deck.cards) else None
