"""How to begin is said once on every server."""

from collections.abc import AsyncIterator

import pytest
import simcord
from discord import PermissionOverwrite

from accountabot.bot import Accountabot, create_bot
from accountabot.config import Settings
from tests.stories.test_outbox import count, unmarked
from tests.world import DAY, HOUR, World, said, shown


@pytest.fixture
async def new(env: simcord.Env) -> AsyncIterator[World]:
    """A server that has just invited the bot."""
    world = World(env)
    await env.settle()
    yield world


def told(world: World) -> list[str]:
    return [message for message in shown(world.general) if "/setup channels" in message]


async def test_it_is_said_after_a_minute_and_pings_nobody(new: World) -> None:
    at_once = told(new)
    await new.env.advance_time(70)
    assert at_once == []
    assert len(told(new)) == 1
    assert "My first goal" in told(new)[0]
    assert "/setup check" in told(new)[0]
    assert new.pinged()[-1] == []


async def test_its_button_leads_everyone_to_a_first_goal(new: World) -> None:
    await new.env.advance_time(70)
    form = await new.bob.click(new.general.history()[-1], label="My first goal")
    answer = await new.bob.submit_modal(form, {"text": "Read ten pages"})

    assert "Read ten pages" in said(answer)


async def test_it_is_not_said_again_after_a_restart(new: World, bot: Accountabot, settings: Settings) -> None:
    await new.env.advance_time(70)
    await bot.close()
    await new.env.restart_bot(create_bot(settings))
    await new.env.advance_time(HOUR)

    assert len(told(new)) == 1


async def test_it_is_said_once_where_it_was_posted_and_never_marked(
    new: World, bot: Accountabot, settings: Settings
) -> None:
    async with unmarked(bot):
        await new.env.advance_time(70)
    posted = len(told(new))
    await bot.close()
    await new.env.restart_bot(anew := create_bot(settings))
    await new.env.advance_time(HOUR)

    assert posted == len(told(new)) == 1
    assert await count(anew) == 0


async def test_where_it_can_be_said_nowhere_it_is_said_after_a_later_start(
    new: World, bot: Accountabot, settings: Settings
) -> None:
    mine = new.guild._guild.members[new.env.backend.bot_user.id]
    await new.general.set_permissions(mine, PermissionOverwrite(send_messages=False))
    await new.env.advance_time(DAY)
    before = (told(new), await count(bot))
    await new.general.set_permissions(mine, PermissionOverwrite(send_messages=True))
    await bot.close()
    await new.env.restart_bot(create_bot(settings))
    await new.env.advance_time(70)

    assert before == ([], 0)
    assert len(told(new)) == 1
