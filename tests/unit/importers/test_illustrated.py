"""A document's pictures: those of its own folder come in, all others are told and never fetched."""

from __future__ import annotations

import base64
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from engram.errors import SourceError
from engram.importers import album, read_document
from engram.media import media_name
from engram.model import Reading
from tests.pictures import GIF, JPEG, SVG, png

Write = Callable[[str], Reading]
QUIZ = """# Waves

### Which curve is the square wave?
<!-- id: wave -->

{}

- [x] {}
  > {}
- [ ] Another

#### Why

{}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    inner = tmp_path / "course"
    (inner / "images").mkdir(parents=True)
    (inner / "images" / "x.png").write_bytes(png())
    (tmp_path / "secret.png").write_bytes(png(9, 9))
    return inner


@pytest.fixture
def read(folder: Path) -> Write:
    """Reads a document whose one card has this answer."""

    def read(answer: str) -> Reading:
        document = folder / "waves.md"
        text = f"# Waves\n\n### Question\n\n#### Answer\n\n{answer}\n"
        document.write_text(text, encoding="utf-8", errors="surrogateescape")
        return read_document(document)

    return read


def told(reading: Reading) -> list[tuple[str, int]]:
    return [(each.kind.name, each.line) for each in reading.problems]


def test_pictures_come_in_wherever_they_stand_in_a_card(folder: Path) -> None:
    pictures = [png(3), png(4), GIF, JPEG]
    for number, data in enumerate(pictures):
        (folder / f"{number}.png").write_bytes(data)
    document = folder / "quiz.md"
    document.write_text(QUIZ.format(*(f"![p{number}]({number}.png)" for number in range(4))))
    reading = read_document(document)
    kinds = ("png", "png", "gif", "jpg")
    names = [media_name(*each) for each in zip(pictures, kinds, strict=True)]
    (item,) = reading.items
    assert item.question.endswith(f"![p0](media:{names[0]})")
    assert item.options[0].text == f"![p1](media:{names[1]})"
    assert item.options[0].feedback == f"![p2](media:{names[2]})"
    assert item.explanation == f"![p3](media:{names[3]})"
    assert {each.name: each.load() for each in reading.media} == dict(
        zip(names, pictures, strict=True)
    )
    assert reading.problems == ()


@pytest.mark.parametrize(
    "written",
    [
        "![a](images/x.png)",
        "![a](./images/x.png)",
        "![a](images/../images/x.png)",
        "![a](images/x.png?raw=true)",
        "![a](images/x.png#middle)",
        "![a](images%2Fx.png)",
        r"![a](images\x.png)",
        '<img src="images/x.png" alt="a">',
        "![a][one]\n\n[one]: images/x.png",
    ],
)
def test_every_spelling_of_an_address_finds_the_file(read: Write, written: str) -> None:
    reading = read(written)
    assert reading.items[0].answer == f"![a](media:{media_name(png(), 'png')})"
    assert (len(reading.media), reading.problems) == (1, ())


def test_one_picture_under_two_names_is_kept_once(read: Write, folder: Path) -> None:
    (folder / "same.png").write_bytes(png())
    assert len(read("![a](images/x.png) ![b](same.png)").media) == 1


def test_a_name_with_spaces_escapes_and_letters_of_other_scripts_is_found(
    read: Write, folder: Path
) -> None:
    for name in ("my plan.png", "a%20b.png", "数 é.png"):
        (folder / name).write_bytes(png())
    reading = read("![](<my plan.png>) ![](my%20plan.png) ![](a%20b.png) ![](数%20é.png)")
    assert reading.items[0].answer.count("media:") == 4


def test_a_remote_picture_is_a_link_and_told_with_its_line(read: Write) -> None:
    reading = read("Words.\n\n![a plan](https://example.org/x.png)\n\n![](//example.org/y.png)")
    assert reading.items[0].answer == (
        "Words.\n\n[a plan](https://example.org/x.png)"
        "\n\n[//example.org/y.png](//example.org/y.png)"
    )
    assert told(reading) == [("picture-elsewhere", 9), ("picture-elsewhere", 11)]
    assert reading.media == ()
    assert "https://example.org/x.png" in reading.problems[0].message


def test_a_missing_picture_is_kept_as_it_is_written_and_told(read: Write) -> None:
    reading = read('![a](gone.png "T") and <img src="lost.png" alt="b">')
    assert reading.items[0].answer == '![a](gone.png "T") and ![b](lost.png)'
    assert told(reading) == [("picture-missing", 7), ("picture-missing", 7)]


@pytest.mark.parametrize(
    "address",
    [
        "../secret.png",
        "..%2Fsecret.png",
        "%2e%2e/secret.png",
        "images/../../secret.png",
        r"..\secret.png",
        "{outside}/secret.png",
        "file://{outside}/secret.png",
        r"C:\x.png",
        r"\\host\share\x.png",
        "javascript:alert(1)",
        "media:../secret.png",
        "..",
        "images",
        "a%00b.png",
        "x" * 5000,
    ],
)
def test_nothing_outside_the_folder_is_taken_in(read: Write, address: str, tmp_path: Path) -> None:
    written = f"![a](<{address.format(outside=tmp_path)}>)"
    reading = read(written)
    assert (reading.media, reading.items[0].answer) == ((), written)
    assert [line for _, line in told(reading)] == [7]


def test_a_link_is_followed_only_inside_the_folder(read: Write, folder: Path) -> None:
    (folder / "out.png").symlink_to(folder.parent / "secret.png")
    (folder / "up").symlink_to(folder.parent)
    (folder / "in.png").symlink_to(folder / "images" / "x.png")
    (folder / "loop.png").symlink_to("loop.png")
    reading = read("![a](out.png)\n\n![b](up/secret.png)\n\n![c](in.png)\n\n![d](loop.png)")
    assert len(reading.media) == 1
    assert [line for _, line in told(reading)] == [7, 9, 13]


def test_a_document_that_is_a_link_has_the_pictures_of_its_own_folder(
    read: Write, folder: Path, tmp_path: Path
) -> None:
    read("![a](images/x.png)")
    (tmp_path / "link.md").symlink_to(folder / "waves.md")
    assert len(read_document(tmp_path / "link.md").media) == 1


def test_a_pipe_or_device_is_not_waited_for(read: Write, folder: Path) -> None:
    os.mkfifo(folder / "pipe.png")
    assert told(read("![a](pipe.png)")) == [("picture-refused", 7)]


@pytest.mark.parametrize(
    "data", [SVG, b"", b"BM is no bitmap", b"RIFF1234WAVE", b"%PDF-1.7", b"\x89P"]
)
def test_what_is_no_picture_is_refused_whatever_its_name(
    read: Write, folder: Path, data: bytes
) -> None:
    (folder / "lie.png").write_bytes(data)
    reading = read("![a](lie.png)")
    assert told(reading) == [("picture-refused", 7)]
    assert reading.items[0].answer == "![a](lie.png)"


def test_a_picture_has_the_suffix_of_what_it_is(read: Write, folder: Path) -> None:
    (folder / "lie.png").write_bytes(GIF)
    assert read("![a](lie.png)").media[0].name == media_name(GIF, "gif")


def test_too_large_a_picture_is_refused_before_it_is_read(read: Write, folder: Path) -> None:
    (folder / "big.png").write_bytes(png())
    os.truncate(folder / "big.png", 1 << 40)
    reading = read("![a](big.png)")
    assert "is larger than 10 MB" in reading.problems[0].message


def test_all_pictures_of_a_document_have_a_limit_too(
    read: Write, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sizes = [len(png(width)) for width in (3, 4, 5)]
    for width in (3, 4, 5):
        (folder / f"{width}.png").write_bytes(png(width))
    monkeypatch.setattr(album, "MOST_BYTES", sizes[0] + sizes[1])
    reading = read("![](3.png) ![](4.png) ![](5.png) ![](3.png)")
    assert len(reading.media) == 2
    assert told(reading) == [("picture-refused", 7)]


def test_a_picture_written_into_the_document_is_taken_out_of_it(
    read: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = base64.b64encode(png()).decode()
    reading = read(f"![a](data:image/png;base64,{written})")
    assert reading.items[0].answer == f"![a](media:{media_name(png(), 'png')})"
    assert reading.media[0].load() == png()
    monkeypatch.setattr(album, "LARGEST_BYTES", 20)
    reading = read(f"![a](data:image/png;base64,{written})\n\n![b](data:text/html,<p>)")
    assert reading.items[0].answer == "a\n\nb"
    assert told(reading) == [("picture-refused", 7), ("picture-refused", 9)]


def test_a_picture_that_changes_before_the_import_is_told(read: Write, folder: Path) -> None:
    media = read("![a](images/x.png)").media[0]
    (folder / "images" / "x.png").unlink()
    with pytest.raises(SourceError, match="cannot be read any more"):
        media.load()


def test_code_is_left_alone_in_every_layout(folder: Path) -> None:
    document = folder / "notes.md"
    document.write_text(
        "### 1. How is a picture written?\n\n```md\n![a](images/x.png)\n```\n\n"
        "So: `![a](images/x.png)`.\n\n### 2. What is shown?\n\n![a](images/x.png)\n"
    )
    first, second = read_document(document).items
    assert first.answer.count("![a](images/x.png)") == 2
    assert second.answer.startswith("![a](media:")
