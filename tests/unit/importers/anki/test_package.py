"""Packages of Anki as files: the three forms, media, and what hostile or broken ones get."""

from __future__ import annotations

import hashlib
import io
import json
import stat
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from engram.compiler.intake import compiled
from engram.errors import SourceError
from engram.importers import read_document
from engram.importers.anki import package as packages
from engram.model import Reading
from tests.anki_package import collection, note_type, package

DATA = Path(__file__).parents[3] / "data"
CURRENT = "anki-package/current.apkg"
FORMS = (
    "anki-package/first.apkg",
    "anki-forms/middle.apkg",
    CURRENT,
    "anki-forms/everything.colpkg",
)


@pytest.mark.parametrize("name", [*FORMS, "anki-forms/everything-middle.colpkg"])
def test_every_form_of_a_package_gives_the_same_cards(name: str) -> None:
    expected, found = read_document(DATA / CURRENT), read_document(DATA / name)
    assert found.items == expected.items
    assert (found.deck, found.media) == (expected.deck, expected.media)
    assert not any("update to the latest" in item.question for item in found.items)


@pytest.mark.parametrize("name", FORMS)
def test_media_are_named_by_what_they_hold(name: str) -> None:
    media = read_document(DATA / name).media
    assert len(media) == 2
    for each in media:
        assert hashlib.sha256(each.load()).hexdigest() == each.name.partition(".")[0]


@pytest.mark.parametrize("name", FORMS)
def test_a_package_is_left_as_it_is_and_found_by_its_content(name: str, tmp_path: Path) -> None:
    file = tmp_path / "deck.txt"
    file.write_bytes((DATA / name).read_bytes())
    reading = read_document(file)
    assert reading.layout == "anki-package"
    assert len(reading.past) > 0
    assert file.read_bytes() == (DATA / name).read_bytes()
    assert list(tmp_path.iterdir()) == [file]


def test_a_deck_is_named_after_the_common_deck_or_the_file(tmp_path: Path) -> None:
    notes = [("a", "b"), ("c", "d")]
    one = package(tmp_path / "my_notes.apkg", collection(notes))
    assert [card.topic for card in compiled([one]).cards] == [("Tides",)] * 2
    assert compiled([one]).name == "Sea"
    cards = [{"nid": 1, "did": 1}, {"nid": 2, "did": 9}]
    two = package(tmp_path / "my_notes.apkg", collection(notes, cards=cards))
    assert compiled([two]).name == "my notes"
    assert [card.topic for card in compiled([two]).cards] == [(), ("Sea", "Tides")]


def test_a_card_in_a_filtered_deck_stays_where_it_is_at_home(tmp_path: Path) -> None:
    cards = [{"nid": 1, "did": 1, "odid": 9}]
    file = package(tmp_path / "a.apkg", collection([("a", "b")], cards=cards))
    assert read_document(file).items[0].topic == ("Tides",)


def test_a_changed_note_keeps_its_id(tmp_path: Path) -> None:
    before = read_document(package(tmp_path / "a.apkg", collection([("a", "b")])))
    after = read_document(package(tmp_path / "b.apkg", collection([("other", "words")])))
    assert before.items[0].id == after.items[0].id


def _refusal(file: Path) -> str:
    before = file.read_bytes()
    with pytest.raises(SourceError) as refused:
        read_document(file)
    assert file.read_bytes() == before
    return str(refused.value)


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "cut off": lambda data: data[: len(data) // 2],
    "without its directory": lambda data: data.replace(b"PK\x01\x02", b"PK\x01\x03"),
    "zeroed": lambda data: data[:200] + bytes(len(data) - 400) + data[-200:],
}


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_a_damaged_package_is_refused(
    damage: Callable[[bytes], bytes], name: str, tmp_path: Path
) -> None:
    file = tmp_path / "a.apkg"
    file.write_bytes(damage((DATA / name).read_bytes()))
    assert _refusal(file) == (
        "“a.apkg” is damaged or incomplete. Nothing of it was used; get it again."
    )


def test_a_damaged_collection_is_refused(tmp_path: Path) -> None:
    data = collection([(f"word {number}", "x" * 900) for number in range(60)])
    holed = data[:4096] + bytes(8192) + data[12288:]
    assert "damaged" in _refusal(package(tmp_path / "a.apkg", holed))
    assert "damaged" in _refusal(package(tmp_path / "b.apkg", b"no collection at all" * 500))


