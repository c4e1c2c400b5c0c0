"""Bytes become text whatever wrote them, and what is no text is told in one sentence."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from ftfy import fix_encoding
from hypothesis import given
from hypothesis import strategies as st

from engram.errors import SourceError
from engram.importers.decode import LARGEST_BYTES, decode, read_source
from engram.importers.mojibake import without_mojibake

TEXT = "Größe – “Wörter”\nzweite Zeile: naïve café\n"


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_is_read_with_and_without_its_mark(codec: str) -> None:
    assert decode(TEXT.encode(codec), "a.txt").text == TEXT


def test_big_endian_mark_is_understood() -> None:
    assert decode(b"\xfe\xff" + TEXT.encode("utf-16-be"), "a.txt").text == TEXT


def test_windows_1252_is_recognised_and_told() -> None:
    decoded = decode(TEXT.encode("cp1252"), "a.txt")
    assert decoded.text == TEXT
    assert [(found.kind.name, found.fields) for found in decoded.problems] == [
        ("encoding", (("encoding", "Windows-1252"),))
    ]


def test_clean_text_gives_no_problem() -> None:
    assert decode(TEXT.encode(), "a.txt").problems == ()


@pytest.mark.parametrize("ending", ["\r\n", "\r", "\n"])
def test_line_endings_become_line_feeds(ending: str) -> None:
    assert decode(TEXT.replace("\n", ending).encode(), "a.txt").text == TEXT


@pytest.mark.parametrize("separator", ["\u2028", "\u2029", "\x85", "\v", "\f"])
def test_other_separators_are_no_line_breaks(separator: str) -> None:
    assert decode(f"one{separator}two".encode(), "a.txt").text == "one two"


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("Itâ€™s fine", "It’s fine"),
        ("“Ã©tudeâ€\x9d", "“étude”"),
        ("naÃ¯ve", "naïve"),
        ("x â€” y", "x — y"),
        ("ðŸ˜€", "😀"),
    ],
)
def test_mojibake_is_repaired_and_told(broken: str, whole: str) -> None:
    decoded = decode(f"first\n{broken}\n".encode(), "a.txt")
    assert decoded.text == f"first\n{whole}\n"
    assert {(found.kind.name, found.line) for found in decoded.problems} == {("repaired", 2)}


@given(
    st.lists(
        st.sampled_from("–—‘’“”•…").map(lambda each: each.encode().decode("sloppy-windows-1252"))
        | st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=5),
        max_size=12,
    ).map("".join)
)
def test_marks_among_plain_letters_are_repaired_as_ftfy_does(text: str) -> None:
    assert without_mojibake(text, "a.txt")[0] == fix_encoding(text)


@pytest.mark.parametrize(
    "text",
    [
        "“curly” ‘quotes’",
        "ｆｕｌｌ　ｗｉｄｔｈ",
        "SÃO PAULO",
        "ﬁne ligature",
        "Œuvre",
        "a\u00a0b",
        "&amp; <b>",
    ],
)
def test_nothing_but_mojibake_is_changed(text: str) -> None:
    assert decode(f"{text}\nnaÃ¯ve".encode(), "a.txt").text == f"{text}\nnaïve"


@given(
    st.text(st.characters(exclude_characters="\0\r\v\f\x85\u2028\u2029", exclude_categories=["Cs"]))
)
def test_decoding_keeps_the_number_of_lines(text: str) -> None:
    try:
        decoded = decode(text.encode(), "a.txt")
    except SourceError:
        return
    assert decoded.text.count("\n") == text.count("\n")


def test_one_broken_byte_does_not_spoil_a_utf_8_document() -> None:
    decoded = decode("é è à ü\nö ä ß ".encode() + b"\xff end", "a.txt")
    assert decoded.text == "é è à ü\nö ä ß \ufffd end"
    assert [(found.kind.name, found.line) for found in decoded.problems] == [("repaired", 2)]


def test_a_document_cut_inside_its_last_character_stays_utf_8() -> None:
    cut = "1. Was ist das?\nDie Länge ä".encode()[:-1]
    decoded = decode(cut, "cut.md")
    assert decoded.text == "1. Was ist das?\nDie Länge \ufffd"
    assert [(found.kind.name, found.line) for found in decoded.problems] == [("repaired", 2)]


@pytest.mark.parametrize(
    "text",
    [
        "Was ist süß?",
        "1. Was ist größer?\n\nDas Floß.\n",
        "Qu’est-ce que l’été ?",
        "Où ça ?\nÀ gauche.",
        "“¿Qué?” — «Está»",
        "Wie heißt der Fluß?;Rhône",
    ],
)
def test_a_short_western_text_is_no_chinese(text: str) -> None:
    assert decode(text.encode("cp1252"), "a.txt").text == text


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        ("Какой город столица?", "cp1251"),
        ("日本の首都は？", "shift_jis"),
        ("정답은 무엇?", "cp949"),
        ("什麼是排序？", "big5"),
        ("1. HTTP是什么协议？A. 应用层 B. 网络层", "gb18030"),
    ],
)
def test_a_short_text_of_another_script_is_no_western_one(text: str, codec: str) -> None:
    assert decode(text.encode(codec), "a.txt").text == text


def test_a_last_letter_of_windows_1252_is_no_cut_character() -> None:
    decoded = decode("1. Wo ist das?\nIm Café".encode("cp1252"), "cafe.md")
    assert decoded.text.endswith("Im Café")


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n", b"\xef\xbb\xbf", b"\xff\xfe\n\x00"])
def test_empty_document_is_refused(data: bytes) -> None:
    with pytest.raises(SourceError, match=r"^“a\.txt” is empty; nothing was changed\.$"):
        decode(data, "a.txt")


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"ab\0cd\0\0\0", "not a text"),
        (b"\x01\x02\x03\x04abc", "not a text"),
        (b"%PDF-1.7 text", "a PDF, not a text"),
        (b"PK\x03\x04zip", "a packed file, not a text"),
        (b"\x89PNG\r\n\x1a\n\0\0", "not a text"),
    ],
)
def test_binary_document_is_refused(data: bytes, what: str) -> None:
    with pytest.raises(SourceError, match=f"^“a” is {what}, .*nothing was changed"):
        decode(data, "a")


def test_bytes_of_no_known_encoding_are_refused() -> None:
    with pytest.raises(SourceError, match=r"no encoding that is known.*nothing was changed"):
        decode(b"\xff\xfeab\xd8\xd8" + b"\x00\xd8", "a")


def test_missing_file_and_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"^There is no file .*nothing was changed"):
        read_source(tmp_path / "missing.txt")
    with pytest.raises(SourceError, match=r"is a folder.*nothing was changed"):
        read_source(tmp_path)


def test_too_large_document_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(LARGEST_BYTES + 1)
    with pytest.raises(SourceError, match=r"is larger than 64 MiB.*nothing was changed"):
        read_source(path)


def test_document_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"1. naA\xc2\xaf\r\n")
    read_source(path)
    assert path.read_bytes() == b"1. naA\xc2\xaf\r\n"


def test_clean_documents_load_no_heavy_library() -> None:
    program = (
        "import sys; from engram.importers import read_text; from engram.importers.decode import "
        "decode; read_text(decode('1. Größe?\\n\\nJa, “sehr”.\\n'.encode(), 'a').text, 'a'); "
        "print([name for name in ('ftfy', 'charset_normalizer', 'markdown_it') "
        "if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
