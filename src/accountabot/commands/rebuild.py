"""Recompute every standing and score from the command line, and print the differences."""

import asyncio
from datetime import UTC, datetime

import click

from accountabot import runner
from accountabot.config import Settings
from accountabot.file_errors import sentence_of
from accountabot.logs.setup import set_up_log
from accountabot.operations import backups
from accountabot.operations.rebuilding import Found, rebuild_all
from accountabot.services.streaks import rebuild
from accountabot.store import dialect
from accountabot.store.database import Database, UnusableDatabase
from accountabot.store.errors import StoreError


def run() -> None:
    """Rebuild everything; exit with 1 if something was wrong, or the database can't be used."""
    settings = runner.read_settings()
    set_up_log(settings, "")
    try:
        found = asyncio.run(_rebuild(settings))
    except (UnusableDatabase, StoreError) as error:
        runner.fail(str(error))
    except OSError as error:
        runner.fail(f"Nothing was rebuilt. {sentence_of(error)}")
    for line in found.lines():
        click.echo(line)
    click.echo(found.summary())
    raise SystemExit(1 if any(found) else 0)


async def _rebuild(settings: Settings) -> Found:
    database = Database(settings.database_url)
    database.ensure_exists()
    backups.make_before_migrations(database, settings.backups)
    await database.open()
    try:
        goals = await database.read(rebuild.count_goals)
        click.echo(f"Rebuilding {dialect.shown(database.path)}, with {goals} goals.")
        return await rebuild_all(
            database,
            datetime.now(UTC),
            has_heartbeat=settings.heartbeat_minutes > 0,
        )
    finally:
        await database.close()
