"""Imports taken back between answers, edits and other imports, by two devices at random.

Whatever happens, taking imports back gives the content that there was when the same imports stood,
and no answer, edit, mark or suspension is touched.
"""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from engram.compiler.assemble import deck_of
from engram.compiler.choices import Choices
from engram.compiler.intake import previewed, take_in
from engram.errors import NothingToUndoError
from engram.model import Card, CardId, Grade, Item, Reading
from engram.paths import Places
from engram.store.changes import DeckHead
from engram.store.database import damage, open_library
from engram.study.audit import audited
from tests.examples import examples
from tests.learner import Learner, quiz, recall

DEVICES = st.integers(0, 1)
NUMBERS = st.integers(1, 6)
DOCUMENTS = st.sampled_from(["levers.md", "wheels.md"])
FLAGS = {"suspend": "suspended", "mark": "marked"}


@dataclass(slots=True)
class OtherDevice(Learner):
    """The same library on another computer."""

    @property
    def places(self) -> Places:
        return Places(self.folder / "library.db", self.folder / "other.json")


@dataclass(frozen=True, slots=True)
class Contents:
    """The cards and decks that there were while just these imports stood."""

    standing: frozenset[str]
    cards: tuple[Card, ...]
    decks: tuple[DeckHead, ...]


@dataclass(frozen=True, slots=True)
class Action:
    """What a device did; `before` is what stood in the journal's row before."""

    device: int
    what: str
    id: str
    card: str = ""
    value: str = ""
    given_up: frozenset[CardId] = frozenset()  # cards whose edits an import took away


