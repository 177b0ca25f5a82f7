"""Delivery failures are logged for owners, once and without the text of the message."""

from datetime import timedelta

import pytest
from discord import Permissions
from discord.utils import utcnow
from sqlalchemy import func, select

from accountabot.bot import Accountabot
from accountabot.domain.delivery.delivery_failures import MOST, DeliveryFailure, PostKind
from accountabot.domain.identifiers import ServerId
from accountabot.services.delivery import failures
from accountabot.store import schema
from accountabot.ui.delivery.failure_text import line
from tests.stories.delivery.test_outbox import complete_with_witnesses
from tests.world import HOUR, World, said

CALLBACK = "/interactions/*/*/callback"


async def recent(world: World, bot: Accountabot) -> list[DeliveryFailure]:
    """Return the notice for owners."""
    await world.env.settle()
    return await bot.database.read(failures.recent, ServerId(world.guild.id), utcnow())


@pytest.mark.parametrize("status", [400, 403, 404])
async def test_a_check_in_that_can_not_be_posted_is_logged_once_without_its_text(
    world: World, bot: Accountabot, status: int
) -> None:
    await world.declare(world.alice, "Zebra")
    world.env.inject_error("POST", CALLBACK, status=status)
    answer = await world.check_in(world.alice, note="at dawn")

    (found,) = await recent(world, bot)
    rows = await bot.database.read(lambda tx: [*map(tuple, tx.execute(select(schema.failures)))])

    assert "couldn’t post it here" in said(answer)
    assert (found.kind, found.channel, found.count) == (PostKind.CHECK_IN, world.general.id, 1)
    assert "Zebra" not in str(rows)
    assert "dawn" not in str(rows)


async def test_a_failed_answer_is_logged_by_its_kind(world: World, bot: Accountabot) -> None:
    await world.declare(world.alice, "Zebra")
    for who, command, options in (
        (world.bob, "goal declare", {"goal": "Yak", "schedule": "daily"}),
        (world.bob, "cheer", {"member": world.alice}),
        (world.bob, "greet", {"member": world.alice}),
        (world.alice, "pause", {"goal": "Zebra"}),
        (world.alice, "resume", {"goal": "Zebra"}),
    ):
        world.env.inject_error("POST", CALLBACK, status=403, code=50013)
        await who.slash(world.general, command, **options)

    told = {(found.kind, found.count) for found in await recent(world, bot)}

    assert told == {
        (PostKind.GOAL, 1),
        (PostKind.CHEER, 1),
        (PostKind.GREET, 1),
        (PostKind.ACTION, 2),
    }


async def test_a_failed_question_below_a_plain_message_is_logged(
    world: World, bot: Accountabot
) -> None:
    role = world.guild.create_role("owner", permissions=Permissions(manage_guild=True))
    owner = world.guild.add_member(world.env.create_user("olga"), roles=[role])
    channel = world.guild.create_text_channel("check-ins")
    await owner.slash(world.general, "setup checkin-channel", channel=channel)
    for goal in ("Zebra", "Yak"):
        await world.declare(world.alice, goal)
    world.env.inject_error("POST", f"/channels/{channel.id}/messages", status=403)

    await world.alice.send(channel, "did it")

    (found,) = await recent(world, bot)
    assert (found.kind, found.channel, found.count) == (PostKind.REPLY, channel.id, 1)


async def test_news_that_no_channel_accepts_is_logged(world: World, bot: Accountabot) -> None:
    await complete_with_witnesses(world)
    world.env.inject_error("POST", "/channels/*/messages", status=403, times=None)

    await world.env.advance_time(HOUR)

    (found,) = await recent(world, bot)
    assert (found.kind, found.channel, found.count) == (PostKind.NEWS, world.general.id, 1)


@pytest.mark.parametrize(("times", "told"), [(1, []), (3, [PostKind.GREETING])])
async def test_a_message_that_keeps_failing_is_logged_once_and_still_posted(
    world: World, bot: Accountabot, times: int, told: list[PostKind]
) -> None:
    await world.env.advance_time(120)
    world.env.inject_error("POST", "/channels/*/messages", status=503, times=times)
    dora = world.join("dora")
    await world.env.settle()
    await world.env.advance_time(HOUR)

    assert [found.kind for found in await recent(world, bot)] == told
    assert world.pings()[-1] == [dora.id]


async def test_a_greeting_without_a_usable_channel_is_logged_without_a_channel(
    world: World, bot: Accountabot
) -> None:
    await world.env.advance_time(120)
    world.env.backend.delete_channel(world.general.id)
    world.join("dora")
    await world.env.settle()

    (found,) = await recent(world, bot)
    assert (found.kind, found.channel) == (PostKind.GREETING, None)
    assert "anywhere" in line(found)


async def test_the_log_keeps_a_hundred_failures_of_the_last_week(
    world: World, bot: Accountabot
) -> None:
    server, now = ServerId(world.guild.id), utcnow()
    for number in range(MOST + 5):
        await bot.database.write(
            failures.note, server, 1, PostKind.GOAL, now + timedelta(seconds=number)
        )
    await bot.database.write(failures.note, server, None, PostKind.NEWS, now)
    many, one = await bot.database.read(failures.recent, server, now - timedelta(seconds=1))
    later = await bot.database.read(failures.recent, server, now + timedelta(days=8))
    await bot.database.write(failures.note, server, 2, PostKind.NEWS, now + timedelta(days=8))
    count = await bot.database.read(
        lambda tx: tx.execute(select(func.count()).select_from(schema.failures)).scalar()
    )

    assert many.count == MOST
    assert "(at least 100 times)" in line(many)
    assert one.kind is PostKind.NEWS
    assert "<#1>" in line(many)
    assert later == []
    assert count == 1
