"""A quiz or a list of cards in JSON or JSON Lines goes in; its items come out.

Questions are the objects that ask, wherever they stand: in a list at the top, below `questions`,
`results`, `data` and the like. What their values are called is told in `json_fields`, how the right
options are found in `json_keys`. Lines count from 1; no text makes this reader raise.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from html import unescape

from engram.importers.json_fields import Fields, OptionField, fields_of, plain_name, text_in
from engram.importers.json_keys import Places, named_options, right_options
from engram.importers.json_problems import left_out, not_read, strays, twice, unreadable
from engram.importers.json_values import (
    Entry,
    JsonError,
    Value,
    clean,
    clean_line,
    is_json,
    values_of,
)
from engram.importers.keys import without_letters
from engram.importers.leftovers import not_understood
from engram.importers.lettered_drafts import unclear_key
from engram.importers.lines import Line, numbered_lines
from engram.importers.passage import markdown_text
from engram.importers.selects import select_of
from engram.model import Item, Option, Reading
from engram.problems import Problem

NAME = "json-quiz"
_ASKS = re.compile(
    r'"(?:question[\w ]{0,12}|prompt|stem|front|q|query|term|word|problem|frage(?:text)?|pregunta'
    r'|pergunta|enunciado|domanda|vraag|pytanie|soru|pertanyaan|soal|вопрос|题目|問題|질문)"\s*:',
    re.IGNORECASE,
)
_LOOKED_AT = 200_000
_ENTITIES = re.compile(r"&(?:quot|apos|#0?39|#x27|[lr][sd]quo|eacute|hellip|ndash);")
_TITLES = ("title", "name", "quiztitle", "deck", "category", "topic", "section", "subject")
_WRAPPERS = (
    frozenset(
        ("questions", "results", "data", "quiz", "quizzes", "items", "cards", "flashcards", "list")
    )
    | {"entries", "content", "sections", "categories", "topics", "rounds", "question", "notes"}
    | {"paragraphs", "qas", "deck", "test", "exam", "units", "fragen", "preguntas", "perguntas"}
    | {"questao", "questoes", "questões", "domande", "vragen", "pytania", "вопросы"}
)

# What says nothing to a learner: how a program answered, how many questions there are.
_COUNTING = frozenset(("responsecode", "count", "total", "version", "id"))


@dataclass(frozen=True, slots=True)
class _Found:
    """An object that asks, with the names of the objects around it."""

    entry: Entry
    fields: Fields
    topic: tuple[str, ...]


@dataclass(slots=True)
class _Walk:
    """What is met on the way through a document."""

    found: list[_Found] = field(default_factory=list)
    around: list[tuple[Entry, set[str]]] = field(default_factory=list)
    doubtful: list[Entry] = field(default_factory=list)  # with a name that stands twice
    silent: list[Entry] = field(default_factory=list)  # in a list of questions, asking nothing
    problems: list[Problem] = field(default_factory=list)
    deck: str | None = None


def recognise(text: str) -> float:
    """How sure it is that a text has this layout, 0 to 1."""
    if not is_json(text):
        return 0.0
    return 0.9 if _ASKS.search(text[:_LOOKED_AT]) else 0.1


def read(text: str) -> Reading:
    """The questions in order; an answer that names no option for certain leaves its card open."""
    try:
        values = values_of(text)
    except JsonError as error:
        return Reading(NAME, (), (unreadable(error), *not_understood(numbered_lines(text))))
    walk = _Walk()
    only = len(values.values) == 1
    whole = Entry({}, 1, text.count("\n") + 1)
    _enter(list(values.values), walk, (), whole, first=only)
    if not any(found.fields.options or found.fields.answers for found in walk.found):
        return Reading(NAME, (), tuple(not_understood(numbered_lines(text))))
    texts = text.split("\n")
    bad = not_understood(Line(number, texts[number - 1]) for number in values.bad_lines)
    return _reading(walk, [*walk.problems, *bad], unescaped=bool(_ENTITIES.search(text)))


def _enter(
    value: Value, walk: _Walk, topic: tuple[str, ...], around: Entry, *, first: bool
) -> None:
    """Notes what asks in a value, and what stands around it."""
    if isinstance(value, Entry):
        _enter_entry(value, walk, topic, first=first)
    elif isinstance(value, list):
        before = len(walk.found)
        silent: list[Value] = []
        for each in value:
            known = len(walk.found) + len(walk.doubtful)
            _enter(each, walk, topic, around, first=first and len(value) == 1)
            if len(walk.found) + len(walk.doubtful) == known:
                silent.append(each)
        if len(walk.found) > before:
            walk.silent += [each for each in silent if isinstance(each, Entry)]
            walk.problems += strays(silent, around)


def _enter_entry(entry: Entry, walk: _Walk, topic: tuple[str, ...], *, first: bool) -> None:
    asked = _flattened(entry)
    fields = fields_of(asked)
    if fields is not None and (entry.twice or asked.twice):
        walk.doubtful.append(entry)
    elif fields is not None:
        walk.found.append(_Found(asked, fields, topic))
    else:
        _enter_values(entry, walk, topic, first=first)


def _enter_values(entry: Entry, walk: _Walk, topic: tuple[str, ...], *, first: bool) -> None:
    used = {name for name in entry.values if plain_name(name) in _COUNTING}
    title = _title(entry, used)
    before = len(walk.found)
    below = topic if first or not title else (*topic, title)
    for name, value in entry.values.items():
        if isinstance(value, Entry | list):
            count = len(walk.found) + len(walk.doubtful)
            inside = (*below, clean_line(name)) if _names_topic(name, value) else below
            _enter(value, walk, inside, entry, first=False)
            if len(walk.found) + len(walk.doubtful) > count:
                used.add(name)
    if len(walk.found) > before:
        walk.around.append((entry, used))
        walk.deck = walk.deck or (title if first else None) or None


def _names_topic(name: str, value: Value) -> bool:
    """Whether the name of a value is a topic: not one that any quiz has, nor one question's."""
    plain = plain_name(name)
    if plain in _WRAPPERS or plain.isdecimal() or len(plain) < 2:
        return False
    return not (isinstance(value, Entry) and fields_of(_flattened(value)))


