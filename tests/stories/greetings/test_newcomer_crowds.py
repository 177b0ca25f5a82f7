"""How members who join together are greeted in one message."""

from accountabot.bot import create_bot
from accountabot.config import Settings
from tests.stories.greetings.newcomers import greetings_of, join_many, waiting_newcomers
from tests.world import World, shown


async def test_five_newcomers_are_greeted_alone_and_the_rest_of_a_crowd_together(
    world: World,
) -> None:
    before = len(shown(world.general))

    crowd = await join_many(world, 12)
    alone = greetings_of(world, *crowd)
    await world.env.advance_time(60)

    assert sum(alone) == 5
    assert greetings_of(world, *crowd) == [1] * 12
    assert len(shown(world.general)) == before + 6
    assert world.pings()[-1] == []
    assert await waiting_newcomers(world) == []


async def test_a_crowd_is_greeted_once_nobody_else_joins(world: World) -> None:
    await join_many(world, 6)
    count = len(shown(world.general))
    for number in range(3):
        await world.env.advance_time(40)
        world.join(f"late{number}")
        await world.env.settle()
    waited = len(shown(world.general))
    await world.env.advance_time(60)

    assert waited == count
    assert len(shown(world.general)) == count + 1
    assert shown(world.general)[-1].count("<@") == 4


async def test_a_crowd_is_greeted_after_ten_minutes_at_the_latest(world: World) -> None:
    crowd = await join_many(world, 6)
    for number in range(21):
        await world.env.advance_time(30)
        world.join(f"late{number}")
        await world.env.settle()

    assert greetings_of(world, *crowd) == [1] * 6


async def test_a_newcomer_after_a_crowd_is_greeted_alone(world: World) -> None:
    await join_many(world, 8)
    await world.env.advance_time(61)

    dora = world.join("dora")
    await world.env.settle()

    assert world.pings()[-1] == [dora.id]


async def test_a_crowd_survives_a_restart(world: World, settings: Settings) -> None:
    crowd = await join_many(world, 9)
    await world.env.restart_bot(create_bot(settings))
    await world.env.advance_time(61)

    assert greetings_of(world, *crowd) == [1] * 9
    assert await waiting_newcomers(world) == []


async def test_a_newcomer_who_leaves_before_the_crowd_greeting_is_not_named(world: World) -> None:
    crowd = await join_many(world, 9)
    held = [
        member
        for member, count in zip(crowd, greetings_of(world, *crowd), strict=True)
        if not count
    ]
    world.guild.remove_member(held[0])
    await world.env.settle()
    await world.env.advance_time(61)

    assert greetings_of(world, *held) == [0, 1, 1, 1]


async def test_a_crowd_greeting_that_discord_rejects_is_retried(world: World) -> None:
    crowd = await join_many(world, 9)
    world.env.inject_error("POST", "/channels/*/messages", status=503)
    await world.env.advance_time(61)
    before = greetings_of(world, *crowd)
    await world.env.advance_time(61)

    assert sum(before) == 5
    assert greetings_of(world, *crowd) == [1] * 9


async def test_the_crowds_of_two_servers_are_not_mixed(world: World) -> None:
    other = world.env.create_guild("Other")
    hall = other.create_text_channel("hall")
    crowd = await join_many(world, 7)
    await world.env.settle()
    dora = other.add_member(world.users["n0"])
    await world.env.settle()

    assert dora.mention in shown(hall)[-1]
    assert sum(greetings_of(world, *crowd)) == 5
