"""The Study page: a card, its options or answer, the grades, and the end of a session."""
