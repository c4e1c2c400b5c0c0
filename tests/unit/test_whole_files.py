"""A whole file gets a name that nobody has, on disks with links and without."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from engram.whole_files import put_new, written_beside


@pytest.fixture(params=["links", "no links"], autouse=True)
def disk(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(source: Path, target: Path) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    if request.param == "no links":
        monkeypatch.setattr(os, "link", refused)


def test_a_name_is_taken_once(tmp_path: Path) -> None:
    file = tmp_path / "file"
    for text in ("first", "second"):
        with written_beside(file) as partial:
            partial.write_text(text)
            if text == "first":
                put_new(partial, file)
            else:
                with pytest.raises(FileExistsError):
                    put_new(partial, file)
    assert file.read_text() == "first"
    assert list(tmp_path.iterdir()) == [file]


def test_two_programs_write_beside_each_other(tmp_path: Path) -> None:
    file = tmp_path / "file"
    with written_beside(file) as one, written_beside(file) as other:
        assert one != other
        other.write_text("other")
        one.write_text("one")
        one.with_name(f"{one.name}-journal").write_text("SQLite's")
        one.replace(file)
    assert file.read_text() == "one"
    assert list(tmp_path.glob("*.partial*")) == []
