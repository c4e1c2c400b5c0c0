"""Documents to decks: problems, identity, changes, and the one short write."""
