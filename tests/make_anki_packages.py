"""Writes packages with Anki's own library, by a process of its own, to a folder.

What stands in tests/data/anki-package and in tests/data/anki-forms was made by this:
`python tests/make_anki_packages.py FOLDER`.
"""

from __future__ import annotations

import json
import sys
import zipfile
from pathlib import Path
from typing import Any

DAY = 86_400
DAYS_STUDIED = 45
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d4944415478da63"
    "64f8cfc000000301010018dd8db00000000049454e44ae426082"
)
ALL_IN_ONE = (
    *("Question", "Title", "QType (0=kprim,1=mc,2=sc)", "Q_1", "Q_2", "Q_3", "Q_4", "Q_5"),
    *("Answers", "Sources", "Extra 1"),
)


def main(folder: Path) -> None:
    """All packages, from two collections: many kinds of notes, and one that was studied."""
    folder.mkdir(parents=True, exist_ok=True)
    notes = _Collection(folder / "notes")
    _write_notes(notes)
    notes.package(folder / "current.apkg", "Harbour", legacy=False)
    notes.package(folder / "middle.apkg", "Harbour", legacy=True)
    notes.whole(folder / "everything.colpkg", legacy=False)
    notes.whole(folder / "everything-middle.colpkg", legacy=True)
    _write_first_form(folder / "middle.apkg", folder / "first.apkg")
    (folder / "questions.json").write_text(json.dumps(notes.questions()), "utf-8")
    notes.close()
    studied = _Collection(folder / "studied")
    _write_studied(studied)
    studied.package(folder / "studied.apkg", "Knots", legacy=False)
    studied.package(folder / "studied-middle.apkg", "Knots", legacy=True)
    studied.close()


class _Collection:
    """One collection of Anki in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self._path = str(folder / "collection.anki2")
        self.open()

    def open(self) -> None:
        from anki.collection import Collection

        self.anki: Any = Collection(self._path)
        self.anki.db.execute("pragma synchronous = off")  # a disk that is waited for 45 days long

    def close(self) -> None:
        self.anki.close()

    def medium(self, name: str, data: bytes) -> None:
        self.anki.media.write_data(name, data)

    def note_type(
        self, name: str, fields: tuple[str, ...], *cards: tuple[str, str], cloze: bool = False
    ) -> None:
        models = self.anki.models
        made = models.new(name)
        made["type"] = int(cloze)
        for field in fields:
            models.add_field(made, models.new_field(field))
        for number, (question, answer) in enumerate(cards, start=1):
            template = models.new_template(f"Card {number}")
            template["qfmt"], template["afmt"] = question, answer
            models.add_template(made, template)
        models.add(made)

    def add(self, kind: str, deck: str, *fields: str, tags: tuple[str, ...] = ()) -> list[int]:
        note = self.anki.new_note(self.anki.models.by_name(kind))
        note.fields[: len(fields)] = fields
        note.tags = list(tags)
        self.anki.add_note(note, self.anki.decks.id(deck))
        return list(self.anki.card_ids_of_note(note.id))

    def package(self, file: Path, deck: str, *, legacy: bool) -> None:
        from anki.collection import DeckIdLimit, ExportAnkiPackageOptions

        options = ExportAnkiPackageOptions(
            with_scheduling=True, with_deck_configs=True, with_media=True, legacy=legacy
        )
        limit = DeckIdLimit(self.anki.decks.id(deck))
        self.anki.export_anki_package(out_path=str(file), options=options, limit=limit)

    def whole(self, file: Path, *, legacy: bool) -> None:
        self.anki.export_collection_package(str(file), include_media=True, legacy=legacy)
        self.open()

    def questions(self) -> list[tuple[str, int, str]]:
        """What Anki shows of each card before the answer: the note's guid, the ordinal, HTML."""
        cards = map(self.anki.get_card, self.anki.find_cards(""))
        return [(card.note().guid, card.ord, card.question()) for card in cards]

    def tomorrow(self) -> None:
        """A day passes: all that has happened lies a day further back."""
        db = self.anki.db
        db.execute("update col set crt = crt - ?", DAY)
        db.execute("update revlog set id = id - ? where id > 0", DAY * 1000)
        db.execute("update cards set due = due - ? where queue = 1", DAY)
        for card, data in db.all("select id, data from cards where data like '%lrt%'"):
            about = json.loads(data)
            about["lrt"] -= DAY
            db.execute("update cards set data = ? where id = ?", json.dumps(about), card)
        self.anki.close()
        self.open()


def _write_notes(to: _Collection) -> None:
    to.medium("tide table.png", PIXEL)
    to.medium("bell.mp3", b"no sound at all")
    to.note_type(
        "Words",
        ("Word", "Meaning", "Hint", "Reading", "Picture"),
        (
            "<style>.x{}</style>{{#Picture}}{{Picture}}<br>{{/Picture}}{{Word}}"
            "{{^Picture}} (no picture){{/Picture}} {{hint:Hint}}",
            "{{FrontSide}}<hr id=answer>{{text:Meaning}} <i>{{kana:Reading}}</i>"
            " {{tts en_US:Word}}",
        ),
        ("{{Meaning}}", "{{Meaning}}<hr id=answer>{{furigana:Reading}} {{Word}}"),
    )
    to.note_type("AllInOne (kprim, mc, sc)", ALL_IN_ONE, ("{{Question}}", "{{Answers}}"))
    to.note_type(
        "Choice",
        ("number", "question", "a", "b", "c", "d", "answers", "explanation"),
        ("{{question}}", "{{answers}}"),
    )
    to.note_type(
        "One right", ("Question", "Correct", "Incorrect 1", "Incorrect 2"), ("{{Question}}", "-")
    )
    _write_plain(to)
    _write_cloze(to)
    _write_quizzes(to)


