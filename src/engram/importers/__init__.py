"""A document goes in; its items come out, read by the reader that recognises its layout."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from heapq import heappop, heappush
from pathlib import Path
from types import MappingProxyType

from engram.errors import SourceError
from engram.importers import (
    aiken,
    anki,
    checkbox_quiz,
    delimited_text,
    engram_json,
    engram_markdown,
    flash_notes,
    gift,
    interview_guide,
    json_quiz,
    labelled_quiz,
    markdown_tables,
    mnemosyne,
    numbered_headings,
    numbered_text,
    outline,
    term_list,
    trivia,
)
from engram.importers.decode import read_source
from engram.importers.illustrated import illustrated
from engram.importers.pictures import with_references_inline
from engram.model import Item, Reading, Role
from engram.problems import KINDS, Problem


@dataclass(frozen=True, slots=True)
class Reader:
    """One layout: its title for the learner, how sure it is of a text (0 to 1), and its reading.

    `surest` is the most it is ever sure of a text, so that slow readers need not be asked when
    another one is surer. A reader of tables also reads by the roles of columns that the learner
    gives.
    A reader of files, which are no texts, has the last two instead.
    """

    name: str
    title: str
    recognise: Callable[[str], float]
    read: Callable[[str], Reading]
    read_columns: Callable[[str, Sequence[Role]], Reading] | None = None
    surest: float = 1.0
    recognise_file: Callable[[Path], float] | None = None
    read_file: Callable[[Path], Reading] | None = None


def _no_text(_text: str) -> float:
    """How sure a reader of files is of a text."""
    return 0.0


def _refused(_text: str) -> Reading:
    raise SourceError("This is a text, which is no file of that kind; nothing was imported.")


READERS: Mapping[str, Reader] = MappingProxyType(
    {
        reader.name: reader
        for reader in (
            Reader(
                engram_markdown.NAME,
                "Engram Markdown",
                engram_markdown.recognise,
                engram_markdown.read,
                surest=0.95,
            ),
            Reader(
                engram_json.NAME,
                "Engram JSON",
                engram_json.recognise,
                engram_json.read,
                surest=0.97,
            ),
            Reader(gift.NAME, "Moodle GIFT", gift.recognise, gift.read, surest=0.95),
            Reader(
                json_quiz.NAME,
                "Quiz or cards in JSON",
                json_quiz.recognise,
                json_quiz.read,
                surest=0.9,
            ),
            Reader(
                labelled_quiz.NAME,
                "Quiz with Question, Options and Answer",
                labelled_quiz.recognise,
                labelled_quiz.read,
                surest=0.93,
            ),
            Reader(aiken.NAME, "Aiken", aiken.recognise, aiken.read, surest=0.92),
            Reader(trivia.NAME, "Trivia with #Q and ^", trivia.recognise, trivia.read, surest=0.95),
            Reader(
                checkbox_quiz.NAME,
                "Markdown quiz with check boxes",
                checkbox_quiz.recognise,
                checkbox_quiz.read,
                surest=0.92,
            ),
            Reader(
                interview_guide.NAME,
                "Interview guide with questions, answers and quizzes",
                interview_guide.recognise,
                interview_guide.read,
                surest=0.9,
            ),
            Reader(
                numbered_headings.NAME,
                "Markdown with numbered headings",
                numbered_headings.recognise,
                numbered_headings.read,
                surest=0.8,
            ),
            Reader(
                outline.NAME,
                "Markdown with questions and answers",
                outline.recognise,
                outline.read,
                surest=0.95,
            ),
            Reader(
                numbered_text.NAME,
                "Numbered questions with answers",
                numbered_text.recognise,
                numbered_text.read,
                surest=0.5,
            ),
            Reader(
                delimited_text.NAME,
                "Table of cards (CSV, TSV)",
                delimited_text.recognise,
                delimited_text.read,
                delimited_text.read,
                surest=0.99,
            ),
            Reader(
                markdown_tables.NAME,
                "Markdown tables",
                markdown_tables.recognise,
                markdown_tables.read,
                markdown_tables.read,
                surest=0.75,
            ),
            Reader(
                term_list.NAME,
                "Terms and definitions",
                term_list.recognise,
                term_list.read,
                surest=0.8,
            ),
            Reader(
                flash_notes.NAME,
                "Notes with question::answer cards",
                flash_notes.recognise,
                flash_notes.read,
            ),
            Reader(
                anki.NAME,
                "Anki package",
                _no_text,
                _refused,
                surest=0.0,
                recognise_file=anki.recognise_file,
                read_file=anki.read_file,
            ),
            Reader(
                mnemosyne.NAME,
                "Mnemosyne",
                _no_text,
                _refused,
                surest=0.0,
                recognise_file=mnemosyne.recognise_file,
                read_file=mnemosyne.read_file,
            ),
        )
    }
)


def read_text(
    text: str, name: str, reader: str | None = None, roles: Sequence[Role] | None = None
) -> Reading:
    """The items of a text by the named reader, or by the surest one that finds an answered one.

    Options without a key are no answers, though a less sure reader may take them for some.

    `name` is the document's, for its problems; `roles` are those of a table's columns, in place of
    what would be guessed. Raises SourceError when no reader recognises the text, for a reader that
    does not exist, and for roles that the document has no columns for.
    """
    if reader is not None and reader not in READERS:
        raise SourceError(
            "There is no reader “{reader}” for “{document}”; nothing was imported.",
            reader=reader,
            document=name,
        )
    readers = iter([READERS[reader]]) if reader else _ranked(text, tables_only=roles is not None)
    unanswered: Reading | None = None
    reasons: list[Problem] = []
    for candidate in readers:
        reading = _read(candidate, text, name, roles)
        answered = reading.version or any(map(_is_answered, reading.items))
        if answered and not (unanswered and _is_quiz(unanswered) and not _is_quiz(reading)):
            return _of_document(reading, name)
        if reading.items and unanswered is None:
            unanswered = reading
        reasons += [found for found in reading.problems if found.kind is KINDS["unreadable"]]
    if unanswered:
        return _of_document(unanswered, name)
    if reasons:
        raise SourceError(
            "“{document}” cannot be read. Line {line}: {reason} Nothing was imported.",
            document=name,
            line=reasons[0].line,
            reason=reasons[0].message,
        )
    raise SourceError(
        "“{document}” was not recognised as a study document; nothing was imported.", document=name
    )


def _is_answered(item: Item) -> bool:
    return bool(item.answer) or any(option.correct for option in item.options)


def _is_quiz(reading: Reading) -> bool:
    """Whether most items have options; to a surer reader's eyes they are no answers."""
    return 2 * sum(bool(item.options) for item in reading.items) > len(reading.items)


