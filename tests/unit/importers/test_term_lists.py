"""Lists of terms and Markdown tables: what is one, and what only looks so."""

from __future__ import annotations

import pytest

from engram.errors import SourceError
from engram.importers import READERS, read_text
from engram.model import Role

NO_LISTS = {
    "prose with dashes": (
        "The loom stood in the hall - nobody used it - and gathered dust.\n"
        "Later it was sold, for little money, to a man from the coast.\n"
        "He took it apart - beam by beam - and carried it down the stairs.\n"
        "Nobody has seen it since that day, and nobody has asked for it.\n"
    ),
    "settings": "host: localhost\nport: 8080\nuser: admin\nlevel: debug\npath: /srv/data\n",
    "a dialogue": "Ann: Where is it?\nBen: In the box.\nAnn: Which box?\nBen: The red one there.\n"
    "Ann: I see it now.\nBen: Then take it out.\n",
    "a log": "12:01 - started\n12:02 - went on\n12:03 - came back\n12:04 - ended\n12:05 - out\n",
    "links": "- [One](http://a.example) - the first\n- [Two](http://b.example) - the second\n"
    "- [Three](http://c.example) - the third\n- [Four](http://d.example) - the fourth\n",
    "boxes": "- [ ] wash - by hand\n- [x] dry - in air\n- [ ] fold - in two\n- [ ] iron - hot\n",
    "labels": "Question: Why?\nAnswer: So it is.\nHint: It is so.\nNote: It isn't.\nWhy: So.\n",
    "names of programs": "[commands]\none = a.b:go\ntwo = a.c:go\nsix = a.d:go\nten = a.e:go\n",
    "addresses": "Ann - https://a.example\nBen - https://b.example/x\nCy - http://c.example\n"
    "Dan - https://d.example\nEve - https://e.example\n",
    "data": '"one": 1,\n"two": 2,\n"three": 3,\n"four": 4,\n"five": 5,\n"six": 6,\n',
}
NO_TABLES = {
    "numbers": "| year | sum |\n|---|---|\n| 2024 | 12 |\n| 2025 | 13 |\n| 2026 | 14 |\n",
    "among prose": "# Guide\n\nOne line.\n\nAnother line.\n\nA third one.\n\nA fourth one.\n\n"
    "A fifth.\n\nA sixth.\n\n| term | meaning |\n|---|---|\n| a | b |\n| c | d |\n| e | f |\n",
    "many unknown columns": "| flag | kind of | default | since |\n|---|---|---|---|\n"
    "| one | text | no | first |\n| two | text | so | second |\n| three | word | on | third |\n",
}


@pytest.mark.parametrize("text", NO_LISTS.values(), ids=NO_LISTS)
def test_what_only_looks_like_a_list_is_none(text: str) -> None:
    assert READERS["term-list"].recognise(text) == 0


@pytest.mark.parametrize("text", NO_TABLES.values(), ids=NO_TABLES)
def test_a_table_that_teaches_nothing_is_none(text: str) -> None:
    assert READERS["markdown-table"].recognise(text) == 0
    with pytest.raises(SourceError):
        read_text(text, "a.md")


def test_japanese_terms_need_no_spaces() -> None:
    text = (
        "酸素：空気の一部\n水素：最も軽い元素\n炭素：石炭の主成分\n窒素：空気の大部分\n鉄：金属\n"
    )
    reading = read_text(text, "a.txt")
    assert reading.layout == "term-list"
    assert [item.question for item in reading.items] == ["酸素", "水素", "炭素", "窒素", "鉄"]


def test_roles_that_are_given_read_a_markdown_table() -> None:
    text = "| flag | kind of | since |\n|---|---|---|\n| one | text | first |\n"
    reading = read_text(text, "a.md", roles=[Role.QUESTION, Role.IGNORED, Role.ANSWER])
    assert reading.layout == "markdown-table"
    assert [(item.question, item.answer, item.line) for item in reading.items] == [
        ("one", "first", 3)
    ]
