"""An input goes in; the promises that a reader broke with it come out, as sentences."""

from __future__ import annotations

import random
import re
import resource
import signal
import sys
import time
import traceback
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from engram.compiler.deck_files import read_deck_file
from engram.errors import EngramError, SourceError
from engram.importers import (
    READERS,
    Reader,
    anki,
    delimited_text,
    engram_markdown,
    outline,
    read_document,
)
from engram.model import Reading
from tests.fuzz.targets import DECK_FILE, TEXTS
from tests.unit.importers.test_nothing_is_lost import WORD, lost_words
from tests.watched import watched

SECONDS, SECONDS_A_LETTER = 2.0, 60e-6
"""The processor time that an input may take, several times what it takes with coverage."""

MEMORY = 300 * 1024  # KiB that one input may take
LONG = 100_000  # letters of a text that is a part of an input again and again
ONE_IN = 40  # inputs is made long too
_REMARK = re.compile("<!--.*?-->", re.DOTALL)  # of our own format, which nobody is shown
_FOLD_KIND = re.compile(  # how a fold is coloured, and the head lines of Anki's text exports
    r"^[ \t]*\?\?\?\+?[ \t]+[\w -]+|^ {0,3}>[ \t]?\[!\w+\]|^#[a-z ]{1,20}:[^\n]*", re.MULTILINE
)
_BREAKS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")


class TooSlowError(BaseException):
    """The time is over; no reader may catch this."""


def broken_promises(name: str, data: bytes) -> list[str]:
    """What the reader `name` broke with these bytes, one sentence each."""
    if name not in TEXTS:
        return list(_of_file(name, data))
    text = _followed(name, data.decode("utf-8", "ignore"))
    broken = list(_of_text(READERS[name], text))
    if not broken and text and zlib.crc32(data) % ONE_IN == 0:
        broken = [f"made long: {each}" for each in _of_text(READERS[name], _made_long(text))]
    return broken


def _followed(name: str, text: str) -> str:
    """The text as readers are given it, each word that is followed with a number of its own."""
    numbers = count()
    if name in (outline.NAME, delimited_text.NAME):
        text = _FOLD_KIND.sub(lambda found: WORD.sub("kind", found[0]), text)
    if name == engram_markdown.NAME:
        text = _REMARK.sub(lambda found: WORD.sub("remark", found[0]), text)
    return WORD.sub(lambda _: f"w{next(numbers)}w", _BREAKS.sub("\n", text))


def _made_long(text: str) -> str:
    chance = random.Random(text)
    lines = text.split("\n")
    first = chance.randrange(len(lines))
    part = "\n".join(lines[first : first + chance.choice((1, 1, 2, 5, 20))])
    if chance.random() < 0.4:
        start = chance.randrange(len(part) + 1)
        part = part[start : start + chance.choice((1, 2, 3, 8))]
    else:
        part += "\n"
    return text[: LONG // 10] + (part or "\n") * (LONG // max(len(part), 1))


def _of_text(reader: Reader, text: str) -> Iterator[str]:
    with _bounded(len(text)) as broken:
        sure = reader.recognise(text)
        if not 0 <= sure <= 1:
            broken.append(f"recognise: as sure as {sure}")
        reading = reader.read(text)
        broken.extend(_in_order(reading, text.count("\n") + 1))
        if reading.layout != reader.name:
            broken.append(f"layout: {reading.layout}")
        if len(text) < LONG and (lost := lost_words(text, reading)):
            broken.append(f"lost: {' '.join(sorted(lost))}")
    yield from broken


def _of_file(name: str, data: bytes) -> Iterator[str]:
    with TemporaryDirectory(prefix="fuzz-") as made:
        folder = Path(made)
        file = folder / "document"
        file.write_bytes(data)
        with watched(except_below=folder.parent) as deeds, _bounded(len(data)) as broken:
            reading = _file_reading(name)(file)
            for read in reading:
                broken.extend(_in_order(read, sys.maxsize))
                dict(read.past)
                for medium in read.media:
                    medium.load()
        yield from broken
        yield from (f"deed: {deed}" for deed in deeds)
        if file.read_bytes() != data:
            yield "changed: the document itself"
        if list(folder.iterdir()) != [file]:
            yield "written: something beside the document"


def _file_reading(name: str) -> Callable[[Path], list[Reading]]:
    if name == DECK_FILE:
        return _deck_read
    if name in READERS:
        return lambda file: _recognised_and_read(READERS[name], file)
    return lambda file: [read_document(file)]


def _deck_read(file: Path) -> list[Reading]:
    for deck in read_deck_file(file):
        for medium in deck.media:
            medium.load()
    return []


def _recognised_and_read(reader: Reader, file: Path) -> list[Reading]:
    assert reader.recognise_file is not None
    assert reader.read_file is not None
    assert 0 <= reader.recognise_file(file) <= 1
    return [reader.read_file(file)]


def _in_order(reading: Reading, last: int) -> Iterator[str]:
    lines = [item.line for item in reading.items]
    if lines != sorted(lines) and reading.layout != anki.NAME:  # its cards stand by their decks
        yield f"order: {lines[:20]}"
    if not all(1 <= line <= last for line in lines):
        yield f"outside: {[line for line in lines if not 1 <= line <= last][:20]}"
    if told := [found.line for found in reading.problems if not 1 <= found.line <= last]:
        yield f"outside: problems at {told[:20]}"


@contextmanager
def _bounded(size: int) -> Iterator[list[str]]:
    """What was broken in the block, its time, its memory and its exceptions too."""
    broken: list[str] = []
    most = SECONDS + SECONDS_A_LETTER * size
    memory, start = _memory(), time.process_time()
    before = signal.signal(signal.SIGPROF, _stop)
    signal.setitimer(signal.ITIMER_PROF, most)
    try:
        yield broken
    except EngramError as refused:
        if not isinstance(refused, SourceError) and "Store" not in type(refused).__name__:
            broken.append(_told(refused))
        elif not str(refused).endswith((".", "!")) or "\n" in str(refused):
            broken.append(f"sentence: {refused}")
    except TooSlowError as slow:
        broken.append(f"time: more than {most:.1f} s, in {_place(slow)}")
    except Exception as failure:  # noqa: BLE001  what is looked for
        broken.append(_told(failure))
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
    if not broken and time.process_time() - start > most:
        broken.append(f"time: more than {most:.1f} s")
    if _memory() - memory > MEMORY:
        broken.append(f"memory: {(_memory() - memory) // 1024} MB")


def _stop(*_signal: object) -> None:
    raise TooSlowError


def _memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def _told(failure: BaseException) -> str:
    return f"raised: {type(failure).__name__} in {_place(failure)}: {str(failure)[:200]}"


def _place(failure: BaseException) -> str:
    frames = traceback.extract_tb(failure.__traceback__)
    own = [
        frame for frame in frames if "engram" in frame.filename and "tests" not in frame.filename
    ]
    frame = (own or frames)[-1]
    return f"{Path(frame.filename).name}:{frame.lineno}"
