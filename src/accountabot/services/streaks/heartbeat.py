"""Record the bot's downtime, which excuses the periods due during it."""

from datetime import datetime, timedelta

from sqlalchemy import Connection

from accountabot.services.streaks import goal_status
from accountabot.store.goals import goals
from accountabot.store.streaks import bot_absences, standings

SHORTEST_ABSENCE = timedelta(minutes=1)
"""Shorter absences are network glitches and do not count."""


def record_heartbeat(tx: Connection, now: datetime) -> None:
    """Record that the bot is connected now."""
    bot_absences.set_last_seen(tx, now)


def record_return(tx: Connection, now: datetime) -> bool:
    """Record that the bot is connected again; return whether the downtime counts as an absence."""
    last_seen = bot_absences.last_seen(tx)
    bot_absences.set_last_seen(tx, now)
    was_away = last_seen is not None and now - last_seen > SHORTEST_ABSENCE
    if last_seen and was_away:
        bot_absences.add(tx, last_seen, now)
        # These were settled before the downtime was known.
        for server, key in standings.settled_since(tx, last_seen):
            if goal := goals.get(tx, server, key):
                goal_status.rebuild(tx, goal, now)
    return was_away
