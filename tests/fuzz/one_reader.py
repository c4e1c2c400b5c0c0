"""`python -m tests.fuzz.one_reader NAME SECONDS`: fuzzes one reader in this process."""

from __future__ import annotations

import contextlib
import importlib
import io
import pkgutil
import random
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import atheris

LONGEST = 30_000  # bytes of a text
MEMORY = 1_500  # MB of the process, with all that coverage needs


def main(name: str, seconds: str) -> None:
    told = contextlib.redirect_stderr(io.StringIO())  # the name of every module
    with told, atheris.instrument_imports(include=["engram"]):
        import engram.compiler.deck_files
        import engram.importers

        for module in pkgutil.walk_packages(engram.importers.__path__, "engram.importers."):
            importlib.import_module(module.name)
    # What they import is instrumented already.
    from tests.fuzz.findings import FOLDER, MOST, Findings
    from tests.fuzz.mutations import mutated
    from tests.fuzz.promises import broken_promises
    from tests.fuzz.targets import TEXTS, seeds

    findings = Findings(name)

    def look(data: bytes) -> None:
        if findings.kept < MOST:
            for broken in broken_promises(name, data):
                findings.keep(data, broken)

    def change(data: bytes, most: int, seed: int) -> bytes:
        chance = random.Random(seed)
        return mutated(name, data, lambda old: atheris.Mutate(old, most), chance)[:most]

    with TemporaryDirectory(prefix="fuzz-seeds-") as folder:
        for number, seed in enumerate(seeds(name)):
            Path(folder, str(number)).write_bytes(seed)
        FOLDER.mkdir(parents=True, exist_ok=True)
        longest = LONGEST if name in TEXTS else 400_000
        flags = [f"-max_len={longest}", f"-max_total_time={seconds}", "-timeout=60"]
        flags += [f"-rss_limit_mb={MEMORY}", f"-artifact_prefix={FOLDER}/{name}-"]
        flags += ["-print_final_stats=1", "-verbosity=0", "-report_slow_units=600"]
        atheris.Setup([sys.argv[0], *flags, folder], look, custom_mutator=change)
        atheris.Fuzz()


if __name__ == "__main__":
    main(*sys.argv[1:])
