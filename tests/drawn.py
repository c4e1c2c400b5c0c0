"""Lists of given things for hypothesis, drawn as one text: each draw of it costs much."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from hypothesis import strategies as st

Thing = TypeVar("Thing")


def lists_of(
    things: Sequence[Thing], *, min_size: int = 0, max_size: int
) -> st.SearchStrategy[list[Thing]]:
    """As `st.lists(st.sampled_from(things))`, in a third of its time."""
    by_letter = {chr(ord("A") + place): thing for place, thing in enumerate(things)}
    texts = st.text(list(by_letter), min_size=min_size, max_size=max_size)
    return texts.map(lambda text: [by_letter[letter] for letter in text])
