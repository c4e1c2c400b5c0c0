"""Files of Mnemosyne that are broken, hostile, in use, or of another program."""

from __future__ import annotations

import os
import sqlite3
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engram.errors import SourceError
from engram.importers import mnemosyne, read_document, zip_entries
from engram.importers.mnemosyne import xml_records
from engram.model import Reading

DATA = Path(__file__).parents[3] / "data" / "mnemosyne"
ROOT = '<openSM2sync number_of_entries="2">{}</openSM2sync>'
CARD = (
    '<log type="16" o_id="a"><f>{}</f><b>answer</b></log>'
    '<log type="6" o_id="one" card_t="1" fact="a" fact_v="1.1" tags=""></log>'
)


def packed(path: Path, xml: str, media: dict[str, bytes] | None = None) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("cards.xml", xml)
        for name, data in (media or {}).items():
            archive.writestr(name, data)
    return path


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def refusal(path: Path) -> str:
    before = path.read_bytes()
    with pytest.raises(SourceError) as refused:
        read_document(path, mnemosyne.NAME)
    assert path.read_bytes() == before
    return str(refused.value)


def told(reading: Reading) -> list[str]:
    return [problem.message for problem in reading.problems]


@pytest.mark.parametrize(
    "xml",
    [
        '<!DOCTYPE x [<!ENTITY a "aaaa">]>' + ROOT.format(CARD.format("&a;")),
        '<!DOCTYPE x SYSTEM "file:///etc/hostname">' + ROOT.format(""),
        "<!DOCTYPE openSM2sync>" + ROOT.format(""),
    ],
)
def test_document_types_and_entities_are_refused(tmp_path: Path, xml: str) -> None:
    assert refusal(packed(tmp_path / "a.cards", xml)) == (
        "“a.cards” holds a document type or entities of its own, which no export of Mnemosyne has. "
        "Nothing of it was used."
    )


def test_deep_elements_are_refused(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.cards", ROOT.format("<log>" * 100_000))
    assert "elements more than 50 deep" in refusal(path)


def test_a_tag_without_end_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.cards", "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("cards.xml", ROOT.format('<log o_id="' + "a" * 3_000_000 + '"/>'))
    assert "a tag of more than a million letters" in refusal(tmp_path / "a.cards")


def test_very_many_fields_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml_records, "MOST_FIELDS", 10)
    fields = "".join(f"<f{number}/>" for number in range(11))
    assert "a record of more than 10 fields" in refusal(
        packed(tmp_path / "a.cards", ROOT.format(f"<log>{fields}</log>"))
    )


def test_a_zip_bomb_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zip_entries, "EXPANDED_FREELY", 1_000_000)
    path = packed(tmp_path / "a.cards", ROOT.format(CARD.format(" " * 2_000_000)))
    assert path.stat().st_size < 10_000
    assert "unpacks to far more than a file of its size holds" in refusal(path)


def test_a_fact_that_is_too_long_is_left_out_and_said(tmp_path: Path) -> None:
    long = "a" * 1_000_001
    reading = read_document(packed(tmp_path / "a.cards", ROOT.format(CARD.format(long))))
    assert reading.items == ()
    assert told(reading) == [
        "Cards of the type “Front-to-back only” are shown in a way that was not understood, or are"
        " too long, and are left out. Cards: 1."
    ]


@pytest.mark.parametrize(
    "name",
    [
        "../out.png",
        "/etc/out.png",
        "a/../../out.png",
        "..\\out.png",
        "C:/out.png",
        "file:///out.png",
    ],
)
def test_media_outside_are_not_taken(tmp_path: Path, name: str) -> None:
    picture = b"\x89PNG\r\n\x1a\n"
    written(tmp_path / "out.png", "").write_bytes(picture)
    xml = ROOT.format(CARD.format(f"&lt;img src='{name}'&gt;"))
    folder = tmp_path / "inside" / "deeper"
    folder.mkdir(parents=True)
    package = packed(folder / "a.cards", xml, {name: picture})
    for path in (package, written(folder / "a.xml", xml)):
        reading = read_document(path)
        assert reading.media == ()
        assert [found.kind.name for found in reading.problems] == ["media-refused"]
        assert "leads out of the folder of the media" in told(reading)[0]


