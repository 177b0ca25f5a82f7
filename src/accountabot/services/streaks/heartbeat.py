"""Know when the bot itself was not there: what fell due then is excused."""

from datetime import datetime, timedelta

from sqlalchemy import Connection

from accountabot.services.streaks import goal_status
from accountabot.store.goals import goals
from accountabot.store.streaks import bot_absences, standings

SHORTEST_ABSENCE = timedelta(minutes=1)
"""Shorter absences are the network's, and cost nobody anything."""


def record_heartbeat(tx: Connection, now: datetime) -> None:
    """Note that the bot is connected."""
    bot_absences.set_last_seen(tx, now)


def record_return(tx: Connection, now: datetime) -> bool:
    """Note that the bot is connected again, and since when it was not; return whether that was long enough to count."""
    before = bot_absences.last_seen(tx)
    bot_absences.set_last_seen(tx, now)
    was_away = before is not None and now - before > SHORTEST_ABSENCE
    if before and was_away:
        bot_absences.add(tx, before, now)
        for server, key in standings.settled_since(
            tx, before
        ):  # by what was heard of before this was known
            if goal := goals.get(tx, server, key):
                goal_status.rebuild(tx, goal, now)
    return was_away
