"""The lines of a Markdown document go in; those that only lead about in it come out."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from engram.importers.furniture import Furniture
from engram.importers.lines import Line
from engram.importers.page_lines import EDGES

_LONGEST = 300
_LINK = re.compile(
    r"\[([^\[\]]*)\]\(#[^()\s]*\)|<a\s[^<>]{0,200}href=[\"']#[^<>]{0,200}>([^<>]{0,200})</a>",
    re.IGNORECASE,
)
_TAG = re.compile(r"</?[a-z][^<>]{0,200}>", re.IGNORECASE)


def find_navigation(lines: Sequence[Line]) -> Furniture:
    """The furniture of Markdown: lines such as "[Back to top](#contents)", three or more."""
    groups: dict[str, list[int]] = defaultdict(list)
    for place, line in enumerate(lines):
        if not line.code and (shown := _navigation(line.text)):
            groups[shown].append(place)
    places = sorted(place for group in groups.values() if len(group) > 2 for place in group)
    return Furniture(lines, tuple((place,) for place in places))


def _navigation(text: str) -> str | None:
    """What a line shows that is nothing but links into its own document, None for others."""
    if len(text) > _LONGEST or "#" not in text:
        return None
    if _TAG.sub("", _LINK.sub("", text)).strip(EDGES):
        return None
    shown = _LINK.sub(lambda found: found[1] or found[2] or "", text)
    return " ".join(_TAG.sub("", shown).strip(EDGES).casefold().split()) or None
