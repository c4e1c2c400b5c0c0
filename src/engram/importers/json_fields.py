"""An object of a public JSON quiz goes in; its question, options, answers and topic come out.

Nobody has written this format down: a question is told by the name of its value, whatever case and
underscores it has. Open Trivia DB has `correct_answer` and `incorrect_answers`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from engram.importers.json_values import Entry, Value

_QUESTION = (
    *("question", "questiontext", "questiontitle", "prompt", "stem", "front", "q", "query"),
    *("term", "word", "problem", "frage", "fragetext", "pregunta", "pergunta", "enunciado"),
    *(
        "domanda",
        "vraag",
        "pytanie",
        "soru",
        "pertanyaan",
        "soal",
        "вопрос",
        "题目",
        "問題",
        "질문",
    ),
)
_WEAK_QUESTION = ("text", "title", "content", "statement", "name", "body")
_OPTIONS = (
    *("options", "choices", "alternatives", "answeroptions", "answerchoices", "possibleanswers"),
    *("variants", "mcoptions", "answers", "choice", "option", "antworten", "antwortmöglichkeiten"),
    *("optionen", "opciones", "alternativas", "opcoes", "opções", "respuestas", "respostas"),
    *("réponses", "reponses", "propositions", "risposte", "opzioni", "antwoorden", "odpowiedzi"),
    *("şıklar", "pilihan", "варианты", "ответы", "选项", "選択肢"),
)
_ANSWER = (
    *("correctanswer", "correctanswers", "correct", "correctoption", "correctoptions"),
    *("correctchoice", "correctchoices", "correctindex", "correctindices", "answerindex"),
    *("correctanswerindex", "correctoptionindex", "correctletter", "answerletter", "answerkey"),
    *("rightanswer", "rightanswers", "solution", "key", "answer", "answertext", "answers"),
    *("back", "definition", "meaning", "translation", "response", "a"),
    *("korrekt", "richtig", "richtigeantwort", "richtigeantworten", "antwort", "lösung"),
    *("correcta", "correctas", "respuestacorrecta", "respuesta", "solución", "correta", "corretas"),
    *("respostacorreta", "resposta", "gabarito", "bonneréponse", "bonnereponse", "réponse"),
    *("reponse", "corretta", "rispostacorretta", "risposta", "antwoord", "odpowiedź", "cevap"),
    *("doğrucevap", "jawaban", "ответ", "правильныйответ", "答案", "正解"),
)
# Lists under these names are options, or the accepted answers when there is but one.
_ACCEPTED = frozenset(
    ("answers", "antworten", "respuestas", "respostas", "réponses", "reponses", "risposte")
) | {"antwoorden", "odpowiedzi", "ответы"}
# Names that only a question has, and no other list of things.
_SURE_ANSWER = frozenset(
    ("answer", "correctanswer", "correctanswers", "correctoption", "answerindex", "correctindex")
) | {"solution", "definition", "rightanswer"}
_WRONG = (
    *("incorrectanswers", "wronganswers", "distractors", "incorrect", "wrong", "falscheantworten"),
    *("falsch", "incorrectas", "errada", "erradas", "incorretas", "mauvaisesréponses"),
)
_EXPLANATION = (
    *("explanation", "explanationtext", "rationale", "reason", "why", "explain", "justification"),
    *("feedback", "generalfeedback", "erklärung", "erklaerung", "begründung", "explicación"),
    *("explicacion", "explicação", "explicacao", "explication", "spiegazione", "uitleg"),
    *("объяснение", "解析", "解説"),
)
_TOPIC = ("subject", "category", "domain", "chapter", "section", "topic", "theme", "subtopic")
_TAGS = ("tags", "tag", "keywords", "difficulty", "level")
# Values that count or sort the questions and say nothing to a learner.
_COUNTING = frozenset(
    ("id", "uuid", "index", "number", "no", "num", "qid", "questionid", "questionnumber", "type")
) | {"questiontype", "points", "score", "marks", "mark", "timelimit", "time", "order"}
_OPTION_TEXT = (
    "text",
    "option",
    "value",
    "answer",
    "answertext",
    "content",
    "choice",
    "body",
    "texto",
    "texte",
    "testo",
)
_OPTION_LABEL = ("letter", "key", "label", "id", "optionid", "identifier")
_OPTION_RIGHT = (
    "correct",
    "iscorrect",
    "right",
    "isright",
    "istrue",
    "isanswer",
    "correctanswer",
    "korrekt",
    "richtig",
    "correcta",
    "correta",
    "corretta",
)
_OPTION_FEEDBACK = ("feedback", "explanation", "rationale", "reason", "comment")
_IN_A_PASSAGE = "answer_start"  # SQuAD: accepted answers, not options
_LETTERED = re.compile(r"(?:option|choice|answer|alternative|opt)?(?P<label>[a-j]|[1-9])")


@dataclass(frozen=True, slots=True)
class OptionField:
    """One option: its label if it has one, and whether it says itself that it is right."""

    text: str
    label: str = ""
    right: bool | None = None
    feedback: str = ""


@dataclass(slots=True)
class Fields:
    """What an object says as a question; `answers` are its answers by name, `used` its names."""

    question: Value = None
    options: tuple[OptionField, ...] = ()
    answers: dict[str, Value] = field(default_factory=dict)
    wrong: Value = None
    explanation: list[Value] = field(default_factory=list)
    topic: list[Value] = field(default_factory=list)
    tags: list[Value] = field(default_factory=list)
    used: set[str] = field(default_factory=set)


def plain_name(name: str) -> str:
    """A name by its letters and digits alone."""
    return "".join(filter(str.isalnum, name.casefold()))


def fields_of(entry: Entry) -> Fields | None:
    """The question that an object asks; None for one that asks nothing."""
    names: dict[str, str] = {}
    for name in entry.values:
        names.setdefault(plain_name(name), name)
    reader = _Reader(entry.values, names)
    return reader.fields()


class _Reader:
    def __init__(self, values: Mapping[str, Value], names: Mapping[str, str]) -> None:
        self._values = values
        self._names = names  # as they are written, by their plain names
        self._fields = Fields()

    def fields(self) -> Fields | None:
        found = self._fields
        question = next(self._taken(_QUESTION), None)
        found.options = self._options()
        found.answers = dict(self._named(_ANSWER))
        found.wrong = next(self._taken(_WRONG), None)
        if question is None and (found.options or found.answers.keys() & _SURE_ANSWER):
            question = next(self._taken(_WEAK_QUESTION), None)
        if not isinstance(question, str | int | float) or not str(question).strip():
            return None
        if not (found.options or found.answers or "question" in self._names):
            return None
        found.question = question
        found.explanation = list(self._taken(_EXPLANATION))
        found.topic = list(self._taken(_TOPIC))
        found.tags = list(self._taken(_TAGS))
        found.used |= {name for plain, name in self._names.items() if plain in _COUNTING}
        return found

    def _named(self, plain_names: Sequence[str]) -> Iterator[tuple[str, Value]]:
        """The values under these names that say something and are not used yet."""
        for plain in plain_names:
            name = self._names.get(plain)
            if name is not None and name not in self._fields.used:
                value = self._values[name]
                self._fields.used.add(name)
                if value is not None and value not in ("", []):
                    yield plain, value

    def _taken(self, plain_names: Sequence[str]) -> Iterator[Value]:
        return (value for _, value in self._named(plain_names))

    def _options(self) -> tuple[OptionField, ...]:
        for plain in _OPTIONS:
            name = self._names.get(plain)
            found = tuple(_options_of(self._values[name])) if name is not None else ()
            if name is not None and (len(found) > 1 or (found and plain not in _ACCEPTED)):
                self._fields.used.add(name)
                return found
        return self._lettered()

    def _lettered(self) -> tuple[OptionField, ...]:
        """Options that are values of their own: `a`, `b`, … or `option1`, `option2`, …."""
        by_label: dict[str, str] = {}
        for plain, name in self._names.items():
            if (found := _LETTERED.fullmatch(plain)) and _scalar(self._values[name]):
                by_label.setdefault(found["label"], name)
        for labels in ("abcdefghij", "123456789"):
            held = [label for label in labels if label in by_label]
            if len(held) > 1 and held == list(labels[: len(held)]):
                self._fields.used |= {by_label[label] for label in held}
                return tuple(
                    OptionField(str(self._values[by_label[label]]).strip(), label) for label in held
                )
        return ()


def _options_of(value: Value) -> Iterator[OptionField]:
    """The options in a list, or in an object by their labels."""
    if isinstance(value, list):
        for each in value:
            if isinstance(each, Entry) and _IN_A_PASSAGE not in each.values:
                yield from _option_of(each)
            elif _scalar(each):
                yield OptionField(str(each).strip())
    elif isinstance(value, Entry):
        yield from _labelled_options(value)


def _option_of(entry: Entry, label: str = "") -> Iterator[OptionField]:
    by_plain = {plain_name(name): value for name, value in entry.values.items()}
    if len(entry.values) == 1 and not by_plain.keys() & {*_OPTION_TEXT, "title", "name"}:
        yield from _labelled_options(entry)
        return
    text = _first(by_plain, (*_OPTION_TEXT, "title", "name", "label"))
    if text is None or not _scalar(text):
        return
    said = _first(by_plain, _OPTION_LABEL)
    right = _first(by_plain, _OPTION_RIGHT)
    feedback = _first(by_plain, _OPTION_FEEDBACK)
    yield OptionField(
        str(text).strip(),
        label or (str(said).strip() if _scalar(said) and said != text else ""),
        _truth(right),
        str(feedback).strip() if _scalar(feedback) else "",
    )


def _labelled_options(entry: Entry) -> Iterator[OptionField]:
    texts, labels = entry.values.get("text"), entry.values.get("label")
    if isinstance(texts, list) and isinstance(labels, list) and len(texts) == len(labels):
        for text, label in zip(texts, labels, strict=True):
            yield OptionField(str(text).strip(), str(label).strip())
        return
    for name, value in entry.values.items():
        if isinstance(value, bool):
            yield OptionField(name.strip(), right=value)
        elif isinstance(value, Entry):
            yield from _option_of(value, name.strip())
        elif _scalar(value):
            yield OptionField(str(value).strip(), name.strip())


def text_in(entry: Entry) -> Value:
    """The text of an object that stands for an option or an answer."""
    by_plain = {plain_name(name): value for name, value in entry.values.items()}
    return _first(by_plain, _OPTION_TEXT)


def _first(values: Mapping[str, Value], names: Sequence[str]) -> Value:
    return next((values[name] for name in names if values.get(name) is not None), None)


def _scalar(value: Value) -> bool:
    return isinstance(value, str | int | float)


def _truth(value: Value) -> bool | None:
    """Whether a mark says right; None without one."""
    if isinstance(value, str):
        return {"true": True, "false": False, "1": True, "0": False}.get(value.strip().casefold())
    return bool(value) if isinstance(value, bool) or value in (0, 1) else None
