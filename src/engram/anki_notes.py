"""What the writer and the reader of Anki's notes have in common: names, hashes and ids.

The form of the notes is described in docs/anki-notes.md; names and order of fields are for ever.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from base64 import b32decode, b32encode
from binascii import Error
from collections.abc import Sequence
from zlib import crc32

OPTION_FIELDS = 10
DATA_FIELD = "Engram data"
QUESTION_FIELDS = ("Question", "Answer", "Explanation", DATA_FIELD)
OPTION_NAMES = tuple(f"Option {number}" for number in range(1, OPTION_FIELDS + 1))
QUIZ_FIELDS = (
    "Question", *OPTION_NAMES, "More options", "Right", "Stays", "Choose", "Answer", "Explanation",
    DATA_FIELD,
)  # fmt: skip
INCOMPLETE_TAG = "engram::incomplete"
MARKED_TAG = "marked"
NO_TEXT = '<span class="absent">–</span>'
"""What stands in the field of an option without a text."""

LONGEST_GUID = 64  # bytes of a guid that an id holds
_TAG_BREAK = re.compile(r'[\s\x00-\x1f\x7f-\x9f"]+')
_TAG_GAP = re.compile(r":{3,}")
_OF_ANKI = re.compile(r"anki-(?P<guid>[a-z2-7]+)-0")
_OURS = "engram-"
_CONTROL = re.compile(r"[\x00-\x1f\x7f]+")
_BLANK = "blank"  # what Anki calls a deck without a name


def digest(text: str) -> bytes:
    """Eight bytes that stand for a text."""
    return hashlib.blake2b(text.encode(), digest_size=8).digest()


def text_hash(*texts: str) -> str:
    """Sixteen hex digits that change with any of the texts."""
    return digest("\x1f".join(texts)).hex()


def field_hash(text: str) -> str:
    """Eight hex digits that tell whether one field was edited."""
    return f"{crc32(text.encode()):08x}"


def guid_of(card: str) -> str:
    """The text by which Anki finds the note of a card again.

    A card that came from Anki has the guid of its note there, if it is the note's first card.
    """
    guid = _foreign_guid(card)
    return f"{_OURS}{digest(card).hex()}" if guid is None else guid


def card_id(guid: str, ordinal: int) -> str:
    """The id that a card of Anki has in every library: its note's guid in base 32, its ordinal."""
    written = guid.encode("utf-8", "replace")
    if 0 < len(written) <= LONGEST_GUID:
        return f"anki-{_base_32(written)}-{ordinal}"
    facts = f"{ordinal}\n".encode() + written
    return f"anki-{hashlib.blake2b(facts, digest_size=10, person=b'anki card').hexdigest()}"


def tag_of(tag: str) -> str:
    """A tag as Anki can keep it: without spaces; empty if nothing of it is left."""
    text = _TAG_BREAK.sub("_", unicodedata.normalize("NFC", tag))
    return _TAG_GAP.sub("::", text).strip("_:")


def deck_parts(path: Sequence[str]) -> list[str]:
    """The names of the decks in one another that stand for a deck and a topic."""
    text = unicodedata.normalize("NFC", "::".join(path))
    return [part.strip(" :") or _BLANK for part in _CONTROL.sub(" ", text).split("::")]


def _foreign_guid(card: str) -> str | None:
    found = _OF_ANKI.fullmatch(card)
    if found is None:
        return None
    try:
        padding = "=" * (-len(found["guid"]) % 8)
        written = b32decode(found["guid"].upper() + padding)
        guid = written.decode()
    except (Error, UnicodeDecodeError):
        return None
    ours = guid.startswith(_OURS) or "\x00" in guid
    return guid if guid and not ours and _base_32(written) == found["guid"] else None


def _base_32(written: bytes) -> str:
    return b32encode(written).decode().rstrip("=").lower()
