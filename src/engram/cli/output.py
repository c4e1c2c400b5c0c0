"""Printing: one JSON object and nothing else, or plain lines."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from typing import Any

from engram.exporters.files import print_text


def print_json(value: dict[str, Any]) -> None:
    """Prints one JSON object on one line."""
    print_lines([json.dumps(value, ensure_ascii=False)])


def print_lines(lines: Iterable[str]) -> None:
    """Prints plain lines; nobody hears them when standard output is closed."""
    if sys.stdout:
        print_text("".join(f"{line}\n" for line in lines))


def counted(number: int, noun: str) -> str:
    """A number with its noun: 1 card, 2 cards."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def percent(share: float | None) -> str:
    """A share as a whole per cent, or a dash."""
    return "–" if share is None else f"{share:.0%}"
