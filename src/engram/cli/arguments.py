"""What can be typed: the commands, their arguments, and `--at` as a time."""

from __future__ import annotations

import argparse
from datetime import date, datetime
from datetime import time as clock_time
from pathlib import Path
from typing import Any, NoReturn

from engram import __version__
from engram.cli.output import printable
from engram.model import Role

FIRST_YEAR, LAST_YEAR = 1971, 9000
EXPORT_FORMATS = ("json", "md", "csv", "engram", "apkg")
_LIBRARY = "the library to use (or ENGRAM_LIBRARY)"
_QUERY = (
    "words, which all must hold, and terms: topic:, deck:, tag:, kind:recall, is:due, is:new,"
    " is:suspended, is:marked, is:leech, is:incomplete, is:retired; - in front means not, and a"
    " query that begins with - needs -- before it"
)


class _Parser(argparse.ArgumentParser):
    """A parser that takes whole names only and repeats no control character of a word."""

    def __init__(self, **options: Any) -> None:
        # A script that shortened a name would break with the next one that begins so.
        super().__init__(**options, allow_abbrev=False)

    def error(self, message: str) -> NoReturn:
        super().error(printable(message))


def parser() -> argparse.ArgumentParser:
    """The parser of the whole command line; wrong usage ends with exit code 2."""
    top: argparse.ArgumentParser = _Parser(
        prog="engram", description="Study documents offline. Without a command, opens the app."
    )
    top.add_argument("--version", action="version", version=f"engram {__version__}")
    top.add_argument("--library", metavar="FILE", type=_file_name, help=_LIBRARY)
    commands = top.add_subparsers(dest="command", metavar="COMMAND")
    _add_documents(commands)
    _add_study(commands)
    _add_safety(commands)
    return top


