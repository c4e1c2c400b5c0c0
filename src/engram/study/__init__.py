"""What to ask next, what an answer does, and how to take it back."""
