"""Lines outside the items go in; those that advertise the document's author come out.

An advert names what page furniture or title page name: it carries one of their links or handles
(a spelling mistake apart), or it is no sentence and carries a name from there. Names are link
texts, "by Name", "© Name" and "Channel: Name"; single words are never taken for names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

_ADDRESS = re.compile(
    r"<?(?P<address>(?:https?://|www\.)[^\s<>()\[\]*]+)>?|\]\((?P<target>[^()\s]+)\)"
)
_LINK_TEXT = re.compile(r"\[([^\[\]]{1,80})\]\(")
_NAMED = re.compile(
    r"(?:\b[Bb]y|[Cc]opyright(?: ©)?(?: \d{4})?(?: by)?|©(?: \d{4})?,?|\w+:)"
    r" {1,3}(?P<name>\S[^<>()\[\]\n|,;]{1,60})"
)
_SENTENCE_START = re.compile(r"(?<=[.!?])(?<!\b[A-Z]\.)[*_\"”’)]*[ \t]+|[ \t]+(?=©)")
_LONGEST = 240
_MOST_HANDLES = 40  # that are compared letter by letter; a title page has a few
_CONNECTORS = frozenset(("and", "&", "of", "the", "for", "de", "la", "und", "y", "et"))
_NO_HANDLES = frozenset(("company", "channel", "profile", "posts", "publications"))


@dataclass(frozen=True, slots=True)
class Imprint:
    """The names and links that page furniture and title page show."""

    names: frozenset[str]
    addresses: frozenset[str]
    handles: frozenset[str]

    def is_advert(self, text: str) -> bool:
        """Whether a line that stands alone carries a link or name of the imprint."""
        if len(text) > _LONGEST or not (self.names or self.addresses):
            return False
        if any(map(self._known, _addresses(text))):
            return True
        sentence = text.rstrip(" *_").endswith((".", "?", "!", ":", ";"))
        return not sentence and self._named(text)

    def advert_at(self, text: str) -> int | None:
        """Where in a line of text an advert begins that goes on to its end, if there is one."""
        if "http" not in text and "www." not in text and "©" not in text:
            return None
        tail = max(0, len(text) - _LONGEST)
        places = (found.end() for found in _SENTENCE_START.finditer(text, tail))
        return next((place for place in places if self._is_tail(text[place:])), None)

    def is_address(self, text: str) -> bool:
        """Whether a line is nothing but a known link."""
        found = _ADDRESS.fullmatch(text.strip())
        return bool(found and found["address"] and self._known(found["address"]))

    def _is_tail(self, tail: str) -> bool:
        if _SENTENCE_START.search(tail.strip().rstrip("*_ .!")) is not None:
            return False
        if any(map(self._known, _addresses(tail))):
            return True
        return tail.lstrip().startswith("©") and self._named(tail)

    def _named(self, text: str) -> bool:
        shown = _squeezed(_ADDRESS.sub(" ", text))
        return any(name in shown for name in self.names)

    def _known(self, address: str) -> bool:
        plain = _plain(address)
        if plain in self.addresses:
            return True
        handles = [part for part in _handles(address) if len(part) >= 6]
        if any(part in self.handles for part in handles):
            return True
        few = len(self.handles) <= _MOST_HANDLES
        return few and any(_alike(part, known) for part in handles for known in self.handles)


def imprint(lines: Iterable[str]) -> Imprint:
    """What these lines of furniture and title page name and link to."""
    names: set[str] = set()
    addresses: set[str] = set()
    handles: set[str] = set()
    for line in {text[:_LONGEST] for text in lines}:
        for address in _addresses(line):
            addresses.add(_plain(address))
            handles.update(part for part in _handles(address) if len(part) >= 6)
        names.update(_squeezed(name) for name in _names(line))
    return Imprint(frozenset(names), frozenset(addresses), frozenset(handles | names))


def _addresses(text: str) -> list[str]:
    found = (match["address"] or match["target"] for match in _ADDRESS.finditer(text))
    return [address for address in found if address.startswith(("http", "www."))]


def _plain(address: str) -> str:
    return re.sub(r"^https?://(?:www\.)?", "", address).partition("?")[0].rstrip("/.,").casefold()


def _handles(address: str) -> list[str]:
    parts = _plain(address).split("/")[1:]
    return [_squeezed(part) for part in parts if part and part not in _NO_HANDLES]


def _names(line: str) -> list[str]:
    shown = _LINK_TEXT.findall(line) + [found["name"] for found in _NAMED.finditer(line)]
    return [name for text in shown if (name := _capitalised_start(text))]


def _capitalised_start(text: str) -> str | None:
    """The words up to the first that is not part of a name; None for fewer than two capitals."""
    words: list[str] = []
    for word in text.split():
        if not (word[0].isupper() or (words and word.casefold() in _CONNECTORS)):
            break
        words.append(word.strip(".,"))
    while words and words[-1].casefold() in _CONNECTORS:
        words.pop()
    capitals = sum(word[0].isupper() for word in words)
    return " ".join(words) if capitals >= 2 and len(_squeezed("".join(words))) >= 8 else None


def _squeezed(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def _alike(handle: str, known: str) -> bool:
    if not 0.7 < len(handle) / len(known) < 1.4:
        return False
    matcher = SequenceMatcher(None, handle, known, autojunk=False)
    return matcher.quick_ratio() >= 0.85 and matcher.ratio() >= 0.85
