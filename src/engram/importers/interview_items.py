"""The pieces of an interview guide go in; its items come out, and what was left over.

Open items are `Question:` and `Answer:`; in a quiz a question is the text above lettered options.
The right option is told by a mark on it or by an answer line with its letter.
"""

from __future__ import annotations

from collections.abc import Sequence

from engram.importers.interview_drafts import Draft, OptionDraft, Part, Passage
from engram.importers.interview_pieces import Piece, Sort
from engram.importers.keys import named_options
from engram.importers.leftovers import not_understood
from engram.importers.lines import Line
from engram.importers.marks import is_mark, without_mark
from engram.importers.stems import stem_of
from engram.importers.topics import Topics
from engram.model import Item
from engram.problems import KINDS, Problem, problem

_TITLE_WORDS = 7
_SENTENCE_WORDS = frozenset(
    ("It", "This", "That", "These", "They", "There", "He", "She", "We", "You")
)


def read_items(pieces: Sequence[Piece]) -> tuple[list[Item], list[Problem]]:
    """The items of these pieces in order, and the problems found on the way."""
    reader = _Reader(pieces)
    for place in range(len(pieces)):
        reader.read(place)
    return reader.finished()


class _Reader:
    def __init__(self, pieces: Sequence[Piece]) -> None:
        self._pieces = pieces
        self._items: list[Item] = []
        self._notes: list[Problem] = []
        self._left: list[Line] = []
        self._topics = Topics()
        self._in_quiz = False
        self._draft: Draft | None = None
        self._waiting: list[Piece] = []  # a question, if options follow
        self._titles = _titles(pieces)
        self._number: int | None = None  # of the last question with options
        self._dashes = sum(bool(piece.option and piece.option.dashed) for piece in pieces)
        self._bare = sum(bool(piece.option and not piece.option.dashed) for piece in pieces)

    def read(self, place: int) -> None:
        piece = self._pieces[place]
        match piece.sort:
            case Sort.SECTION:
                self._close()
                self._topics.enter(1, (piece.texts[0],), piece.lines[0])
                self._in_quiz = False
            case Sort.QUIZ:
                self._close()
                self._in_quiz = True
            case Sort.QUESTION:
                self._leave_title_above()
                if (draft := self._draft) and draft.waits_for_question and not self._waiting:
                    draft.question.add(piece, piece.texts)
                    return
                self._close()
                self._in_quiz = False
                self._draft = Draft(piece.line, self._topics.of_item(), in_quiz=False)
                self._draft.question.add(piece, piece.texts)
            case Sort.ANSWER | Sort.EXPLANATION:
                self._read_labelled(piece)
            case Sort.OPTION:
                self._read_option(place)
            case Sort.TEXT:
                self._read_text(piece)

    def finished(self) -> tuple[list[Item], list[Problem]]:
        self._close()
        problems = [*self._notes, *not_understood(self._left), *self._topics.left_out()]
        return self._items, problems

    def _read_labelled(self, piece: Piece) -> None:
        if self._waiting and piece.sort is Sort.ANSWER:
            self._place_waiting()
        draft = self._draft
        if draft is None or self._waiting:
            self._read_text(piece)
        elif draft.options and piece.sort is Sort.ANSWER:
            self._read_key(draft, piece)
        elif piece.sort is Sort.EXPLANATION:
            self._explain(draft, piece, piece.texts)
        elif draft.part is Part.QUESTION or not draft.answer_pieces:
            draft.part = Part.ANSWER
            self._answer(draft, piece, piece.texts)
        else:
            self._answer(draft, piece, piece.whole_texts)

    def _place_waiting(self) -> None:
        """Text above an answer is its question, or explains the options above it."""
        waiting, draft = self._waiting, self._draft
        if draft and draft.wants_key and not _asks(waiting):
            self._waiting = []
            for piece in waiting:
                self._explain(draft, piece, piece.whole_texts)
        else:
            self._waiting = []
            self._close()
            self._draft = Draft(waiting[0].line, self._topics.of_item(), in_quiz=self._in_quiz)
            for piece in waiting:
                self._draft.question.add(piece, piece.whole_texts)

    def _answer(self, draft: Draft, piece: Piece, texts: Sequence[str]) -> None:
        *before, last = texts
        unmarked, marked = (last, False) if piece.lines[-1].code else without_mark(last)
        if marked:
            note = problem(KINDS["stray-mark"], piece.lines[-1].number, text=_tail(last, unmarked))
            self._notes.append(note)
        draft.answer.add(piece, [*before, unmarked])
        draft.answer_pieces.append((piece, [*before, unmarked]))

    def _explain(self, draft: Draft, piece: Piece, texts: Sequence[str]) -> None:
        draft.part = Part.EXPLANATION
        draft.explanation.add(piece, texts)

    def _read_key(self, draft: Draft, piece: Piece) -> None:
        """An answer below options: letters, or the words of an option; anything else is text."""
        letters = [option.letter for option in draft.options]
        texts = [str(option.passage) for option in draft.options]
        named, explanation = named_options(letters, texts, piece.texts[0])
        for place in named:
            draft.options[place].marked = True
        if named:
            self._explain(draft, piece, (explanation, *piece.texts[1:]))
        else:
            draft.part = Part.EXPLANATION
            draft.answer.add(piece, piece.texts)

    def _read_option(self, place: int) -> None:
        piece, draft = self._pieces[place], self._draft
        letter = piece.option.letter if piece.option else ""
        last = draft.options[-1].letter if draft and draft.options else ""
        if draft and last and not self._waiting and letter > last and draft.part is Part.OPTIONS:
            self._add_option(draft, piece)
        elif draft and last and self._waiting and ord(letter) == ord(last) + 1:
            self._left += [line for waiting in self._waiting for line in waiting.lines]
            self._waiting = []
            self._add_option(draft, piece)
        elif self._waiting:
            self._open_quiz(self._waiting, piece)
        elif draft and draft.part is Part.QUESTION:
            draft.part = Part.OPTIONS
            self._add_option(draft, piece)
        elif draft and draft.part in (Part.ANSWER, Part.EXPLANATION):
            self._read_option_in_text(draft, place)
        elif self._run_at(place):
            self._open_quiz([], piece)
        else:
            self._left += piece.lines

    def _read_option_in_text(self, draft: Draft, place: int) -> None:
        """A lettered list in an answer is text; with a marked option it is a quiz."""
        piece = self._pieces[place]
        run = self._run_at(place)
        above = draft.answer_pieces
        if draft.part is Part.ANSWER and run and any(map(_is_marked, run)) and len(above) > 1:
            stem, _ = above.pop()
            draft.answer = Passage()
            for answer, texts in above:
                draft.answer.add(answer, texts)
            self._open_quiz([stem], piece)
        elif draft.part is Part.ANSWER:
            self._answer(draft, piece, piece.whole_texts)
        elif draft.in_quiz and run and any(map(_is_marked, run)):
            self._open_quiz([], piece)
        else:
            draft.explanation.add(piece, piece.whole_texts)

    def _run_at(self, place: int) -> list[Piece]:
        """The options from A on that stand here one below the other, at least two."""
        run: list[Piece] = []
        for piece in self._pieces[place : place + 10]:
            if piece.option is None or ord(piece.option.letter) != ord("A") + len(run):
                break
            run.append(piece)
        return run if len(run) > 1 else []

    def _is_next(self, piece: Piece) -> bool:
        """Whether the number of the next question stands in front."""
        return self._number is not None and _number(piece) == self._number + 1

    def _leave_title_above(self) -> None:
        """A title right above a question is a topic and no part of the answer before."""
        draft = self._draft
        if not draft or draft.part is not Part.ANSWER or len(draft.answer_pieces) < 2:
            return
        title, _ = draft.answer_pieces[-1]
        if title.line not in self._titles:
            return
        draft.answer_pieces.pop()
        draft.answer = Passage()
        for piece, texts in draft.answer_pieces:
            draft.answer.add(piece, texts)
        self._close()
        self._topics.enter(2, (title.texts[0].strip("*_ "),), title.lines[0])

    def _open_quiz(self, stem: Sequence[Piece], option: Piece) -> None:
        self._waiting = []
        above = self._draft
        places = enumerate(stem)
        at = max((at for at, piece in places if piece.ruled or self._is_next(piece)), default=0)
        if at and above and above.in_quiz and above.part is Part.EXPLANATION:
            for piece in stem[:at]:
                above.explanation.add(piece, piece.whole_texts)
            stem = stem[at:]
        self._close()
        self._number = _number(stem[0]) if stem else None
        draft = Draft(stem[0].line if stem else option.line, self._topics.of_item(), in_quiz=True)
        for place, piece in enumerate(stem):
            texts = piece.whole_texts
            draft.question.add(piece, texts if place else _without_number(texts))
        draft.part = Part.OPTIONS
        self._draft = draft
        self._add_option(draft, option)

    def _add_option(self, draft: Draft, piece: Piece) -> None:
        found = piece.option
        if found is None:
            return
        passage = Passage(list(piece.texts))
        draft.options.append(
            OptionDraft(found.letter, piece.line, found.dashed, found.marked, passage)
        )
        if not found.dashed and self._dashes > self._bare:
            note = problem(KINDS["option-mended"], piece.line, option=found.text)
            self._notes.append(note)

    def _read_text(self, piece: Piece) -> None:
        draft = self._draft
        if draft is None or self._waiting:
            self._waiting.append(piece)
        elif draft.part is Part.QUESTION:
            draft.question.add(piece, piece.texts)
        elif draft.part is Part.ANSWER:
            self._answer(draft, piece, piece.whole_texts)
        elif draft.part is Part.OPTIONS:
            self._read_text_below_options(draft, piece)
        elif draft.in_quiz:
            self._waiting.append(piece)
        else:
            draft.explanation.add(piece, piece.whole_texts)

    def _read_text_below_options(self, draft: Draft, piece: Piece) -> None:
        option = draft.options[-1]
        if is_mark(" ".join(piece.texts)):
            option.marked = True
        elif piece.cut and option.passage.goes_on(piece.texts[0]):
            option.passage.add(piece, piece.texts)
        elif draft.in_quiz:
            self._waiting.append(piece)
        else:
            self._explain(draft, piece, piece.texts)

    def _close(self) -> None:
        """Ends the item that is being read; text that waited for options finds its place."""
        waiting, self._waiting = self._waiting, []
        draft, self._draft = self._draft, None
        if waiting and draft and draft.in_quiz and not _asks(waiting):
            for piece in waiting:
                draft.explanation.add(piece, piece.whole_texts)
            waiting = []
        if draft:
            self._items.append(draft.finished())
        if waiting and (self._in_quiz or draft) and _asks(waiting):
            question = Draft(waiting[0].line, self._topics.of_item(), in_quiz=True)
            for piece in waiting:
                question.question.add(piece, piece.whole_texts)
            self._items.append(question.finished())
        else:
            self._left += [line for piece in waiting for line in piece.lines]


