"""Helpers for stories about reminders."""

from typing import Any

from discord import Message, Permissions
from discord.utils import utcnow
from simcord import InteractionResult, MemberActor, UserHandle
from simcord.backend.models import Overwrite
from simcord.enums import OverwriteType

from accountabot.bot import Accountabot
from accountabot.domain.identifiers import Action, InteractionId, Member, MemberId, ServerId
from accountabot.domain.reminders.offers import Offered
from accountabot.domain.server.settings import SettingName
from accountabot.store import settings
from tests.world import HOUR, World, rendered, shown, texts

MINUTE = 60
SIX = 1767290400
"""18:00 UTC on the first day."""


def isolated(title: str) -> str:
    """Return a title as sentences show it, isolated from their writing direction."""
    return f"\u2068{title}\u2069"


async def live_in(world: World, *members: MemberActor, zone: str = "Etc/UTC") -> None:
    """Let members set their time zone."""
    for who in members:
        await who.slash(world.general, "timezone", zone=zone)


async def remind(
    world: World,
    who: MemberActor,
    goal: str = "Run 5k",
    schedule: str = "daily",
    label: str = "Remind me here",
    **options: Any,
) -> InteractionResult:
    """Declare a goal and switch its reminders on with a button."""
    declared = await who.slash(
        world.general, "goal declare", goal=goal, schedule=schedule, **options
    )
    return await who.click(declared.followups[-1], label=label)


async def at_six(world: World) -> None:
    """Let the time pass from 09:00 to 18:05."""
    await world.env.advance_time(9 * HOUR + 5 * MINUTE)


def user(world: World, who: MemberActor) -> UserHandle:
    """Return a member as they are in direct messages."""
    return world.users[who.name]


def direct_messages(world: World, who: MemberActor) -> list[str]:
    """Return the current texts of a member's direct messages, oldest first."""
    return shown(user(world, who).dm_channel)


def last_direct(world: World, who: MemberActor) -> Message:
    """Return a member's latest direct message."""
    found = user(world, who).dm_channel.last_message
    assert found
    return found


def reminders(world: World) -> list[str]:
    """Return the current texts of the reminders in #general."""
    return [each for each in shown(world.general) if "Still to do today" in each]


def text_of(message: Any) -> str:
    """Return the text of a message, with labels."""
    components = [each if isinstance(each, dict) else each.to_dict() for each in message.components]
    return rendered(texts(components))


def hide_channel(world: World, who: MemberActor) -> None:
    """Hide #general from a member."""
    deny = Permissions(view_channel=True).value
    rule = Overwrite(target_id=who.id, type=OverwriteType.MEMBER, allow=0, deny=deny)
    world.env.backend.get_channel(world.general.id).overwrites.append(rule)
    world.env.backend.announce_channel_update(world.general.id)


async def offer(world: World, bot: Accountabot, offered: Offered) -> None:
    """Change how the server offers reminders."""
    server = Member(ServerId(world.guild.id), MemberId(0))
    action = Action(server, utcnow(), InteractionId(1))
    await bot.database.write(settings.add, action, server, SettingName.REMINDERS, offered)


def options_of(message: Any) -> list[dict[str, str]]:
    """Return the options of the menus in a message."""
    found: list[dict[str, str]] = []
    waiting = [each if isinstance(each, dict) else each.to_dict() for each in message.components]
    while waiting:
        each = waiting.pop()
        found += each.get("options", [])
        waiting += each.get("components", [])
    return found
