"""Recompute every standing from the command line, and print the differences."""

import asyncio
import sys
from datetime import UTC, datetime

import click

from accountabot import runner
from accountabot.config import Settings
from accountabot.services.streaks import heartbeat, rebuild
from accountabot.services.streaks.rebuild import Difference
from accountabot.store.database import Database, UnusableDatabase
from accountabot.store.errors import StoreError


def run() -> None:
    """Rebuild all standings; exit with 1 if one was wrong, or if the database can't be used."""
    settings = runner.read_settings()
    try:
        found = asyncio.run(_rebuild(settings))
    except (UnusableDatabase, StoreError) as error:
        runner.fail(str(error))
    for one in found:
        click.echo(f"goal {one.goal.id} on server {one.goal.owner.server}: {_said(one)}")
    click.echo(
        f"{len(found)} standings differed and are right now."
        if found
        else "Every standing was right."
    )
    raise SystemExit(1 if found else 0)


async def _rebuild(settings: Settings) -> list[Difference]:
    database = Database(settings.database_url)
    database.ensure_exists()
    await database.open()
    try:
        now = datetime.now(UTC)
        if settings.heartbeat_minutes:
            now = await database.write_in_background(heartbeat.record_outage, now)
        return await _each(database, now)
    finally:
        await database.close()


async def _each(database: Database, now: datetime) -> list[Difference]:
    found: list[Difference] = []
    last = 0
    total = await database.read(rebuild.count_goals)
    with click.progressbar(
        length=total, label="Rebuilding", file=sys.stderr, hidden=not sys.stderr.isatty()
    ) as progress:
        while (
            batch := await database.write_in_background(rebuild.rebuild_batch, last, now)
        ).rebuilt:
            found += batch.differences
            last = batch.last
            progress.update(batch.rebuilt)
    return found


def _said(one: Difference) -> str:
    was = one.before
    now = one.after
    return (
        f"streak {was.streak} is {now.streak}, longest {was.longest} is {now.longest}, "
        f"freezes {was.freezes} are {now.freezes}"
    )
