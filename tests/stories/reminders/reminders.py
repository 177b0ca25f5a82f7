"""Helpers for the tests of reminders."""

from discord import Message
from discord.utils import utcnow
from simcord import MemberActor

from accountabot.domain.identifiers import Action, InteractionId, Member, MemberId, ServerId
from accountabot.domain.reminders.reminder_preferences import ReminderPlace
from accountabot.domain.reminders.reminder_times import AUTO, ReminderTimes
from accountabot.services.reminders import reminder_preferences
from accountabot.store.goals import goals
from accountabot.store.reminders import reminders
from tests.world import HOUR, World, markdown, shown


def action(world: World, who: MemberActor) -> Action:
    """Return an action by a member, now."""
    return Action(Member(ServerId(world.guild.id), MemberId(who.id)), utcnow(), InteractionId(0))


async def remind(
    world: World,
    who: MemberActor,
    place: ReminderPlace = ReminderPlace.HERE,
    times: ReminderTimes = AUTO,
    zone: str = "UTC",
) -> None:
    """Switch on the reminders of all of a member's goals."""
    act = action(world, who)
    write = world.env.bot.database.write
    await write(reminder_preferences.set_place, act, place)
    owned = await world.env.bot.database.read(goals.all_of, act.member)
    await write(reminders.set_times, [goal for goal, _ in owned], times, act.at)
    await who.slash(world.general, "timezone", zone=zone)


def reminders_in(world: World) -> list[str]:
    """Return the texts of the messages in #general that remind members."""
    return [text for text in shown(world.general) if "⏰" in text]


async def six_pm(world: World) -> None:
    """Let the time pass from 09:00 to a little after 18:00 on the first day."""
    await world.env.advance_time(9 * HOUR + 150)


async def reminder(world: World) -> Message:
    """Return the only message in #general that reminds members."""
    (found,) = (each for each in world.general.history() if "⏰" in "".join(markdown(each)))
    return found
