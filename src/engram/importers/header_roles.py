"""The names of a table's columns go in; the roles that they tell come out.

One name alone tells little: "answer" beside option columns is the key, "notes" beside an answer an
explanation. So the names are judged together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from engram.importers.column_looks import Look
from engram.importers.column_names import (
    is_language,
    is_wrong,
    option_label,
    plain_name,
    strong_role,
    weak_roles,
)
from engram.model import Role

_SIDE = (Role.TAGS, Role.ID, Role.DECK, Role.TOPIC, Role.MORE, Role.EXPLANATION, Role.IGNORED)
_QUIZ = (Role.OPTION, Role.OPTIONS, Role.WRONG, Role.RIGHT)
_TOLD = frozenset((Role.QUESTION, Role.ANSWER, *_QUIZ))
_PLURAL = frozenset(("answers", "antworten", "respuestas", "réponses", "respostas", "risposte"))
_LABELS = ("abcdefghij", "12345678910", "0123456789", "абвгд")
_MOST_WEAK = 3  # columns of a table that no certain name belongs to


def _are_in_order(labels: str) -> bool:
    return any(order.startswith(labels) for order in _LABELS)


def roles_of_header(
    names: Sequence[str], looks: Sequence[Look] | None, fixed: Mapping[int, Role]
) -> list[Role] | None:
    """The role of each column; None when the names are not those of a table to study.

    `looks` are the cells below, None when only the names shall count.
    """
    header = _Header([plain_name(name) for name in names], looks, fixed)
    return header.judged()


class _Header:
    def __init__(
        self, names: Sequence[str], looks: Sequence[Look] | None, fixed: Mapping[int, Role]
    ) -> None:
        self._names = names
        self._looks = looks
        self._roles: dict[int, Role] = {at: role for at, role in fixed.items() if at < len(names)}
        self._strong = {at: role for at in self._free() if (role := strong_role(names[at]))}
        if {"q", "a"} <= set(names):  # each alone is the label of an option
            self._strong |= {names.index("q"): Role.QUESTION, names.index("a"): Role.ANSWER}

    def judged(self) -> list[Role] | None:
        self._take_options()
        self._take_strong()
        certain = bool(_TOLD & set(self._roles.values()))
        self._take_languages()
        self._take_side_names()
        self._take_weak(Role.QUESTION)
        if not self._is_quiz():
            self._take_weak(Role.ANSWER)
        self._promote(certain=certain)
        if not self._is_complete(certain=certain):
            return None
        for at in self._free():
            self._roles[at] = self._rest(at)
        return [self._roles[at] for at in range(len(self._names))]

    def _free(self) -> list[int]:
        return [at for at in range(len(self._names)) if at not in self._roles]

    def _has(self, *roles: Role) -> bool:
        return any(role in self._roles.values() for role in roles)

    def _is_quiz(self) -> bool:
        return self._has(Role.OPTION, Role.OPTIONS, Role.WRONG)

    def _take_options(self) -> None:
        """Names such as "A", "B", "C" or "Option 1", "Option 2"; wrong ones beside a right one."""
        labels = {at: label for at in self._free() if (label := option_label(self._names[at]))}
        told = {Role.QUESTION, Role.RIGHT, Role.ANSWER} & set(self._strong.values())
        if len(labels) > 1 and _are_in_order("".join(labels.values())) and told:
            self._roles |= dict.fromkeys(labels, Role.OPTION)
        for at in self._free():
            if is_wrong(self._names[at]):
                self._roles[at] = Role.WRONG
        lists = [at for at, role in self._strong.items() if role is Role.OPTIONS]
        keyed = Role.RIGHT in self._strong.values()
        if keyed and not lists:
            lists = [at for at in self._strong if self._names[at] in _PLURAL]
        keyed = keyed or Role.ANSWER in self._strong.values()
        if keyed and lists and not self._is_quiz():
            self._roles[lists[0]] = Role.OPTIONS

    def _take_strong(self) -> None:
        strong = {at: role for at, role in self._strong.items() if at not in self._roles}
        rights = [at for at, role in strong.items() if role is Role.RIGHT]
        answers = [at for at, role in strong.items() if role is Role.ANSWER]
        questions = [at for at, role in strong.items() if role is Role.QUESTION]
        several = max(len(questions), len(answers)) > 1 and not (questions and answers)
        if several and not self._is_quiz():
            return  # words that stand for each other in two languages: a first row, no header
        if self._is_quiz():
            keys = rights or answers
            self._give(keys[:1], Role.RIGHT)
            self._give([at for at in answers if at not in keys], Role.EXPLANATION)
        else:
            self._give((answers or rights)[:1], Role.ANSWER)
            self._give([*answers, *rights], Role.MORE)
        self._give(questions[:1], Role.QUESTION)
        self._give(questions, Role.MORE)
        texts = [at for at, role in strong.items() if role is Role.EXPLANATION]
        if not self._is_quiz() and not answers and not rights:
            self._give(texts[:1], Role.ANSWER)
        self._give(texts, Role.EXPLANATION)

    def _give(self, places: Sequence[int], role: Role) -> None:
        for at in places:
            self._roles.setdefault(at, role)

    def _take_languages(self) -> None:
        places = [at for at in self._free() if is_language(self._names[at])]
        if not self._has(Role.QUESTION) and len(places) + self._has(Role.ANSWER) > 1:
            self._give(places[:1], Role.QUESTION)
        if self._has(Role.QUESTION) and not self._has(Role.ANSWER, *_QUIZ):
            self._give([at for at in places if at not in self._roles][:1], Role.ANSWER)
        if self._has(Role.QUESTION):
            self._give(places, Role.MORE)

    def _take_side_names(self) -> None:
        for at in self._free():
            weak = weak_roles(self._names[at])
            side = next((role for role in _SIDE if role in weak), None)
            needed = {Role.QUESTION, Role.ANSWER} & weak and not self._has(*weak)
            if side and not (needed and self._is_needed(weak)):
                self._roles[at] = self._numbers_apart(at, side)

    def _is_needed(self, weak: frozenset[Role]) -> bool:
        """Whether a question or an answer is missing that this column may be."""
        asked = Role.QUESTION in weak and not self._has(Role.QUESTION)
        return asked or (Role.ANSWER in weak and not self._has(Role.ANSWER, *_QUIZ))

    def _numbers_apart(self, at: int, role: Role) -> Role:
        """An id, unless the cells are numbers that every other table has as well."""
        counted = role is Role.ID and self._looks is not None and self._looks[at].is_short_number
        return Role.IGNORED if counted else role

    def _take_weak(self, role: Role) -> None:
        places = [at for at in self._free() if role in weak_roles(self._names[at])]
        if not self._has(role):
            self._give(places[:1], role)

    def _promote(self, *, certain: bool) -> None:
        """Beside one certain name, the column of text that is left over is the other side."""
        unknown = [at for at in self._free() if self._looks is None or self._looks[at].text > 0.5]
        if not certain or not unknown:
            return
        if not self._has(Role.QUESTION) and self._has(Role.ANSWER, *_QUIZ):
            self._roles[unknown[0]] = Role.QUESTION
        elif self._has(Role.QUESTION) and not self._has(Role.ANSWER, *_QUIZ):
            self._roles[unknown[0]] = Role.ANSWER

    def _is_complete(self, *, certain: bool) -> bool:
        if not self._has(Role.QUESTION):
            return False
        if not self._has(Role.ANSWER, *_QUIZ):
            more = [at for at, role in self._roles.items() if role is Role.MORE]
            if not certain or not more:
                return False
            self._roles[more[0]] = Role.ANSWER
        named = [role for role in self._roles.values() if role is not Role.IGNORED]
        return certain or len(named) + len(self._free()) <= _MOST_WEAK

    def _rest(self, at: int) -> Role:
        """Nothing that says something is lost: it goes on below the answer."""
        if Role.TOPIC in weak_roles(self._names[at]):
            return Role.TOPIC
        looks = self._looks
        empty = looks is not None and not looks[at].cells
        if empty or not self._names[at]:
            return Role.IGNORED if empty else Role.MORE
        return Role.EXPLANATION if self._is_quiz() else Role.MORE
