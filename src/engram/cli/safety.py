"""The commands that keep data safe: backup and check."""

from __future__ import annotations

import argparse
from contextlib import suppress
from itertools import count
from pathlib import Path

from engram.cli.output import counted, print_json, print_lines
from engram.cli.program import Opener, Program
from engram.errors import ConflictError, EngramError
from engram.outputs import lies_at
from engram.store.failures import told
from engram.store.media_upkeep import MediaAudit
from engram.store.upkeep import can_be_made_anew
from engram.study.audit import audited, repaired


def backup(arguments: argparse.Namespace, opener: Opener) -> None:
    """`engram backup`: a whole copy of the library, in the backup folder unless named."""
    program = opener()
    output = _backed_up(program, arguments.output)
    if arguments.json:
        print_json({"backup": str(output), "bytes": output.stat().st_size})
    else:
        print_lines([f"Written to {output}"])


def check(arguments: argparse.Namespace, opener: Opener) -> None:
    """`engram check`: the file, and whether the schedule is what the log gives.

    A difference is an error (exit 1) unless it is repaired. So is damage; it is left alone, but
    for that of what can be made anew. So are missing pictures; those that nothing names are
    removed by a repair of a sound library.
    """
    program = opener()
    damage, audit, mended, removed = program.damage(), audited(program.progress), 0, 0
    if arguments.repair and (damage or audit.wrong) and can_be_made_anew(damage):
        mended = repaired(program.progress, audit)
        damage = program.damage()
    media = program.audit_media()
    if arguments.repair and (media.unused or media.damaged) and not damage:
        removed = program.sweep_media()
    left = len(audit.wrong) - mended
    if arguments.json:
        print_json(
            {
                "cards": audit.cards,
                "reviews": audit.reviews,
                "differences": list(audit.wrong),
                "repaired": mended,
                "damage": list(damage),
                "media": media.needed,
                "missing_media": list(media.missing),
                "damaged_media": list(media.damaged),
                "unused_media": list(media.unused),
                "removed_media": removed,
            }
        )
    else:
        facts = f"{counted(audit.cards, 'card')}, {counted(audit.reviews, 'review')}"
        print_lines([f"{facts}: {counted(len(audit.wrong), 'difference')}", *_told(media, removed)])
    if not can_be_made_anew(damage):
        raise EngramError(
            "The library is damaged (faults: {count}, first: {first}). Nothing was changed; a"
            " backup may help.",
            count=len(damage),
            first=damage[0],
        )
    if left or damage:
        raise EngramError(
            "What is kept beside the review log and the journal is not what they give (differences:"
            " {count}). Nothing was changed; --repair makes it anew.",
            count=left or len(damage),
        )
    if media.missing:
        raise EngramError(
            "Pictures or sounds that cards show are missing or damaged (count: {count}, first:"
            " {first}). Importing their document again brings them back; so does a backup.",
            count=len(media.missing),
            first=media.missing[0],
        )


def _told(media: MediaAudit, removed: int) -> list[str]:
    """What is to be said of pictures and sounds; nothing where there are none."""
    told = [f"{counted(media.needed, 'picture or sound', 'pictures and sounds')}"]
    if removed:
        told.append(f"{removed} removed that nothing named")
    elif media.unused:
        told.append(f"{len(media.unused)} that nothing names; --repair removes them")
    return [", ".join(told)] if media.needed or media.unused else []


def _backed_up(program: Program, output: Path | None) -> Path:
    if output is not None:
        return program.back_up(_refused_self(program, output))
    while True:
        with suppress(ConflictError):  # another program took that number: the next one then
            return program.back_up(_usual_name(program))


def _usual_name(program: Program) -> Path:
    folder, stem = program.backups, program.library.stem
    with told(folder):
        taken = sum(1 for _ in folder.glob(f"{stem}-*.db")) if folder.is_dir() else 0
        names = (folder / f"{stem}-{number:04}.db" for number in count(taken + 1))
        return next(name for name in names if not name.exists())


def _refused_self(program: Program, output: Path) -> Path:
    if lies_at(output) == lies_at(program.library):
        raise EngramError("{file} is the library itself; name another file.", file=output)
    return output
