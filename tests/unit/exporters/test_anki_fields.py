"""What stands in the fields, decks and rows of a package, without Anki."""

from __future__ import annotations

import pytest

from engram.exporters.anki.card_state import FIRST_DAY, state_of
from engram.exporters.anki.deck_tree import DeckTree
from engram.exporters.anki.field_html import field_html
from engram.exporters.anki.review_log import ease_of, revlog_rows
from engram.exporters.anki.values import Answered, Calendar, Studied
from engram.model import CardId, Grade, Memory, ReviewKind, Schedule, Standing, StudyDay

SCHEDULE = Schedule(3, 15, 236, StudyDay(FIRST_DAY + 100))
CALENDAR = Calendar(StudyDay(FIRST_DAY + 90))


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("Why?", "Why?"),
        ("a < b\nand   c", "a &lt; b and c"),
        ("one\n\ntwo", "<p>one</p><p>two</p>"),
        ("$a < b$", r"\(a &lt; b\)"),
        ("$$\na\n$$", r"\[a\]"),
        (r"\\(x\\)", "\\\N{WORD JOINER}(x\\)"),
        ("`[sound:a.mp3]`", "<code>&#91;sound:a.mp3]</code>"),
        ("[sound:a.mp3]", "&#91;sound:a.mp3]"),
        ("H<sub>2</sub>O <img src=x>", "H<sub>2</sub>O &lt;img src=x&gt;"),
        ("[latex]x[/latex] <b>y</b>", "&#91;latex]x&#91;/latex] <b>y</b>"),
        ("![far](http://a/b.png)", '<span class="absent">[far]</span>'),
        ("![a \"b\"](media:c.png)", '<img src="c.png" alt="a &quot;b&quot;">'),
        ("a\x1fb", "a\N{REPLACEMENT CHARACTER}b"),
        ("e\u0301", "\u00e9"),
        ("- [x] done", "<ul class=\"contains-task-list\">\n<li>☑ done</li>\n</ul>"),
        ("```py\n1 < 2\n```", '<pre class="code"><span class="syn_num">1</span> &lt; '
         '<span class="syn_num">2</span></pre>'),
    ],
)  # fmt: skip
def test_markdown_becomes_a_field(markdown: str, html: str) -> None:
    assert field_html(markdown) == html


def test_a_listing_keeps_its_colours_beside_a_bare_tag() -> None:
    html = field_html("<b>x</b>\n\n```py\n1\n```")
    assert html == '<p><b>x</b></p>\n<pre class="code"><span class="syn_num">1</span></pre>'


def test_grades_become_buttons() -> None:
    assert [ease_of(grade) for grade in Grade] == [1, 1, 1, 2, 3, 4]


def test_every_kind_of_answer_has_its_row() -> None:
    first = Answered(1000, ReviewKind.SCHEDULED, Grade.GOOD, 5, None, SCHEDULE, first_day=True)
    rows = [
        first,
        Answered(2000, ReviewKind.DRILL, Grade.EASY, -1, SCHEDULE, SCHEDULE, first_day=True),
        Answered(3000, ReviewKind.SCHEDULED, Grade.HARD, 6, SCHEDULE, SCHEDULE),
        Answered(4000, ReviewKind.DRILL, Grade.AGAIN, 2**40, SCHEDULE, SCHEDULE),
        Answered(5000, ReviewKind.PRACTICE, Grade.EASY, 7, SCHEDULE, SCHEDULE),
        Answered(6000, ReviewKind.SET, None, 0, SCHEDULE, None),
    ]
    assert list(revlog_rows(9, rows)) == [
        (1000, 9, -1, 3, 15, 0, 2360, 5, 0),
        (2000, 9, -1, 4, 15, 15, 2360, 0, 0),
        (3000, 9, -1, 2, 15, 15, 2360, 6, 1),
        (4000, 9, -1, 1, 15, 15, 2360, 2**31 - 1, 2),
        (5000, 9, -1, 4, 15, 15, 2360, 7, 3),
        (6000, 9, -1, 0, 0, 15, 0, 0, 4),
    ]


def test_a_seen_card_that_is_put_off_is_due_on_that_day() -> None:
    memory = Memory(12.34567, 5.0, StudyDay(FIRST_DAY + 85), last_right=True, right_days=3)
    studied = Studied(
        CardId("a"), Standing(SCHEDULE, memory), hidden_until=StudyDay(FIRST_DAY + 103)
    )
    state = state_of(studied, 7, CALENDAR)
    assert (state.type, state.queue, state.due) == (2, 2, 103)
    assert state.data == '{"pos":7,"s":12.3457,"d":5.0,"dr":0.9,"decay":0.154}'


def test_a_new_card_that_is_put_off_is_buried_only_so_long() -> None:
    studied = Studied(CardId("a"), hidden_until=CALENDAR.today)
    assert state_of(studied, 1, CALENDAR).queue == 0
    studied = Studied(CardId("a"), hidden_until=StudyDay(CALENDAR.today + 1))
    assert state_of(studied, 1, CALENDAR).queue == -2
    assert state_of(studied, 1, CALENDAR, suspended=True).queue == -1


def test_topics_that_differ_in_case_are_one_deck_below_all_decks_above() -> None:
    tree = DeckTree()
    assert tree.deck_of(("Deck", "Sea", "Tides")) == tree.deck_of(("deck", "SEA", "tides"))
    assert tree.deck_of(("Default",)) == 1
    tree.deck_of(("", "a::b"))
    assert list(tree.names.values()) == [
        "Default", "Deck", "Deck::Sea", "Deck::Sea::Tides", "blank", "blank::a", "blank::a::b",
    ]  # fmt: skip
