"""What is fuzzed, and the documents of our own that each begins with."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path

from engram.importers import READERS
from tests.unit.importers.test_nothing_is_lost import PIECES, SHAPES, filled

DATA = Path(__file__).parents[1] / "data"
ANY_DOCUMENT = "any-document"  # whatever a file is, as an import reads it
DECK_FILE = "deck-file"
NAMES = (*READERS, ANY_DOCUMENT, DECK_FILE)
TEXTS = tuple(name for name, reader in READERS.items() if reader.read_file is None)
_LARGEST_SEED = 60_000
_DRAWN = 12
_PLAIN_WORD = re.compile(r"(?<![\w:/.<&-])[a-z]{4,}(?![\w:/.>;-])")


def seeds(name: str) -> Iterator[bytes]:
    """The golden documents, for texts also with words that can be followed, and drawn ones."""
    if name == DECK_FILE:
        yield _deck_file()
        return
    folders = READERS if name == ANY_DOCUMENT else (name, *(["anki-forms"] * ("anki" in name)))
    for folder in folders:
        for file in sorted((DATA / folder).iterdir()):
            if file.is_file() and ".items." not in file.name and file.stat().st_size < 200_000:
                yield from _with_words(file.read_bytes(), name)
    for _ in range(_DRAWN if name in TEXTS else 0):
        pieces = random.choices(SHAPES[name] + PIECES[:10], k=25)
        yield filled(pieces).encode()


def _with_words(data: bytes, name: str) -> Iterator[bytes]:
    yield data
    if name in TEXTS:
        text = data.decode("utf-8", "ignore")[:_LARGEST_SEED]
        yield _PLAIN_WORD.sub(lambda found: "w0w" if found.start() % 2 else found[0], text).encode()


def _deck_file() -> bytes:
    from tempfile import TemporaryDirectory

    from engram.compiler.deck_files import write_deck_file
    from engram.compiler.intake import compiled

    documents = sorted((DATA / "engram").glob("*.md"))[:2]
    with TemporaryDirectory() as folder:
        output = Path(folder, "deck.engram")
        write_deck_file([compiled(documents, "Deck")], output)
        return output.read_bytes()
