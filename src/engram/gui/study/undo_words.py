"""What undo took back in; the sentence that says so out."""

from __future__ import annotations

from engram.gui.words import tr
from engram.study.values import Undone


def undone_words(undone: Undone) -> str:
    """What is again as it was before."""
    told = {
        "review": tr("The last answer was taken back."),
        "suspend": tr("The card is in study again."),
        "put_off": tr("The card is no longer put off."),
        "mark": tr("The card's mark is as it was before."),
        "edit": tr("The card's text is as it was before."),
        "setting": tr("The setting is as it was before."),
    }
    return told.get(undone.what, tr("The last action was taken back."))