def test_a_package_of_a_newer_anki_is_refused(tmp_path: Path) -> None:
    file = package(tmp_path / "a.apkg", b"", files={"meta": b"\x08\x04"}, name="collection.anki30")
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("collection.anki2", collection([("please", "update")]))
    assert "made by a newer Anki" in _refusal(file)


def test_a_packed_file_of_another_kind_is_no_package(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.docx", "w") as archive:
        archive.writestr("meta.xml", "<w/>")
    assert "a packed file" in _refusal(tmp_path / "a.docx")
    with pytest.raises(SourceError, match="is no package of Anki"):
        read_document(tmp_path / "a.docx", "anki-package")


def test_what_unpacks_to_far_more_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packages, "EXPANDED_FREELY", 100_000)
    bomb = collection([("a", "b")]) + bytes(30_000_000)
    assert "unpacks to far more" in _refusal(package(tmp_path / "a.apkg", bomb))
    packed = zstandard.compress(bomb)
    file = package(
        tmp_path / "b.apkg", packed, files={"meta": b"\x08\x03"}, name="collection.anki21b"
    )
    assert "unpacks to far more" in _refusal(file)


def test_a_directory_that_would_take_the_memory_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packages, "MOST_ENTRIES", 3)
    files = {str(number): b"" for number in range(4)}
    file = package(tmp_path / "a.apkg", collection([("a", "b")]), files=files)
    assert "holds more than 3 files" in _refusal(file)


PICTURE = '<img src="{}">'
SMALL = collection(
    [(PICTURE.format("x.png"), "b"), ("c", "d")], log=[(1_700_000_000_000, 1, 3, 1, 0, 9, 1)]
)


def _reading(file: Path, name: str, media: object, **files: bytes) -> Reading:
    data = collection([(PICTURE.format(name), "b")])
    return read_document(package(file, data, json.dumps(media).encode(), files))


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "/etc/passwd", "C:\\x.png", "//host/x.png", "file:///etc/passwd"]
)
def test_a_name_that_leads_outside_is_only_a_name(name: str, tmp_path: Path) -> None:
    reading = _reading(tmp_path / "a.apkg", name, {"0": "x.png"}, **{"0": b"picture"})
    assert reading.media == ()
    assert "media:" not in reading.items[0].question


@pytest.mark.parametrize(
    "media", [{"7": "x.png"}, {"0": 5}, {"../0": "x.png"}, {"collection": "x.png"}]
)
def test_a_map_of_media_that_lies_names_no_picture(media: object, tmp_path: Path) -> None:
    reading = _reading(tmp_path / "a.apkg", "x.png", media, **{"0": b"picture"})
    assert reading.media == ()
    assert [found.kind.name for found in reading.problems] == ["media-missing"]


@pytest.mark.parametrize("media", [b"[]", b"no json", b"[" * 100_000, b'{"0": "x'])
def test_a_map_of_media_that_is_none_is_refused(media: bytes, tmp_path: Path) -> None:
    data = collection([(PICTURE.format("x.png"), "b")])
    assert "damaged" in _refusal(package(tmp_path / "a.apkg", data, media))


def test_a_link_in_a_package_is_not_followed(tmp_path: Path) -> None:
    file = package(
        tmp_path / "a.apkg", collection([(PICTURE.format("x.png"), "b")]), {"0": "x.png"}
    )
    link = zipfile.ZipInfo("0")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr(link, "/etc/passwd")
    assert read_document(file).media == ()


