"""Deletions as Mnemosyne writes them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engram.importers.mnemosyne import cloze

SENTENCE = "El [barco:ship] zarpa al [alba]."


def test_one_deletion_is_asked_behind_its_hint_and_the_others_are_shown() -> None:
    assert cloze.asked(SENTENCE, 0) == "El [ship] zarpa al alba."
    assert cloze.asked(SENTENCE, 1) == "El barco zarpa al [...]."
    assert cloze.told(SENTENCE, 1) == "El barco zarpa al <b>alba</b>."
    assert cloze.plain(SENTENCE) == "El barco zarpa al alba."
    assert [cloze.deleted(SENTENCE, place) for place in range(3)] == ["barco", "alba", None]


@pytest.mark.parametrize("tag", ["$", "$$", "latex"])
def test_a_deletion_in_a_formula_stands_alone_above_the_text(tag: str) -> None:
    text = f"Area <{tag}>\\left[ [\\pi] r^2 \\right]</{tag}> of a [circle]"
    whole = f"Area <{tag}>\\left[ \\pi r^2 \\right]</{tag}> of a circle"
    assert cloze.told(text, 0) == f"<{tag}>\\pi</{tag}>\n\n{whole}"
    assert cloze.told(text, 1) == whole.replace("circle", "<b>circle</b>")


@given(st.text("[]:a\\<$>leftrigh", max_size=40))
def test_whatever_the_text_every_deletion_of_it_is_asked(text: str) -> None:
    place = 0
    while (words := cloze.deleted(text, place)) is not None:
        assert "[" in cloze.asked(text, place)
        assert words in cloze.told(text, place)
        place += 1
    assert place == 0 or cloze.plain(text) != text


def test_brackets_without_end_take_no_longer_than_other_letters() -> None:
    assert cloze.plain("[" * 1_000_000) == "[" * 1_000_000
    assert cloze.asked("[" * 500_000 + "a]" + "[" * 500_000, 0).endswith("[...]" + "[" * 500_000)
