"""Cards for hypothesis, whose texts are full of what a format may take for its own."""

from __future__ import annotations

from hypothesis import strategies as st

from engram.model import Card, CardId, Item, Kind, Option, Source

PIECES = (
    "# x",
    "## x",
    "### y",
    "#### Answer",
    "#### Why",
    "- [x] a",
    "- [ ] b",
    "\\- [x] c",
    "<!-- id: a -->",
    "<!-- as written -->",
    "\\<!-- x",
    "-->",
    "```",
    "```py",
    "~~~",
    "- ```",
    "\\```",
    "> quoted",
    "\\> quoted",
    "  indented",
    "    code",
    "a  b",
    "a\tb",
    "trailing ",
    "text\\",
    "\\",
    "\\# h",
    "**Label**: x",
    "- item",
    "1. one",
    "2) two",
    "| t | u |",
    "snake_case _____ * `c  d`",
    "$$",
    "---",
    "<b>x</b>",
    "word",
    "",
)
LETTERS = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\u2028\u2029")
TEXTS = (
    st.lists(st.sampled_from(PIECES) | st.text(LETTERS, max_size=12), max_size=6)
    .map(lambda lines: "\n".join(lines).strip("\n"))
    .filter(lambda text: not text or all(text.split("\n")[end].strip() for end in (0, -1)))
)
NAMES = st.sampled_from(("a::b", "a:", ":b", "x\\y", "A, B; c", "<!--", "-->", "# t", "003#12")) | (
    st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=1, max_size=8)
)
LISTS = st.lists(NAMES, max_size=2).map(tuple)
CARDS = st.builds(
    Card,
    id=NAMES.map(CardId),
    deck=st.just("Deck"),
    topic=LISTS,
    kind=st.just(Kind.RECALL),
    question=TEXTS,
    answer=TEXTS,
    explanation=TEXTS,
    options=st.lists(st.builds(Option, TEXTS, st.booleans(), TEXTS), max_size=3).map(tuple),
    select=st.sampled_from((None, 1, 2, "all")),
    source=st.just(Source("a.md", 1, 1)),
    references=LISTS,
    tags=LISTS,
    siblings=LISTS.map(lambda names: tuple(map(CardId, names))),
)


def item_of(card: Card) -> Item:
    """The item that a reader finds where the card was written, without its line."""
    return Item(
        question=card.question,
        line=0,
        answer=card.answer,
        explanation=card.explanation,
        options=card.options,
        select=card.select,
        topic=card.topic,
        id=card.id,
        references=card.references,
        tags=card.tags,
        siblings=tuple(map(str, card.siblings)),
    )
