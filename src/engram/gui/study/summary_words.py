"""What a session did in; its sentences and figures, as they stand on its last page, out."""

from __future__ import annotations

from engram.gui.widgets.mastery_bar import shares_after
from engram.gui.words import about_minutes, number, percent, percent_number, plural, tr
from engram.study.values import Summary, TopicMove


def summary_title(summary: Summary) -> str:
    """What the page is called."""
    if summary.left:
        return tr("Session ended")
    return tr("Done for today") if summary.answers else tr("Nothing to study now")


def summary_sentence(summary: Summary) -> str:
    """That nothing is lost, what still waits today, how many days in a row there were answers."""
    told = [tr("Every answer is saved.")]
    if summary.left:
        told.append(
            plural(summary.left, "{n} card is left for today.", "{n} cards are left for today.")
        )
    if summary.days_in_a_row >= 2:
        told.append(plural(summary.days_in_a_row, "{n} day in a row.", "{n} days in a row."))
    return " ".join(told)


def summary_figures(summary: Summary) -> tuple[tuple[str, str], ...]:
    """Four numbers, each with what it counts."""
    right = tr("{right} of {all}", right=summary.right_first, all=summary.first_tries)
    return (
        (number(summary.answers), plural(summary.answers, "answer", "answers")),
        (time_words(summary.seconds), tr("time")),
        (right, tr("right at first try")),
        (number(summary.new_seen), plural(summary.new_seen, "new card seen", "new cards seen")),
    )


def time_words(seconds: int) -> str:
    """A length of study in few letters: `45 s`, `17 min`, `1 h 20 min`."""
    if seconds < 60:
        return tr("{seconds} s", seconds=seconds)
    hours, minutes = divmod(round(seconds / 60), 60)
    if not hours:
        return tr("{minutes} min", minutes=minutes)
    return tr("{hours} h {minutes} min", hours=hours, minutes=minutes)


def tomorrow_words(summary: Summary) -> str:
    """What waits on the next study day."""
    if not summary.tomorrow_due and not summary.tomorrow_new:
        return tr("nothing is due")
    counts = [
        plural(count, one, one)
        for count, one in ((summary.tomorrow_due, "{n} due"), (summary.tomorrow_new, "{n} new"))
        if count
    ]
    together = tr("{due} and {new}", due=counts[0], new=counts[1]) if counts[1:] else counts[0]
    time = about_minutes(summary.tomorrow_minutes)
    return tr("{counts}, {time}", counts=together, time=time)


def mastery_words(move: TopicMove) -> str:
    """The topic's mastery now; no per cent on little evidence."""
    if shares_after(move.after, move.coverage, move.evidence).little_evidence:
        return tr("little evidence")
    return percent(move.after)


def move_words(move: TopicMove) -> str:
    """How far the topic moved, in points of a hundred."""
    if shares_after(move.after, move.coverage, move.evidence).little_evidence:
        return ""
    points = percent_number(move.after) - percent_number(move.before)
    if points == 0:
        return tr("no change")
    if points > 0:
        return plural(points, "up {n} point", "up {n} points")
    return plural(-points, "down {n} point", "down {n} points")
