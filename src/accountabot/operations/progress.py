"""Show the progress of a long operation."""

import sys
from contextlib import AbstractContextManager
from typing import Protocol

import click


class ProgressBar(Protocol):
    """A progress bar of click."""

    length: int | None

    def update(self, n_steps: int) -> None:
        """Advance by some steps."""


def progress_bar(
    label: str, total: int = 0, *, is_quiet: bool = False
) -> AbstractContextManager[ProgressBar]:
    """Return a progress bar on standard error, hidden unless that is a terminal."""
    is_hidden = is_quiet or not sys.stderr.isatty()
    return click.progressbar(length=total, label=label, file=sys.stderr, hidden=is_hidden)