class TwoDevices(RuleBasedStateMachine):
    """Two learners of one library; the model knows what was done and what the content was."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.learners = [Learner(self.folder), OtherDevice(self.folder)]
        self.items: dict[str, dict[int, Item]] = {"levers.md": {}, "wheels.md": {}}
        self.actions: list[Action] = []
        self.updates: list[str] = []
        self.seen: list[Contents] = []
        self.version = 0

    @initialize(device=DEVICES)
    def imports_a_document(self, device: int) -> None:
        self.items["levers.md"] = {number: recall(number) for number in range(1, 5)}
        self._import(device, "levers.md")

    @rule(device=DEVICES, document=DOCUMENTS, number=NUMBERS, kind=st.sampled_from("rqd"))
    def imports_with_a_card_more_or_less(
        self, device: int, document: str, number: int, kind: str
    ) -> None:
        items = self.items[document]
        if kind == "d":
            items.pop(number, None)
        else:
            items[number] = _recall(document, number) if kind == "r" else quiz(number)
        if items:
            self._import(device, document)

    @rule(
        device=DEVICES,
        document=DOCUMENTS,
        number=NUMBERS,
        change=st.sampled_from("akte"),
        theirs=st.booleans(),
    )
    def imports_with_a_card_changed(
        self, device: int, document: str, number: int, change: str, theirs: bool
    ) -> None:
        items = self.items[document]
        if number in items:
            item = items[number]
            if change == "k" and item.options:
                item = replace(item, options=(*item.options[1:], item.options[0]))
            elif change == "t":
                item = replace(item, topic=("Elsewhere", f"Part {number}"))
            elif change == "e":
                item = replace(item, explanation=f"{item.explanation} And why.")
            else:
                item = replace(item, answer=f"{item.answer} Slowly.", tags=("slow",))
            items[number] = item
            self._import(device, document, theirs=theirs)

    @rule(document=DOCUMENTS, backwards=st.booleans())
    def imports_all_again_in_another_order(self, document: str, backwards: bool) -> None:
        items = self.items[document]
        if items:
            ordered = sorted(items, reverse=backwards)
            self.items[document] = {number: items[number] for number in ordered}
            self._import(0, document)

    @rule(number=NUMBERS)
    def the_shipped_deck_is_updated(self, number: int) -> None:
        self.version += 1
        items = [recall(20 + each) for each in range(1, 5)]
        items[number % 4] = replace(items[number % 4], answer=f"Version {self.version}.")
        deck = deck_of([("shipped.md", Reading("test", tuple(items[: 2 + number % 3])))], "Shipped")
        content = self.learners[0].program.content
        deck = replace(deck, version=str(self.version))
        self._remember()
        take_in(content, previewed(content, [deck], named=True, shipped=True))
        self.updates.append(f"update {self.version}")

    @rule(device=DEVICES, place=st.integers(0, 20), grade=st.sampled_from(list(Grade)))
    def answers_a_card(self, device: int, place: int, grade: Grade) -> None:
        program = self.learners[device].program
        cards = [card for card in program.content.all_cards() if not card.incomplete]
        if cards:
            card = cards[place % len(cards)].id
            program.study.answer(card, grade)
            self._did(device, "review", card)

    @rule(device=DEVICES, place=st.integers(0, 20), what=st.sampled_from(["suspend", "mark"]))
    def flags_a_card(self, device: int, place: int, what: str) -> None:
        program = self.learners[device].program
        cards = program.content.all_cards(retired=True)
        if cards:
            card = cards[place % len(cards)].id
            value = str(1 - int(getattr(program.progress.state(card), FLAGS[what])))
            program.recorder.set(what, card, FLAGS[what], value)
            self._did(device, what, card, value)

    @rule(device=DEVICES, place=st.integers(0, 20), text=st.sampled_from(["Mine.", "My own."]))
    def edits_a_card(self, device: int, place: int, text: str) -> None:
        program = self.learners[device].program
        cards = program.content.all_cards()
        if cards:
            card = cards[place % len(cards)].id
            program.recorder.set("edit", card, "explanation", text)
            self._did(device, "edit", card, text)

    @rule(device=DEVICES)
    def undoes(self, device: int) -> None:
        own = [action for action in self.actions if action.device == device]
        try:
            undone = self.learners[device].program.study.undo()
        except NothingToUndoError:
            assert own == []
            return
        assert undone.what == own[-1].what
        self._took_back(own[-1])

    @rule(device=DEVICES)
    def undoes_the_last_import(self, device: int) -> None:
        imports = [action for action in self.actions if action.what == "import"]
        try:
            undone = self.learners[device].program.recorder.undo_import()
        except NothingToUndoError:
            assert imports == []
            return
        assert undone.made.id == imports[-1].id
        self._took_back(imports[-1])

    @rule(days=st.integers(1, 40))
    def lets_days_pass(self, days: int) -> None:
        for learner in self.learners:
            learner.tomorrow(days)

    @rule(device=DEVICES)
    def ends_the_program(self, device: int) -> None:
        self.learners[device].close()

    @invariant()
    def what_is_kept_beside_log_and_journal_is_what_they_give(self) -> None:
        program = self.learners[0].program
        audit = audited(program.progress)
        assert audit.wrong == ()
        # FTS5 takes what another connection has merged for damage; a new one knows better.
        opened = open_library(self.learners[0].places.library)
        assert damage(opened) == ()
        opened.close()
        reviews = [action for action in self.actions if action.what == "review"]
        assert audit.reviews == len(reviews)

    @invariant()
    def what_the_learner_has_set_survives(self) -> None:
        program = self.learners[0].program
        cards = {card.id: card for card in program.content.all_cards(retired=True)}
        source = {card.id: card for card in program.content.all_source_cards()}
        assert {action.card for action in self.actions if action.card} <= set(map(str, cards))
        for card, seen in cards.items():
            state = program.progress.state(card)
            said = self._said(card)
            assert (state.suspended, state.marked) == (
                said.get("suspend") == "1",
                said.get("mark") == "1",
            )
            assert seen.explanation == said.get("edit", source[card].explanation)
            assert state.available == (not (seen.incomplete or seen.retired or state.suspended))

    def teardown(self) -> None:
        for learner in self.learners:
            learner.close()
        shutil.rmtree(self.folder)

    def _import(self, device: int, document: str, *, theirs: bool = False) -> None:
        program = self.learners[device].program
        self._remember()
        before = program.progress.last_action()
        deck = deck_of([(document, Reading("test", tuple(self.items[document].values())))])
        preview = previewed(program.content, [deck], named=False)
        edited = frozenset(each.card for each in preview.conflicts if theirs)
        take_in(program.content, preview, Choices(theirs=edited))
        if program.progress.last_action() != before:
            self._did(device, "import", given_up=edited)

    def _did(
        self,
        device: int,
        what: str,
        card: str = "",
        value: str = "",
        given_up: frozenset[CardId] = frozenset(),
    ) -> None:
        last = self.learners[device].program.progress.last_action()
        assert last is not None
        assert (last.what, last.card or "") == (what, card)
        self.actions.append(Action(device, what, last.id, card, value, given_up))

    def _said(self, card: CardId) -> dict[str, str]:
        """What the learner has set about a card, by kind of action."""
        said: dict[str, str] = {}
        for action in self.actions:
            if action.card == card:
                said[action.what] = action.value
            elif card in action.given_up:
                said.pop("edit", None)
        return said

    def _took_back(self, action: Action) -> None:
        self.actions.remove(action)
        if action.what == "import":
            now = self._contents()
            for before in self.seen:
                if before.standing == now.standing:
                    self._compare(before, now)

    def _compare(self, before: Contents, now: Contents) -> None:
        """The same, but for cards that came and were answered: they are kept with the answers."""
        progress = self.learners[0].program.progress
        known = {card.id for card in before.cards}
        for card in now.cards:
            if card.id not in known:
                assert card.retired
        assert _plain(before, known) == _plain(now, known)
        assert progress.stale() == ()

    def _remember(self) -> None:
        self.seen.append(self._contents())

    def _contents(self) -> Contents:
        content = self.learners[0].program.content
        imports = [action.id for action in self.actions if action.what == "import"]
        standing = frozenset([*imports, *self.updates])
        return Contents(standing, content.all_source_cards(), content.decks())


def _recall(document: str, number: int) -> Item:
    """An open question; the even ones of a document are siblings."""
    if number % 2:
        return recall(number)
    others = tuple(f"{document[0]}{other}" for other in (2, 4, 6) if other != number)
    return recall(number, key=f"{document[0]}{number}", siblings=others)


def _plain(contents: Contents, known: set[CardId]) -> tuple[object, ...]:
    cards = [card for card in contents.cards if card.id in known]
    used = {card.deck for card in cards}
    linked = [
        replace(card, siblings=tuple(each for each in card.siblings if each in known))
        for card in cards
    ]
    return linked, [head for head in contents.decks if head.name in used]


TestTwoDevices = TwoDevices.TestCase
TestTwoDevices.settings = settings(
    max_examples=examples(0.12), stateful_step_count=25, deadline=None
)
