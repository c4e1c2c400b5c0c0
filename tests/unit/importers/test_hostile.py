"""What hostile or broken input gets, for every kind of file that an import takes.

A sentence, or cards with what was left out told; nothing is written, fetched or started, the source
file keeps its bytes, and time and memory are bounded. The same through a reader, through the page
Import (`ImportDesk`) and through `engram import`.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import stat
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path

import pytest
import zstandard

from engram.app import main
from engram.compiler.import_desk import ImportDesk
from engram.compiler.intake import compiled, compiled_apart
from engram.errors import EngramError
from engram.importers import read_document, zip_entries
from engram.importers.anki import package as packages
from tests.anki_package import collection, note_type, package
from tests.learner import Learner
from tests.pictures import SVG, png
from tests.watched import watched

DATA = Path(__file__).parents[2] / "data"
Made = Callable[[Path], Path]
CURRENT = {"meta": b"\x08\x03"}
EXPORT = '<openSM2sync number_of_entries="2">{}</openSM2sync>'
FACT = (
    '<log type="16" o_id="a"><f>{}</f><b>answer</b></log>'
    '<log type="6" o_id="one" card_t="1" fact="a" fact_v="1.1" tags=""></log>'
)
VERSION_1 = '<mnemosyne core_version="1"><item id="a"><Q>{}</Q><A>answer</A></item></mnemosyne>'
LAYOUTS = {
    "engram.md": "# Waves\n\n### What is a wave?\n\n#### Answer\n\n{}\n",
    "headings.md": "### 1. What is a wave?\n\n{}\n\n### 2. And a tide?\n\nA long one.\n",
    "outline.md": "## What is a wave?\n\n{}\n\n## What is a tide?\n\nA long one.\n",
    "numbered.txt": "1. What is a wave?\n\n{}\n\n2. And a tide?\n\nA long one.\n",
    "guide.md": "Question: What is a wave?\nAnswer: {}\n\nQuestion: And a tide?\nAnswer: Long.\n",
    "boxes.md": "**1.** What is a wave?\n\n- [x] {}\n- [ ] A tide\n",
    "labelled.txt": "Question: What is a wave?\nOptions:\nA. {}\nB. A tide\nAnswer: A\n",
    "aiken.txt": "What is a wave?\nA. {}\nB. A tide\nANSWER: A\n",
    "trivia.txt": "#Q What is a wave?\n^ A tide\nA {}\nB A tide\n",
    "quiz.gift": "::a::What is a wave? {{={} ~A tide}}\n",
    "terms.md": (
        "- **wave**: {}\n- **tide**: a long one\n- **shore**: where both end\n"
        "- **harbour**: where ships lie\n- **current**: what carries them\n"
    ),
    "table.md": "| Term | Meaning |\n|---|---|\n| wave | {} |\n| tide | a long one |\n"
    + "| shore | both end there |\n" * 5,
    "table.csv": "question,answer\nWhat is a wave?,{}\nAnd a tide?,A long one\n",
    "cards.json": '[{{"question": "What is a wave?", "answer": "{}"}}]',
    "own.json": '{{"cards": [{{"question": "What is a wave?", "answer": "{}"}}]}}',
}
"""A document of each layout, with a place for what may be done to it."""


def text(name: str, inside: str) -> Made:
    """A document of a layout with this in it."""
    written = (
        LAYOUTS[name].replace("{}", inside)
        if "{{" not in LAYOUTS[name]
        else (LAYOUTS[name].replace("{{", "{").replace("}}", "}").replace("{}", inside))
    )
    return raw(name, written.encode("utf-8", "surrogateescape"))


def raw(name: str, data: bytes) -> Made:
    """A file of these bytes."""

    def made(folder: Path) -> Path:
        (folder / name).write_bytes(data)
        return folder / name

    return made


def apkg(
    *front: str,
    media: Mapping[str, str] | None = None,
    more: str = "",
    files: Mapping[str, bytes] | None = None,
) -> Made:
    """A package of Anki of the first form."""
    data = collection([(each, "back") for each in front or ("front",)], more=more)
    return lambda folder: package(folder / "a.apkg", data, media or {}, files)


def current(data: bytes, media: bytes = b"", **files: bytes) -> Made:
    """A package of Anki of the current form."""
    packed = {name: zstandard.compress(each) for name, each in files.items()}
    return lambda folder: package(
        folder / "a.colpkg",
        zstandard.compress(data),
        zstandard.compress(media),
        CURRENT | packed,
        name="collection.anki21b",
    )


def cards(inside: str, media: Mapping[str, bytes] | None = None) -> Made:
    """A set of cards of Mnemosyne with this on the front of its one card."""

    def made(folder: Path) -> Path:
        with zipfile.ZipFile(folder / "a.cards", "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("cards.xml", EXPORT.format(FACT.format(inside)))
            for name, data in (media or {}).items():
                archive.writestr(name, data)
        return folder / "a.cards"

    return made


def library(*statements: str) -> Made:
    """A library of Mnemosyne after these statements."""
    return tampered(DATA / "mnemosyne" / "peaks.db", "a.db", statements)


def deck(*statements: str) -> Made:
    """A deck file after these statements."""

    def made(folder: Path) -> Path:
        from engram.compiler.deck_files import write_deck_file

        write_deck_file([compiled([DATA / "engram" / "deck.md"])], folder / "whole.engram")
        file = tampered(folder / "whole.engram", "a.engram", statements)(folder)
        (folder / "whole.engram").unlink()
        return file

    return made


def tampered(whole: Path, name: str, statements: tuple[str, ...]) -> Made:
    def made(folder: Path) -> Path:
        (folder / name).write_bytes(whole.read_bytes())
        with closing(sqlite3.connect(folder / name, isolation_level=None)) as database:
            database.execute("pragma writable_schema = on")
            for statement in statements:
                database.execute(statement)
        return folder / name

    return made


def stretched(made: Made, size: int = 100 * 1024 * 1024) -> Made:
    """The file with zeros at its end, which take no place on the disk."""

    def longer(folder: Path) -> Path:
        file = made(folder)
        os.truncate(file, size)
        return file

    return longer


def linked(name: str, made: Made) -> Made:
    """A link that leads to a file elsewhere, which is what the learner has named."""

    def link(folder: Path) -> Path:
        (folder / "elsewhere").mkdir()
        (folder / name).symlink_to(made(folder / "elsewhere"))
        return folder / name

    return link


def endless(table: str, columns: str) -> tuple[str, ...]:
    """A view that never ends in place of a table."""
    return (
        f"drop table {table}",
        f"create view {table} as with recursive n (x) as (select 1 union all select x + 1 from n)"
        f" select {columns} from n",
    )


MILLION = ", ".join(f"c{number}" for number in range(50_000))
MANY_COLUMNS = "update sqlite_schema set sql = 'create table {0} ({1})' where name = '{0}'"
DAMAGED = "is damaged or incomplete. Nothing of it was used; get it again."
OTHERWISE = "is built in another way than this version reads. Nothing of it was used."
NO_DECK = "is not built as an Engram deck file is. Nothing of it was used."
TOO_LARGE = "is larger than 64 MiB, the most that is read; nothing was changed."
NO_TEXT = "is not a text, so no question can be read from it; nothing was changed."
UNKNOWN = "was not recognised as a study document; nothing was imported."
BOMB = "unpacks to far more than a"
PICTURE = '<img src="{}">'
DEEP = "[" * 100_000

REFUSED: dict[str, tuple[Made, str]] = {
    "bomb in a first package": (
        lambda folder: package(folder / "a.apkg", collection([("a", "b")]) + bytes(9_000_000)),
        BOMB,
    ),
    "bomb in a second package": (
        lambda folder: package(
            folder / "a.apkg",
            collection([("a", "b")]) + bytes(9_000_000),
            name="collection.anki21",
        ),
        BOMB,
    ),
    "bomb in a current package": (current(collection([("a", "b")]) + bytes(9_000_000)), BOMB),
    "bomb in a map of media": (
        apkg(PICTURE.format("x.png"), media={"0": " " * 9_000_000}),
        BOMB,
    ),
    "bomb in a set of cards": (cards(" " * 9_000_000), BOMB),
    "long line of a text": (stretched(raw("a.md", b"1. What?\n\nThis.\n")), TOO_LARGE),
    "long line of a table": (stretched(raw("a.csv", b"question,answer\na,b\n")), TOO_LARGE),
    "long line of JSON": (stretched(raw("a.json", b'[{"question": "a"}]')), TOO_LARGE),
    "long line of GIFT": (stretched(raw("a.gift", b"a {=b ~c}\n")), TOO_LARGE),
    "long tag of XML": (
        raw("a.xml", b"<mnemosyne core_version='1'><item id='" + b"a" * 3_000_000),
        "holds a tag of more than a million letters, which no export of Mnemosyne has.",
    ),
    "bytes of no text": (raw("a.md", bytes(range(256)) * 40), NO_TEXT),
    "bytes of no text in a table": (raw("a.csv", b"a,b\n" + bytes(40)), NO_TEXT),
    "half a letter of UTF-16": (
        raw("a.txt", b"\xff\xfe1\x00.\x00 \x00\x00\xd8a\x00"),
        "are in no encoding that is known here; nothing was changed. Save it as UTF-8",
    ),
    "broken bytes in XML": (
        raw("a.xml", VERSION_1.format("caf\udce9").encode("utf-8", "surrogateescape")),
        "is damaged or incomplete: line 1 is no XML. Nothing of it was used; get it again.",
    ),
    "deep JSON": (raw("a.json", DEEP.encode()), UNKNOWN),
    "deep JSON with cards": (
        raw("a.json", f'{{"cards": [{{"question": "a", "answer": {DEEP}'.encode()),
        "cannot be read. Line 1:",
    ),
    "deep XML": (
        raw("a.xml", b"<mnemosyne core_version='1'>" + b"<item>" * 100_000),
        "holds elements more than 50 deep, which no export of Mnemosyne has.",
    ),
    "entities of XML": (
        raw("a.xml", b'<!DOCTYPE mnemosyne [<!ENTITY a "aa">]>' + VERSION_1.format("&a;").encode()),
        "holds a document type or entities of its own, which no export of Mnemosyne has.",
    ),
    "file in XML": (
        raw(
            "a.xml",
            b'<!DOCTYPE mnemosyne SYSTEM "file:///etc/hostname">' + VERSION_1.format("").encode(),
        ),
        "holds a document type or entities of its own, which no export of Mnemosyne has.",
    ),
    "endless view in a package": (
        apkg(
            more="; ".join(endless("notes", "x as id, x as guid, x as mid, x as tags, x as flds"))
        ),
        OTHERWISE,
    ),
    "endless view in a library": (library(*endless("tags", "x as _id, x as name")), OTHERWISE),
    "endless view in a deck file": (
        deck(*endless("sibling", "x as card, x as sibling")),
        NO_DECK,
    ),
    "trigger in a deck file": (
        deck("create trigger t after insert on card begin delete from deck; end"),
        NO_DECK,
    ),
    "columns in a package": (
        apkg(more="pragma writable_schema = on; " + MANY_COLUMNS.format("notes", MILLION)),
        DAMAGED,
    ),
    "columns in a library": (library(MANY_COLUMNS.format("facts", MILLION)), "a.db is damaged."),
    "columns in a deck file": (deck(MANY_COLUMNS.format("option", MILLION)), "is damaged"),
    "map of media in a current package": (
        current(collection([(PICTURE.format("x.png"), "b")]), b"\x0a\xff"),
        DAMAGED,
    ),
    "number of a deck without end": (
        apkg(more=f'update col set decks = \'{{"{"9" * 5000}": {{"name": "x"}}}}\''),
        "holds note types or decks that cannot be read. Nothing of it was used.",
    ),
    "media of a deck file": (
        deck("insert into media (name, data) values ('../../x.png', x'00')"),
        "Nothing of it was used.",
    ),
    "packed file": (
        lambda folder: _zip(folder / "a.zip", {"a.md": b"1. What?\n\nThis.\n"}),
        "is a packed file, not a text, so no question can be read from it; nothing was changed.",
    ),
    "no cards in a set of cards": (
        lambda folder: _zip(folder / "a.cards", {"../x": b"1"}),
        "packed",
    ),
    "folder": (lambda folder: folder, "There is no file to read in the folder"),
    "pipe": (lambda folder: _pipe(folder / "a.apkg"), "is no ordinary file; nothing was changed."),
    "link to nothing": (lambda folder: _link(folder / "a.md"), "There is no file"),
    "nothing": (raw("a.md", b""), "is empty; nothing was changed."),
    "script alone": (raw("a.html", b"<script>alert(1)</script>"), UNKNOWN),
    "drawing": (raw("a.svg", SVG), UNKNOWN),
    "picture": (raw("a.png", png()), NO_TEXT),
}


def _zip(file: Path, entries: Mapping[str, bytes]) -> Path:
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return file


def _pipe(file: Path) -> Path:
    os.mkfifo(file)
    return file


def _link(file: Path) -> Path:
    file.symlink_to(file.with_name("not-there"))
    return file


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of a document's own; what is unpacked for a moment lies in another."""
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    inner = tmp_path / "documents"
    inner.mkdir()
    return inner