def _titles(pieces: Sequence[Piece]) -> set[int]:
    """The lines that stand like titles above questions, when there are several of them."""
    found = {
        piece.line
        for above, piece, below in zip(pieces, pieces[1:], pieces[2:], strict=False)
        if below.sort is Sort.QUESTION
        and piece.sort is Sort.TEXT
        and above.sort in (Sort.ANSWER, Sort.TEXT)
        and piece.gap
        and below.gap
        and _is_title(piece)
    }
    return found if len(found) > 1 else set()


def _is_title(piece: Piece) -> bool:
    text = piece.texts[0].strip("*_ ")
    words = text.split()
    plain = len(piece.texts) == 1 and not piece.lines[0].code and text[:1].isupper()
    worded = not any(map(str.isdecimal, text)) and words[:1] and words[0] not in _SENTENCE_WORDS
    return bool(plain and worded and len(words) <= _TITLE_WORDS and text[-1].isalnum())


def _number(piece: Piece) -> int | None:
    found = stem_of(piece.whole_texts[0].lstrip())
    return found.number if found else None


def _without_number(texts: Sequence[str]) -> Sequence[str]:
    """The lines of a question in a quiz without the number it is counted by."""
    found = stem_of(texts[0].lstrip())
    return (found.text, *texts[1:]) if found and found.number is not None else texts


def _asks(pieces: Sequence[Piece]) -> bool:
    """Whether text reads as a question that has lost its options."""
    return pieces[-1].texts[-1].rstrip(" *_").endswith(("?", ":", "__"))


def _is_marked(piece: Piece) -> bool:
    below = len(piece.texts) > 1 and is_mark(piece.texts[-1])
    return below or bool(piece.option and piece.option.marked)


def _tail(text: str, without: str) -> str:
    return text.rstrip()[len(without) :].strip()
