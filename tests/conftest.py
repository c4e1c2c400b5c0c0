"""What every test stands on: no screen, no network, empty folders, and a log that stays silent."""

from __future__ import annotations

import gc
import logging
import os
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

# Qt reads it once, when it is first imported; without a screen it would end the whole process.
os.environ["QT_QPA_PLATFORM"] = "offscreen"

import pytest
from hypothesis import settings

settings.register_profile("quick", deadline=None, max_examples=50)
settings.register_profile("thorough", deadline=None, max_examples=2000)
settings.load_profile(os.environ.get("ENGRAM_HYPOTHESIS", "quick"))

MUCH_GARBAGE = 1_000  # objects since the last collection
OFTEN = 20  # collections of what was new, since the last of all
FOLDER_VARIABLES = {
    "HOME": "home",
    "XDG_DATA_HOME": "data",
    "XDG_CONFIG_HOME": "config",
    "XDG_CACHE_HOME": "cache",
    "XDG_STATE_HOME": "state",
    "XDG_RUNTIME_DIR": "runtime",
    "USERPROFILE": "home",
    "APPDATA": "data",
    "LOCALAPPDATA": "data",
}


class OfflineSocket(socket.socket):
    """A socket that refuses every family that can leave this computer."""

    def __init__(self, family: int = -1, *others: int, **named: int) -> None:
        if family != getattr(socket, "AF_UNIX", None):
            pytest.fail("Engram works offline, and this test asked for a network socket.")
        super().__init__(family, *others, **named)


class Collector(logging.Handler):
    """Keeps the log records of one test."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@pytest.fixture(autouse=True)
def _network_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "socket", OfflineSocket)


class UserFolders:
    """Empty folders of a user's own, made anew only when a test has used the last ones."""

    def __init__(self, factory: pytest.TempPathFactory) -> None:
        self._factory = factory
        self._folders = self._made()

    def empty(self) -> dict[str, Path]:
        """The folder of each name, with nothing in it."""
        if not all(map(_is_untouched, self._folders.values())):
            self._folders = self._made()
        return self._folders

    def _made(self) -> dict[str, Path]:
        parent = self._factory.mktemp("user")
        folders = {name: parent / name for name in FOLDER_VARIABLES.values()}
        for folder in folders.values():
            folder.mkdir(mode=0o700)
        return folders


def _is_untouched(folder: Path) -> bool:
    try:
        return not any(folder.iterdir()) and folder.stat().st_mode & 0o777 == 0o700
    except OSError:
        return False


@pytest.fixture(scope="session")
def _user_folders(tmp_path_factory: pytest.TempPathFactory) -> UserFolders:
    return UserFolders(tmp_path_factory)


@pytest.fixture(autouse=True)
def _empty_folders(_user_folders: UserFolders, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ENGRAM_LIBRARY", raising=False)
    folders = _user_folders.empty()
    for variable, name in FOLDER_VARIABLES.items():
        monkeypatch.setenv(variable, str(folders[name]))


@pytest.fixture
def expected_logs() -> list[logging.LogRecord]:
    """The warnings and errors logged so far; a test that asks for it is allowed to log them."""
    return []


@pytest.fixture(autouse=True)
def _unexpected_logs_fail(request: pytest.FixtureRequest) -> Iterator[None]:
    collector = Collector()
    expects_logs = "expected_logs" in request.fixturenames
    if expects_logs:
        collector.records = request.getfixturevalue("expected_logs")
    logging.getLogger().addHandler(collector)
    yield
    logging.getLogger().removeHandler(collector)
    if collector.records and not expects_logs:
        lines = [f"{record.levelname} {record.getMessage()}" for record in collector.records]
        pytest.fail("Logged without being expected: " + "; ".join(lines))


@pytest.fixture(scope="session", autouse=True)
def _what_is_imported_stays() -> None:
    # A collection then looks at what the tests have made, and no more at every module.
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def _garbage_goes_between_tests() -> Iterator[None]:
    # Where the program lets it go between events: see engram.gui.garbage.
    gc.disable()
    yield
    made, collections, _ = gc.get_count()
    if made > MUCH_GARBAGE:
        # Nearly all that a test leaves was made in it; the rest goes with every twentieth.
        gc.collect(0 if collections < OFTEN else 2)


@pytest.fixture(autouse=True)
def _closed_windows_go(_garbage_goes_between_tests: None) -> Iterator[None]:
    yield
    # Outside an event loop Qt keeps them, and each new style sheet goes through all of them.
    if "PySide6.QtWidgets" in sys.modules:
        from PySide6.QtCore import QCoreApplication, QEvent

        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    """pytest-qt makes Qt's application with these."""
    from engram.gui.looks.theme import FUSION

    return list(FUSION)


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of other people's documents that ENGRAM_CORPUS names; skips without it."""
    folder = os.environ.get("ENGRAM_CORPUS")
    if not folder:
        pytest.skip("ENGRAM_CORPUS names no folder of documents; they are not ours to ship")
    return Path(folder)
