"""Tables of other programs in the same file are left alone."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from accountabot.domain.goals.goal import Promise
from accountabot.domain.goals.schedules import DAILY
from accountabot.domain.identifiers import Action, InteractionId, Member, MemberId, ServerId
from accountabot.services.goals import declaration
from accountabot.services.privacy import personal_data, retention
from accountabot.services.streaks import rebuild
from accountabot.store.database import Database

LITESTREAM = """
CREATE TABLE _litestream_seq (id INTEGER PRIMARY KEY, seq INTEGER);
CREATE TABLE _litestream_lock (id INTEGER);
INSERT INTO _litestream_seq VALUES (1, 7);
"""
NOW = datetime(2026, 1, 1, 9, tzinfo=UTC)


async def test_migrations_rebuilds_and_deletions_leave_the_tables_of_litestream_alone(
    tmp_path: Path,
) -> None:
    path = tmp_path / "a.db"
    with closing(sqlite3.connect(path)) as other:
        other.executescript(LITESTREAM)
    database = Database(f"sqlite:///{path}")
    await database.open()
    alice = Member(ServerId(1), MemberId(2))
    declared = Action(alice, NOW, InteractionId(3))
    await database.write(declaration.declare, declared, Promise("Read", DAILY))
    later = NOW + timedelta(days=3)

    rebuilt = await database.write(rebuild.rebuild_batch, 0, later)
    deleted = await database.erase(personal_data.delete, alice, later)
    while await database.erase(retention.delete_batch, alice.server):
        pass
    await database.close()

    assert (rebuilt.rebuilt, deleted.is_empty) == (1, False)
    with closing(sqlite3.connect(path)) as other:
        assert other.execute("SELECT * FROM _litestream_seq").fetchall() == [(1, 7)]
        assert other.execute("SELECT count(*) FROM _litestream_lock").fetchone() == (0,)
