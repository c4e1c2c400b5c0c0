"""What was read in; the sentences of the Import page about it out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from engram.compiler.change import Change
from engram.compiler.progress import COMPARING, WRITING, Progress
from engram.gui.importing.changes import ChangeRow
from engram.gui.importing.decisions import Decisions
from engram.gui.importing.finding import Finding, Request
from engram.gui.words import number, plural, tr

_KILO = 1000


def import_title(request: Request) -> str:
    """The document's name, or how many they are."""
    count = len(request.files)
    return request.files[0].name if count == 1 else plural(count, "{n} document", "{n} documents")


def import_caption(finding: Finding) -> str:
    """`61 items found in 38 kB, 4 problems`."""
    items = plural(len(finding.cards), "{n} item", "{n} items")
    found = tr("{items} found in {size}", items=items, size=size_words(finding.bytes))
    count = len(finding.problems)
    problems = plural(count, "{n} problem", "{n} problems") if count else tr("no problems")
    return tr("{found}, {problems}", found=found, problems=problems)


def size_words(count: int) -> str:
    """A size in bytes, kB or MB."""
    if count < _KILO:
        return plural(count, "{n} byte", "{n} bytes")
    if count < _KILO**2:
        return tr("{n} kB", n=round(count / _KILO))
    return tr("{n} MB", n=f"{count / _KILO**2:.1f}")


def import_action(finding: Finding, count: int, *, with_past: bool = False) -> str:
    """What the primary button will do, with the number of changes that are ticked."""
    if with_past and not count:
        return tr("Take over the answers")
    if finding.only_new and count:
        return plural(count, "Import {n} card", "Import {n} cards")
    return plural(count, "Take {n} change", "Take {n} changes") if count else tr("Nothing to take")


def cards_sentence(finding: Finding) -> str:
    """What the learner should know of the cards before they come."""
    if not finding.changes:
        return tr("Everything is up to date.")
    if not finding.incomplete:
        return ""
    cards = plural(len(finding.cards), "{n} card", "{n} cards")
    return plural(
        finding.incomplete,
        "{n} of {cards} is incomplete: kept, but not studied until you complete it.",
        "{n} of {cards} are incomplete: kept, but not studied until you complete them.",
        cards=cards,
    )


def changes_sentence(finding: Finding) -> str:
    """How many changes there are of each class: `8 changed, 3 new, 1 no longer there.`"""
    if not finding.changes:
        return tr("Everything is up to date.")
    return tr("{changes}. You can undo the whole import.", changes=_changes(finding.changes))


def imported_sentence(finding: Finding, decisions: Decisions) -> str:
    """What happened, told after the import."""
    taken = tuple(filter(decisions.takes, finding.changes))
    if not taken:
        return tr("The answers and dates of the other program are in the library.")
    decks = tuple(dict.fromkeys(row.after.deck for row in taken if row.after is not None))
    if finding.only_new and len(decks) == 1:
        return plural(
            len(taken),
            "{n} card is now in “{deck}”.",
            "{n} cards are now in “{deck}”.",
            deck=decks[0],
        )
    if finding.only_new:
        return plural(
            len(taken),
            "{n} card is now in {decks} decks.",
            "{n} cards are now in {decks} decks.",
            decks=number(len(decks)),
        )
    return tr("Taken: {changes}.", changes=_changes(taken))


def reading_words(request: Request) -> str:
    """What is said while documents are read."""
    count = len(request.files)
    return plural(count, "Reading the document…", "Reading {n} documents…")


def progress_words(progress: Progress) -> str:
    """What is being done: `Reading notes.md (2 of 5)…`."""
    if progress == COMPARING:
        return tr("Comparing with your library…")
    if progress == WRITING:
        return tr("Writing into your library…")
    if progress.count == 1:
        return tr("Reading {document}…", document=progress.document)
    return tr(
        "Reading {document} ({n} of {count})…",
        document=progress.document,
        n=number(progress.number),
        count=number(progress.count),
    )


def topics_words(finding: Finding) -> str:
    """Where the topics come from, and how many they are."""
    if not finding.topics:
        return tr("None in the document")
    return tr("As in the document ({count})", count=number(finding.topics))


def deck_label(decks: tuple[str, ...]) -> str:
    """The decks that the documents name themselves."""
    return decks[0] if len(decks) == 1 else tr("As named ({count})", count=len(decks))


def _changes(rows: Iterable[ChangeRow]) -> str:
    counts = Counter(row.change for row in rows)
    told = (
        (counts[Change.KEY_CHANGED], "{n} answer key changed", "{n} answer keys changed"),
        (counts[Change.CHANGED], "{n} changed", "{n} changed"),
        (counts[Change.MOVED], "{n} moved", "{n} moved"),
        (counts[Change.NEW], "{n} new", "{n} new"),
        (counts[Change.RETIRED], "{n} no longer there", "{n} no longer there"),
    )
    return ", ".join(plural(count, one, many) for count, one, many in told if count)
