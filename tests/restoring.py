"""What the tests of restores and deletions share."""

import shutil
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from accountabot.domain.goals.goal import Promise
from accountabot.domain.goals.schedules import DAILY
from accountabot.domain.identifiers import Action, InteractionId, Member, MemberId, ServerId
from accountabot.operations import backups, deletions, restoring
from accountabot.operations.backups import BackupPlan
from accountabot.services.goals import declaration
from accountabot.store.database import Database

NOW = datetime.now(UTC)
HERE, THERE = ServerId(1), ServerId(2)
ALICE, BOB = MemberId(10), MemberId(20)


@asynccontextmanager
async def alice_and_bob(migrated: Path, folder: Path) -> AsyncIterator[Database]:
    """Open a database in which Alice has a goal on two servers, and Bob on one."""
    database = Database(f"sqlite:///{shutil.copy(migrated, folder / 'bot.db')}")
    await database.open()
    for number, who in enumerate((Member(HERE, ALICE), Member(THERE, ALICE), Member(HERE, BOB))):
        await declare(database, who, number + 1)
    yield database
    await database.close()


async def declare(database: Database, who: Member, source: int) -> None:
    act = Action(who, NOW, InteractionId(source))
    await database.write(declaration.declare, act, Promise("Read", DAILY))


def make(database: Database, days: int = 0, keep: int = 7) -> str:
    plan = BackupPlan(database.path, keep, NOW + timedelta(days=days))
    made = backups.make_now(plan, is_gentle=False)
    assert made
    return str(made)


async def delete(database: Database, who: Member) -> None:
    await deletions.delete(database, who, NOW)


def owners(path: str) -> set[tuple[int, int]]:
    with closing(sqlite3.connect(path)) as connection:
        return {*connection.execute("SELECT server_id, member_id FROM goals")}


async def restored(database: Database, backup: str) -> restoring.Restored:
    await database.close()
    return await restoring.restore(backup, database.path, NOW)
