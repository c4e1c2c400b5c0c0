"""The commands about documents and decks: compile, import, export, cards."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engram.cli.output import counted, json_text, print_json, print_lines
from engram.cli.program import Opener, Program
from engram.compiler.change import Change
from engram.compiler.deck_files import write_deck_file
from engram.errors import EngramError, StoreError
from engram.exporters.card_json import card_json, problem_json, review_json
from engram.exporters.files import write_text
from engram.exporters.markdown_file import write_markdown
from engram.exporters.table import BYTE_ORDER_MARK, table_of
from engram.model import Card, Deck
from engram.outputs import lies_at
from engram.problems import Problem

if TYPE_CHECKING:
    from engram.compiler.choices import Choices
    from engram.compiler.intake import Preview

# Loading every reader of documents takes a third of what the other commands take as a whole.


def compile_documents(arguments: argparse.Namespace) -> None:
    """`engram compile`: reads, reports, and writes a deck file if one is asked for."""
    from engram.compiler.intake import compiled

    deck = compiled(arguments.documents, arguments.name, roles=arguments.columns)
    if arguments.output:
        _refuse_overwriting(arguments.output, arguments.documents)
        write_deck_file([deck], arguments.output)
    if arguments.json:
        print_json(
            {
                "cards": [card_json(card) for card in deck.cards],
                "problems": [problem_json(problem) for problem in deck.problems],
            }
        )
        return
    print_lines([f"{deck.name}: {counted(len(deck.cards), 'card')}", *_told(deck.problems)])
    if arguments.output:
        print_lines([f"Written to {arguments.output}"])


def import_files(arguments: argparse.Namespace, opener: Opener) -> None:
    """`engram import`: shows or makes the changes that the files bring."""
    from engram.cli.change_lines import change_lines
    from engram.compiler.change_list import change_list
    from engram.compiler.choices import choices_for_all
    from engram.compiler.intake import compiled_apart, previewed, take_in

    decks = compiled_apart(arguments.files, arguments.deck, roles=arguments.columns)
    program = opener()
    preview = previewed(program.content, decks, named=arguments.deck is not None)
    choices = choices_for_all(
        (each.card for each in preview.conflicts),
        (each.new.id for each in preview.duplicates),
        edits=arguments.edits,
        repeated=arguments.duplicates,
    )
    if not arguments.dry_run:
        with_past = program.past.prepared if arguments.with_progress else None
        take_in(program.content, preview, choices, with_past)
    report = import_report(preview, choices)
    if arguments.json:
        print_json(report)
        return
    verb = "would be " if arguments.dry_run else ""
    changes = (
        f"{len(report[name])} {verb}{name.replace('_', ' ')}"
        for name in ("new", "changed", "key_changed", "moved", "unchanged", "retired")
        if report[name]
    )
    print_lines(
        [
            f"{', '.join(report['decks'])}: {', '.join(changes)}",
            *(change_lines(change_list(preview)) if arguments.dry_run else ()),
            *_edits_kept(len(report["conflicts"]), arguments.edits),
            *_known(len(report["duplicates"]), arguments.duplicates),
            *_told(preview.problems),
        ]
    )


def import_report(preview: Preview, choices: Choices) -> dict[str, Any]:
    """An import's changes by class, as the contract names them."""
    matching = preview.matching
    classes = {
        name.value: list(matching.ids(name))
        for name in (
            Change.NEW,
            Change.CHANGED,
            Change.KEY_CHANGED,
            Change.MOVED,
            Change.UNCHANGED,
        )
    }
    classes["new"] = [card for card in classes["new"] if card not in choices.skipped]
    return {
        "decks": list(dict.fromkeys(deck.name for deck in preview.decks)),
        **classes,
        "retired": list(matching.retired),
        "duplicates": [list(pair) for pair in matching.duplicates],
        "skipped": [each.new.id for each in preview.duplicates if each.new.id in choices.skipped],
        "conflicts": [
            {
                "card": each.card,
                "field": each.field,
                "mine": each.mine,
                "before": each.before,
                "theirs": each.theirs,
                "kept": "theirs" if each.is_settled or each.card in choices.theirs else "mine",
            }
            for each in preview.conflicts
        ],
        "problems": [problem_json(problem) for problem in preview.problems],
    }


