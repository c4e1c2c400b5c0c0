"""Who does what is written into the journal, and when: the device and its clock."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

LatestId = Callable[[str], str | None]
"""The last id of any action that begins so."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """The id and time of one action."""

    id: str
    instant_ms: int
    offset_minutes: int


@dataclass(frozen=True, slots=True)
class Author:
    """The device that acts, and what stamps its actions."""

    device: str
    stamp: Callable[[LatestId], Stamp]
