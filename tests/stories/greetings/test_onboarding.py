"""The onboarding notice, which is posted once on every server."""

import pytest
import simcord
from discord.utils import utcnow

from accountabot.bot import Accountabot, create_bot
from accountabot.config import Settings
from accountabot.domain.delivery.delivery_failures import PostKind
from accountabot.domain.identifiers import ServerId
from accountabot.services.delivery import failures
from accountabot.services.privacy import retention
from tests.stories.delivery.test_outbox import count, without_marking
from tests.world import DAY, HOUR, World, said, shown

A_WHILE = 130


@pytest.fixture
async def new(env: simcord.Env) -> World:
    """A server that has just invited the bot."""
    world = World(env)
    await env.settle()
    await world.remove_bot()
    await world.invite_bot()
    return world


@pytest.fixture
async def bare(env: simcord.Env, bot: Accountabot, settings: Settings) -> simcord.GuildHandle:
    """A server without a channel that the bot has been on before."""
    guild = env.create_guild("Bare")
    await bot.close()
    await env.restart_bot(create_bot(settings))
    await env.advance_time(A_WHILE)
    return guild


def told(world: World) -> list[str]:
    return [message for message in shown(world.general) if "/setup channels" in message]


async def come_back(world: World) -> None:
    """Remove the bot and invite it again."""
    await world.remove_bot()
    await world.invite_bot()
    await world.env.advance_time(HOUR)


async def test_the_notice_is_posted_after_a_minute_and_pings_nobody(new: World) -> None:
    at_once = told(new)
    await new.env.advance_time(A_WHILE)
    assert at_once == []
    assert len(told(new)) == 1
    assert "My first goal" in told(new)[0]
    assert "/setup check" in told(new)[0]
    assert new.pings()[-1] == []


async def test_its_button_opens_the_form_for_a_first_goal(new: World) -> None:
    await new.env.advance_time(A_WHILE)
    form = await new.bob.click(new.general.history()[-1], label="My first goal")
    answer = await new.bob.submit_modal(form, {"text": "Read ten pages"})

    assert "Read ten pages" in said(answer)


async def test_the_notice_is_not_repeated_after_a_restart(
    new: World, bot: Accountabot, settings: Settings
) -> None:
    await new.env.advance_time(A_WHILE)
    await bot.close()
    await new.env.restart_bot(create_bot(settings))
    await new.env.advance_time(HOUR)

    assert len(told(new)) == 1


async def test_the_notice_is_posted_once_even_if_it_was_never_marked(
    new: World, bot: Accountabot, settings: Settings
) -> None:
    async with without_marking(bot):
        await new.env.advance_time(A_WHILE)
    posted = len(told(new))
    await bot.close()
    await new.env.restart_bot(anew := create_bot(settings))
    await new.env.advance_time(HOUR)

    assert posted == len(told(new)) == 1
    assert await count(anew) == 0


async def test_owners_are_notified_if_the_notice_has_no_channel_and_a_later_start_posts_it(
    bare: simcord.GuildHandle, env: simcord.Env, settings: Settings
) -> None:
    waiting = await count(env.bot)
    failed = await env.bot.database.read(failures.recent, ServerId(bare.id), utcnow())
    rules = bare.create_text_channel("rules", overwrites={bare.default_role: World.read_only})
    talk = bare.create_text_channel("talk")
    await env.bot.close()
    await env.restart_bot(create_bot(settings))
    await env.advance_time(A_WHILE)

    assert waiting == 1
    assert [(failure.kind, failure.channel) for failure in failed] == [(PostKind.ONBOARDING, None)]
    assert shown(rules) == []
    assert "/setup channels" in shown(talk)[-1]


async def test_the_notice_is_posted_once_within_a_day_of_permission(
    bare: simcord.GuildHandle, env: simcord.Env
) -> None:
    talk = bare.create_text_channel("talk")
    await env.advance_time(HOUR)
    too_early = shown(talk)
    await env.advance_time(DAY)
    await env.advance_time(2 * DAY)

    assert too_early == []
    assert len([message for message in shown(talk) if "/setup channels" in message]) == 1


async def test_an_invited_bot_repeats_the_notice_only_if_its_data_was_deleted(
    new: World, bot: Accountabot
) -> None:
    await new.env.advance_time(A_WHILE)
    await come_back(new)
    within = len(told(new))
    while await bot.database.erase(retention.delete_batch, ServerId(new.guild.id)):
        pass
    await come_back(new)

    assert within == 1
    assert len(told(new)) == 2


async def test_the_notice_is_posted_within_a_day_of_permission(env: simcord.Env) -> None:
    guild = env.create_guild("Bare")
    await env.advance_time(HOUR)
    talk = guild.create_text_channel("talk")
    await env.advance_time(DAY)
    await env.advance_time(2 * DAY)

    assert [message for message in shown(talk) if "/setup channels" in message] == shown(talk)[-1:]
