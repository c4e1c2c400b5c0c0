"""A line goes in; by what it is known on every page, and whether it has a page's sign, come out."""

from __future__ import annotations

import re

_LINK = re.compile(r"\[([^\[\]]*)\]\([^()\s]*\)")
_ADDRESS = re.compile(r"<(?:https?:|mailto:)[^<>\s]*>|https?://[^\s<>]+|www\.[^\s<>]+")
_RIGHTS = re.compile(r"©|\(c\)|\bcopyright\b|all rights reserved", re.IGNORECASE)
_PAGE = re.compile(r"\b(?:page|seite) \d", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
EDGES = " \t\xa0*_#|.,:;!?()[]{}<>\"'“”‘’«»-–—•·…©®™/\\&@~`^+=$%"


def has_page_sign(text: str) -> bool:
    """Whether the line itself looks like a page's: a link, ©, "page 7", but not "See page 7."."""
    if _LINK.search(text) or _ADDRESS.search(text) or _RIGHTS.search(text):
        return True
    return bool(_PAGE.search(text)) and not text.rstrip(" *_").endswith((".", "!", "?"))


def claims_rights(text: str) -> bool:
    """Whether the line says whose the text is: ©, "(c)", "All rights reserved"."""
    return bool(_RIGHTS.search(text))


def is_link(text: str) -> bool:
    """Whether the line is a link and nothing else."""
    return bool(_LINK.fullmatch(text.strip()))


def line_key(text: str) -> str:
    """What a line says, without links, numbers, spacing, emphasis and punctuation at its ends."""
    shown = _LINK.sub(r"\1", text) if "](" in text else text
    if "://" in shown or "www." in shown or "mailto:" in shown:
        shown = _ADDRESS.sub(" ", shown)
    words = _DIGITS.sub("0", shown).strip(EDGES).casefold().split()
    if words:
        return " ".join(words)
    address = _ADDRESS.search(text)
    return address[0].strip("<>") if address else _DIGITS.sub("#", text).strip(" *_-|")
