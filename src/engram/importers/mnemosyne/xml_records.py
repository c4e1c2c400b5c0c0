"""XML of Mnemosyne goes in, piece by piece; its records come out, with attributes and fields.

All its forms have one shape: a root, records in it, fields in these. What could be used to make a
parser work without end is refused: document types, entities, deep nesting and endless tags.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from engram.errors import SourceError
from engram.importers.mnemosyne.contents import LONGEST_FACT

DEEPEST = 50
LONGEST_TAG = 1024 * 1024  # bytes
MOST_FIELDS = 10_000


@dataclass(slots=True)
class Record:
    """One element below the root, and the root itself first, which has no fields.

    `too_long` says that texts were left out.
    """

    tag: str
    attributes: Mapping[str, str]
    line: int
    fields: dict[str, str] = field(default_factory=dict)
    too_long: bool = False


def records(pieces: Iterable[bytes], document: str) -> Iterator[Record]:
    """The records of an XML document in order.

    Raises SourceError for XML that is damaged, or that no program of this kind writes.
    """
    reader = _RecordReader(document)
    fed = 0
    for piece in pieces:
        fed += len(piece)
        reader.feed(piece)
        if fed - reader.parser.CurrentByteIndex > LONGEST_TAG + len(piece):
            raise _refused(document, "a tag of more than a million letters")
        yield from reader.taken()
    reader.feed(b"", is_last=True)
    yield from reader.taken()


class _RecordReader:
    """Gathers what the parser reports."""

    def __init__(self, document: str) -> None:
        self.parser = parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.StartDoctypeDeclHandler = self._refuse_doctype
        parser.EntityDeclHandler = self._refuse_doctype
        self._document = document
        self._finished: list[Record] = []
        self._record = Record("", {}, 0)
        self._depth = 0
        self._texts: list[str] = []
        self._letters = 0

    def feed(self, piece: bytes, *, is_last: bool = False) -> None:
        try:
            self.parser.Parse(piece, is_last)
        except expat.ExpatError as failure:
            raise SourceError(
                "“{document}” is damaged or incomplete: line {line} is no XML. "
                "Nothing of it was used; get it again.",
                document=self._document,
                line=failure.lineno,
            ) from failure
        except (LookupError, ValueError) as failure:  # an encoding that nobody knows
            raise SourceError(
                "“{document}” is XML in an encoding that cannot be read. Nothing of it was used.",
                document=self._document,
            ) from failure

    def taken(self) -> list[Record]:
        finished, self._finished = self._finished, []
        return finished

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            raise _refused(self._document, f"elements more than {DEEPEST} deep")
        if self._depth <= 2:
            self._record = Record(tag, attributes, self.parser.CurrentLineNumber)
            self._letters = 0
        if self._depth == 1:
            self._finished.append(self._record)
        if self._depth == 3:
            self._texts = []

    def _text(self, text: str) -> None:
        if self._depth < 3:
            return
        self._letters += len(text)
        if self._letters <= LONGEST_FACT:
            self._texts.append(text)

    def _end(self, tag: str) -> None:
        self._depth -= 1
        if self._depth == 2:
            self._record.fields.setdefault(tag, "".join(self._texts))
            if len(self._record.fields) > MOST_FIELDS:
                raise _refused(self._document, f"a record of more than {MOST_FIELDS:,} fields")
        elif self._depth == 1:
            self._record.too_long = self._letters > LONGEST_FACT
            self._finished.append(self._record)

    def _refuse_doctype(self, *_declared: object) -> None:
        raise _refused(self._document, "a document type or entities of its own")


def _refused(document: str, what: str) -> SourceError:
    return SourceError(
        f"“{{document}}” holds {what}, which no export of Mnemosyne has. Nothing of it was used.",
        document=document,
    )
