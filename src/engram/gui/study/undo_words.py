"""What undo took back in; the sentence that says so out."""

from __future__ import annotations

from engram.gui.words import plural, tr
from engram.study.values import Undone, UndoneImport


def undone_words(undone: Undone) -> str:
    """What is again as it was before."""
    if undone.imported is not None:
        return _import_words(undone.imported)
    told = {
        "review": tr("The last answer was taken back."),
        "suspend": tr("The card is in study again."),
        "put_off": tr("The card is no longer put off."),
        "mark": tr("The card's mark is as it was before."),
        "edit": tr("The card's text is as it was before."),
        "setting": tr("The setting is as it was before."),
    }
    return told.get(undone.what, tr("The last action was taken back."))


def _import_words(made: UndoneImport) -> str:
    name = (made.documents or made.decks)[0] if made.documents or made.decks else ""
    counts = (
        (made.removed, "{n} card went away", "{n} cards went away"),
        (made.restored, "{n} is as it was before", "{n} are as they were before"),
        (
            made.kept,
            "{n} that has answers or the like is kept with them and no longer asked",
            "{n} that have answers or the like are kept with them and no longer asked",
        ),
        (
            made.left,
            "{n} that a later import changed stays as it is",
            "{n} that a later import changed stay as they are",
        ),
    )
    told = ", ".join(plural(count, one, many) for count, one, many in counts if count)
    whole = tr("The import of {name} was taken back", name=name)
    return f"{whole}: {told}." if told else f"{whole}."
