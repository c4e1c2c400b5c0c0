"""A deck as text for other programs and people."""