def _add_documents(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    each = _command(commands, "compile", "read documents, report, write a deck file if asked")
    each.add_argument(
        "documents",
        nargs="+",
        type=_file,
        metavar="DOC",
        help="a document of any format it knows, or a folder",
    )
    each.add_argument("--output", type=_file, metavar="DECK.engram", help="the deck file to write")
    each.add_argument("--name", type=_deck_name, help="the deck's name")
    _add_columns(each)
    _add_json(each)
    each = _command(commands, "import", "bring documents or deck files into the library")
    each.add_argument(
        "files", nargs="+", type=_file, metavar="FILE", help="a document, a deck file, or a folder"
    )
    each.add_argument("--deck", metavar="NAME", type=_deck_name, help="the deck to put them in")
    each.add_argument(
        "--edits",
        choices=("keep", "theirs"),
        default="keep",
        help="where a document changes a text below your own: keep yours, or take the document's",
    )
    each.add_argument(
        "--duplicates",
        choices=("keep", "skip", "link"),
        default="keep",
        help="new cards that repeat a known one: import them, leave them out, or link the two",
    )
    each.add_argument("--dry-run", action="store_true", help="only say what would change")
    each.add_argument(
        "--with-progress",
        action="store_true",
        help="the answers and dates that a package of Anki has, too",
    )
    _add_columns(each)
    _add_json(each)
    each = _command(commands, "imports", "list what was imported, the last import first")
    _add_json(each)
    each = _command(commands, "export", "write a deck or the whole library to a file")
    each.add_argument("--deck", metavar="NAME", type=_text, help="only this deck")
    each.add_argument(
        "--format",
        required=True,
        choices=EXPORT_FORMATS,
        help="json, Markdown of one deck, a table, a deck file, or a package for Anki (apkg)",
    )
    each.add_argument(
        "--output",
        required=True,
        type=_file,
        metavar="FILE",
        help="the file to write; - prints json, md and csv",
    )
    each.add_argument(
        "--with-progress", action="store_true", help="what you have learned, too (json, apkg)"
    )


def _add_study(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    each = _command(commands, "due", "what today holds")
    _add_at(each)
    _add_json(each)
    each = _command(commands, "answer", "record one answer")
    each.add_argument("card", type=_text, metavar="CARD", help="a card's id, as cards shows it")
    each.add_argument("grade", type=_text, metavar="GRADE", help="0 to 5; 3 and more is a pass")
    _add_at(each)
    _add_json(each)
    each = _command(commands, "undo", "take back the last answer or import")
    each.add_argument(
        "--import",
        dest="last_import",
        action="store_true",
        help="the last import, whatever was done since",
    )
    _add_json(each)
    each = _command(commands, "stats", "how much of each topic you would know")
    _add_at(each)
    _add_json(each)
    each = _command(commands, "cards", "find cards")
    each.add_argument("query", nargs="*", type=_text, metavar="QUERY", help=_QUERY)
    _add_at(each)
    _add_json(each)


def _add_safety(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    each = _command(commands, "backup", "write a copy of the library")
    each.add_argument(
        "--output", type=_file, metavar="FILE", help="the copy; else one beside the library"
    )
    _add_json(each)
    each = _command(commands, "check", "compare the schedule with the review log, and pictures")
    each.add_argument(
        "--repair", action="store_true", help="rebuild what differs, remove unused pictures"
    )
    _add_json(each)
    _command(commands, "selftest", "try the whole program in a temporary library")


def _command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], name: str, sentence: str
) -> argparse.ArgumentParser:
    each = commands.add_parser(name, help=sentence, description=sentence.capitalize() + ".")
    # The library may also be named after the command; the default must not undo the first one.
    each.add_argument(
        "--library", metavar="FILE", type=_file_name, default=argparse.SUPPRESS, help=_LIBRARY
    )
    return each


def _add_columns(command: argparse.ArgumentParser) -> None:
    roles = ", ".join(role.value for role in Role if role is not Role.IGNORED)
    command.add_argument(
        "--columns",
        type=_columns,
        metavar="ROLES",
        help="what the columns of a table hold, in place of a guess, parted by commas, - for a"
        f" column that is in no card: question,answer,tags,- (roles: {roles})",
    )


def _add_json(command: argparse.ArgumentParser) -> None:
    command.add_argument("--json", action="store_true", help="print one JSON object")


def _add_at(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--at",
        type=_time,
        metavar="TIME",
        help="an ISO time that stands for now, local without an offset; a date alone is its noon",
    )


def _time(text: str) -> datetime:
    """An ISO time; local where it has no offset. A date alone is noon of that study day.

    The calendar's ends leave room for intervals.
    """
    try:
        time = _noon(text) or datetime.fromisoformat(text)
        if not FIRST_YEAR <= time.year <= LAST_YEAR:
            raise ValueError(text)
        return time if time.tzinfo else time.astimezone()
    except (ValueError, OverflowError):
        raise argparse.ArgumentTypeError(
            f"{text!r} is no ISO time from {FIRST_YEAR} to {LAST_YEAR}"
        ) from None


def _noon(text: str) -> datetime | None:
    try:
        return datetime.combine(date.fromisoformat(text), clock_time(12))
    except ValueError:
        return None


def _file(text: str) -> Path:
    return Path(_file_name(text))


def _file_name(text: str) -> str:
    """A file's name as it was typed; an empty one is wrong usage."""
    if not text:
        raise argparse.ArgumentTypeError("the name of a file is missing")
    return text


def _columns(text: str) -> tuple[Role, ...]:
    """The roles of a table's columns, from left to right; one of them is the question."""
    words = [word.strip().casefold() for word in text.split(",")]
    known = {role.value for role in Role}
    for word in words:
        if word not in known:
            raise argparse.ArgumentTypeError(f"{word!r} is no role of a column")
    if Role.QUESTION.value not in words:
        raise argparse.ArgumentTypeError("no column is the question")
    return tuple(map(Role, words))


def _text(text: str) -> str:
    """A text as the library can keep it: what is no UTF-8 in it is marked as such."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _deck_name(text: str) -> str:
    """A deck's name: not blank, one line, and not a path of topics."""
    name = " ".join(_text(text).split())
    if not name or "::" in name or not name.isprintable():
        raise argparse.ArgumentTypeError(f"{text!r} cannot be the name of a deck")
    return name
