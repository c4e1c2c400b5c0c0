"""Two computers that import one document agree, though each orders its sets in another way."""

from __future__ import annotations

import os
import subprocess
import sys

DOCUMENT = """
from random import Random
from engram.compiler.likeness import Likeness, Wording
from engram.compiler.siblings import linked
from engram.model import Item, Option
random, words = Random(1), [f"word{a}{b}" for a in "abcdef" for b in "abcde"]
def some(count, among=words):
    return " ".join(random.sample(among, count))
items = []
for _ in range(150):
    open_question = some(8)
    items.append(Item(open_question, 1, answer=some(6)))
    options = (Option(some(3), correct=True), Option("x", correct=False))
    items.append(Item(some(6, open_question.split()), 1, options=options))
wordings = [Wording(item.question, item.answer, False) for item in items]
likeness = Likeness(wordings)
print(sorted((item, sorted(others)) for item, others in linked(items).items()))
print([likeness.between(one, other) for one in wordings[:20] for other in wordings])
"""


def test_what_is_found_depends_on_no_order_of_a_set() -> None:
    first, second = (
        subprocess.run(
            [sys.executable, "-c", DOCUMENT],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.splitlines()
        for seed in ("1", "2")
    )
    links, likeness = first
    assert len(links) > 1_000 < len(likeness)
    assert first == second