def _write_plain(to: _Collection) -> None:
    to.add(
        "Basic",
        "Harbour",
        'What does this show?<br><img src="tide table.png">',
        "High and low water <b>for a year</b>.[sound:bell.mp3]",
        tags=("tides", "marked"),
    )
    both = to.add(
        "Basic (and reversed card)", "Harbour::Signals", "A <u>red</u> light", "port &lt;left&gt;"
    )
    to.anki.sched.suspend_cards([both[1]])
    to.anki.set_user_flag_for_cards(3, [both[0]])
    to.add("Basic (type in the answer)", "Harbour::Signals", "A green light", "starboard")
    to.add("Basic (optional reversed card)", "Harbour::Signals", "One *short* blast", "turning", "")
    to.add(
        "Basic",
        "Harbour::Signals::Lists",
        "<div>Name the</div><div>steps:</div>",
        "<ol><li>slow down<ul><li>idle</li></ul></li><li>cast <i>off</i></li></ol>"
        "<pre>throttle = 0\nif calm:\n    go()</pre>"
        "<table><tr><th>knots</th><th>km/h</th></tr><tr><td>1</td><td>1.852</td></tr></table>",
    )
    to.add(
        "Basic",
        "Harbour::Signals::Lists",
        "The area is \\(a^2 &lt; b\\)",
        "and \\[ c = \\sqrt{2} \\]",
    )
    to.add("Words", "Harbour", "quay", "a <b>landing</b> place", "not a key", " 岸壁[がんぺき]", "")
    to.add(
        "Words", "Harbour", "pier", "reaches out", "", "", '<img src="gone.png">', tags=("a::b",)
    )


def _write_cloze(to: _Collection) -> None:
    to.add(
        "Cloze",
        "Harbour",
        "The {{c1::bow::front}} is ahead, the {{c2::stern}} behind; {{c1::fore}} is ahead.",
        "as seen from {{c3::aboard}}",
    )
    to.add("Cloze", "Harbour", "{{c1::The {{c2::moon}} pulls}} the tide: \\({{c3::F}} = m a\\).")


def _write_quizzes(to: _Collection) -> None:
    one = "AllInOne (kprim, mc, sc)"
    to.add(one, "Harbour::Quiz", "Which float?", "", "1", "cork", "lead", "oak", "", "", "1 0 1")
    to.add(one, "Harbour::Quiz", "Which sinks?", "Density", "2", "cork", "lead", "", "", "", "0 1")
    to.add(
        one, "Harbour::Quiz", "True ones?", "", "0", "a", "b", "c", "d", "", "0 1 0 1 0", "", "why"
    )
    words = ("north", "east", "south", "west")
    to.add("Choice", "Harbour::Quiz", "1", "Where is noon?", *words, "C", "In the north.")
    to.add("Choice", "Harbour::Quiz", "2", "Which are on one axis?", *words, "1, 3")
    to.add("Choice", "Harbour::Quiz", "3", "Where does it rise?", *words, "east")
    to.add("Choice", "Harbour::Quiz", "4", "Where?", *words, "up there")
    to.add("One right", "Harbour::Quiz", "What is a knot?", "a mile an hour", "a metre", "a rope")


def _write_studied(to: _Collection) -> None:
    """Sixty notes, studied for some weeks with every button, one reset, one put to a date."""
    cards = [
        to.add("Basic", "Knots", f"Which knot has number {number}?", f"Knot {number}.")[0]
        for number in range(60)
    ]
    to.anki.set_config("fsrs", True)
    to.anki.decks.set_current(to.anki.decks.id("Knots"))
    turns = 0
    for _ in range(DAYS_STUDIED):
        turns = _studied(to, turns)
        to.tomorrow()
    to.anki.sched.schedule_cards_as_new([cards[3]])
    to.anki.sched.set_due_date([cards[4]], "7")
    to.anki.sched.suspend_cards([cards[5]])
    to.anki.close()
    to.open()


def _studied(to: _Collection, turns: int) -> int:
    for _ in range(200):
        card = to.anki.sched.getCard()
        if card is None:
            break
        turns += 1
        card.start_timer()
        to.anki.sched.answerCard(card, (3, 3, 4, 3, 2, 3, 1, 3)[turns * 7 % 8])
    return turns


def _write_first_form(middle: Path, first: Path) -> None:
    """The oldest form: the same schema, one collection of the old name, no version."""
    with zipfile.ZipFile(middle) as source, zipfile.ZipFile(first, "w") as target:
        for name in source.namelist():
            if name not in ("meta", "collection.anki2"):
                renamed = "collection.anki2" if name == "collection.anki21" else name
                target.writestr(renamed, source.read(name), zipfile.ZIP_DEFLATED)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
