"""The environment in; why no window can be shown there, in one sentence, out."""

from __future__ import annotations

import sys
from collections.abc import Mapping


def display_problem(environment: Mapping[str, str]) -> str | None:
    """Why no window can be shown, in one sentence; Qt would end the process without one."""
    chosen = environment.get("QT_QPA_PLATFORM", "")
    if not sys.platform.startswith("linux") or chosen.split(":")[0] in ("offscreen", "minimal"):
        return None
    if environment.get("WAYLAND_DISPLAY"):
        return None
    display = environment.get("DISPLAY")
    if not display:
        return "Engram needs a display to open its window, and there is none here."
    if not _answers(display):
        return "Engram needs a display to open its window, and the one named here does not answer."
    return None


def _answers(display: str) -> bool:
    """Whether a local X display takes connections; one on another computer is left to Qt."""
    host, _, number = display.rpartition(":")
    if host not in ("", "unix"):
        return True
    import socket

    address = f"/tmp/.X11-unix/X{number.split('.')[0]}"  # noqa: S108
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
        for name in (address, "\0" + address):
            if connection.connect_ex(name) == 0:
                return True
    return False
