"""``python -m rfi backup`` and ``restore``: the database as one file and back."""

import argparse
from collections.abc import Callable
from pathlib import Path

from rfi.schema.issue import Issue
from rfi.store.backup.backup import back_up, restore
from rfi.store.backup.kept import Kept
from rfi.store.database.address import Address, address_of
from rfi.store.outcome import Refused
from rfi.text.wording import Lang, text


def _run(
    arguments: argparse.Namespace, act: Callable[[Address, Path], Kept | Refused]
) -> Kept | Refused:
    address = address_of()
    return act(address, Path(arguments.file)) if isinstance(address, Address) else address


def _issues(found: Kept | Refused, done: str, lang: Lang) -> tuple[Issue, ...]:
    if isinstance(found, Refused):
        return found.issues
    counts = {"rounds": found.round_count, "answers": found.answer_count}
    print(text(done, lang, place=found.place, **counts))
    if found.old:
        print(text("cli.restore.old", lang, place=found.old))
    return found.faults


def back_up_arguments(arguments: argparse.Namespace) -> tuple[Issue, ...]:
    """Back the database up and return what speaks against it."""
    return _issues(_run(arguments, back_up), "cli.backup.done", arguments.lang)


def restore_arguments(arguments: argparse.Namespace) -> tuple[Issue, ...]:
    """Restore a backup and return what speaks against it."""
    found = _run(arguments, lambda to, file: restore(to, file, replace=arguments.replace))
    return _issues(found, "cli.restore.done", arguments.lang)
