"""A deck's name goes in and comes out, if the library can tell the deck's topics from it."""

from __future__ import annotations

from engram.errors import SourceError


def checked_deck_name(name: str) -> str:
    """The name; SourceError if it holds the sign that parts a topic from the one above it."""
    if "::" in name:
        raise SourceError(
            "“{deck}” cannot be the name of a deck, since “::” parts topics. "
            "Nothing was written; give the deck another name.",
            deck=name,
        )
    return name