def _of_document(reading: Reading, name: str) -> Reading:
    problems = tuple(replace(found, document=name) for found in reading.problems)
    return replace(reading, problems=problems)


def read_document(
    path: Path, reader: str | None = None, roles: Sequence[Role] | None = None
) -> Reading:
    """The items of the file at `path`, which is never changed, with the pictures that they name.

    Problems of decoding come first.
    Raises SourceError for a document that cannot be read at all.
    """
    from_file = reader_of_file(path) if reader is None else READERS.get(reader)
    if from_file is not None and from_file.read_file is not None and _is_file(path):
        reading = from_file.read_file(path)
        problems = tuple(replace(found, document=path.name) for found in reading.problems)
        return replace(reading, problems=problems)
    decoded = read_source(path)
    text = with_references_inline(decoded.text)
    reading = illustrated(read_text(text, path.name, reader, roles), text, path)
    notes = tuple(replace(found, document=path.name) for found in decoded.problems)
    return replace(reading, problems=(*notes, *reading.problems))


def _read(reader: Reader, text: str, name: str, roles: Sequence[Role] | None) -> Reading:
    if roles is None:
        return reader.read(text)
    if reader.read_columns is None:
        raise SourceError(
            "“{document}” is read as “{title}”, which has no columns; nothing was imported.",
            document=name,
            title=reader.title,
        )
    return reader.read_columns(text, roles)


def layout_of(path: Path) -> str:
    """The name of the reader that reads the document at `path`."""
    reader = reader_of_file(path)
    return reader.name if reader else read_document(path).layout


def is_text(path: Path) -> bool:
    """Whether the document at `path` is read as a text, which has lines."""
    return reader_of_file(path) is None


def reader_of_file(path: Path) -> Reader | None:
    """The reader of files that is sure of a file by its content, if one is."""
    if not _is_file(path):
        return None
    sure = {
        reader.name: reader.recognise_file(path)
        for reader in READERS.values()
        if reader.recognise_file is not None
    }
    best = max(sure, key=lambda name: sure[name], default=None)
    return READERS[best] if best is not None and sure[best] > 0 else None


def _is_file(path: Path) -> bool:
    """Whether an ordinary file stands there; a pipe would be waited for."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def _ranked(text: str, *, tables_only: bool) -> Iterator[Reader]:
    """The readers that may read a text, the surest first; all readers of tables if asked.

    A reader is asked how sure it is when no surer one has read the text.
    """
    order = list(READERS.values())
    waiting = sorted(order, key=lambda reader: reader.surest)
    asked: list[tuple[float, int]] = []
    while waiting or asked:
        if waiting and (not asked or waiting[-1].surest >= -asked[0][0]):
            reader = waiting.pop()
            if reader.read_columns or not tables_only:
                sure = reader.recognise(text)
                if sure > 0 or tables_only:
                    heappush(asked, (-sure, order.index(reader)))
        else:
            yield order[heappop(asked)[1]]
