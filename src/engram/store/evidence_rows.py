"""What a card's counted answers add up to, kept in its row of `schedule` for the charts.

The first answer of a card on a study day counts, drills never do. The sums follow from the log
alone; SQLite makes them, always from all answers of the card.
"""

from __future__ import annotations

from engram.store import review_rows

# With a single min() SQLite takes the other columns from the row of the minimum.
COUNTED = f"""
select review.card, predicted, grade >= 3 and guessed = 0 as good, min(instant_ms || review.id)
from review {{source}}
where {{condition}} and kind in ('scheduled', 'practice') and {review_rows.STANDS}
group by review.card, study_day
"""
_COLUMNS = "answers, predicted_answers, right_answers, expected"
_SUMS = "count(*), count(predicted), count(nullif(good and predicted is not null, 0)), {total}"
_OF_CARD = COUNTED.format(source="", condition="review.card = schedule.card")
# Versions of SQLite add fractions up in different ways, which their last digits show.
_SUMMED = _SUMS.format(total="round(total(predicted), 6)")
IN_LOG = (
    f"select card, {_SUMMED} from ({COUNTED.format(source='', condition='true')}) group by card"
)
KEPT = (
    "select card, answers, predicted_answers, right_answers, round(expected, 6) from schedule"
    " where answers or predicted_answers or right_answers or expected"
)
ASSIGNMENT = f"({_COLUMNS}) = (select {_SUMS.format(total='total(predicted)')} from ({_OF_CARD}))"
"""Sets the sums of the rows of `schedule` that a statement updates to what the log gives."""
