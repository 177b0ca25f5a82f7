"""Helpers for the tests of pauses."""

from discord.utils import utcnow

from accountabot.bot import Accountabot
from accountabot.domain.identifiers import Action, InteractionId, Member, MemberId, ServerId
from accountabot.domain.judging_rules import FreezeRule
from accountabot.services.people import preferences
from accountabot.services.server import judging_rules
from tests.world import World

RUN = "**\u2068Run\u2069**"


def action(world: World, who: object, source: int = 1) -> Action:
    """Return an action by a member, now."""
    return Action(
        Member(ServerId(world.guild.id), MemberId(who.id)), utcnow(), InteractionId(source)
    )


async def set_zone(world: World, bot: Accountabot, zone: str) -> None:
    """Set Alice's time zone."""
    await bot.database.write(preferences.set_zone, action(world, world.alice), zone)


async def without_freezes(world: World, bot: Accountabot) -> None:
    await bot.database.write(
        judging_rules.set_freezes, action(world, world.alice), FreezeRule(earned_every=0, at_most=0)
    )


async def without_starting_freezes(world: World, bot: Accountabot) -> None:
    """Give goals no starting freezes, so that a miss early in a streak breaks it."""
    await bot.database.write(
        judging_rules.set_freezes, action(world, world.alice), FreezeRule(to_start_with=0)
    )


async def keep(world: World, days: int) -> None:
    """Let Alice keep a daily goal for some days; the next day is still open."""
    await world.declare(world.alice)
    for _ in range(days):
        await world.check_in(world.alice)
        await world.next_day()


async def streak_after(world: World, days: int) -> str:
    await world.next_day(days)
    return await world.ask(world.alice, "streak")