@pytest.fixture
def small_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Limits of which a test reaches the end soon."""
    monkeypatch.setattr(packages, "EXPANDED_FREELY", 1_000_000)
    monkeypatch.setattr(zip_entries, "EXPANDED_FREELY", 1_000_000)


def standing(folder: Path) -> dict[str, object]:
    """What lies in a folder, byte by byte; of what is large, the beginning."""
    found: dict[str, object] = {}
    for path in sorted(folder.rglob("*")):
        status = path.lstat()
        found[str(path)] = (status.st_mode, status.st_size, status.st_mtime_ns)
        if stat.S_ISREG(status.st_mode):
            with path.open("rb") as opened:
                found[f"{path} begins"] = hashlib.sha256(opened.read(3_000_000)).digest()
    return found


def known(learner: Learner) -> tuple[object, ...]:
    content = learner.program.content
    media = sorted(learner.folder.glob("library-media/**/*"))
    return (tuple(content.all_source_cards()), tuple(content.decks()), tuple(media))


@pytest.mark.parametrize("case", REFUSED)
@pytest.mark.usefixtures("small_limits")
def test_it_is_refused_with_a_sentence_and_nothing_else_happens(
    case: str, folder: Path, learner: Learner, capsys: pytest.CaptureFixture[str]
) -> None:
    made, sentence = REFUSED[case]
    file = made(folder)
    before, cards_before = standing(folder), known(learner)
    with (
        watched(except_below=folder.parent / "temporary") as deeds,
        pytest.raises(EngramError) as refused,
    ):
        compiled_apart([file])
    told = str(refused.value)
    assert sentence in told
    assert (len(told.splitlines()), told[-1]) == (1, ".")
    assert deeds == []
    desk = ImportDesk(learner.places.library, learner.program.author, learner.program.past_in)
    with pytest.raises(EngramError) as refused_there:
        desk.preview([file], None, None)
    assert str(refused_there.value) == told
    words = ["--library", str(learner.places.library), "import", str(file)]
    assert main(words) == 1
    assert capsys.readouterr() == ("", f"{told}\n")
    assert (standing(folder), known(learner)) == (before, cards_before)
    assert list((folder.parent / "temporary").iterdir()) == []


SHOWN = (
    "The sea <script>alert(1)</script><b onclick='alert(1)'>moves</b>"
    " ![a](http://192.0.2.1/a.png) ![b](file:///etc/hostname) ![c](../secret.png)"
    " ![d](/etc/hostname) ![e](drawing.svg) ![f](link.png) <img src='javascript:alert(1)'>"
)
"""What a card must not do: run a script, fetch a picture, or look outside the folder."""

IN_HTML = (
    "The sea <script>alert(1)</script><b onclick='alert(1)'>moves</b>"
    "<img src='http://192.0.2.1/a.png'><img src='file:///etc/hostname'><img src='../secret.png'>"
    "<img src='/etc/hostname'><img src='drawing.svg'><img src='link.png'>"
    "<iframe src='file:///etc/hostname'></iframe><object data='http://192.0.2.1/a'></object>"
)
AS_XML = IN_HTML.replace("<", "&lt;")
ALL_OF_IT: dict[str, Made] = {
    **{name: text(name, SHOWN) for name in LAYOUTS if name != "quiz.gift"},
    "quiz.gift": text("quiz.gift", SHOWN.replace("=", r"\=").replace(":", r"\:")),
    "package": apkg(IN_HTML, media={"0": "drawing.svg", "1": "../secret.png"}, files={"0": SVG}),
    "current package": current(
        collection([(IN_HTML, "b")]), b"\x0a\x0d\x0a\x0bdrawing.svg", **{"0": SVG}
    ),
    "set of cards": cards(AS_XML, {"drawing.svg": SVG, "../secret.png": png()}),
    "version 1": raw("a.xml", VERSION_1.format(AS_XML).encode()),
    "library": library("update data_for_fact set value = '" + IN_HTML.replace("'", "''") + "'"),
}


@pytest.mark.parametrize("case", ALL_OF_IT)
def test_nothing_on_a_card_is_run_fetched_or_taken_from_outside(
    case: str, folder: Path, learner: Learner, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder.parent / "secret.png").write_bytes(png())
    (folder / "drawing.svg").write_bytes(SVG)
    (folder / "link.png").symlink_to(folder.parent / "secret.png")
    file = ALL_OF_IT[case](folder)
    before = standing(folder)
    desk = ImportDesk(learner.places.library, learner.program.author, learner.program.past_in)
    with watched(except_below=folder.parent / "temporary") as deeds:
        read = compiled_apart([file])
    assert deeds == []
    assert [medium for each in read for medium in each.media] == []
    assert sum(len(each.cards) for each in read) > 0
    kinds = {problem.kind.name for each in read for problem in each.problems}
    assert kinds & {"picture-elsewhere", "remote-media"}
    assert kinds & {"picture-refused", "media-refused", "media-missing"}
    with watched() as deeds_there:
        assert desk.preview([file], None, None).cards
        words = ["--library", str(learner.places.library), "import", str(file)]
        assert main(words) == 0
    assert [deed for deed in deeds_there if not deed.startswith("wrote ")] == []
    assert capsys.readouterr().err == ""
    assert standing(folder) == before
    assert not [path for path in learner.folder.glob("library-media/**/*") if path.is_file()]


DEEPLY = {
    "lists": "- " * 5_000 + "x",
    "quotations": "> " * 5_000 + "x",
    "emphasis": "*a **b " * 2_000,
    "pictures": "![a](" * 2_000,
    "brackets": "[" * 5_000,
    "elements": "<div>" * 5_000,
    "folds": "<details><summary>" * 2_000,
    "marks": "```` ``" * 1_000,
}


@pytest.mark.parametrize("payload", DEEPLY)
@pytest.mark.parametrize("name", LAYOUTS)
def test_what_is_nested_deeply_is_read_or_refused(name: str, payload: str, folder: Path) -> None:
    file = text(name, DEEPLY[payload])(folder)
    before = file.read_bytes()
    try:
        read_document(file)
    except EngramError as refused:
        assert str(refused).endswith(".")
    assert file.read_bytes() == before


NESTED_CARDS: dict[str, Made] = {
    "elements in a package": apkg("<div>" * 50_000),
    "lists in a package": apkg("<ul><li>" * 50_000 + "x"),
    "deletions in a package": apkg("{{c1::" * 20_000 + "x" + "}}" * 20_000),
    "conditions in a template": lambda folder: package(
        folder / "a.apkg",
        collection(
            [("a", "b")],
            note_type(
                templates=[("{{#Front}}" * 20_000 + "{{Front}}" + "{{/Front}}" * 20_000, "b")]
            ),
        ),
    ),
    "elements in a set of cards": cards("&lt;div>" * 50_000),
    "lists in a set of cards": cards("&lt;ul>&lt;li>" * 50_000),
    "elements in a library": library(
        f"update data_for_fact set value = '{'<div>' * 50_000}' where key = 'f'"
    ),
}


@pytest.mark.parametrize("case", NESTED_CARDS)
def test_what_is_nested_deeply_in_cards_of_others_is_read_or_refused(
    case: str, folder: Path
) -> None:
    file = NESTED_CARDS[case](folder)
    before = file.read_bytes()
    try:
        assert compiled_apart([file])
    except EngramError as refused:
        assert str(refused).endswith(".")
    assert file.read_bytes() == before


@pytest.mark.parametrize("name", LAYOUTS)
def test_letters_of_no_utf_8_are_read_and_told(name: str, folder: Path) -> None:
    file = text(name, "the caf\udce9 at the sea")(folder)
    before = file.read_bytes()
    reading = read_document(file)
    assert "the café at the sea" in str(reading.items)
    assert "encoding" in [problem.kind.name for problem in reading.problems]
    assert file.read_bytes() == before


@pytest.mark.parametrize(
    "made",
    [
        text("headings.md", "The sea."),
        text("table.csv", "The sea"),
        apkg("sea"),
        cards("sea"),
        deck(),
    ],
    ids=["text", "table", "package", "set of cards", "deck file"],
)
def test_a_link_to_a_document_is_read_and_stays_a_link(made: Made, folder: Path) -> None:
    file = linked("a-link", made)(folder)
    before = standing(folder)
    assert sum(len(each.cards) for each in compiled_apart([file])) > 0
    assert standing(folder) == before


def test_names_in_a_package_that_are_no_utf_8_are_refused(folder: Path) -> None:
    file = apkg("sea", files={"xyz": b"1"})(folder)
    data = file.read_bytes().replace(b"xyz", b"\xff\xfe\xfd")
    marked = data.replace(
        b"PK\x01\x02\x14\x03\x14\x00\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x00\x08"
    )
    file.write_bytes(marked)
    with pytest.raises(EngramError, match="damaged or incomplete"):
        compiled_apart([file])
    assert file.read_bytes() == marked
