"""Record the bot's downtime, which excuses the periods due during it."""

from datetime import datetime, timedelta

from sqlalchemy import Connection

from accountabot.services.streaks import goal_status
from accountabot.store.goals import goals
from accountabot.store.streaks import bot_absences, standings

LONGEST_GAP = timedelta(minutes=15)
"""A longer time between two contacts is an absence, whatever happened: the machine may have slept.

Contacts are heartbeats, disconnections, and work after such a gap.
"""
SHORTEST_ABSENCE = timedelta(minutes=1)
"""An absence before a new connection counts from this length; less is a network glitch."""


def record_heartbeat(tx: Connection, now: datetime) -> bool:
    """Record that the bot runs now; return whether it was absent before."""
    return _record(tx, now, LONGEST_GAP)


def record_return(tx: Connection, now: datetime) -> bool:
    """Record that the bot is connected again; return whether the downtime counts as an absence."""
    return _record(tx, now, SHORTEST_ABSENCE)


def record_outage(tx: Connection, now: datetime) -> datetime:
    """Record the current absence of a bot that is off or asleep; return when to judge goals.

    If another clock was ahead of this one, goals were already judged by that clock.
    """
    last_seen = bot_absences.last_seen(tx)
    if last_seen and now - last_seen > LONGEST_GAP:
        record_heartbeat(tx, now)
    return max(now, last_seen or now)


def forget_last_seen(tx: Connection) -> None:
    """Forget the last contact: without heartbeats, it says nothing about an absence."""
    bot_absences.forget_last_seen(tx)


def _record(tx: Connection, now: datetime, tolerated: timedelta) -> bool:
    begins = bot_absences.last_seen(tx, now)
    bot_absences.set_last_seen(tx, now)
    if begins is None or now - begins <= tolerated:
        return False
    bot_absences.add(tx, begins, now)
    # These were settled before the downtime was known.
    for server, key in standings.settled_since(tx, begins):
        if goal := goals.get(tx, server, key):
            goal_status.rebuild(tx, goal, now)
    return True
