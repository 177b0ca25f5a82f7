"""Record who leaves a server and who comes back, members and the bot alike."""

from collections.abc import Collection, Iterable
from datetime import datetime

from sqlalchemy import Connection

from accountabot.domain.identifiers import Member, ServerId
from accountabot.services.streaks import goal_status
from accountabot.store import greetings
from accountabot.store.goals import goals
from accountabot.store.people import membership
from accountabot.store.streaks import standings


def record_departures(tx: Connection, members: Iterable[Member], at: datetime) -> None:
    """Note that members left: their goals rest, and they stand on no board, until they are back."""
    for member in members:
        greetings.set_left(tx, member, at)
        if membership.set_left(tx, member, at):
            _mark_goals_stale(tx, member, at)


def record_return(tx: Connection, member: Member, at: datetime) -> bool:
    """Note that a member is here, after all or again; return False where they never left."""
    was_away = membership.set_back(tx, member, at)
    if was_away:
        _mark_goals_stale(tx, member, at)
    return was_away


def sync_members(
    tx: Connection, here: Iterable[Member], gone: Iterable[Member], at: datetime
) -> None:
    """Note what Discord says about who is here, after all, and who is not any more."""
    for member in here:
        record_return(tx, member, at)
    record_departures(tx, gone, at)


def record_removal(tx: Connection, server: ServerId, at: datetime) -> None:
    """Note that the bot was removed from a server: all goals there rest until it is back."""
    if membership.set_removed(tx, server, at):
        standings.mark_all_stale(tx, server, at)


def record_bot_return(tx: Connection, server: ServerId, at: datetime) -> None:
    """Note that the bot is on a server, for the first time or again."""
    if membership.set_back(tx, Member(server, membership.EVERYONE), at):
        standings.mark_all_stale(tx, server, at)


def sync_servers(tx: Connection, here: Collection[ServerId], at: datetime) -> None:
    """Note on which servers the bot is, after it may have been added or removed unseen."""
    for server in membership.closed_servers(tx):
        if server in here:
            record_bot_return(tx, server, at)
    for server in goals.servers(tx):
        if server not in here:
            record_removal(tx, server, at)


def _mark_goals_stale(tx: Connection, member: Member, at: datetime) -> None:
    goal_status.mark_stale(tx, (goal for goal, _ in goals.all_of(tx, member)), at)
