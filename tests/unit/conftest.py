"""A learner for the tests that need a library."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.learner import Learner


@pytest.fixture
def learner(tmp_path: Path) -> Iterator[Learner]:
    """A learner with an empty library of their own."""
    someone = Learner(tmp_path)
    yield someone
    someone.close()
