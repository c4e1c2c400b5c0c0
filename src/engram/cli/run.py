"""Parsed words in, the command done, an exit code out."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from engram.cli import documents, imports, safety, studying
from engram.cli.program import Opener

_COMMANDS: dict[str, Callable[[argparse.Namespace, Opener], None]] = {
    "import": documents.import_files,
    "imports": imports.list_imports,
    "export": documents.export,
    "cards": documents.cards,
    "due": studying.due,
    "answer": studying.answer,
    "undo": imports.undo,
    "stats": studying.stats,
    "backup": safety.backup,
    "check": safety.check,
}


def run(arguments: argparse.Namespace, opener: Opener) -> None:
    """Runs the named command; EngramError when it could not be done."""
    if arguments.command == "compile":
        documents.compile_documents(arguments)
    else:
        _COMMANDS[arguments.command](arguments, opener)
