"""The names of the schema's steps, so that an up-to-date file opens without sqlite-utils.

A test compares them with `migrations`; loading sqlite-utils costs a quarter of the start-up time.
"""

from __future__ import annotations

DECK_STEPS = (
    ("content", "decks_topics_cards_and_their_words"),
    ("content", "pictures_and_sounds_in_the_file"),
)
LIBRARY_STEPS = (  # in the order in which they were released
    DECK_STEPS[0],
    ("progress", "reviews_journal_and_the_schedule_they_give"),
    ("progress", "each_card_keeps_the_sums_of_its_answers"),
    ("progress", "imports_keep_what_they_replace"),
    DECK_STEPS[1],
    ("progress", "each_card_keeps_the_day_its_schedule_was_set"),
    ("progress", "texts_of_cards_given_to_another_program"),
)
