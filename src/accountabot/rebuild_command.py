"""Recompute every standing from the command line, and print the differences."""

import asyncio
from datetime import UTC, datetime

import typer
from rich.progress import Progress

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
        typer.echo(f"goal {one.goal.id} on server {one.goal.owner.server}: {_said(one)}")
    typer.echo(
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
    with Progress() as progress:
        task = progress.add_task("Rebuilding", total=await database.read(rebuild.count_goals))
        while (
            batch := await database.write_in_background(rebuild.rebuild_batch, last, now)
        ).rebuilt:
            found += batch.differences
            last = batch.last
            progress.advance(task, batch.rebuilt)
    return found


def _said(one: Difference) -> str:
    was = one.before
    now = one.after
    return (
        f"streak {was.streak} is {now.streak}, longest {was.longest} is {now.longest}, "
        f"freezes {was.freezes} are {now.freezes}"
    )
