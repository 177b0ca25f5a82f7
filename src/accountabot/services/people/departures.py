"""Record when members or the bot itself leave or rejoin a server."""

from collections.abc import Collection, Iterable
from datetime import datetime

from sqlalchemy import Connection

from accountabot.domain.identifiers import Member, ServerId
from accountabot.services.leaderboards import scores
from accountabot.services.streaks import goal_status
from accountabot.store.goals import goals
from accountabot.store.greetings import greetings, newcomers
from accountabot.store.people import membership


def record_departures(tx: Connection, members: Iterable[Member], at: datetime) -> None:
    """Record that members left; their goals pause until they return.

    A departure may be saved late, after the member has joined again. Then it changes nothing.
    """
    for member in members:
        arrival = newcomers.get_newcomer(tx, member)
        if arrival and arrival.seen_at > at:
            continue
        greetings.set_left(tx, member, at)
        if membership.record_departure(tx, member, at):
            _mark_goals_stale(tx, member, at)
            scores.withdraw(tx, member, at)


def record_return(tx: Connection, member: Member, at: datetime) -> bool:
    """Record that a member is present; return whether they had left."""
    greetings.set_left(tx, member, None)
    was_away = membership.record_return(tx, member, at)
    if was_away:
        _mark_goals_stale(tx, member, at)
        scores.refresh(tx, member, at)
    return was_away


def is_away(tx: Connection, member: Member) -> bool:
    """Return whether a member is known to have left, or is blocked."""
    return membership.is_away(tx, member)


def sync_members(
    tx: Connection, present: Iterable[Member], gone: Iterable[Member], at: datetime
) -> None:
    """Record the members that Discord reports as present or gone."""
    for member in present:
        record_return(tx, member, at)
    record_departures(tx, gone, at)


def record_removal(tx: Connection, server: ServerId, at: datetime) -> None:
    """Record that the bot was removed from a server, which pauses all goals there."""
    if membership.set_removed(tx, server, at):
        goal_status.mark_all_stale(tx, server, at)


def record_bot_return(tx: Connection, server: ServerId, at: datetime) -> None:
    """Record that the bot has joined a server, for the first time or again."""
    if membership.record_return(tx, Member(server, membership.EVERYONE), at):
        goal_status.mark_all_stale(tx, server, at)


def sync_servers(tx: Connection, present: Collection[ServerId], at: datetime) -> None:
    """Record the servers that the bot joined or left while it was offline."""
    for server in membership.list_departed_servers(tx):
        if server in present:
            record_bot_return(tx, server, at)
    for server in goals.servers(tx):
        if server not in present:
            record_removal(tx, server, at)


def _mark_goals_stale(tx: Connection, member: Member, at: datetime) -> None:
    goal_status.mark_stale(tx, (goal for goal, _ in goals.all_of(tx, member)), at)
