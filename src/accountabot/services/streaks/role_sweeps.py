"""Queue a look at all members of a server, to give and take streak roles."""

from datetime import datetime

from sqlalchemy import Connection

from accountabot.domain.delivery.outbox import Topic
from accountabot.domain.identifiers import ServerId
from accountabot.store.delivery import outbox

EVERYONE = 0
"""The subject of the outbox entry that looks at all members of a server."""


def queue(tx: Connection, server: ServerId, now: datetime, due: datetime) -> None:
    """Have all members of a server looked at, and again if that is already under way."""
    outbox.request_again(tx, server, Topic.STREAK_ROLES, subject=EVERYONE, now=now, due=due)
