"""Try out whether a backup can be restored.

The bot runs this beside itself, so it imports as little as possible.
"""

import asyncio
from pathlib import Path

import click

from accountabot.operations import proofs
from accountabot.operations.low_priority import lower_priority


def run(file: Path, *, is_quiet: bool) -> None:
    """Restore a backup into a scratch copy, rebuild it, and exit with 1 if anything is wrong."""
    if is_quiet:
        lower_priority()
    result = asyncio.run(proofs.prove(str(file), is_gentle=is_quiet))
    for line in result.differences:
        click.echo(line)
    click.echo(f"{file.name} can be restored." if result.is_good else result.sentence)
    raise SystemExit(0 if result.is_good else 1)
