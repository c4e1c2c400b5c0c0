"""A card in, a short hash of what it asks out: it only tells that something changed."""

from __future__ import annotations

import hashlib

from engram.model import Card


def content_hash(card: Card) -> str:
    """Sixteen hex digits over question, answer, and options with their marks."""
    parts = [card.kind.value, card.question, card.answer]
    parts += [f"{int(option.correct)}{option.text}" for option in card.options]
    return hashlib.blake2b("\x1f".join(parts).encode(), digest_size=8).hexdigest()
