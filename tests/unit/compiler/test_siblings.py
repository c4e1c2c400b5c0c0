"""Which items of a document ask for the same fact."""

from __future__ import annotations

from dataclasses import replace

from engram.compiler.siblings import linked, stem_of
from engram.model import Item, Option

CORAL = ("Coral reefs",)
BREAD = ("Bread",)
BLEACHING = Item(
    "Why do corals bleach?",
    1,
    "Heat stress makes the coral polyps expel the algae that feed and colour them.",
    topic=CORAL,
)
BUILDING = Item(
    "What is a reef made of?",
    3,
    "Polyps secrete skeletons of calcium carbonate, generation upon generation.",
    topic=CORAL,
)
LEAVEN = Item(
    "What makes sourdough rise?",
    5,
    "Wild yeast ferments the sugars of the flour and gives off carbon dioxide.",
    topic=BREAD,
)


def quiz(question: str, right: str, *wrong: str, topic: tuple[str, ...] = CORAL) -> Item:
    options = (Option(right, correct=True), *(Option(text, correct=False) for text in wrong))
    return Item(question, 9, options=options, topic=topic)


BLEACHING_QUIZ = quiz("Bleached corals have lost their:", "Algae, expelled under heat", "Fins")
SKELETON_QUIZ = quiz("The skeleton of a reef is secreted as:", "Calcium carbonate", "Chalk")
YEAST_QUIZ = quiz("Sourdough rises by:", "Fermenting wild yeast", "Baking soda", topic=BREAD)


def test_a_quiz_is_linked_to_its_open_twin_both_ways() -> None:
    items = [BLEACHING, BUILDING, LEAVEN, SKELETON_QUIZ, BLEACHING_QUIZ, YEAST_QUIZ]
    assert linked(items) == {
        0: frozenset({4}),
        4: frozenset({0}),
        1: frozenset({3}),
        3: frozenset({1}),
        2: frozenset({5}),
        5: frozenset({2}),
    }


def test_twins_in_two_topics_are_not_linked() -> None:
    assert not linked([BLEACHING, BUILDING, LEAVEN, replace(BLEACHING_QUIZ, topic=BREAD)])


def test_a_quiz_on_another_fact_of_the_topic_is_not_linked() -> None:
    stranger = quiz("Which current warms the northern Atlantic?", "The Gulf Stream", "Humboldt")
    assert not linked([BLEACHING, BUILDING, LEAVEN, stranger])


def test_two_words_in_common_make_no_twin() -> None:
    shared_words = quiz("Which animals?", "Reef polyps", "Camels")
    assert not linked([BLEACHING, BUILDING, LEAVEN, shared_words])


def test_two_quizzes_on_one_open_question_are_not_siblings_of_each_other() -> None:
    second = quiz("Corals bleach when exposed to:", "Heat stress", "Moonlight")
    links = linked([BLEACHING, BUILDING, BLEACHING_QUIZ, second])
    assert links[0] == {2, 3}
    assert links[2] == links[3] == {0}


def test_wrong_options_are_the_facts_of_a_question_for_what_is_not_so() -> None:
    negated = quiz(
        "Which is NOT true of bleached corals?",
        "They sing",
        "Heat stress came before",
        "Their algae were expelled",
    )
    assert linked([BLEACHING, BUILDING, LEAVEN, negated])[3] == {0}


def test_a_quiz_without_a_key_and_a_question_without_an_answer_have_no_twin() -> None:
    keyless = replace(
        BLEACHING_QUIZ,
        options=tuple(replace(option, correct=False) for option in BLEACHING_QUIZ.options),
    )
    assert not linked([BLEACHING, BUILDING, keyless])
    assert not linked([replace(BLEACHING, answer=""), BUILDING, BLEACHING_QUIZ])


def test_a_document_that_names_siblings_is_left_as_its_author_linked_it() -> None:
    assert not linked([replace(BLEACHING, siblings=("x",)), BUILDING, BLEACHING_QUIZ])


def test_forms_of_one_word_share_a_stem() -> None:
    for forms in ("quantized quantization quantizing", "library libraries", "rate rates", "bias"):
        assert len({stem_of(form) for form in forms.split()}) == 1
    assert stem_of("transfer") != stem_of("transformer")
    assert [stem_of(word) for word in ("s", "is", "loss", "y")] == ["s", "is", "loss", "i"]


def test_no_items_have_no_siblings() -> None:
    assert not linked([])
