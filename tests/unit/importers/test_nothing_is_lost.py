"""Whatever a document looks like, reading it raises nothing and loses no word."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engram.importers import READERS
from engram.model import Item, Reading
from engram.problems import Problem
from tests.drawn import lists_of
from tests.examples import examples

TEXT_READERS = [name for name, reader in READERS.items() if reader.read_file is None]
PIECES = (
    "Question: {} {}?",
    "Question:",
    "Answer: {} {}.",
    "Answer:",
    "Q: {}",
    "A: {}",
    "Explanation: {}",
    "Quiz:",
    "Quiz",
    "- A. {}",
    "- B. {} (Correct)",
    "C. {}",
    "D) {} ✓",
    "(Correct)",
    "Answer: B",
    "Answer: C. {}",
    "{} {}",
    "{} {}.",
    "{}?",
    "which {}:",
    "Example: {} {}.",
    "1. {}",
    "2. {} {}",
    "3) {}?",
    "12. {}",
    "**1.** {}",
    "**2. {}**",
    "- [x] {}",
    "- [ ] {}",
    "[x] {}",
    "  - [ ] {}",
    "  {} {}",
    "    {}",
    "# {}",
    "## {}",
    "### {}",
    "### 1. {}",
    "### 2. {}?",
    "#### Answer",
    "#### Why",
    "#### {}",
    "<!-- id: {} -->",
    "> {}",
    "  > {}",
    "---",
    "```",
    "~~~",
    "{}.....\t3",
    "4. {} ..... 12",
    "Page 3 of {}",
    "© 2026 Mill Lane",
    "Mill Lane <https://example.org/mill-lane>",
    "Correct. {} {}",
    "Select two. {}",
    "* {}",
    "| {} | {} |",
    "{} _____ {}",
    "",
    "",
    "",
)
FOOTER = "Mill Lane {} <https://example.org/mill-lane>"
SHAPES: dict[
    str, tuple[str, ...]
] = {  # what documents of each layout are made of, so that its parts meet often
    "delimited-text": (
        *("{} {}?\t{}", "{}\t{} {}\t{}", "{}\t{}", '"{}\t{}"\t{}', '"{}\t{}', '{}"\t"{}"'),
        *("Term\tMeaning\t{}", "Question\tA\tB\tAnswer", "{}\t{}\t{}\tB", "\t{}", "{}\t", "{}"),
        *("# {}", "{};{}", "{},{}", '"{}', "", ""),
    ),
    "markdown-table": (
        *("| Term | Meaning |", "|---|---|", "| {} | {} |", "| {} | {} |", "| {} | {}<br>{} |"),
        *("{} | {}", "| {} |", "| {} | {} | {} |", "## {}", "{} {}.", "| {} \\| {} | {} |", "", ""),
    ),
    "term-list": (
        *("{} - {} {}", "- {} – {}", "**{}**: {}", "{}: {} {} {}", "{} = {}", "{}", ": {}", "  {}"),
        *(": {}\n\n    {}", "## {}", "{} {}.", "1. {} - {}", "    {}", "---", "", "", ""),
    ),
    "engram": (
        *("# {}", "## {}", "### {}", "### {}", "#### Answer", "#### Why", "<!-- id: {} -->"),
        *("- [x] {}", "- [ ] {}", "  > {}", "  {}", "{} {}", "> {}", "", ""),
    ),
    "engram-json": (
        '{"cards": [{"question": "{} {}", "answer": "{}", "incomplete": false},',
        *('{"question": "{}", "options": [{"text": "{}"}], "hint": "{}"},', '{"answer": "{}"},'),
        *('"{}",', "{}", '{"tags": ["{}"]}', '{"question": "{}"}],', '"more": "{}"}', "]", "}", ""),
    ),
    "gift": (
        *("::{}:: {} {}?", "::{}::[html]<p>{} <b>{}</b></p>", "{} {}", "$CATEGORY: $course$/{}/{}"),
        *("// {}", "// [id:{}] [tag:t] {}", "{", "}", "{= {}", "= {}", "~ {} # {}", "~%50%{}"),
        *("~%-50%{}#{}", "={} -> {}", "{#3:1#{}}", "{T#{}#{}}", "####{}", "}", "} {}.", "{ }"),
        *("\\{ {} \\} \\n {}", "{=a ~{}}", "", "", ""),
    ),
    "json-quiz": (
        *('{"question": "{} {}?", "options": ["{}", "{}", "{}"], "answer": 1, "why": "{}"}',),
        *('{"question": "{}", "options": {"a": "{}", "b": "{}"}, "answer": "B", "hint": "{}"}',),
        *('{"question": "{}", "a": "{}", "b": "{}", "correct": "{}", "category": "{}"}',),
        *('{"question": "{}", "correct_answer": "{}", "incorrect_answers": ["{}", "{}"]}',),
        *('{"front": "{}", "back": ["{}", "{}"], "tags": ["{}"], "more": {"x": ["{}"]}}',),
        *('{"title": "{}", "questions": [{"q": "{}", "a": "{}"}, "{}"], "note": "{}"}',),
        *('{"{}": [{"term": "{}", "definition": "{}"}], "id": 7}', '["{}"]', '"{}"'),
        *('{"question": "{}", "question": "{}", "answer": "{}"}', '{"{}": ', "{} {}", "", ""),
    ),
    "labelled-quiz": (
        *("Question: {} {}?", "**Question 3:** {}", "## Question", "QUESTION NO: 12", "{} {}?"),
        *("NEW QUESTION 5 - (Topic 1)", "Question #12 Topic 1 {}", "- (Exam Topic 2)", "{}", "{}"),
        *("Options:", "### Options", "**Options:** A) {} B) {}", "Options: {}", "- {}", "1. {}"),
        *("2) {}", "A. {}", "B. {}", "C) {} (Correct)", "  {}", "## {}", "Answer: B", "Answer: {}"),
        *("Answer:", "Answer: 1, 2", "Correct answers: A and C {}", "Explanation: {}", "---", ""),
        *("", ""),
    ),
    "aiken": (
        *("{} {}?", "{}", "1. {}?", "2) {}", "A. {}", "B. {}", "A) {}", "B) {}", "C) {}", "  {}"),
        *("ANSWER: B", "ANSWER: A, B", "ANSWER: {}", "Explanation: {}", "FEEDBACK: {}", "", ""),
    ),
    "flash-notes": (
        *("{} {}? :: {}", "{}::{}", "{}:::{}", "{} {}?", "?", "??", "{} {}.", "- {}", "## {}"),
        *("#flashcards", "<!--SR:!2026-01-01,3,250-->", "```", "", "", ""),
    ),
    "trivia": (
        *("#Q {}?", "#Q {}", "{} {}", "^ {}", "^", "A {}", "B {}", "C {}", "D {}", "A", "", ""),
    ),
    "checkbox-quiz": (
        *("**1.** {}?", "**2.** {}", "## {}", "- [x] {}", "- [ ] {}", "[ ] {}", "    - [ ] {}"),
        *("  {}", "    {}", "{} {}.", "{}?", "Answer: {}", "Why: {}", "[Top](#{})", "---", "", ""),
    ),
    "interview-guide": (
        *("Question: {}?", "Answer: {}", "Quiz", "{}:\n\n- A. {}\n", "- B. {} (Correct)", "C. {}"),
        *("{} {}.", "3. {}", "{} in", "Answer: B. {}", "Explanation: {}", FOOTER, FOOTER, FOOTER),
        *("Follow {} at <https://example.org/mill-lane>", "{}. © Mill Lane {}", "", "", ""),
    ),
    "numbered-headings": (
        *("### 1. {}?", "### 2. {}", "### 2.3 {}", "## {}", "## Contents", "#### {}", "### {}"),
        *("{} {}.", "- {}", "1. {}", "[Top](#{})", "---", "", ""),
    ),
    "outline": (
        *("**{}?**", "**{} {}**", "## {}?", "## {}", "1. ### {}", "2. ### {}", "1. {}?", "2) {}"),
        *("<details><summary>{}</summary>", "<details><summary>Answer</summary>", "</details>"),
        *("- A: {}", "- B: {}", "c) {}", "- {}", "- **{}**", "Answer: B", "Answer: {}", "<br/>"),
        *("<p>{} {}</p>", "<b>{}", "<!-- {} -->", "<!--", "-->", "{}<br>{}", "Explanation: {}"),
        *("Answer key", "1. B 2. A", "3. {}", "{} {}.", "[Top](#{})", "---", "", ""),
    ),
    "numbered-text": (
        *("1. {} {}?", "2. {}", "3. {}?", "1994. {}", "{} {}.", "{}", "   {}", "Correct. {}"),
        *("Why: {}", "## {}", "Part 2: {}", "---", FOOTER, "", "", "", ""),
    ),
}
WORD = re.compile(r"w\d+w")
TEXT_READERS = [name for name, reader in READERS.items() if reader.read_file is None]


def filled(pieces: list[str]) -> str:
    """The pieces with every blank filled by a word of its own."""
    numbers: Iterator[int] = iter(range(10_000))
    return "\n".join(re.sub(r"\{\}", lambda _: f"w{next(numbers)}w", piece) for piece in pieces)


def _words_of(item: Item) -> set[str]:
    texts = [item.question, item.answer, item.explanation, item.id or "", *item.topic]
    texts += [*item.tags, *item.references]
    texts += [text for option in item.options for text in (option.text, option.feedback)]
    return set(WORD.findall(" ".join(texts)))


def _covered(problem: Problem, lines: list[str], first_item: int) -> set[int]:
    """The lines that a problem tells about; a title page reaches to the first item."""
    fields = dict(problem.fields)
    if "lines" in fields:
        spans = (span.split("-") for span in str(fields["lines"]).split(", "))
        return {line for span in spans for line in range(int(span[0]), int(span[-1]) + 1)}
    count = int(fields.get("count", 1))
    if problem.kind.name == "column-left-out":
        return set(range(problem.line, len(lines) + 1))
    if problem.kind.name in ("not-understood", "ragged-row", "long-cell"):
        return set(range(problem.line, problem.line + count))
    if problem.kind.name in ("title-page", "description"):
        return set(range(problem.line, first_item))
    filled = [number for number, text in enumerate(lines, 1) if text.strip()]
    return set([number for number in filled if number >= problem.line][:count])


def lost_words(text: str, reading: Reading) -> set[str]:
    """The words that are on no line a problem tells about, and in no item."""
    lines = text.split("\n")
    kept: set[str] = set().union(*map(_words_of, reading.items)) if reading.items else set()
    kept |= set(WORD.findall(reading.deck or ""))
    first_item = reading.items[0].line if reading.items else len(lines) + 1
    noted = set().union(*(_covered(problem, lines, first_item) for problem in reading.problems))
    words = {
        word
        for number, line in enumerate(lines, 1)
        if number not in noted
        for word in WORD.findall(line)
    }
    return words - kept


@pytest.mark.parametrize("name", TEXT_READERS)
@settings(max_examples=examples(1.5), deadline=None)
@given(pieces=lists_of(PIECES, max_size=30))
def test_every_word_is_in_an_item_or_in_a_problem(name: str, pieces: list[str]) -> None:
    text = filled(pieces)
    assert lost_words(text, READERS[name].read(text)) == set()


@pytest.mark.parametrize("name", TEXT_READERS)
@settings(max_examples=examples(2), deadline=None)
@given(data=st.data())
def test_every_word_of_a_document_of_its_layout_is_in_an_item_or_in_a_problem(
    name: str, data: st.DataObject
) -> None:
    text = filled(data.draw(lists_of(SHAPES[name], min_size=20, max_size=50)))
    assert lost_words(text, READERS[name].read(text)) == set()


@pytest.mark.parametrize("name", TEXT_READERS)
@settings(max_examples=examples(1), deadline=None)
@given(text=st.text(max_size=300))
def test_no_text_makes_a_reader_raise(name: str, text: str) -> None:
    assert 0 <= READERS[name].recognise(text) <= READERS[name].surest
    assert READERS[name].read(text).layout == name


@pytest.mark.parametrize("name", TEXT_READERS)
@settings(max_examples=examples(1.5), deadline=None)
@given(pieces=lists_of(PIECES, max_size=30))
def test_items_stand_in_the_order_of_their_lines(name: str, pieces: list[str]) -> None:
    lines = [item.line for item in READERS[name].read(filled(pieces)).items]
    assert lines == sorted(lines)
    assert all(1 <= line <= max(len(pieces), 1) for line in lines)
