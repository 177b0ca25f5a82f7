"""Know when the bot itself was not there: what fell due then is excused."""

from datetime import datetime, timedelta

from sqlalchemy import Connection

from accountabot.services import streaks
from accountabot.store import absences, goals, standings

NOTICED = timedelta(minutes=1)
"""Shorter absences are the network's, and cost nobody anything."""


def seen(tx: Connection, now: datetime) -> None:
    """Note that the bot is connected."""
    absences.set_seen(tx, now)


def returned(tx: Connection, now: datetime) -> bool:
    """Note that the bot is connected again, and since when it was not; return whether that was long enough to count."""
    before = absences.seen(tx)
    absences.set_seen(tx, now)
    was_away = before is not None and now - before > NOTICED
    if before and was_away:
        absences.add(tx, before, now)
        for server, key in standings.settled_since(
            tx, before
        ):  # by what was heard of before this was known
            if goal := goals.get(tx, server, key):
                streaks.rebuild(tx, goal, now)
    return was_away
