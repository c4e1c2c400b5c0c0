"""The shipped deck's sources in data/ go in; what must hold of every card comes out."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from docs.deck import DOCUMENTS
from engram.importers import engram_markdown, read_document
from engram.model import Item, Kind

FOLDER = Path(__file__).parents[3] / "data"
DECK = FOLDER / "deck.md"
TOPICS = tuple(sorted(FOLDER.glob("[0-9][0-9]-*.md")))
SOURCES = (DECK, *TOPICS)
LONGEST_SHARE = 0.4
SHARED_RUN = 9

FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
NAMED_BY_PLACE = re.compile(
    r"\b(?i:option|answer|choice|alternative)s?\s+(?:[A-E1-5]|one|two|three|four|five)\b"
    r"|\b(?i:first|second|third|fourth|fifth|last|former|latter)\s+(?:option|answer|choice)\b"
    r"|(?<!\w)\([A-Ea-e1-5]\)"
)


READINGS = {topic: read_document(topic, engram_markdown.NAME) for topic in TOPICS}
CARDS = tuple(card for reading in READINGS.values() for card in reading.items)
QUIZZES = tuple(card for card in CARDS if card.options)
CHOICES = tuple(card for card in QUIZZES if card.kind is not Kind.TRUE_FALSE)


def right_is_longest(quiz: Item) -> bool:
    longest = max(len(option.text) for option in quiz.options)
    return any(option.correct and len(option.text) == longest for option in quiz.options)


def shared_runs(ours: str, theirs: str, length: int = SHARED_RUN) -> set[str]:
    """The runs of `length` words that both texts have, code fences and comments aside."""
    return runs(COMMENT.sub("\n", FENCE.sub("\n", ours)), length) & runs(theirs, length)


def runs(text: str, length: int) -> set[str]:
    words = re.findall(r"\w+", text.casefold())
    return {" ".join(words[at : at + length]) for at in range(len(words) - length + 1)}


def headings(source: Path) -> list[str]:
    lines = FENCE.sub("", source.read_text("utf-8")).splitlines()
    return [line for line in lines if line.startswith("#")]


def test_every_file_in_the_folder_is_a_source() -> None:
    assert sorted(FOLDER.glob("*.md")) == sorted(SOURCES)
    assert [topic.name[:2] for topic in TOPICS] == [f"{number:02}" for number in range(1, 19)]


def test_the_deck_has_enough_cards_of_each_kind() -> None:
    kinds = Counter(card.kind for card in CARDS)
    assert len(CARDS) >= 200
    assert len(QUIZZES) >= 110
    assert kinds[Kind.MULTIPLE_CHOICE] >= 20
    assert kinds[Kind.TRUE_FALSE] >= 3


def test_the_deck_file_gives_the_name_the_version_and_the_five_documents_and_no_card() -> None:
    reading = engram_markdown.read(DECK.read_text("utf-8"))
    assert reading.deck == "LLM engineering"
    assert re.fullmatch(r"\d{4}\.\d{1,2}\.\d{1,2}(\.\d)?", reading.version or "")
    assert [name[:3] for name in reading.documents] == sorted(DOCUMENTS)
    assert reading.items == ()


@pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic.stem)
def test_a_topic_is_read_whole_and_without_a_problem(topic: Path) -> None:
    reading = READINGS[topic]
    marks = Counter(line.split()[0] for line in headings(topic))
    assert reading.problems == ()
    assert len(reading.items) == marks["###"] > 0
    assert (marks["#"], marks["##"]) == (0, 1)
    assert {card.topic for card in reading.items} == {(headings(topic)[0][3:],)}


def test_ids_are_well_formed_and_used_once() -> None:
    assert [card.question for card in CARDS if not card.id] == []
    ids = [card.id or "" for card in CARDS]
    assert [name for name, count in Counter(ids).items() if count > 1] == []
    assert [name for name in ids if not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)+", name)] == []


def test_siblings_exist_and_name_each_other() -> None:
    siblings = {card.id: card.siblings for card in CARDS}
    one_way = [
        (name, other)
        for name, others in siblings.items()
        for other in others
        if other == name or name not in siblings.get(other, ())
    ]
    assert one_way == []


def test_a_card_names_its_items_or_is_tagged_beyond_and_never_both() -> None:
    wrong = [card.id for card in CARDS if bool(card.references) == ("beyond" in card.tags)]
    assert wrong == []


def test_every_item_of_the_documents_is_represented_and_no_other() -> None:
    references = {reference for card in CARDS for reference in card.references}
    known = {
        f"{document}#{ordinal}"
        for document, count in DOCUMENTS.items()
        for ordinal in range(1, count + 1)
    }
    assert references == known


def test_at_most_a_quarter_of_the_deck_goes_beyond_the_documents() -> None:
    assert sum("beyond" in card.tags for card in CARDS) * 4 <= len(CARDS)


def test_every_card_has_an_explanation_and_either_options_or_an_answer() -> None:
    assert [card.id for card in CARDS if not card.explanation] == []
    assert [card.id for card in CARDS if bool(card.options) == bool(card.answer)] == []


def test_a_list_answer_has_at_most_seven_points() -> None:
    long = [card.id for card in CARDS if len(re.findall(r"^- ", card.answer, re.MULTILINE)) > 7]
    assert long == []


def test_every_quiz_has_a_right_and_a_wrong_option() -> None:
    marks = {quiz.id: {option.correct for option in quiz.options} for quiz in QUIZZES}
    assert [name for name, kinds in marks.items() if kinds != {True, False}] == []


def test_a_choice_has_three_to_five_different_options() -> None:
    counts = {quiz.id: len({option.text.casefold() for option in quiz.options}) for quiz in CHOICES}
    assert [quiz.id for quiz in CHOICES if len(quiz.options) != counts[quiz.id]] == []
    assert [name for name, count in counts.items() if not 3 <= count <= 5] == []


def test_a_number_to_select_is_the_number_of_right_options() -> None:
    wrong = [
        quiz.id
        for quiz in QUIZZES
        if isinstance(quiz.select, int)
        and quiz.select != sum(option.correct for option in quiz.options)
    ]
    assert wrong == []


def test_no_option_stands_for_the_others() -> None:
    phrase = re.compile(r"\b(?:all|none|both|any) of (?:the above|these|them)\b", re.IGNORECASE)
    options = [option.text for quiz in QUIZZES for option in quiz.options]
    assert [text for text in options if phrase.search(text)] == []


def test_the_right_option_is_seldom_the_longest() -> None:
    assert sum(map(right_is_longest, CHOICES)) <= LONGEST_SHARE * len(CHOICES)


def test_explanations_name_options_by_their_words() -> None:
    assert [card.id for card in CARDS if NAMED_BY_PLACE.search(card.explanation)] == []


@pytest.mark.parametrize("text", ["Option B is wrong.", "The second answer errs.", "See (C)."])
def test_an_option_named_by_its_place_is_noticed(text: str) -> None:
    assert NAMED_BY_PLACE.search(text)


def test_a_shared_run_of_words_is_noticed_outside_code_only() -> None:
    copied = "one two three four five six seven eight nine"
    assert shared_runs(f"Zero, {copied}.", copied) == {copied}
    assert shared_runs(f"```text\n{copied}\n```\n", copied) == set()
    assert shared_runs(copied.replace("five", "5"), copied) == set()


def test_no_card_shares_nine_words_in_a_row_with_the_documents(corpus: Path) -> None:
    theirs = [path.read_text("utf-8") for path in sorted(corpus.glob("00[0-4]_*.txt"))]
    assert len(theirs) == len(DOCUMENTS)
    files = (*SOURCES, *sorted(FOLDER.glob("*.toml")))
    ours = "\n\n".join(source.read_text("utf-8") for source in files)
    assert set[str]().union(*(shared_runs(ours, text) for text in theirs)) == set()