def test_links_are_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside.png"
    outside.write_bytes(b"\x89PNG\r\n\x1a\n")
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "link.png").symlink_to(outside)
    xml = ROOT.format(CARD.format("&lt;img src='link.png'&gt;"))
    with zipfile.ZipFile(folder / "a.cards", "w") as archive:
        archive.writestr("cards.xml", xml)
        link = zipfile.ZipInfo("link.png")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, str(outside))
    for path in (folder / "a.cards", written(folder / "a.xml", xml)):
        reading = read_document(path)
        assert reading.media == ()
        assert [found.kind.name for found in reading.problems] == ["media-missing"]


def test_media_that_changed_since_are_not_taken(tmp_path: Path) -> None:
    picture = tmp_path / "p.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n1")
    path = written(tmp_path / "a.xml", ROOT.format(CARD.format("&lt;img src='p.png'&gt;")))
    (medium,) = read_document(path).media
    assert medium.load() == b"\x89PNG\r\n\x1a\n1"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n2")
    with pytest.raises(SourceError, match="changed since it was read"):
        medium.load()
    picture.unlink()
    with pytest.raises(SourceError, match="changed since it was read"):
        medium.load()


def test_a_damaged_picture_is_missing_and_the_cards_are_kept(tmp_path: Path) -> None:
    path = packed(
        tmp_path / "a.cards",
        ROOT.format(CARD.format("&lt;img src='p.png'&gt;")),
        {"p.png": b"\x89PNG\r\n\x1a\n" + os.urandom(5000)},
    )
    data = bytearray(path.read_bytes())
    place = data.index(b"p.png") + 20
    data[place : place + 2000] = b"\xff" * 2000
    path.write_bytes(data)
    reading = read_document(path)
    assert len(reading.items) == 1
    assert [found.kind.name for found in reading.problems] == ["media-missing"]


def in_no_encoding(path: Path) -> None:
    written(path, '<?xml version="1.0" encoding="klingon"?><mnemosyne core_version="1"/>')


