"""Notes of a collection go in; the items of their cards, and what they show, come out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from html import escape

from engram.anki_notes import card_id
from engram.errors import SourceError
from engram.importers.anki.collection import LONGEST_NOTE, CardRow, Note, NoteType, Template
from engram.importers.anki.markdown import absent, markdown_of
from engram.importers.anki.own_notes import OwnNote, own_note
from engram.importers.anki.package import Package
from engram.importers.anki.quizzes import quiz_of, roles_of
from engram.importers.anki.templates import Shown, Side, names_of, shown
from engram.media import names_in
from engram.model import Item, Media
from engram.problems import KINDS, Problem, problem

_ANSWER_RULE = re.compile(r"\s*<hr\b[^<>]*>\s*", re.IGNORECASE)
_HIDES_PICTURE = "image-occlusion-"
_DEFAULT_DECK = 1
MOST_CARDS = 1000  # of one note
MOST_LETTERS = 1_000_000_000  # of all sides together


@dataclass(slots=True)
class CardWriter:
    """Writes the cards of one package, note by note."""

    package: Package
    note_types: Mapping[int, NoteType]
    decks: Mapping[int, tuple[str, ...]]
    above: int  # so many names of a deck's path are those of the package
    media: dict[str, Media] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    own: dict[int, OwnNote] = field(default_factory=dict)  # by the card's id
    _targets: dict[str, str] = field(default_factory=dict)
    _left_out: Counter[tuple[str, str]] = field(default_factory=Counter)
    _first_lines: dict[tuple[str, str], int] = field(default_factory=dict)
    _letters: int = 0
    _told: set[tuple[str, str]] = field(default_factory=set)

    def written(self, note: Note, line: int) -> list[tuple[CardRow, Item]]:
        """The items of a note's cards; `line` is the note's number in the package."""
        made = [
            (card, item)
            for card in note.cards[:MOST_CARDS]
            if (item := self._item(note, card, line)) is not None
        ]
        if len(made) < 2:
            return made
        ids = [item.id or "" for _, item in made]
        return [(card, _with_siblings(item, ids)) for card, item in made]

    def left_out(self) -> Iterator[Problem]:
        """A problem for each kind of card that was left out and each note type of it."""
        for (kind, name), count in self._left_out.items():
            line = self._first_lines[kind, name]
            yield problem(KINDS[kind], line, name=name, count=count)

    def _item(self, note: Note, card: CardRow, line: int) -> Item | None:
        kind = self.note_types.get(note.type)
        template = None
        if kind is not None:
            template = kind.templates.get(0 if kind.is_cloze else card.ordinal)
        if kind is None or template is None or sum(map(len, note.fields)) > LONGEST_NOTE:
            self._leave_out("unreadable-note", kind.name if kind else "?", line)
            return None
        if _HIDES_PICTURE in template.question:
            self._leave_out("hidden-picture", kind.name, line)
            return None
        if card.ordinal == 0 and not kind.is_cloze:
            own = self._own(note, card, kind, line)
            if own is not None:
                return own
        if card.ordinal == 0 and not kind.is_cloze and roles_of(kind.fields):
            fields = dict(zip(kind.fields, note.fields, strict=False))
            quiz = self._quiz(note, card, kind, fields, line)
            if quiz is not None:
                return quiz
        return self._recall(note, card, kind, template, line)

    def _own(self, note: Note, card: CardRow, kind: NoteType, line: int) -> Item | None:
        """The card of a note that Engram wrote."""
        write = partial(self._markdown, line=line)
        own = own_note(kind.fields, note.fields, note.guid, note.tags, write, line)
        if own is None:
            return None
        item = own.item
        if own.damaged:
            told = problem(KINDS["damaged-data"], line, question=item.question)
            self.problems.append(told)
        if own.key:
            self.problems.append(
                problem(KINDS["key-unclear"], line, key=own.key, question=item.question)
            )
        self.own[card.id] = own
        for name in media_of(item):
            self._target(name, line)
        return item

    def _quiz(
        self, note: Note, card: CardRow, kind: NoteType, fields: Mapping[str, str], line: int
    ) -> Item | None:
        quiz = quiz_of(kind.fields, fields, partial(self._markdown, line=line))
        if quiz is None:
            return None
        if quiz.unclear_key:
            self.problems.append(
                problem(KINDS["key-unclear"], line, key=quiz.unclear_key, question=quiz.question)
            )
        return Item(
            quiz.question,
            line,
            explanation=quiz.explanation,
            options=quiz.options,
            select=quiz.select,
            topic=self._deck(card)[self.above :],
            id=card_id(note.guid, 0),
            tags=note.tags,
        )

    def _recall(
        self, note: Note, card: CardRow, kind: NoteType, template: Template, line: int
    ) -> Item | None:
        number = card.ordinal + 1 if kind.is_cloze else 0
        texts = self._fields(note, card, kind, template)
        front = shown(template.question, Side(texts, number, is_answer=False))
        back = shown(template.answer, Side(texts, number, is_answer=True))
        self._count(front, back)
        if front.is_too_long or back.is_too_long:
            self._leave_out("unreadable-note", kind.name, line)
            return None
        self._tell_unknown(front, kind, template, line)
        self._tell_unknown(back, kind, template, line)
        question = self._markdown(front.html, line)
        answer = _without_question(self._markdown(_below_rule(back.html), line), question)
        if not question or (kind.is_cloze and not front.has_deletion):
            self._leave_out("empty-card", kind.name, line)
            return None
        if not answer and front.typed:
            answer = self._markdown(", ".join(front.typed), line)
        hints = (self._markdown(hint, line) for hint in front.hints)
        explanation = "\n\n".join(hint for hint in hints if hint not in answer)
        return Item(
            question,
            line,
            answer,
            explanation,
            topic=self._deck(card)[self.above :],
            id=card_id(note.guid, card.ordinal),
            tags=note.tags,
        )

    def _fields(
        self, note: Note, card: CardRow, kind: NoteType, template: Template
    ) -> dict[str, str]:
        """The note's fields by name, with those that every template may name."""
        fields = dict.fromkeys(kind.fields, "")
        fields.update(zip(kind.fields, note.fields, strict=False))
        if names_more(template, kind.fields):
            fields = self._special(note, card, kind, template) | fields
        return fields

    def _special(
        self, note: Note, card: CardRow, kind: NoteType, template: Template
    ) -> dict[str, str]:
        deck = self._deck(card)
        return {
            "Tags": escape(" ".join(note.tags)),
            "Type": escape(kind.name),
            "Deck": escape("::".join(deck)),
            "Subdeck": escape(deck[-1] if deck else ""),
            "Card": escape(template.name),
            "CardFlag": "",
            "CardID": str(card.id),
        }

    def _deck(self, card: CardRow) -> tuple[str, ...]:
        return home_path(card, self.decks)

    def _markdown(self, html: str, line: int) -> str:
        return markdown_of(html, partial(self._target, line=line))

    def _target(self, name: str, line: int) -> str:
        """What a picture or sound is named in Markdown; each is looked for once."""
        if name not in self._targets:
            self._targets[name] = self._found(name, line)
        return self._targets[name]

    def _found(self, name: str, line: int) -> str:
        is_remote = name.startswith(("http://", "https://"))
        found = None if is_remote else self.package.medium(name)
        if found is None:
            kind = KINDS["remote-media" if is_remote else "media-missing"]
            self.problems.append(problem(kind, line, name=name))
            return absent(name)
        stored, entry = found
        if stored.endswith(".svg") or self.package.begins_as_svg(entry):
            reason = "is an SVG, which may hold scripts and name other files"
            self.problems.append(problem(KINDS["media-refused"], line, name=name, reason=reason))
            return absent(name)
        self.media.setdefault(stored, Media(stored, partial(self.package.load, stored, entry)))
        return f"media:{stored}"

    def _count(self, *sides: Shown) -> None:
        self._letters += sum(len(side.html) for side in sides)
        if self._letters > MOST_LETTERS:
            raise SourceError(
                "The cards of “{document}” are longer than what is read. Nothing of it was used.",
                document=self.package.document,
            )

    def _tell_unknown(self, side: Shown, kind: NoteType, template: Template, line: int) -> None:
        for name in side.unknown:
            if (kind.name, name) not in self._told:
                self._told.add((kind.name, name))
                found = problem(
                    KINDS["unknown-field"], line, field=name, template=template.name, name=kind.name
                )
                self.problems.append(found)

    def _leave_out(self, kind: str, name: str, line: int) -> None:
        self._left_out[kind, name] += 1
        self._first_lines.setdefault((kind, name), line)


