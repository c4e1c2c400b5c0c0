"""What a file of Mnemosyne holds goes in; its cards come out as items, with what they show."""

from __future__ import annotations

from base64 import b32encode
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from hashlib import blake2b

from engram.importers.anki.markdown import absent
from engram.importers.mnemosyne.contents import LONGEST_FACT, CardRow, CardType, Contents, View
from engram.importers.mnemosyne.markup import markdown_of_field
from engram.importers.mnemosyne.media import MediaShelf, Refusal
from engram.importers.mnemosyne.sides import Sides
from engram.importers.mnemosyne.views import TYPES, VIEWS, sides_of
from engram.media import SCHEME
from engram.model import Item, Media
from engram.problems import KINDS, Problem, problem

MOST_SIBLINGS = 100
_UNTAGGED = "__UNTAGGED__"


@dataclass(slots=True)
class CardWriter:
    """Writes the cards of one file; `media` and `problems` are what it has met."""

    contents: Contents
    shelf: MediaShelf
    media: dict[str, Media] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    _targets: dict[str, str] = field(default_factory=dict)
    _left_out: Counter[str] = field(default_factory=Counter)
    _first_lines: dict[str, int] = field(default_factory=dict)

    def written(self) -> Iterator[tuple[CardRow, Item]]:
        """Each card that can be asked, with its item."""
        shown = [
            (card, sides)
            for card in self.contents.cards
            if (sides := self._sides(card)) is not None
        ]
        siblings = _siblings(card for card, _ in shown)
        for card, sides in shown:
            own = card_id(card.id) if card.id else None
            others = siblings.get(card.group or card.fact, ()) if own else ()
            topic, tags = topic_and_tags(card.tags)
            yield (
                card,
                Item(
                    sides.question,
                    card.line,
                    sides.answer,
                    sides.explanation,
                    sides.options,
                    sides.select,
                    topic,
                    own,
                    tags=tags,
                    siblings=tuple(other for other in others if other != own),
                ),
            )

    def left_out(self) -> Iterator[Problem]:
        """A problem for each type of which cards were left out."""
        for name, count in self._left_out.items():
            yield problem(KINDS["unreadable-card"], self._first_lines[name], name=name, count=count)

    def _sides(self, card: CardRow) -> Sides | None:
        view, fact = self._view(card), self.contents.facts.get(card.fact)
        sides = None
        if view and fact and sum(map(len, fact.values())) <= LONGEST_FACT:
            write = partial(self._markdown, line=card.line)
            sides = sides_of(card, view, self._type(card), fact, write)
        if sides is None or not (sides.question or sides.answer):
            self._leave_out(card)
            return None
        if sides.unclear_key:
            key, question = sides.unclear_key, sides.question
            found = problem(KINDS["key-unclear"], card.line, key=key, question=question)
            self.problems.append(found)
        return sides

    def _view(self, card: CardRow) -> View | None:
        return self.contents.views.get(card.view) or VIEWS.get(card.view)

    def _type(self, card: CardRow) -> CardType:
        return self.contents.types.get(card.type) or TYPES.get(card.type) or CardType(card.type)

    def _markdown(self, text: str, line: int) -> str:
        return markdown_of_field(text, partial(self._target, line=line))

    def _target(self, name: str, line: int) -> str:
        """What a picture or sound is named in Markdown; each is looked for once."""
        if name not in self._targets:
            self._targets[name] = self._found(name, line)
        return self._targets[name]

    def _found(self, name: str, line: int) -> str:
        found = self.shelf.find(name)
        if isinstance(found, Refusal):
            reason = {"reason": found.reason} if found.reason else {}
            self.problems.append(problem(KINDS[found.kind], line, name=name, **reason))
            return absent(name)
        self.media.setdefault(found.name, found)
        return f"{SCHEME}{found.name}"

    def _leave_out(self, card: CardRow) -> None:
        name = self._type(card).name or card.type or "?"
        self._left_out[name] += 1
        self._first_lines.setdefault(name, card.line)


def card_id(own: str) -> str:
    """The id that a card of Mnemosyne has in every library: by its id there."""
    facts = own.encode("utf-8", "replace")
    digest = blake2b(facts, digest_size=10, person=b"mnemosyne card").digest()
    return f"mnemosyne-{b32encode(digest).decode().lower()}"


def topic_and_tags(tags: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """One tag as the topic, the first with levels or else the first by name; the others as tags."""
    names = sorted({" ".join(tag.split()) for tag in tags} - {_UNTAGGED, ""}, key=_place)
    if not names:
        return (), ()
    levels = (level.strip() for level in names[0].split("::"))
    return tuple(level for level in levels if level), tuple(names[1:])


def _place(name: str) -> tuple[bool, str, str]:
    return "::" not in name, name.casefold(), name


def _siblings(cards: Iterable[CardRow]) -> dict[str, list[str]]:
    """The ids of the cards of each fact that has several; of very many only the first."""
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for card in cards:
        group = groups[card.group or card.fact]
        if card.id and len(group) < MOST_SIBLINGS:
            group.append(card.id)
    return {key: list(map(card_id, group)) for key, group in groups.items() if len(group) > 1}