def without_cards(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("hello.txt", "hello")


def without_any_card(path: Path) -> None:
    packed(path, ROOT.format(""))


def no_xml(path: Path) -> None:
    packed(path, "<openSM2sync><log></openSM2sync>")


def cut(path: Path) -> None:
    path.write_bytes((DATA / "seamanship.cards").read_bytes()[:-200])


def lying(path: Path) -> None:
    data = (DATA / "seamanship.cards").read_bytes()
    end = data.rindex(b"PK\x05\x06")
    path.write_bytes(data[: end + 10] + struct.pack("<HI", 9, 2**31) + data[end + 16 :])


def cut_library(path: Path) -> None:
    path.write_bytes((DATA / "peaks.db").read_bytes()[:9000])


@pytest.mark.parametrize(
    ("made", "sentence"),
    [
        (in_no_encoding, "“a” is XML in an encoding that cannot be read. Nothing of it was used."),
        (without_cards, "“a” holds no cards of Mnemosyne; nothing was changed."),
        (without_any_card, "“a” holds no card; nothing was changed."),
        (
            no_xml,
            "“a” is damaged or incomplete: line 1 is no XML. Nothing of it was used; get it again.",
        ),
        (cut, "“a” is damaged or incomplete. Nothing of it was used; get it again."),
        (
            lying,
            "“a” holds more than 500,000 files, the most that is read. Nothing of it was used.",
        ),
        (cut_library, "“a” is damaged or incomplete. Nothing of it was used; get it again."),
    ],
)
def test_broken_files_get_a_sentence(
    tmp_path: Path, made: Callable[[Path], None], sentence: str
) -> None:
    made(tmp_path / "a")
    assert refusal(tmp_path / "a") == sentence


def library(path: Path, *statements: str) -> Path:
    path.write_bytes((DATA / "peaks.db").read_bytes())
    connection = sqlite3.connect(path)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()
    return path


def test_a_view_in_place_of_a_table_is_refused(tmp_path: Path) -> None:
    path = library(
        tmp_path / "a.db",
        "alter table tags rename to other",
        "create view tags as select * from other",
    )
    assert mnemosyne.recognise_file(path) == 1
    assert refusal(path) == (
        "“a.db” is built in another way than this version reads. Nothing of it was used."
    )


def test_triggers_and_strange_values_do_nothing(tmp_path: Path) -> None:
    path = library(
        tmp_path / "a.db",
        "update tags set name = x'00ff'",
        "update cards set grade = 'many', easiness = 'none', next_rep = 9e99",
        "insert into data_for_fact values (1, 'f', zeroblob(2000000))",
        "insert into tags_for_card values (null, null)",
        "create trigger t after update on cards begin delete from cards; end",
    )
    before = path.read_bytes()
    reading = read_document(path)
    assert (len(reading.items), reading.problems) == (11, ())
    assert not any(past.schedule for past in reading.past.values())
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("suffix", "head", "refused"),
    [
        ("-journal", b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7", True),
        ("-journal", b"\0" * 512, False),
        ("-journal", b"", False),
        ("-wal", b"x", True),
        ("-wal", b"", False),
    ],
)
def test_a_library_in_use_is_refused(
    tmp_path: Path, suffix: str, head: bytes, *, refused: bool
) -> None:
    path = library(tmp_path / "a.db")
    (tmp_path / f"a.db{suffix}").write_bytes(head)
    if refused:
        assert refusal(path) == (
            "“a.db” is in use, or was not closed. Close Mnemosyne, or start it once and close it;"
            " nothing was changed."
        )
    else:
        assert len(read_document(path).items) == 11


@pytest.mark.parametrize("name", ["seamanship.cards", "peaks.db", "harbour.xml", "strange.xml"])
def test_the_file_stays_as_it_is(name: str) -> None:
    before = (DATA / name).read_bytes()
    reading = read_document(DATA / name)
    assert dict(reading.past) is not None
    assert all(medium.load() for medium in reading.media)
    assert (DATA / name).read_bytes() == before


@given(
    name=st.sampled_from(["seamanship.cards", "peaks.db", "harbour.xml"]),
    places=st.lists(st.tuples(st.floats(0, 1), st.binary(min_size=1, max_size=4)), max_size=4),
    end=st.floats(0.3, 1),
)
def test_no_damage_ends_in_more_than_a_sentence(
    tmp_path_factory: pytest.TempPathFactory,
    name: str,
    places: list[tuple[float, bytes]],
    end: float,
) -> None:
    data = bytearray((DATA / name).read_bytes())
    for place, piece in places:
        at = int(place * len(data))
        data[at : at + len(piece)] = piece
    if not places:
        del data[int(end * len(data)) :]
    path = tmp_path_factory.mktemp("damaged") / "a"
    path.write_bytes(data)
    try:
        reading = read_document(path, mnemosyne.NAME)
        dict(reading.past)
    except SourceError as refused:
        assert "othing" in str(refused)


@pytest.mark.parametrize(
    "content",
    [b"", b"PK", b"PK\x03\x04", b"SQLite format 3\x00", b"# Notes\n<b>mnemosyne</b>", b"<xml/>"],
)
def test_other_files_are_not_recognised(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.cards"
    path.write_bytes(content)
    assert mnemosyne.recognise_file(path) == 0


def test_what_is_no_file_is_left_to_the_reader_of_texts(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path, tmp_path / "pipe", tmp_path / "nothing"):
        for reader in (None, mnemosyne.NAME):
            with pytest.raises(SourceError, match=r"nothing was changed\.$"):
                read_document(path, reader)
