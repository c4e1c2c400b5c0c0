"""The forms in which texts are compared."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from engram.compiler.wording import comparable, normalised, words


def test_white_space_outside_code_does_not_count() -> None:
    assert normalised("A  thin\n\nmatrix ") == normalised("A thin matrix")


def test_white_space_in_code_counts() -> None:
    assert normalised("`a  b`") != normalised("`a b`")
    assert normalised("```\nif x:\n  y\n```") != normalised("```\nif x:\ny\n```")


def test_case_emphasis_and_last_sign_do_not_make_another_question() -> None:
    assert comparable("What is **LoRA**?") == comparable("what is lora")
    assert comparable("It’s “new”") == comparable('It\'s "new"')


def test_case_in_code_makes_another_question() -> None:
    assert comparable("What does `-d` do?") != comparable("What does `-D` do?")


def test_an_open_fence_is_code_to_its_end() -> None:
    assert normalised("```\na\n  b") == "```\na\n  b"


def test_a_script_without_spaces_is_compared_letter_by_letter() -> None:
    assert words("食べる now") == ["食", "べ", "る", "now"]


@given(st.text(alphabet=st.sampled_from("aB `~\n*_.é’")))
def test_a_normalised_text_without_code_stays_as_it_is(text: str) -> None:
    plain = text.replace("`", "").replace("~", "")
    assert normalised(normalised(plain)) == normalised(plain)


@given(st.text(st.sampled_from("aBz 9*_\\.,:;?!'\"-\t\n\x1c\x1f"), max_size=20))
def test_a_plain_text_is_comparable_as_one_with_other_letters_is(text: str) -> None:
    assert comparable(f"{text} ß") == f"{comparable(f'{text} x')[:-1]}ss"
