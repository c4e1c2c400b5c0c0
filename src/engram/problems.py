"""What can be wrong in a document: a table of kinds, and a problem found at a line.

A problem carries the name of its kind and the fields of its sentence, so that it can be counted,
filtered and translated; `message` is the finished English sentence.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a problem matters."""

    ERROR = "error"  # the card is incomplete, or text could not be used
    WARNING = "warning"  # kept, worth a look
    NOTE = "note"  # removed as page furniture, or repaired


@dataclass(frozen=True, slots=True)
class ProblemKind:
    """One row of the table: a stable name, a severity, a short title and a sentence with blanks."""

    name: str
    severity: Severity
    title: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing found in a document; `line` counts from 1."""

    kind: ProblemKind
    line: int
    fields: tuple[tuple[str, str | int], ...] = ()
    document: str = ""

    @property
    def severity(self) -> Severity:
        return self.kind.severity

    @property
    def message(self) -> str:
        return self.kind.sentence.format(**dict(self.fields))


def problem(kind: ProblemKind, line: int, **fields: str | int) -> Problem:
    """A problem of `kind` at `line`; long quoted texts are shortened to read as a sentence."""
    return Problem(kind, line, tuple((name, _shortened(value)) for name, value in fields.items()))


def _shortened(value: str | int, longest: int = 80) -> str | int:
    if isinstance(value, int):
        return value
    flat = " ".join(value.split())
    return flat if len(flat) <= longest else flat[: longest - 1].rstrip() + "…"


def _kinds(*kinds: ProblemKind) -> dict[str, ProblemKind]:
    return {kind.name: kind for kind in kinds}


_E, _W, _N = Severity.ERROR, Severity.WARNING, Severity.NOTE

KINDS = _kinds(
    # found by the compiler, in a question
    ProblemKind(
        "no-answer", _E, "There is no answer", "“{question}” is kept as an incomplete card."
    ),
    ProblemKind(
        "no-key", _E, "No right answer is marked", "“{question}” is kept as an incomplete card."
    ),
    ProblemKind(
        "one-option", _E, "Only one option is left", "“{question}” is kept as an incomplete card."
    ),
    ProblemKind(
        "no-question",
        _E,
        "There is no question",
        "The text before “{text}” is missing; the card is incomplete.",
    ),
    ProblemKind(
        "keys-differ",
        _E,
        "Two keys contradict each other",
        "The marks of “{question}” and its answer line name different options; it is incomplete.",
    ),
    ProblemKind(
        "few-options",
        _W,
        "Options are missing",
        "“{question}” has {count} options where this document usually has {usual}.",
    ),
    ProblemKind(
        "empty-option", _W, "An option is empty", "“{question}” has an option without a text."
    ),
    ProblemKind(
        "option-twice",
        _W,
        "One option stands twice",
        "“{option}” stands {count} times among the options of one question.",
    ),
    ProblemKind(
        "all-right",
        _W,
        "Every option is marked right",
        "All {count} options of “{question}” are marked right. The marks are kept.",
    ),
    ProblemKind(
        "too-many-marks",
        _W,
        "More marks than asked for",
        "“{question}” asks for {select}, but {count} options are marked right. The marks are kept.",
    ),
    ProblemKind(
        "too-few-marks",
        _W,
        "Fewer marks than asked for",
        "“{question}” asks for {select}, but {count} options are marked right. The marks are kept.",
    ),
    ProblemKind(
        "two-best",
        _W,
        "Two marks where one is best",
        "“{question}” asks for the best option, but {count} are marked right. The marks are kept.",
    ),
    ProblemKind(
        "question-twice",
        _W,
        "The question stands twice",
        "“{question}” stands also at line {other}. Both cards are kept.",
    ),
    ProblemKind(
        "unknown-sibling",
        _W,
        "A sibling is missing",
        "“{question}” names the card {sibling}, which is not in this deck.",
    ),
    ProblemKind(
        "same-id",
        _E,
        "Two cards have one id",
        "The id {id} is used at line {other} too. The second card got an id of its own.",
    ),
    ProblemKind(
        "id-elsewhere",
        _E,
        "Two documents use one id",
        "The id {id} is used in {other} too. This card got an id of its own.",
    ),
    ProblemKind(
        "invalid-id",
        _E,
        "An id was not understood",
        "“{id}” is no id, which has letters, digits and . _ - : only. "
        "The card got an id of its own.",
    ),
    # found by a reader
    ProblemKind(
        "not-understood",
        _E,
        "Text that was not understood",
        "“{text}” is in no card. Lines: {count}.",
    ),
    ProblemKind("no-document", _W, "A file was left out", "{reason}"),
    ProblemKind(
        "many-files",
        _W,
        "A folder holds too many files",
        "The first {count} files were looked at, in the order of their names; the others were not.",
    ),
    ProblemKind("unreadable", _E, "The document cannot be read", "{reason}"),
    ProblemKind(
        "name-twice",
        _E,
        "A name stands twice",
        "“{name}” stands twice in one entry, so it is in no card. Lines: {count}.",
    ),
    ProblemKind(
        "unclear-key",
        _E,
        "The answer names no option for certain",
        "“{answer}” does not say which option of “{question}” is right.",
    ),
    ProblemKind(
        "field-left-out",
        _N,
        "Values were left out",
        "What stands under “{name}” is in no card. Entries: {count}.",
    ),
    ProblemKind(
        "remark",
        _N,
        "Remarks were left out",
        "Lines such as “{text}” are for whoever edits the file. Lines: {count}.",
    ),
    ProblemKind(
        "stray-mark", _N, "A stray mark was removed", "“{text}” stood at the end of an open answer."
    ),
    ProblemKind(
        "furniture",
        _N,
        "Page furniture was removed",
        "Blocks such as “{text}” repeat through the document and are in no card. Blocks: {count}.",
    ),
    ProblemKind(
        "advert",
        _N,
        "An advert line was removed",
        "“{text}” names the author or a link of the page footer and is in no card.",
    ),
    ProblemKind(
        "contents",
        _N,
        "The list of contents was left out",
        "Lines that repeat the headings below are in no card. Lines: {count}.",
    ),
    ProblemKind(
        "title-page",
        _N,
        "The title page was left out",
        "What stands before the first section is in no card. Lines: {count}.",
    ),
    ProblemKind(
        "description",
        _N,
        "The deck describes itself",
        "Text that says what the deck is stands in no card. Lines: {count}.",
    ),
    ProblemKind(
        "repaired", _N, "Broken characters were repaired", "“{before}” was read as “{after}”."
    ),
    ProblemKind(
        "encoding", _N, "The encoding was recognised", "The document was read as {encoding}."
    ),
    ProblemKind(
        "option-mended",
        _N,
        "An option was recognised without its mark",
        "“{option}” has lost its list mark and was read as an option.",
    ),
    # found where a document names pictures
    ProblemKind(
        "picture-elsewhere",
        _W,
        "A picture is not in the document's folder",
        "“{address}” is not fetched, since Engram works offline. The card keeps its address.",
    ),
    ProblemKind(
        "picture-missing",
        _W,
        "A picture is missing",
        "There is no file “{address}” beside the document. The card keeps its words.",
    ),
    ProblemKind(
        "picture-refused",
        _W,
        "A picture was not taken in",
        "“{address}” {reason}. The card keeps its words.",
    ),
    ProblemKind(
        "heading-left-out",
        _N,
        "A heading was left out",
        "“{text}” is a label of the document, not a question.",
    ),
    # found in a table
    ProblemKind("columns", _N, "The columns were recognised", "{columns}"),
    ProblemKind(
        "column-left-out",
        _N,
        "A column was left out",
        "What stands in {column} is in no card. Rows: {count}.",
    ),
    ProblemKind(
        "ragged-row",
        _E,
        "A row does not fit its table",
        "“{text}” has {cells} of the {columns} columns of its table; it is in no card.",
    ),
    ProblemKind(
        "long-cell",
        _E,
        "A cell is too long",
        "A cell of “{text}” has more than {limit} letters; the row is in no card. Lines: {count}.",
    ),
    ProblemKind(
        "stray-quote",
        _W,
        "A quotation mark was taken as it stands",
        "“{text}” has a quotation mark that opens no cell; every line of it was read by itself.",
    ),
    ProblemKind(
        "key-not-understood",
        _W,
        "The right answer was not understood",
        "“{key}” does not say for certain which option of “{question}” is right.",
    ),
    # found in a package of another program
    ProblemKind(
        "key-unclear",
        _E,
        "A key was not understood",
        "“{key}”, the key of “{question}”, fits no option for certain; the card is incomplete.",
    ),
    ProblemKind(
        "damaged-data",
        _W,
        "What Engram keeps in a note is damaged",
        "The field “Engram data” of “{question}” cannot be read; the card is what the note shows.",
    ),
    ProblemKind(
        "unreadable-note",
        _E,
        "Notes could not be read",
        "Notes of “{name}” have no template, or are too long, and are in no card. Cards: {count}.",
    ),
    ProblemKind(
        "hidden-picture",
        _E,
        "Cards that hide parts of a picture were left out",
        "Notes of “{name}” cannot be asked here. Cards: {count}.",
    ),
    ProblemKind(
        "empty-card",
        _N,
        "Cards that ask nothing were left out",
        "Cards of “{name}” show nothing on their front. Cards: {count}.",
    ),
    ProblemKind(
        "unknown-field",
        _W,
        "A template names a field that is not there",
        "“{template}” of “{name}” names “{field}”; nothing is shown in its place.",
    ),
    ProblemKind(
        "unreadable-card",
        _E,
        "Cards could not be read",
        "Cards of the type “{name}” are shown in a way that was not understood, or are too long,"
        " and are left out. Cards: {count}.",
    ),
    ProblemKind(
        "media-missing",
        _W,
        "A picture or sound is missing",
        "“{name}” is not in the package, or is damaged; its name is shown in its place.",
    ),
    ProblemKind(
        "media-refused",
        _W,
        "A picture or sound was not taken in",
        "“{name}” {reason}; its name is shown in its place.",
    ),
    ProblemKind(
        "remote-media",
        _W,
        "A picture lies on the web",
        "“{name}” is not fetched; its words are shown in its place.",
    ),
)