def export(arguments: argparse.Namespace, opener: Opener) -> None:
    """`engram export`: one deck or all, as JSON, Markdown, table, deck file or package for Anki."""
    if arguments.with_progress and arguments.format not in ("json", "apkg"):
        raise EngramError("Progress can only be exported as json or apkg. Nothing was written.")
    program = opener()
    if arguments.format == "apkg":
        from engram.cli.packages import export_package

        names = _names(program, arguments.deck)
        export_package(program, names, arguments.output, with_progress=arguments.with_progress)
        return
    decks = _chosen(program, arguments.deck)
    if arguments.format == "engram":
        write_deck_file(decks, arguments.output)
    elif arguments.format == "md":
        if len(decks) > 1:
            raise EngramError(
                "A Markdown file holds one deck, and there are {count}. Name one with --deck.",
                count=len(decks),
            )
        write_markdown(_by_itself(decks[0]), str(arguments.output))
    elif arguments.format == "csv":
        mark = "" if str(arguments.output) == "-" else BYTE_ORDER_MARK
        write_text(mark + table_of(map(_by_itself, decks)), str(arguments.output))
    else:
        value = _exported(program, decks, with_progress=arguments.with_progress)
        write_text(json_text(value), str(arguments.output))


def cards(arguments: argparse.Namespace, opener: Opener) -> None:
    """`engram cards`: the cards that match a query."""
    found = opener().study.find(" ".join(arguments.query))
    if arguments.json:
        print_json({"cards": [card_json(card, topic_with_deck=True) for card in found]})
        return
    print_lines(f"{card.id}  {_one_line(card)}" for card in found)


def _exported(program: Program, decks: Sequence[Deck], *, with_progress: bool) -> dict[str, Any]:
    value: dict[str, Any] = {
        "decks": [deck.name for deck in decks],
        "cards": [card_json(card, topic_with_deck=True) for deck in decks for card in deck.cards],
    }
    if with_progress:
        wanted = {card.id for deck in decks for card in deck.cards}
        reviews = program.progress.all_reviews()
        value["reviews"] = [review_json(each) for each in reviews if each.card in wanted]
    return value


def _chosen(program: Program, name: str | None) -> list[Deck]:
    names = _names(program, name)
    found = (deck for each in names if (deck := program.content.deck(each)))
    return [replace(deck, media=program.media.of(deck.cards)) for deck in found]


def _names(program: Program, name: str | None) -> list[str]:
    """The name of one deck, or of all; StoreError if there is none of that name."""
    names = [head.name for head in program.content.decks() if name in (None, head.name)]
    if not names:
        raise StoreError("There is no deck named {deck} in this library.", deck=name)
    return names


def _by_itself(deck: Deck) -> Deck:
    """The deck without links to cards that it does not hold, such as retired ones."""
    held = {card.id for card in deck.cards}
    linked = (tuple(filter(held.__contains__, card.siblings)) for card in deck.cards)
    cards = (replace(card, siblings=ids) for card, ids in zip(deck.cards, linked, strict=True))
    return replace(deck, cards=tuple(cards))


def _refuse_overwriting(output: Path, documents: Iterable[Path]) -> None:
    if any(lies_at(output) == lies_at(document) for document in documents):
        raise EngramError("{file} is one of the documents; it was not overwritten.", file=output)


def _known(duplicates: int, choice: str) -> list[str]:
    if not duplicates:
        return []
    verb = "is" if duplicates == 1 else "are"
    known = f"{duplicates} of the new cards {verb} in the library already"
    done = {"keep": "Both are kept", "skip": "Left out", "link": "Linked as siblings"}[choice]
    return [f"{known}, with the same text or in other words. {done}."]


def _edits_kept(texts: int, choice: str) -> list[str]:
    if not texts:
        return []
    verb = "is" if texts == 1 else "are"
    done = {
        "keep": "Yours is kept; --edits theirs takes the document's",
        "theirs": "The document's takes its place",
    }[choice]
    return [f"{counted(texts, 'text')} of your own {verb} about what has changed. {done}."]


def _told(problems: Iterable[Problem]) -> list[str]:
    return [
        f"{each.document}:{each.line}: {each.severity}: {each.kind.title}. {each.message}"
        for each in problems
    ]


def _one_line(card: Card) -> str:
    return " ".join(card.question.split())