def test_a_package_in_a_package_is_not_opened(tmp_path: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("collection.anki2", collection([("inner", "note")]))
    with zipfile.ZipFile(tmp_path / "a.apkg", "w") as archive:
        archive.writestr("inner.apkg", inner.getvalue())
    assert "a packed file" in _refusal(tmp_path / "a.apkg")


def test_media_of_a_package_that_changed_are_not_taken(tmp_path: Path) -> None:
    reading = _reading(tmp_path / "a.apkg", "x.png", {"0": "x.png"}, **{"0": b"picture"})
    _reading(tmp_path / "a.apkg", "x.png", {"0": "x.png"}, **{"0": b"another"})
    with pytest.raises(SourceError, match="has changed since"):
        reading.media[0].load()


STRANGE_SCHEMAS = {
    "a view": "alter table notes rename to other; create view notes as select * from other",
    "a virtual table": "drop table notes; create virtual table notes using fts5(id, guid, mid)",
    "generated columns": "create table n2 (id, guid, mid, tags, x as (zeroblob(999)) stored);"
    " drop table notes; create table notes (id, guid, mid, tags, flds as (zeroblob(99)))",
    "no notes": "drop table notes",
    "no column": "alter table notes drop column tags",
}


@pytest.mark.parametrize("more", STRANGE_SCHEMAS.values(), ids=STRANGE_SCHEMAS)
def test_a_collection_of_a_strange_schema_is_refused(more: str, tmp_path: Path) -> None:
    assert "built in another way" in _refusal(
        package(tmp_path / "a.apkg", collection([("a", "b")], more=more))
    )


def test_triggers_of_a_collection_are_not_run_and_values_of_other_types_are_read(
    tmp_path: Path,
) -> None:
    more = (
        "create trigger t after insert on notes begin delete from notes; end;"
        "update cards set due = 'soon', ivl = 1e300, factor = x'00', flags = null;"
        "update notes set tags = 5"
    )
    reading = read_document(package(tmp_path / "a.apkg", collection([("a", "b")], more=more)))
    assert [(item.question, item.tags) for item in reading.items] == [("a", ("5",))]
    assert dict(reading.past) == {}


@pytest.mark.parametrize(
    "models", ["[]", "{", '{"7": 5}', '{"7": {"flds": 1}}', "[" * 100_000, '{"x": {}}']
)
def test_note_types_that_cannot_be_read_are_told(models: str, tmp_path: Path) -> None:
    data = collection([("a", "b")], more=f"update col set models = '{models}'")
    assert "note types or decks that cannot be read" in _refusal(package(tmp_path / "a.apkg", data))


def test_notes_of_an_unknown_type_and_far_too_long_ones_are_told(tmp_path: Path) -> None:
    data = collection(
        [("a", "b"), ("c", "d"), ("e" * 1_000_001, "f")],
        more="update notes set mid = 99 where id = 1",
    )
    reading = read_document(package(tmp_path / "a.apkg", data))
    assert [item.question for item in reading.items] == ["c"]
    told = [(found.kind.name, dict(found.fields)["count"]) for found in reading.problems]
    assert told == [("unreadable-note", 1), ("unreadable-note", 1)]


def test_cards_that_ask_nothing_or_hide_a_picture_are_left_out_and_told(tmp_path: Path) -> None:
    kind = note_type(
        ("Text", "Extra"), [("{{cloze:Text}}", "{{cloze:Text}} {{Extra}}")], cloze=True
    )
    cards = [{"nid": 1, "ord": 0}, {"nid": 1, "ord": 1}]
    data = collection([("{{c1::one}} word", "{{c2::two}}")], kind, cards=cards)
    reading = read_document(package(tmp_path / "a.apkg", data))
    assert [item.question for item in reading.items] == ["[...] word"]
    assert [found.kind.name for found in reading.problems] == ["empty-card"]
    hidden = note_type(templates=[('<div id="image-occlusion-canvas">{{Front}}</div>', "{{Back}}")])
    with pytest.raises(SourceError, match="holds no card"):
        read_document(package(tmp_path / "b.apkg", collection([("a", "b")], hidden)))


def test_a_current_map_of_media_that_is_none_is_refused(tmp_path: Path) -> None:
    data = zstandard.compress(collection([(PICTURE.format("x.png"), "b")]))
    for broken in (b"\x0f", b"\x0a\xff", b"\xff" * 20):
        file = package(
            tmp_path / "a.apkg",
            data,
            zstandard.compress(broken),
            {"meta": b"\x08\x03"},
            name="collection.anki21b",
        )
        assert "damaged" in _refusal(file)


edits = st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.binary(max_size=4)), max_size=6)


@given(st.sampled_from([*FORMS, "collection"]), edits)
def test_no_damage_makes_the_reader_raise_anything_but_a_sentence(
    name: str, edits: list[tuple[float, bytes]]
) -> None:
    with TemporaryDirectory() as folder:
        file = Path(folder, "a.apkg")
        data = bytearray(SMALL if name == "collection" else (DATA / name).read_bytes())
        for place, change in edits:
            start = int(place * len(data))
            data[start : start + len(change)] = change
        if name == "collection":
            package(file, bytes(data), {"0": "x.png"}, {"0": b"picture"})
        else:
            file.write_bytes(data)
        with suppress(SourceError):
            reading = read_document(file)
            assert len(reading.past) <= len(reading.items)


def test_a_collection_whose_fault_is_told_in_no_known_letters_is_refused(tmp_path: Path) -> None:
    data = collection([("a", "b")]).replace(
        b"CREATE TABLE revlog (", b"CREAT\xe3\xff TABLE revlog "
    )
    assert "damaged" in _refusal(package(tmp_path / "a.apkg", data))
