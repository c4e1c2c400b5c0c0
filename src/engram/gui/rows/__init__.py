"""Rows of any height in one list, laid out only where they are seen."""
