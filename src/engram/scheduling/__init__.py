"""The rules of when and how well: pure functions on frozen values."""
