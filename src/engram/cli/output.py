"""Printing: one JSON object and nothing else, or plain lines.

A terminal obeys control characters, and a document or a file name may hold any of them: plain lines
show them as `\\x1b`, JSON writes them as escapes that stand for the same text.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable
from typing import Any

from engram.exporters.files import print_text

_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f-\x9f]")


def print_json(value: dict[str, Any]) -> None:
    """Prints one JSON object on one line."""
    if sys.stdout:
        print_text(json_text(value))


def print_lines(lines: Iterable[str]) -> None:
    """Prints plain lines; nobody hears them when standard output is closed."""
    if sys.stdout:
        print_text("".join(f"{printable(line)}\n" for line in lines))


def json_text(value: dict[str, Any]) -> str:
    """One JSON object on one line, with every control character escaped."""
    written = json.dumps(value, ensure_ascii=False)
    return _CONTROL.sub(lambda found: f"\\u{ord(found[0]):04x}", written) + "\n"


def printable(line: str) -> str:
    """One line of text that a terminal shows and does not obey."""
    return _CONTROL.sub(lambda found: f"\\x{ord(found[0]):02x}", line)


def counted(number: int, noun: str, several: str = "") -> str:
    """A number with its noun: 1 card, 2 cards."""
    return f"{number} {noun}" if number == 1 else f"{number} {several or f'{noun}s'}"


def percent(share: float | None) -> str:
    """A share as a whole per cent, or a dash."""
    return "–" if share is None else f"{share:.0%}"
