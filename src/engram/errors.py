"""Everything that can go wrong for a learner, as one tree.

    EngramError
    ├── SourceError       a document that cannot be read at all (path, line)
    ├── StoreError        a library or deck file that cannot be opened or written
    │   ├── NewerFileError    made by a newer Engram
    │   └── ConflictError     somebody else changed what this was about
    ├── GradeError        a grade outside 0..5
    ├── CardError         an unknown, incomplete, suspended or retired card
    ├── NothingToUndoError     no action of this device is left to take back
    └── SettingError      a value outside what a setting allows

An error carries a sentence with named blanks and what fills them, so that the sentence can be
translated and the fields stay available: `error.template`, `error.fields`, `str(error)`.
"""

from __future__ import annotations


class EngramError(Exception):
    """A sentence for the learner: what happened, what was kept, what to do."""

    def __init__(self, template: str, /, **fields: object) -> None:
        self.template = template
        self.fields = fields
        super().__init__(template.format(**fields))


class SourceError(EngramError):
    """A document that cannot be read at all; nothing of it was used."""


class StoreError(EngramError):
    """A library or deck file that cannot be opened or written; nothing in it was changed."""


class NewerFileError(StoreError):
    """A file made by a newer Engram, left as it was."""


class ConflictError(StoreError):
    """Another program, or a new day, changed what this was about; it was not done."""


class GradeError(EngramError):
    """A grade that is no whole number from 0 to 5."""


class CardError(EngramError):
    """A card that does not exist or cannot be answered."""


class NothingToUndoError(EngramError):
    """There is no action of this device left to take back."""


class SettingError(EngramError):
    """A setting that does not exist or a value outside its range."""
