"""A collection of Anki's own library, into which packages are brought as its users do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from anki.collection import (
    Collection,
    ExportAnkiPackageOptions,
    ImportAnkiPackageOptions,
    ImportAnkiPackageRequest,
)

if TYPE_CHECKING:  # it can only be imported after the collection
    from anki.cards import Card


@contextmanager
def new_collection(folder: Path) -> Iterator[Collection]:
    """An empty collection in this folder."""
    folder.mkdir()
    collection = Collection(str(folder / "collection.anki2"))
    try:
        yield collection
    finally:
        collection.close()


def bring_in(collection: Collection, package: Path) -> dict[str, int]:
    """Imports a package with its schedule; how many notes were new, updated, duplicate."""
    options = ImportAnkiPackageOptions(with_scheduling=True, with_deck_configs=False)
    request = ImportAnkiPackageRequest(package_path=str(package), options=options)
    fields = collection.import_anki_package(request).log.ListFields()
    return {field.name: len(value) for field, value in fields if field.name != "found_notes"}


def bring_out(collection: Collection, package: Path, *, legacy: bool = False) -> Path:
    """Exports the whole collection with its schedule as a package."""
    options = ExportAnkiPackageOptions(
        with_scheduling=True, with_deck_configs=False, with_media=True, legacy=legacy
    )
    collection.export_anki_package(out_path=str(package), options=options, limit=None)
    return package


def cards_by_question(collection: Collection) -> dict[str, Card]:
    """Every card by the first field of its note."""
    cards = (collection.get_card(number) for number in collection.find_cards(""))
    return {card.note().fields[0]: card for card in cards}


def rows(collection: Collection, sql: str) -> list[Sequence[int]]:
    """The rows of a query over the collection."""
    assert collection.db
    found: list[Sequence[int]] = collection.db.all(sql)
    return found
