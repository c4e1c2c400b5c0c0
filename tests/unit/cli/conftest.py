"""Commands run in a library of a test's own, as a script runs them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from engram.app import main

Engram = Callable[..., Any]


@pytest.fixture
def engram(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Engram:
    """Runs a command in a library of its own without the shipped deck; gives its JSON value."""
    monkeypatch.setattr("engram.app.shipped_deck", lambda: tmp_path / "no-deck.engram")

    def run(*words: object) -> Any:
        code = main(["--library", str(tmp_path / "library.db"), *map(str, words)])
        out, err = capsys.readouterr()
        assert (code, err) == (0, "")
        return json.loads(out) if "--json" in words else out

    return run


@pytest.fixture
def refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """Runs a command that must fail with exit code 1; gives its one sentence."""

    def run(*words: object) -> str:
        code = main(["--library", str(tmp_path / "library.db"), *map(str, words)])
        out, err = capsys.readouterr()
        assert (code, out) == (1, "")
        assert err.count("\n") == 1
        assert "Traceback" not in err
        return err

    return run
