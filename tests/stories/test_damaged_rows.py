"""A row that a failing disk damaged keeps nobody else's goals from being handled."""

import sqlite3
from contextlib import closing

import pytest

from accountabot.bot import Accountabot
from accountabot.store import unreadable_goals
from tests.stories.reminders.reminding import direct_messages, live_in, remind
from tests.world import HOUR, World

WORD = "zebrafish"
DAMAGE = {
    "title": "UPDATE goals SET title = CAST(CAST(title AS BLOB) || x'ff' AS TEXT) WHERE id = :id",
    "state": "UPDATE goals SET state = 'activf' WHERE id = :id",
    "schedule": "UPDATE goals SET schedule = 'dbily' WHERE id = :id",
    "start": "UPDATE goals SET start_day = '2026-0?-01' WHERE id = :id",
    "times": "UPDATE reminders SET times = 'a?to' WHERE goal_id = :id",
    "reminded": "UPDATE reminders SET last_day = '2026-0?-01' WHERE goal_id = :id",
    "freezes": "UPDATE standings SET settled_frozen = '2026-0?-01' WHERE goal_id = :id",
    "count": "UPDATE standings SET counted_through = '2026-0?-01' WHERE goal_id = :id",
}


def damage(bot: Accountabot, title: str, statement: str) -> int:
    """Damage a row of a goal, as a disk would; return the goal's id."""
    with closing(sqlite3.connect(bot.database.path)) as connection, connection:
        (key,) = connection.execute("SELECT id FROM goals WHERE title = ?", (title,)).fetchone()
        assert connection.execute(statement, {"id": key}).rowcount == 1
    return int(key)


def closed(bot: Accountabot) -> list[tuple[int, str, int]]:
    """Return how many periods of each member are counted for the leaderboards."""
    query = "SELECT member_id, outcome, count(*) FROM closed_periods GROUP BY 1, 2"
    with closing(sqlite3.connect(bot.database.path)) as connection:
        return connection.execute(query).fetchall()


@pytest.mark.parametrize("statement", DAMAGE.values(), ids=DAMAGE)
async def test_others_are_reminded_and_counted_and_the_owner_keeps_their_other_goals(
    world: World, bot: Accountabot, caplog: pytest.LogCaptureFixture, statement: str
) -> None:
    unreadable_goals._reported.clear()
    await live_in(world, world.alice, world.bob)
    await world.declare(world.alice, f"Feed the {WORD}")
    await remind(world, world.bob, goal="Read", label="By direct message")
    await world.declare(world.alice, "Swim")
    await world.check_in(world.bob)
    key = damage(bot, f"Feed the {WORD}", statement)

    for _ in range(2):
        await world.env.advance_time(24 * HOUR)

    assert len(direct_messages(world, world.bob)) == 1
    assert (world.bob.id, "kept", 1) in closed(bot)
    assert "Swim" in await world.ask(world.alice, "goal list")
    lines = [each for each in caplog.messages if "is skipped" in each]
    assert all(f"Goal {key} " in each for each in lines)
    assert len(lines) <= 3
    assert "retried" not in caplog.text
    assert WORD not in " ".join(each for each in caplog.messages if "damaged" in each)
