"""Tables of cards: what is guessed of their columns, what is refused, and that nothing is lost."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from engram.errors import SourceError
from engram.importers import READERS, read_document, read_text
from engram.importers.delimited_text import read, recognise
from engram.model import Item, Role

Q, A = Role.QUESTION, Role.ANSWER

ROLES = {
    "Frage;Antwort\nWas?;Das.\nWie?;So.": (Q, A),
    "Anverso,Reverso\nun río,a river\nun mar,a sea": (Q, A),
    "単語,読み,意味\n山,やま,mountain\n川,かわ,river": (Q, Role.MORE, A),
    "Слово;Перевод;Пример\nдом;house;Это дом.": (Q, A, Role.MORE),
    "English,German\nriver,Fluss\nlake,See": (Q, A),
    "term\tdefinition\tchapter\nwarp\tlong threads\tLoom": (Q, A, Role.TOPIC),
    "id,name,description\nw1,Warp,threads along\nw2,Weft,threads across": (Role.ID, Q, A),
    "id,name,description\n1,Warp,threads along\n2,Weft,threads across": (Role.IGNORED, Q, A),
    "Country,Capital,Answer\nChad,N'Djamena,yes it is": (Q, Role.MORE, A),
    "Question,Correct,Wrong 1,Wrong 2\nWhy?,So,No,Never": (Q, Role.RIGHT, Role.WRONG, Role.WRONG),
    "Question,Answers,Correct\nWhy?,x|y,x\nHow?,u|v,v": (Q, Role.OPTIONS, Role.RIGHT),
    "Exam of spring\nQuestion,Answer\nWhy?,So\nHow?,Thus": (Q, A),
    "1\tWhy so?\tSo\n2\tHow far?\tFar\n3\tWho is it?\tShe": (Role.IGNORED, Q, A),
    "山\tやま\tmountain\n川\tかわ\triver\n木\tき\ttree": (Q, Role.MORE, A),
    "a-1x?9Zq\tWarp\tlong\nb-2y?8Yp\tWeft\twide\nc-3z?7Xo\tLoom\tframe": (Role.ID, Q, A),
}


def _items(text: str) -> tuple[Item, ...]:
    return read_text(text, "a.csv").items


@pytest.mark.parametrize("text", ROLES, ids=lambda text: text.split("\n")[0])
def test_roles_of_columns_are_guessed(text: str) -> None:
    columns = read_text(text, "a.csv").columns
    assert columns is not None
    assert columns.roles == ROLES[text]


@pytest.mark.parametrize(
    "text",
    [
        "1,2,3\n4,5,6\n7,8,9\n",
        "date,open,close\n2026-01-02,12.5,13\n2026-01-03,13,12.75\n2026-01-04,12,12.5",
        "city,population\nBern,134000\nGraz,291000\nBrno,379000",
        "12:00:01\tINFO\tstarted\n12:00:02\tINFO\tready\n12:00:09\tWARN\tslow\n12:00:11\tINFO\tend",
        "2026-01-02T10:00:00 INFO started, ready\n2026-01-02T10:00:01 INFO still here, ready\n",
        "name,email,phone\nAda,ada@example.org,555\nBob,bob@example.org,556\nCy,cy@example.org,557",
        "Dear Ada,\n\nthank you, we are well, and\nso is the dog, who sends\nhis love, ever,\nBob",
        "The rain, it raineth,\nthe wind, it bloweth,\nthe sun, it shineth,\nthe day, it goeth.",
        "name,grade,subject\nAnn,1,Maths\nBob,2,Art\nCy,3,Music",
        "task,owner,due\nPaint,Ann,2026-01-02\nClean,Bob,2026-01-03\nFix,Cy,2026-01-04",
        "id;name;price;stock\n1;nail;0.10;5\n2;screw;0.20;7\n3;bolt;0.30;9",
    ],
)
def test_a_table_that_teaches_nothing_is_refused(text: str) -> None:
    assert recognise(text) == 0
    with pytest.raises(SourceError, match="was not recognised as a study document"):
        read_text(text, "a.csv")


def test_the_guess_is_told_in_one_sentence() -> None:
    reading = read_text("word,reading,meaning\n山,やま,mountain", "a.csv")
    assert reading.columns is not None
    assert reading.columns.names == ("word", "reading", "meaning")
    assert reading.columns.sentence == (
        "Question: “word”; answer: “meaning”; further lines of the answer: “reading”."
    )
    assert [(found.line, found.message) for found in reading.problems] == [
        (1, reading.columns.sentence)
    ]


def test_roles_that_are_given_stand_for_the_guess() -> None:
    text = "word,reading,meaning\n山,やま,mountain"
    reading = read_text(text, "a.csv", roles=[Role.ANSWER, Role.IGNORED, Role.QUESTION])
    assert [(item.question, item.answer) for item in reading.items] == [("mountain", "山")]
    assert [found.kind.name for found in reading.problems] == ["columns", "column-left-out"]


def test_roles_make_a_table_of_what_is_none_by_itself() -> None:
    text = "Bern;134000\nGraz;291000\nBrno;379000"
    assert [item.answer for item in read_text(text, "a.csv", roles=[Q, A]).items] == [
        "134000",
        "291000",
        "379000",
    ]


def test_more_roles_than_columns_are_refused() -> None:
    with pytest.raises(SourceError, match=r"has 2 columns, and roles were given for 3; nothing"):
        read_text("term,meaning\na,b", "a.csv", roles=[Q, A, Role.TAGS])


def test_a_document_without_columns_takes_no_roles() -> None:
    text = "### 1. Why?\n\nSo."
    with pytest.raises(SourceError, match="no columns that could have roles; nothing was"):
        read_text(text, "a.md", roles=[Q, A])
    with pytest.raises(SourceError, match="which has no columns; nothing was imported"):
        read_text(text, "a.md", "numbered-headings", [Q, A])


def test_statements_that_are_true_or_false_become_quiz_cards() -> None:
    text = "statement,answer\nIce floats,True\nFish are mammals,FALSE\nSand burns,\n"
    assert [
        (item.answer, [(option.text, option.correct) for option in item.options])
        for item in _items(text)
    ] == [
        ("", [("True", True), ("False", False)]),
        ("", [("True", False), ("False", True)]),
        ("", [("True", False), ("False", False)]),
    ]


def test_the_first_row_below_the_head_of_an_export_is_a_card() -> None:
    items = _items("#separator:tab\nterm\tmeaning\nx\ty\n")
    assert [item.question for item in items] == ["term", "x"]


def test_a_template_of_a_quiz_game_is_read() -> None:
    text = (
        "Quiz template\n,,,,,\n#,Question - max 120 characters,Answer 1 - max 75 characters,"
        "Answer 2 - max 75 characters,Time limit (sec),Correct answer(s)\n"
        '1,Which is red?,Blood,Grass,20,1\n2,Which are wet?,Sea,Rain,20,"1,2"\n'
    )
    assert [
        (item.question, [option.correct for option in item.options]) for item in _items(text)
    ] == [("Which is red?", [True, False]), ("Which are wet?", [True, True])]


def test_lines_are_those_at_which_rows_begin() -> None:
    text = 'term,meaning\n\n"a\n\nb",c\n\nd,"e\nf"\ng,h\n'
    assert [item.line for item in _items(text)] == [3, 7, 9]


def test_line_breaks_in_a_cell_stay() -> None:
    (item,) = _items('term,meaning\nx,"one\ntwo\n\n- three\n- four\n```\na  b\n```"')
    assert item.answer == "one\\\ntwo\n\n- three\n- four\n```\na  b\n```"


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings_and_line_endings_change_nothing(tmp_path: Path, ending: str, codec: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(
        'Frage;Antwort\nWas ist süß?;"Zucker;\nHonig"\n'.replace("\n", ending).encode(codec)
    )
    assert [(item.question, item.answer) for item in read_document(path).items] == [
        ("Was ist süß?", "Zucker;\\\nHonig")
    ]


def test_a_broken_row_never_stops_the_rest() -> None:
    rows = ["term,meaning", 'a,"b', "c,d,e", "f", ",", "g,h", '"i"j,k', "l,"]
    reading = read("\n".join(rows))
    assert [(item.line, item.question, item.answer) for item in reading.items] == [
        (2, "a", '"b'),
        (6, "g", "h"),
        (7, '"i"j', "k"),
        (8, "l", ""),
    ]
    assert [(found.line, found.kind.name) for found in reading.problems] == [
        (1, "columns"),
        (2, "stray-quote"),
        (3, "ragged-row"),
        (4, "ragged-row"),
        (7, "stray-quote"),
    ]


@pytest.mark.parametrize("cell", ['"{}"', "{}", '"{}'])
def test_a_cell_beyond_the_limit_is_told_and_the_rest_is_read(cell: str) -> None:
    long = cell.format("x" * (csv.field_size_limit() + 1))
    reading = read(f"term,meaning\na,b\nlong,{long}\nc,d")
    assert [item.question for item in reading.items] == ["a", "c"]
    (told,) = [found for found in reading.problems if found.kind.name == "long-cell"]
    assert (told.line, dict(told.fields)["count"]) == (3, 1)
    assert "has more than 131,072 letters; the row is in no card" in told.message


def test_quotation_marks_take_no_more_than_linear_time() -> None:
    for line in ('a","c', '"x', 'a,"b""', '"', 'x,"y","'):
        reading = read("term,meaning\n" + f"{line}\n" * 20_000)
        assert reading.layout == "delimited-text"


def test_a_table_of_many_columns_is_refused() -> None:
    assert recognise(("a\t" * 50_000 + "\n") * 3) == 0


def test_html_of_an_anki_export_becomes_markdown() -> None:
    head = "#separator:tab\n#html:true\n#columns:Front\tBack\n#deck:Sea::Coast\n#tags:x y\n# note\n"
    rows = (
        "<b>Bold</b> &amp; <i>slanted</i>\t<ol><li>one<li>two</ol>\n"
        'H<sub>2</sub>O?<script>alert(1)</script>\t<img src="a b.png">\n'
        "Is a &lt; b?\t<code>&lt;br&gt;</code> and &lt;br&gt;<br><br>end\n"
    )
    reading = read_text(head + rows, "a.txt")
    assert reading.deck == "Sea"
    assert [(item.question, item.answer, item.topic, item.tags) for item in reading.items] == [
        ("**Bold** & *slanted*", "1. one\n2. two", ("Coast",), ("x", "y")),
        ("H<sub>2</sub>O?", "![](<a b.png>)", ("Coast",), ("x", "y")),
        ("Is a < b?", "`<br>` and \\<br>\n\nend", ("Coast",), ("x", "y")),
    ]
    assert [(found.kind.name, found.line) for found in reading.problems] == [
        ("remark", 6),
        ("columns", 7),
    ]


def test_without_html_tags_are_text() -> None:
    (item,) = _items("#separator:tab\n#html:false\nWhich tag is bold?\t<b>\n")
    assert item.answer == "<b>"


@pytest.mark.parametrize(
    ("guid", "id_"), [("plain-1", "plain-1"), ("a b", "a:20b"), ("x<}y", "x:3c:7dy")]
)
def test_a_guid_becomes_an_id_that_cards_can_have(guid: str, id_: str) -> None:
    (item,) = _items(f"term,meaning,guid\na,b,{guid}")
    assert item.id == id_


CELLS = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\u2028\u2029\\`"),
    max_size=12,
)
ROWS = st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=6)


def _spaced(text: str) -> str:
    """The white space of a cell as a card has it."""
    return " ".join(text.replace("\xa0", " ").replace("\t", " ").split(" ")).strip()


def _as_card(text: str) -> str:
    while "  " in (text := _spaced(text)):
        text = text.replace("  ", " ")
    return text


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@given(rows=ROWS)
@example(rows=[('say "x"', "a, b; c\td | e", "'")])
@example(rows=[("", "", "x"), ("a", "", "")])
def test_any_table_of_cards_reads_back(delimiter: str, rows: list[tuple[str, str, str]]) -> None:
    written = io.StringIO()
    writer = csv.writer(written, delimiter=delimiter, lineterminator="\n")
    writer.writerows([("question", "answer", "explanation"), *rows])
    items = READERS["delimited-text"].read(written.getvalue()).items
    found = [(item.question, item.answer, item.explanation) for item in items]
    cards = [tuple(map(_as_card, row)) for row in rows]
    assert found == [card for card in cards if any(card)]
