"""Templates of Anki: conditionals, filters, cloze deletions; answers do not repeat the question."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engram.importers import read_document
from engram.importers.anki import cloze
from engram.importers.anki.templates import Side, names_of, shown
from engram.model import Item
from tests.anki_package import collection, note_type, package

FIELDS = {
    "Front": "pier",
    "Back": "a <b>way</b> out",
    "Empty": "<div><br></div>",
    "Kana": " 岸[きし]だ",
}


def html(template: str, *, is_answer: bool = False, number: int = 0, **fields: str) -> str:
    return shown(template, Side(FIELDS | fields, number, is_answer=is_answer)).html


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{{Front}}, {{ Front }}", "pier, pier"),
        ("{{#Front}}yes{{/Front}}{{^Front}}no{{/Front}}", "yes"),
        ("{{#Empty}}yes{{/Empty}}{{^Empty}}no{{/Empty}}", "no"),
        ("{{#Front}}{{^Empty}}both{{/Empty}}{{/Front}}", "both"),
        ("{{#Front}}open", "open"),
        ("a{{/Front}}b", "ab"),
        ("{{text:Back}}", "a way out"),
        ("{{furigana:Kana}}|{{kanji:Kana}}|{{kana:Kana}}", "岸(きし)だ|岸だ|きしだ"),
        ("{{tts en_US voices=x:Front}}", ""),
        ("{{FrontSide}}!", "!"),
        ("{{unknown:Front}}", "pier"),
        ("{{type:Front}}", ""),
        ("<!-- {{Front}} -->x", "<!-- {{Front}} -->x"),
        ("<!-- {{Front}}", "<!-- pier"),
        ("{{Nothing}}", ""),
        ("<SCRIPT>if (a < '{{Front}}') b()</script >x<style>{}</style>", "x"),
        ("x<script>never closed", "x<script>never closed"),
    ],
)
def test_a_template_shows(template: str, expected: str) -> None:
    assert html(template) == expected


def test_typed_and_hinted_fields_wait_for_the_answer() -> None:
    asked = shown("{{type:Front}}{{hint:Back}}", Side(FIELDS, 0, is_answer=False))
    assert (asked.html, asked.typed, asked.hints) == ("", ["pier"], [FIELDS["Back"]])
    assert html("{{type:Front}} {{hint:Front}}", is_answer=True) == "pier pier"


def test_a_field_that_is_not_there_is_told() -> None:
    assert shown("{{Nothing}}", Side(FIELDS, 0, is_answer=False)).unknown == ["Nothing"]
    assert names_of("{{a:b:Front}}{{#Back}}{{Tags}}{{/Back}}") == {"Front", "Back", "Tags"}


TEXT = "The {{c1::cat::animal}} sat on {{c2::the {{c1::mat}} there::place}}."


@pytest.mark.parametrize(
    ("number", "asked", "told"),
    [
        (1, "The [animal] sat on the [...] there.", "The <b>cat</b> sat on the <b>mat</b> there."),
        (2, "The cat sat on [place].", "The cat sat on <b>the mat there</b>."),
        (3, "The cat sat on the mat there.", "The cat sat on the mat there."),
    ],
)
def test_cloze_deletions_are_hidden_and_told(number: int, asked: str, told: str) -> None:
    assert cloze.asked(TEXT, number) == asked
    assert cloze.told(TEXT, number) == told


def test_one_deletion_may_belong_to_several_cards_and_be_typed() -> None:
    assert cloze.asked("{{c1,3::a}} {{c2::b}}", 3) == "[...] b"
    assert (
        html("{{type:cloze:Front}}", is_answer=True, number=1, Front="{{c1::a}} {{c1::b}}")
        == "a, b"
    )
    assert html("{{#c1}}one{{/c1}}{{#c2}}two{{/c2}}", number=2) == "two"


@pytest.mark.parametrize("text", ["{{c1::never closed", "closed}} only", "{{c::x}}", "{{c1:x}}"])
def test_what_is_no_deletion_stays_text(text: str) -> None:
    assert cloze.asked(text, 1) == text


@given(st.text("{}c1:: ab", max_size=60), st.integers(0, 3))
def test_no_text_makes_cloze_raise_and_no_letter_is_lost(text: str, number: int) -> None:
    letters = [letter for letter in text if letter in "ab"]
    hintless = "::" not in text.replace("{{c1::", "")
    told = cloze.told(text, number).replace("<b>", "").replace("</b>", "")
    if hintless:
        assert [letter for letter in told if letter in "ab"] == letters
    cloze.asked(text, number)


def test_deletions_in_one_another_are_bounded() -> None:
    text = "{{c1::" * 5000 + "x" + "}}" * 5000
    assert "x" in cloze.told(text, 2)


def item(tmp_path: Path, templates: tuple[str, str], *fields: str) -> Item:
    kind = note_type(templates=[templates])
    return read_document(package(tmp_path / "a.apkg", collection([fields], kind))).items[0]


@pytest.mark.parametrize(
    "answer",
    [
        "{{FrontSide}}\n\n<hr id=answer>\n\n{{Back}}",
        "{{Front}}<hr id=answer>{{Back}}",
        "{{Front}}<br><br>{{Back}}",
        "{{Back}}",
        "<div>{{FrontSide}}</div><hr>{{Back}}",
    ],
)
def test_an_answer_does_not_repeat_the_question(answer: str, tmp_path: Path) -> None:
    found = item(tmp_path, ("{{Front}}", answer), "a <i>pier</i>", "goes<br>out")
    assert (found.question, found.answer) == ("a *pier*", "goes\\\nout")


def test_an_answer_that_only_repeats_the_question_is_what_was_typed(tmp_path: Path) -> None:
    found = item(tmp_path, ("{{Front}} {{type:Back}}", "{{FrontSide}}"), "pier", "quay")
    assert (found.question, found.answer) == ("pier", "quay")


def test_a_hint_that_the_answer_does_not_show_is_the_explanation(tmp_path: Path) -> None:
    found = item(tmp_path, ("x {{hint:Front}}", "{{Back}}"), "pier", "quay")
    assert (found.answer, found.explanation) == ("quay", "pier")


def test_special_fields_are_shown(tmp_path: Path) -> None:
    found = item(tmp_path, ("{{Front}} ({{Subdeck}}, {{Type}}, {{Card}})", "{{Deck}}"), "x", "y")
    assert (found.question, found.answer) == ("x (Tides, Basic, Card 1)", "Sea::Tides")


def test_a_note_gives_a_card_for_each_template_and_these_are_siblings(tmp_path: Path) -> None:
    kind = note_type(templates=[("{{Front}}", "{{Back}}"), ("{{Back}}", "{{Front}}")])
    cards = [{"nid": 1, "ord": 0}, {"nid": 1, "ord": 1}]
    file = package(tmp_path / "a.apkg", collection([("a", "b")], kind, cards=cards))
    one, other = read_document(file).items
    assert (one.question, other.question, one.line, other.line) == ("a", "b", 1, 1)
    assert (one.siblings, other.siblings) == ((other.id,), (one.id,))


def test_a_side_that_is_far_too_long_is_told_and_left_out(tmp_path: Path) -> None:
    kind = note_type(templates=[("{{Front}}" * 2000, "{{Back}}")])
    data = collection([("x" * 1000, "b"), ("y", "b")], kind)
    reading = read_document(package(tmp_path / "a.apkg", data))
    assert [item.line for item in reading.items] == [2]
    assert [found.kind.name for found in reading.problems] == ["unreadable-note"]
