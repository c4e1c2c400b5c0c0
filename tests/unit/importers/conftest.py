"""The flag that rewrites golden items, and the folder of other people's documents."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--rewrite-golden",
        action="store_true",
        help="write what the readers find into tests/data instead of comparing with it",
    )


@pytest.fixture
def rewrite_golden(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--rewrite-golden", default=False))


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of the five source documents, which are not part of the project."""
    folder = os.environ.get("ENGRAM_CORPUS", "")
    if not folder:
        pytest.skip("ENGRAM_CORPUS does not name the folder of the five source documents")
    return Path(folder)
