"""Members who leave and come back around their greeting are greeted exactly once."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from accountabot.bot import Accountabot, create_bot
from accountabot.config import Settings
from accountabot.services.people import departures
from accountabot.store.greetings import newcomers
from tests.stories.delivery.test_outbox import without_marking
from tests.stories.greetings.newcomers import greetings_of, join_many, waiting_newcomers
from tests.world import HOUR, World, said, shown


@pytest.fixture(autouse=True)
async def quiet(world: World) -> None:
    """Begin after a quiet while, so that nobody is held back as part of a crowd."""
    await world.env.advance_time(120)


@asynccontextmanager
async def delayed(bot: Accountabot, method: str, *, seconds: float = 10) -> AsyncIterator[None]:
    """Make one kind of request take this long; everything else continues meanwhile."""
    request = getattr(bot.http, method)

    async def slow(*args: Any, **kwargs: Any) -> Any:
        await asyncio.sleep(seconds)
        return await request(*args, **kwargs)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(bot.http, method, slow)
        yield


def leave(world: World, name: str) -> None:
    world.guild.remove_member(world.users[name])


async def moment(world: World) -> None:
    """Let the bot receive what happened, without waiting until it has dealt with it."""
    for _ in range(5):
        await asyncio.sleep(0)
    world.env.backend.advance_clock(0.1)


@pytest.mark.parametrize("times", [1, 2, 5])
async def test_a_newcomer_who_leaves_and_rejoins_within_a_moment_is_greeted_once(
    world: World, times: int
) -> None:
    for _ in range(times):
        world.join("dora")
        await moment(world)
        leave(world, "dora")
        await moment(world)
    dora = world.join("dora")
    await world.env.settle()
    await world.env.advance_time(HOUR)

    assert greetings_of(world, dora) == [1]
    assert await waiting_newcomers(world) == []


async def test_a_newcomer_whose_departure_is_handled_before_the_next_join_is_greeted_once(
    world: World,
) -> None:
    world.env.inject_error("POST", "/channels/*/messages", status=503)
    world.join("dora")
    await world.env.settle()
    leave(world, "dora")
    await world.env.settle()
    dora = world.join("dora")
    await world.env.settle()
    await world.env.advance_time(HOUR)

    assert greetings_of(world, dora) == [1]


async def test_a_greeting_that_was_dropped_is_made_up_for_at_the_next_join(world: World) -> None:
    world.env.inject_error("POST", "/channels/*/messages", status=503)
    dora = world.join("dora")
    await world.env.settle()
    leave(world, "dora")
    await world.env.advance_time(120)
    dropped = greetings_of(world, dora)
    world.join("dora")
    await world.env.settle()

    assert dropped == [0]
    assert greetings_of(world, dora) == [1]


async def test_a_join_that_is_delivered_twice_is_greeted_once(world: World) -> None:
    dora = world.join("dora")
    await world.deliver_again("GUILD_MEMBER_ADD")
    await world.env.settle()
    await world.deliver_again("GUILD_MEMBER_ADD")
    await world.env.advance_time(HOUR)

    assert greetings_of(world, dora) == [1]
    assert await waiting_newcomers(world) == []


async def test_a_join_that_is_delivered_again_during_screening_is_greeted_once(
    world: World,
) -> None:
    dora = world.join("dora", pending=True)
    await world.deliver_again("GUILD_MEMBER_ADD")
    await world.env.settle()
    before = greetings_of(world, dora)
    await world.pass_screening(dora)

    assert before == [0]
    assert greetings_of(world, dora) == [1]


async def test_a_newcomer_who_rejoins_while_their_greeting_is_sent_is_greeted_once(
    world: World, bot: Accountabot
) -> None:
    async with delayed(bot, "send_message"):
        world.join("dora")
        await world.env.advance_time(2)
        leave(world, "dora")
        await world.env.advance_time(2)
        dora = world.join("dora")
        await world.env.advance_time(2)
        await world.env.advance_time(HOUR)

    assert greetings_of(world, dora) == [1]
    assert await waiting_newcomers(world) == []


@pytest.mark.parametrize("pending", [False, True])
async def test_a_newcomer_who_rejoins_while_they_are_found_gone_is_greeted_once(
    world: World, settings: Settings, *, pending: bool
) -> None:
    world.env.inject_error("POST", "/channels/*/messages", status=503)
    world.join("dora")
    await world.env.settle()
    restarted = create_bot(settings)
    async with delayed(restarted, "get_member"):
        del world.guild._guild.members[world.users["dora"].id]
        await world.env.restart_bot(restarted)
        dora = world.join("dora", pending=pending)
        await world.env.advance_time(120)
    before = greetings_of(world, dora)
    await world.pass_screening(dora)
    await world.env.advance_time(HOUR)

    assert before == [not pending]
    assert greetings_of(world, dora) == [1]


async def test_a_newcomer_who_rejoins_before_a_restart_is_greeted_once(
    world: World, settings: Settings
) -> None:
    world.env.inject_error("POST", "/channels/*/messages", status=503)
    world.join("dora")
    await world.env.settle()
    leave(world, "dora")
    dora = world.join("dora")
    await world.env.restart_bot(create_bot(settings))
    await world.env.advance_time(HOUR)

    assert greetings_of(world, dora) == [1]
    assert await waiting_newcomers(world) == []


async def test_a_newcomer_who_has_to_pass_the_screening_again_is_greeted_after_it(
    world: World,
) -> None:
    world.env.inject_error("POST", "/channels/*/messages", status=503)
    dora = world.join("dora", pending=True)
    await world.env.settle()
    await world.pass_screening(dora)
    leave(world, "dora")
    dora = world.join("dora", pending=True)
    await world.env.advance_time(HOUR)
    before = greetings_of(world, dora)
    await world.pass_screening(dora)

    assert before == [0]
    assert greetings_of(world, dora) == [1]


async def test_a_newcomer_who_leaves_a_crowd_and_rejoins_is_named_once(world: World) -> None:
    crowd = await join_many(world, 9)
    held = next(one for one in crowd if greetings_of(world, one) == [0])
    leave(world, next(name for name, user in world.users.items() if user.id == held.id))
    await world.env.settle()
    world.guild.add_member(next(user for user in world.users.values() if user.id == held.id))
    await world.env.settle()
    await world.env.advance_time(HOUR)

    assert greetings_of(world, *crowd) == [1] * 9


async def test_a_departure_that_is_saved_after_the_next_join_changes_nothing(
    world: World, bot: Accountabot
) -> None:
    world.env.inject_error("POST", "/channels/*/messages", status=503)
    earlier = world.env.now()
    await world.env.advance_time(1)
    dora = world.join("dora", pending=True)
    await world.env.settle()
    member = (await waiting(bot))[0]

    await bot.database.write(departures.record_departures, [member], earlier)

    assert await waiting_newcomers(world) == [dora.id]


async def waiting(bot: Accountabot) -> list[Any]:
    return [*await bot.database.read(newcomers.all_newcomers)]


@pytest.mark.usefixtures("dora")
async def test_a_member_who_rejoins_can_be_said_hello_to(world: World) -> None:
    leave(world, "dora")
    await world.env.settle()
    world.join("dora")
    await world.env.settle()

    answer = await world.alice.click(world.general.last_message, label="Say hello")

    assert "left" not in said(answer)
    assert world.alice.mention in shown(world.general)[-1]


async def test_a_newcomer_who_left_after_an_unmarked_greeting_is_not_greeted_again(
    world: World, bot: Accountabot
) -> None:
    async with without_marking(bot):
        dora = world.join("dora")
        await world.env.settle()
    leave(world, "dora")
    await world.env.advance_time(120)
    world.join("dora")
    await world.env.settle()

    assert greetings_of(world, dora) == [1]


async def test_a_newcomer_whom_nobody_could_greet_is_greeted_at_the_next_join(
    world: World,
) -> None:
    world.env.inject_error("POST", "/channels/*/messages", status=403, code=50013)
    world.join("dora")
    await world.env.settle()
    leave(world, "dora")
    dora = world.join("dora")
    await world.env.settle()

    assert greetings_of(world, dora) == [1]
