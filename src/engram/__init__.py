"""Engram: study documents compiled into decks, asked when due, shown as mastery per topic."""

__version__ = "0.1.0"
