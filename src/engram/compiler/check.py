"""The items of one document go in, every structural problem they have comes out, all at once."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from engram.compiler.asking import asks_for_the_best
from engram.compiler.wording import comparable, normalised
from engram.model import Item, Kind
from engram.problems import KINDS, Problem, problem

INCOMPLETE = frozenset({"no-answer", "no-key", "one-option", "no-question"})
"""The kinds of problem that leave a question without a usable answer or key."""

# An author's note that the answer is still to be written; as a whole answer it says nothing.
_PLACEHOLDER = re.compile(
    r"(?:(?:add |your |my )?answer here|no answer(?: yet)?|coming soon|to be (?:added|done|written)"
    r"|to ?do|tbd|tba|wip|work in progress)",
    re.IGNORECASE,
)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_RULE = re.compile(r"^[ \t]*(?:[-*_][ \t]*){2}[-*_][-*_ \t]*$", re.MULTILINE)
_YES_OR_NO = frozenset(
    frozenset(pair)
    for pair in re.findall(
        r"(\S+)/(\S+)",
        "true/false yes/no right/wrong correct/incorrect agree/disagree wahr/falsch richtig/falsch"
        " ja/nein vrai/faux oui/non verdadero/falso sí/no verdadeiro/falso sim/não vero/falso"
        " waar/onwaar ja/nee верно/неверно да/нет 对/错 正确/错误 はい/いいえ",
    )
)
# They show nothing, and strip() leaves them: soft hyphen, zero widths, blank Braille, blank Hangul.
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\u2800\u3164\ufeff"
_ENOUGH_QUIZZES = 6
_CLEAR_MAJORITY = 0.75


def problems_of(items: Sequence[Item]) -> tuple[tuple[int, Problem], ...]:
    """Every problem of a document's items as (index of the item, problem), in their order."""
    usual = _usual_options(items)
    found = [
        (index, each)
        for index, item in enumerate(items)
        for each in (*_in_text(item), *_in_options(item, usual), *_in_marks(item))
    ]
    return tuple(sorted([*found, *_asked_twice(items)], key=lambda each: each[0]))


def incomplete(problems: Iterable[Problem]) -> bool:
    """Whether the item with these problems has no usable answer or key."""
    return any(each.kind.name in INCOMPLETE for each in problems)


def _in_text(item: Item) -> Iterator[Problem]:
    if not _says_something(item.question):
        text = item.answer or " / ".join(option.text for option in item.options)
        yield problem(KINDS["no-question"], item.line, text=text)
    if not item.options and not _says_something(item.answer):
        yield problem(KINDS["no-answer"], item.line, question=item.question)


def _says_something(text: str) -> bool:
    plain = text[:1].isalnum() and "\n" not in text and "-->" not in text
    left = (text if plain else _shown(text)).strip("?!….*_()[]<> \t\n")
    return bool(left) and not _PLACEHOLDER.fullmatch(left)


def _shown(text: str) -> str:
    """The text without comments and rules."""
    end = text.rfind("-->") + 3  # a comment that is never closed is not looked for again and again
    shown = _COMMENT.sub("", text[:end]) + text[end:]
    return _RULE.sub("", shown)


def _in_options(item: Item, usual: int) -> Iterator[Problem]:
    count = len(item.options)
    if not count:
        return
    if count == 1:
        yield problem(KINDS["one-option"], item.line, question=item.question)
    elif 1 < count < usual and not _is_yes_or_no(item):
        yield problem(
            KINDS["few-options"], item.line, question=item.question, count=count, usual=usual
        )
    texts = {_option_key(option.text): option.text for option in reversed(item.options)}
    for key, times in Counter(_option_key(option.text) for option in item.options).items():
        if not key:
            yield problem(KINDS["empty-option"], item.line, question=item.question)
        elif times > 1:
            yield problem(KINDS["option-twice"], item.line, option=texts[key], count=times)


def _option_key(text: str) -> str:
    # Case and emphasis stay: in a quiz on code they are the difference.
    return normalised(text.strip(_INVISIBLE)).removesuffix(".").rstrip()


def _in_marks(item: Item) -> Iterator[Problem]:
    options, marks = len(item.options), sum(option.correct for option in item.options)
    question = item.question
    if options and not marks:
        yield problem(KINDS["no-key"], item.line, question=question)
    if options > 1 and marks == options:
        yield problem(KINDS["all-right"], item.line, question=question, count=marks)
    if marks and isinstance(item.select, int) and marks != item.select:
        kind = "too-many-marks" if marks > item.select else "too-few-marks"
        yield problem(KINDS[kind], item.line, question=question, select=item.select, count=marks)
    if marks > 1 and item.select is None and asks_for_the_best(question):
        yield problem(KINDS["two-best"], item.line, question=question, count=marks)


def _asked_twice(items: Sequence[Item]) -> Iterator[tuple[int, Problem]]:
    """The items whose question stands before them with the same answer or the same options."""
    asking: dict[str, list[int]] = defaultdict(list)
    for index, item in enumerate(items):
        asking[comparable(item.question)].append(index)
    for question, indices in asking.items():
        first: dict[tuple[str, ...], Item] = {}
        for index in indices if question and len(indices) > 1 else ():
            item = items[index]
            before = first.setdefault(_answered(item), item)
            if before is not item:
                yield (
                    index,
                    problem(
                        KINDS["question-twice"],
                        item.line,
                        question=item.question,
                        other=before.line,
                    ),
                )


def _answered(item: Item) -> tuple[str, ...]:
    return comparable(item.answer), *sorted(_option_key(option.text) for option in item.options)


def _usual_options(items: Sequence[Item]) -> int:
    """How many options a clear majority of the quizzes has, from 4 up; 0 if there is none."""
    counts = Counter(
        len(item.options) for item in items if item.options and not _is_yes_or_no(item)
    )
    if counts.total() < _ENOUGH_QUIZZES:
        return 0
    usual, times = counts.most_common(1)[0]
    return usual if usual >= 4 and times >= _CLEAR_MAJORITY * counts.total() else 0


def _is_yes_or_no(item: Item) -> bool:
    return item.kind is Kind.TRUE_FALSE or (
        {comparable(option.text) for option in item.options} in _YES_OR_NO
    )
