"""A deck goes in; a Markdown file comes out, with its pictures and sounds in a folder beside it."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import quote

from engram.errors import EngramError
from engram.exporters.files import write_text
from engram.exporters.markdown import markdown_of
from engram.media import SCHEME, is_named
from engram.model import Deck, Media
from engram.outputs import checked_output
from engram.whole_files import put_new, written_beside

_NAMED = re.compile(rf"(?<=\]\(){SCHEME}([0-9a-f.]+[a-z0-9]*)")


def write_markdown(deck: Deck, output: str) -> None:
    """Writes a deck as Markdown; `NAME.md` has its media in `NAME-files`.

    Standard output (`-`) has no place for them: there they keep the names by which the library
    knows them. EngramError leaves what stood there.
    """
    if output == "-" or not deck.media:
        write_text(markdown_of(deck), output)
        return
    file = checked_output(Path(output), replaces_texts=True)
    folder = file.with_name(f"{file.stem}-files")
    try:
        folder.mkdir(exist_ok=True)
        for each in deck.media:
            _write(folder / each.name, each)
    except OSError as failure:
        raise EngramError(
            "{file} cannot be written: {reason}. The text was not written.",
            file=failure.filename or folder,
            reason=failure.strerror,
        ) from failure
    write_text(_beside(markdown_of(deck), folder.name, deck), output)


def _write(file: Path, media: Media) -> None:
    """Writes one file whole; one that is there already, of the same content, stays."""
    data = media.load()
    try:
        with written_beside(file) as unfinished:
            unfinished.write_bytes(data)
            put_new(unfinished, file)
    except FileExistsError:
        if not (file.is_file() and is_named(file.name, file.read_bytes())):
            raise


def _beside(text: str, folder: str, deck: Deck) -> str:
    """The text with the files of a folder in place of the names of a library."""
    names = {each.name for each in deck.media}

    def put(found: re.Match[str]) -> str:
        return f"{quote(folder)}/{found[1]}" if found[1] in names else found[0]

    return _NAMED.sub(put, text)
