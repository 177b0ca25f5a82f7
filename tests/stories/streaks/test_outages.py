"""Outages: only owners and the members whom they excused are told."""

from collections.abc import AsyncIterator
from typing import Any

import attrs
import pytest
import simcord
from simcord import MemberActor

from accountabot.bot import create_bot
from accountabot.config import Settings
from tests.conftest import _manager
from tests.stories.digest.digests import HEAD, digests, mention, title, turn_on
from tests.stories.streaks.test_heartbeat import OFF_UNTIL_NINE, bot_of, switch_off
from tests.world import DAY, HOUR, World, rendered, shown, texts

EVENING = 12 * HOUR
"""From the beginning of a test, 09:00, to 21:00."""
NIGHT = 4 * HOUR
"""An outage from 21:00 to 01:00, which excuses the day and the day before."""


@pytest.fixture
async def watched(settings: Settings) -> AsyncIterator[World]:
    """A server whose bot records a heartbeat every quarter of an hour."""
    env = simcord.Env(create_bot(attrs.evolve(settings, heartbeat_minutes=15)))
    env.backend.advance_clock(OFF_UNTIL_NINE)
    await env.start()
    yield World(env)
    await env.shutdown()
    await bot_of(env).close()


@pytest.fixture
async def boss(watched: World) -> MemberActor:
    """A member who may manage the server."""
    return await _manager(watched, "olga")


def told(answer: Any) -> list[str]:
    """Return what the bot told a member privately after its answer."""
    return [rendered(texts(each.components)) for each in answer.followups if each.ephemeral]


async def declare_and_lose_the_evening(world: World) -> None:
    """Let Alice and Bob declare a goal; the bot is off as their second day ends."""
    await world.declare(world.alice, "Run")
    await world.declare(world.bob, "Read")
    for who in (world.alice, world.bob):
        await world.check_in(who)
    await world.env.advance_time(DAY + EVENING)
    await switch_off(world, NIGHT)


async def test_members_whom_an_outage_excused_are_told_once_and_privately(watched: World) -> None:
    await declare_and_lose_the_evening(watched)
    await watched.env.advance_time(DAY)  # the day after closes, too
    before = shown(watched.general)

    first = await watched.alice.slash(watched.general, "help")
    second = await watched.alice.slash(watched.general, "help")

    assert told(first)[0].splitlines()[0] == (
        f"☁️ I was offline when **{title('Run')}** was due on Fri, Jan 2, so it’s excused. "
        "Your streak of 1 is untouched."
    )
    assert "offline" not in str(told(second))
    assert shown(watched.general) == before


async def test_whoever_makes_up_for_it_hears_nothing(watched: World) -> None:
    await declare_and_lose_the_evening(watched)
    await watched.check_in(watched.alice, date="yesterday")
    await watched.check_in(watched.alice)
    await watched.env.advance_time(DAY)

    answer = await watched.alice.slash(watched.general, "help")

    assert "offline" not in str(told(answer))


async def test_whoever_had_already_done_it_hears_nothing(watched: World) -> None:
    await watched.declare(watched.alice, "Run")
    await watched.check_in(watched.alice)
    await watched.env.advance_time(DAY)
    await watched.check_in(watched.alice)
    await watched.env.advance_time(EVENING)
    await switch_off(watched, NIGHT)
    await watched.env.advance_time(8 * HOUR)
    await watched.check_in(watched.alice)
    await watched.env.advance_time(DAY)

    answer = await watched.alice.slash(watched.general, "help")

    assert "offline" not in str(told(answer))


async def test_an_outage_at_noon_excuses_nobody_and_nobody_is_told(watched: World) -> None:
    await watched.declare(watched.alice, "Run")
    await watched.check_in(watched.alice)
    await watched.env.advance_time(DAY + HOUR)
    await switch_off(watched, HOUR)
    await watched.check_in(watched.alice)
    await watched.env.advance_time(DAY)

    answer = await watched.alice.slash(watched.general, "help")

    assert "offline" not in str(told(answer))


async def test_a_member_is_told_about_several_days_of_an_outage_at_once(watched: World) -> None:
    await watched.declare(watched.alice, "Run")
    await watched.check_in(watched.alice)
    await watched.env.advance_time(HOUR)
    await switch_off(watched, 4 * DAY)
    await watched.env.advance_time(2 * DAY)

    said = "\n".join(told(await watched.alice.slash(watched.general, "help")))

    assert (
        f"☁️ **{title('Run')}** was due 3 times while I was offline, starting with Fri, Jan 2. "
        "All of those are excused. Your streak of 1 is untouched." in said
    )


async def test_owners_see_the_last_outages_with_what_they_excused(
    watched: World, boss: MemberActor
) -> None:
    await declare_and_lose_the_evening(watched)
    await watched.env.advance_time(DAY)
    await switch_off(watched, HOUR)

    check = await watched.ask(boss, "setup check")

    assert "I was last offline between <t:" in check
    assert " (60 minutes)" in check
    assert "Before that: <t:" in check
    assert " (4 hours). 2 due dates were excused." in check


async def test_the_digest_says_how_long_the_bot_was_offline(
    watched: World, boss: MemberActor
) -> None:
    await turn_on(watched, boss)
    await declare_and_lose_the_evening(watched)
    await watched.env.advance_time(3 * DAY)

    (digest,) = digests(watched)

    assert digest.startswith(HEAD)
    assert "-# 🤖 I was offline for 4 hours that week, so 2 due dates count as excused." in digest
    assert mention(watched.alice) in digest


async def test_an_outage_posts_nothing_in_a_channel(watched: World) -> None:
    await watched.declare(watched.alice, "Run")
    await watched.env.advance_time(EVENING)

    await switch_off(watched, NIGHT)
    await watched.env.advance_time(2 * DAY)

    assert not [text for text in shown(watched.general) if "offline" in text]