def _flattened(entry: Entry) -> Entry:
    """A question that is an object of its own inside another, as one object."""
    inner = entry.values.get("question")
    if not isinstance(inner, Entry):
        return entry
    outer = {name: value for name, value in entry.values.items() if name != "question"}
    return replace(entry, values={**outer, **inner.values}, twice=entry.twice or inner.twice)


def _title(entry: Entry, used: set[str]) -> str:
    for name, value in entry.values.items():
        if plain_name(name) in _TITLES and isinstance(value, str) and value.strip():
            used.add(name)
            return clean_line(value)
    return ""


def _reading(walk: _Walk, problems: list[Problem], *, unescaped: bool) -> Reading:
    places = Places()
    for found in walk.found:
        for name, value in found.fields.answers.items():
            places.note(name, value, found.fields.options)
    text = _unescaped_text if unescaped else _plain_text
    items: list[Item] = []
    for found in walk.found:
        item, wrong = _item(found, places, text)
        items.append(item)
        problems += wrong
    problems += [*twice(walk.doubtful), *not_read(each for each in walk.silent if not each.twice)]
    problems += twice(each for each in walk.silent)
    problems += left_out((found.entry, found.fields.used) for found in walk.found)
    problems += left_out(walk.around)
    items.sort(key=lambda item: item.line)
    in_order = tuple(sorted(problems, key=lambda each: each.line))
    return Reading(NAME, tuple(items), in_order, deck=walk.deck)


_Text = Callable[[Value], str]