def home_path(card: CardRow, decks: Mapping[int, tuple[str, ...]]) -> tuple[str, ...]:
    """The path of the deck that a card is at home in; a filtered deck is nobody's home."""
    return deck_path(card.home_deck or card.deck, decks)


def deck_path(deck: int, decks: Mapping[int, tuple[str, ...]]) -> tuple[str, ...]:
    """The path of a deck; that of everything without a deck has no name."""
    return () if deck == _DEFAULT_DECK else decks.get(deck, ())


@lru_cache(maxsize=512)
def names_more(template: Template, fields: tuple[str, ...]) -> bool:
    """Whether a template names anything but the fields of its note type and the question."""
    return not names_of(template.question + template.answer) <= {*fields, "FrontSide"}


def media_of(item: Item) -> frozenset[str]:
    """The names of the pictures and sounds that a card shows."""
    options = (text for option in item.options for text in (option.text, option.feedback))
    texts = (item.question, item.answer, item.explanation, *options)
    return frozenset(name for text in texts for name in names_in(text))


def _with_siblings(item: Item, ids: Sequence[str]) -> Item:
    """The item linked to the other cards of its note."""
    others = (other for other in ids if other != item.id)
    return replace(item, siblings=tuple(dict.fromkeys((*item.siblings, *others))))


def _below_rule(html: str) -> str:
    """An answer without the rule that stands between it and the question."""
    rule = _ANSWER_RULE.match(html)
    return html[rule.end() :] if rule else html


def _without_question(answer: str, question: str) -> str:
    """The answer without the question and the rule that many templates repeat above it."""
    if answer == question:
        return ""
    rest = answer.removeprefix(f"{question}\n\n")
    return "" if rest == "---" else rest.removeprefix("---\n\n")
