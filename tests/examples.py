"""A share goes in; so many examples of a property come out, by the profile that is chosen.

The quick profile tries a property of costly examples with fewer than its usual number, and the
thorough one still with hundreds.
"""

from __future__ import annotations

from hypothesis import settings


def examples(share: float) -> int:
    """This share of the examples that the profile has for a property."""
    return max(1, round(share * settings().max_examples))