def _plain_text(value: Value) -> str:
    """A value as Markdown; a list as one with a line for each."""
    if isinstance(value, list):
        texts = list(dict.fromkeys(text for each in value if (text := _plain_text(each))))
        return texts[0] if len(texts) == 1 else "\n".join(f"- {text}" for text in texts)
    if isinstance(value, Entry):
        inside = text_in(value)
        return _plain_text(list(value.values.values()) if inside is None else inside)
    if value is None or isinstance(value, bool):
        return "" if value is None else str(value)
    return markdown_text(clean(str(value)).split("\n"))


def _unescaped_text(value: Value) -> str:
    return unescape(_plain_text(value))


def _item(found: _Found, places: Places, text: _Text) -> tuple[Item, list[Problem]]:
    fields = found.fields
    question = text(fields.question)
    explanation = [text(each) for each in fields.explanation]
    options, said, more = _answered(fields, places, text)
    item = Item(
        question=question,
        line=found.entry.line,
        answer=said,
        explanation="\n\n".join(filter(None, (*explanation, *more))),
        options=options,
        select=select_of(question) if options else None,
        topic=(*found.topic, *_lines(fields.topic, text)),
        tags=tuple(dict.fromkeys(_lines(fields.tags, text))),
    )
    return item, unclear_key(item, said) if options else []


def _answered(
    fields: Fields, places: Places, text: _Text
) -> tuple[tuple[Option, ...], str, list[str]]:
    """The options, the answer of an open question or an unclear key, and what else is said."""
    if fields.options:
        return _of_options(fields, places, text)
    if fields.wrong is not None and fields.answers:
        right = _each(next(iter(fields.answers.values())))
        options = (
            *(Option(text(each), correct=True) for each in right),
            *(Option(text(each), correct=False) for each in _each(fields.wrong)),
        )
        return _true_first(options), "", [text(each) for each in [*fields.answers.values()][1:]]
    answers = [text(each) for each in fields.answers.values()]
    if answers and answers[0].casefold() in ("true", "false"):
        right_is_true = answers[0].casefold() == "true"
        return (
            (Option("True", right_is_true), Option("False", not right_is_true)),
            "",
            answers[1:],
        )
    return (), answers[0] if answers else "", answers[1:]


def _of_options(
    fields: Fields, places: Places, text: _Text
) -> tuple[tuple[Option, ...], str, list[str]]:
    texts = [text(option.text) for option in fields.options]
    bare = without_letters(texts)
    read = [
        OptionField(plain, option.label or _letter(before, plain), option.right, option.feedback)
        for option, before, plain in zip(fields.options, texts, bare, strict=True)
    ]
    answers = {name: _meant(value, text) for name, value in fields.answers.items()}
    right = right_options(answers, read, places)
    options = tuple(
        Option(option.text, right is not None and place in right, text(option.feedback))
        for place, option in enumerate(read)
    )
    if right is None:
        return options, " / ".join(filter(None, (text(each) for each in answers.values()))), []
    unread = (
        value
        for name, value in answers.items()
        if not named_options(name, value, read, places) and not isinstance(value, bool)
    )
    return options, "", [text(value) for value in unread]


def _letter(written: str, bare: str) -> str:
    """The label that an option's text began with."""
    return written[: len(written) - len(bare)].strip(" ().") if written != bare else ""


def _meant(value: Value, text: _Text) -> Value:
    """An answer in the words that the options have."""
    if isinstance(value, str):
        return text(value)
    return [_meant(each, text) for each in value] if isinstance(value, list) else value


def _each(value: Value) -> Sequence[Value]:
    return value if isinstance(value, list) else [value]


def _true_first(options: tuple[Option, ...]) -> tuple[Option, ...]:
    words = [option.text.casefold() for option in options]
    return options[::-1] if words == ["false", "true"] else options


def _lines(values: Sequence[Value], text: _Text) -> Iterator[str]:
    for value in values:
        yield from filter(None, (clean_line(text(each)) for each in _each(value)))
