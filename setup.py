"""What pyproject.toml cannot say: data/ is compiled into the deck that the package carries."""

import sys
from pathlib import Path
from typing import ClassVar

from setuptools import Command, setup
from setuptools.command.build_py import build_py

ROOT = Path(__file__).parent
SHIPPED = Path("engram", "shipped", "deck.engram")


def compile_deck(output: Path) -> None:
    """Compile data/ with the very compiler that is being packaged."""
    sys.path.insert(0, str(ROOT / "src"))
    from engram.compiler.shipped import compile_shipped
    from engram.errors import EngramError

    try:
        compile_shipped(ROOT / "data", output)
    except EngramError as error:
        raise SystemExit(str(error)) from error


class BuildWithDeck(build_py):
    """Puts the deck beside the built modules; in an editable install make does it, and again."""

    def run(self) -> None:
        super().run()
        if not self.editable_mode:
            compile_deck(Path(self.build_lib) / SHIPPED)


class Deck(Command):
    """Compiles the deck into the checkout: `python setup.py deck`."""

    user_options: ClassVar[list[tuple[str, str, str]]] = []

    def initialize_options(self) -> None: ...

    def finalize_options(self) -> None: ...

    def run(self) -> None:
        compile_deck(ROOT / "src" / SHIPPED)


setup(cmdclass={"build_py": BuildWithDeck, "deck": Deck})
