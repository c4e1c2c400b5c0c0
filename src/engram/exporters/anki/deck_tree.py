"""Topic paths go in; the decks of Anki that stand for them, and those above, come out."""

from __future__ import annotations

from engram.anki_notes import deck_parts
from engram.exporters.anki.identity import FreeNumbers, stable_number

DEFAULT = 1  # the deck that every collection has


class DeckTree:
    """Gives every topic path its deck; `names` has all decks and those above them, by id.

    Two paths that differ in the case of letters only are one deck, as Anki's names are.
    """

    def __init__(self) -> None:
        self.names: dict[int, str] = {DEFAULT: "Default"}
        self._ids = {"default": DEFAULT}
        self._free = FreeNumbers()
        self._known: dict[tuple[str, ...], int] = {}

    def deck_of(self, path: tuple[str, ...]) -> int:
        """The id of the deck for a path: the deck's name, then the topic below it."""
        if path not in self._known:
            self._known[path] = self._made(deck_parts(path))
        return self._known[path]

    def _made(self, parts: list[str]) -> int:
        name, number = "", DEFAULT
        for part in parts:
            name = f"{name}::{part}" if name else part
            key = name.casefold()
            if key not in self._ids:
                self._ids[key] = self._free.take(stable_number("deck", key))
                self.names[self._ids[key]] = name
            number = self._ids[key]
            name = self.names[number]
        return number
