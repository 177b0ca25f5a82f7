"""Count the requests for reminding 200 members of one server who are due at the same time."""

import asyncio
import logging
import random
import tempfile
from datetime import time
from pathlib import Path

import simcord
from simcord import MemberActor
from sqlalchemy import Connection

from accountabot.bot import create_bot
from accountabot.config import Settings
from accountabot.domain.goals.goal import Promise
from accountabot.domain.goals.schedules import DAILY
from accountabot.domain.identifiers import Action, InteractionId, Member, MemberId, ServerId
from accountabot.domain.reminders.reminder_preferences import ReminderPlace
from accountabot.domain.reminders.reminder_times import ReminderTimes
from accountabot.domain.server.settings import SettingName
from accountabot.services.goals import declaration
from accountabot.services.reminders import reminder_preferences
from accountabot.store import settings
from accountabot.store.reminders import reminders

MEMBERS = 200
NEVER = 20
"""Members who don't check in at all."""
HOURS = 4
"""The others check in within these hours after the reminder."""
HOURS_OF_REMINDERS = (6, 8, 12, 18)
HOUR = 3600
DAY = 24 * HOUR
NOBODY = MemberId(0)


def main() -> None:
    """Print the requests per member, for reminders at several hours of the day."""
    logging.disable(logging.WARNING)
    for hour in HOURS_OF_REMINDERS:
        with tempfile.TemporaryDirectory() as folder:
            sent, edited = asyncio.run(count(Path(folder), hour))
        print(
            f"{MEMBERS} members reminded at {hour:02}:00: {sent} messages and {edited} edits, "
            f"{(sent + edited) / MEMBERS:.3f} requests per member"
        )


async def count(folder: Path, hour: int) -> tuple[int, int]:
    """Return the number of messages and of edits until the next day begins."""
    config = Settings(
        discord_token=None,
        database_url=f"sqlite:///{folder / 'requests.db'}",
        heartbeat_minutes=0,
    )
    bot = create_bot(config)
    env = simcord.Env(bot)
    env.backend.advance_clock(hour * HOUR - HOUR / 2)  # from midnight
    await env.start()
    guild = env.create_guild("The Club")
    general, channel = (guild.create_text_channel(name) for name in ("general", "reminders"))
    members = [guild.add_member(env.create_user(f"m{number}")) for number in range(MEMBERS)]
    start = [
        Action(Member(ServerId(guild.id), MemberId(member.id)), env.now(), InteractionId(number))
        for number, member in enumerate(members, start=1)
    ]
    times = ReminderTimes(at=(time(hour),))
    await bot.database.write_in_background(live, start, channel.id, times)
    await members[0].slash(general, "timezone", zone="UTC")  # wakes the planner
    await env.advance_time(HOUR / 2)
    seen = len(env.backend.transcript)
    await check_in_at_random(env, general, members)
    await env.advance_time(DAY - (HOURS + hour) * HOUR + HOUR)
    requests = [str(name) for kind, name, _ in env.backend.transcript[seen:] if kind == "HTTP"]
    await env.shutdown()
    await env.bot.close()
    path = f"/channels/{channel.id}/messages"
    return (
        sum(request.startswith(f"POST {path}") for request in requests),
        sum(request.startswith(f"PATCH {path}/") for request in requests),
    )


def live(tx: Connection, actions: list[Action], channel: int, times: ReminderTimes) -> None:
    """Let each member declare a goal, and be reminded in a channel at these times."""
    for name, value in ((SettingName.ZONE, "UTC"), (SettingName.REMINDER_CHANNEL, str(channel))):
        settings.add(tx, actions[0], Member(actions[0].member.server, NOBODY), name, value)
    for action in actions:
        goal = declaration.declare(tx, action, Promise("Run 5k", DAILY)).view.goal
        reminder_preferences.set_place(tx, action, ReminderPlace.HERE)
        reminders.set_times(tx, [goal], times, action.at)


async def check_in_at_random(
    env: simcord.Env, channel: simcord.ChannelHandle, members: list[MemberActor]
) -> None:
    """Let all members but some check in, each at a random moment of the next hours."""
    chance = random.Random(0)
    moments = sorted(chance.uniform(0, HOURS * HOUR) for _ in members[NEVER:])
    passed = 0.0
    for moment, member in zip(moments, members[NEVER:], strict=True):
        await env.advance_time(moment - passed)
        passed = moment
        await member.slash(channel, "checkin")
    await env.advance_time(HOURS * HOUR - passed)


if __name__ == "__main__":
    main()
