"""The transactional outbox: every entry is sent once, also after a restart."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from accountabot.bot import Accountabot, create_bot
from accountabot.config import Settings
from tests.stories.people.test_witness_news import declare_with_witnesses, witness_news
from tests.world import HOUR, World, shown

NEWS = 15 * 60
"""The seconds after which a completion can't be undone, and its news is due."""


async def complete_with_witnesses(world: World) -> None:
    """Let Alice complete a goal with witnesses, who are told a little later."""
    await declare_with_witnesses(world)
    await world.ask(world.alice, "goal complete", goal="Run")
    await world.env.advance_time(120)  # the card is redrawn before an outage begins


@asynccontextmanager
async def without_marking(bot: Accountabot) -> AsyncIterator[None]:
    """Skip marking entries as sent, as if the process were killed right after sending."""
    await execute(
        bot,
        "CREATE TRIGGER killed BEFORE UPDATE OF sequence ON outbox BEGIN SELECT RAISE(FAIL, 'killed'); END",
    )
    await execute(
        bot, "CREATE TRIGGER gone BEFORE DELETE ON outbox BEGIN SELECT RAISE(FAIL, 'killed'); END"
    )
    yield
    await execute(bot, "DROP TRIGGER killed")
    await execute(bot, "DROP TRIGGER gone")


async def execute(bot: Accountabot, sql: str) -> None:
    await bot.database.write(lambda tx: tx.exec_driver_sql(sql))


async def count(bot: Accountabot) -> int:
    found = await bot.database.read(
        lambda tx: tx.exec_driver_sql("SELECT count(*) FROM outbox").scalar()
    )
    return int(found or 0)


async def test_an_outbox_entry_that_was_posted_but_never_marked_is_not_posted_again(
    world: World, bot: Accountabot, settings: Settings
) -> None:
    await complete_with_witnesses(world)
    async with without_marking(bot):
        await world.env.advance_time(NEWS + 60)
        posted = witness_news(world)
    await bot.close()
    await world.env.restart_bot(create_bot(settings))
    await world.next_day(3)

    assert len(posted) == 1
    assert witness_news(world) == posted


async def test_an_outbox_entry_that_can_not_be_marked_for_a_while_is_posted_once(
    world: World, bot: Accountabot
) -> None:
    await complete_with_witnesses(world)
    async with without_marking(bot):
        await world.env.advance_time(NEWS + HOUR)  # tried three times
        await world.bob.send(world.general, "hello?")

    assert len(witness_news(world)) == 1


async def test_a_crowd_that_was_greeted_but_never_marked_is_greeted_once(
    world: World, bot: Accountabot
) -> None:
    await world.env.advance_time(120)
    for number in range(8):
        world.join(f"n{number}")
    await world.env.settle()
    before = len(shown(world.general))
    async with without_marking(bot):
        await world.env.advance_time(61)
        posted = len(shown(world.general))
    await world.env.advance_time(HOUR)

    assert posted == before + 1
    assert len(shown(world.general)) == posted
    assert await count(bot) == 0


async def test_an_outbox_entry_that_discord_rejects_is_retried(world: World) -> None:
    await complete_with_witnesses(world)
    world.env.inject_error("POST", "/channels/*/messages", status=503, times=2)
    await world.env.advance_time(NEWS + 30)
    before = witness_news(world)
    await world.env.advance_time(HOUR)

    assert before == []
    assert len(witness_news(world)) == 1


async def test_a_failing_outbox_entry_delays_no_other(world: World) -> None:
    side = world.guild.create_text_channel("side")
    for number in range(12):  # more than the bot sends concurrently
        answer = await world.alice.slash(
            side, "goal declare", goal=f"Stretch {number}", schedule="daily"
        )
        await world.bob.click(answer.response, label="Hold me to it")
        await world.alice.slash(side, "goal complete", goal=f"Stretch {number}")
    await complete_with_witnesses(world)
    world.env.inject_error("POST", f"/channels/{side.id}/messages", status=500, times=None)
    await world.env.advance_time(NEWS + HOUR)

    assert len(witness_news(world)) == 1
    assert "Run" in witness_news(world)[0][0]


async def test_many_outbox_entries_that_are_due_at_once_are_all_sent(world: World) -> None:
    for number in range(23):
        card = (await world.declare(world.alice, f"Habit {number}")).response
        await world.bob.click(card, label="Hold me to it")
        await world.ask(world.alice, "goal complete", goal=f"Habit {number}")
    await world.env.advance_time(NEWS + HOUR)

    assert len(witness_news(world)) == 23
    assert len({text for text, _ in witness_news(world)}) == 23


async def test_news_for_a_deleted_channel_is_dropped_without_an_error(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    side = world.guild.create_text_channel("side")
    answer = await world.alice.slash(side, "goal declare", goal="Run", schedule="daily")
    await world.bob.click(answer.response, label="Hold me to it")
    for _ in range(6):
        await world.alice.slash(side, "checkin")
        await world.next_day()
    await world.alice.slash(side, "checkin")
    world.env.backend.delete_channel(side.id)
    await world.next_day()
    warned = [record for record in caplog.records if record.levelname == "WARNING"]
    await world.ask(world.alice, "goal complete", goal="Run")
    await world.next_day()

    assert warned == []
    assert len(witness_news(world)) == 1


async def test_an_empty_outbox_schedules_nothing(world: World, bot: Accountabot) -> None:
    await world.declare(world.alice)
    await world.next_day(2)

    assert await count(bot) == 0
