"""A question goes in; whether it asks for the one best option comes out."""

from __future__ import annotations

import re

from engram.compiler.wording import comparable, words

_SENTENCE_END = re.compile(r"[.?!:;\n]+(?=\s|$)")
_WHICH = r"\b(?:what|which|who)\b(?P<head>(?: [\w'-]+){0,9}?)"
_BEST = r"(?:the )?(?:single )?(?:best|worst|(?:most|least) \w+|main|primary)\b"
_VERBS = (
    "addresses|answers|captures|characteri[sz]es|completes|defines|demonstrates|describes|explains"
    "|expresses|fits|identifies|illustrates|matches|meets|reflects|represents|satisfies|suits"
    "|summari[sz]es|supports"
)
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_WHICH} (?:is|was|would be|will be) {_BEST}(?P<noun>(?: [\w'-]+){{0,2}})",
        # "Which statement best describes" asks for one, "which statements best describe" for
        # several: the third person tells.
        rf"{_WHICH} best (?:{_VERBS})\b(?P<noun>)",
        rf"\b(?:choose|select|pick|mark|name) (?:only )?(?=the ){_BEST}"
        r"(?P<head>)(?P<noun>(?: [\w'-]+){0,2})",
        r"\bwhich (?:one|single)\b(?! or )(?P<head>)(?P<noun>)",
    )
)
_SEVERAL = frozenset(words("two three four five six several both all any"))


def asks_for_the_best(question: str) -> bool:
    """Whether the question wants a single option: the best, the most likely, "which one"."""
    sentences = (comparable(sentence) for sentence in _SENTENCE_END.split(question))
    return any(_wants_one(sentence) for sentence in sentences)


def _wants_one(sentence: str) -> bool:
    return any(
        found and not _names_several(found["noun"]) and not _names_several(found["head"])
        for found in (pattern.search(sentence) for pattern in _PATTERNS)
    )


def _names_several(phrase: str) -> bool:
    """Whether a phrase has a number or a plural before its first "of"."""
    return any(
        word in _SEVERAL
        or word.isdecimal()
        or (word.endswith("s") and not word.endswith(("ss", "us", "is")))
        for word in words(phrase.partition(" of ")[0])
    )
