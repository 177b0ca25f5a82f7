"""Stand behind one another: hold someone to their word, cheer, and know who is here."""

from collections.abc import Callable, Collection, Iterable
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain.goals import Goal
from accountabot.domain.identities import Action, GoalId, Member, ServerId
from accountabot.domain.refusals import Refusal
from accountabot.services import access, news, streaks
from accountabot.store import cheers, goals, greetings, people, standings


class Backed(NamedTuple):
    """A goal that someone now stands behind, or does no more, and whether that is new."""

    goal: Goal
    is_new: bool


def witness(tx: Connection, action: Action, goal: GoalId) -> Backed:
    """Hold a member to their goal; raise Refusal for one's own, or one that is gone."""
    backed = _back(tx, action, goal, people.add_witness, "witness-own")
    news.watch(tx, backed.goal, action.at)
    return backed


def step_back(tx: Connection, action: Action, goal_id: GoalId) -> Backed:
    """Hold a member to their goal no longer; raise Refusal for one that is gone."""
    goal = access.seen(tx, action.member, goal_id)
    return Backed(goal, people.drop_witness(tx, goal, action.member))


def cheer(tx: Connection, action: Action, goal: GoalId) -> Backed:
    """Cheer someone else's goal; raise Refusal for one's own, one that is gone, and one whose owner takes no part."""
    access.refuse_unreached(tx, access.seen(tx, action.member, goal).owner)
    return _back(tx, action, goal, cheers.add, "cheer-own")


def leave(tx: Connection, members: Iterable[Member], at: datetime) -> None:
    """Note that members left: their goals rest, and they stand on no board, until they are back."""
    for member in members:
        greetings.set_left(tx, member, at)
        if people.set_left(tx, member, at):
            _judge(tx, member, at)


def come_back(tx: Connection, member: Member, at: datetime) -> bool:
    """Note that a member is here, after all or again; return False where they never left."""
    was_away = people.set_back(tx, member, at)
    if was_away:
        _judge(tx, member, at)
    return was_away


def note_presence(
    tx: Connection, here: Iterable[Member], gone: Iterable[Member], at: datetime
) -> None:
    """Note what Discord says about who is here, after all, and who is not any more."""
    for member in here:
        come_back(tx, member, at)
    leave(tx, gone, at)


def close_server(tx: Connection, server: ServerId, at: datetime) -> None:
    """Note that the bot was removed from a server: all goals there rest until it is back."""
    if people.set_removed(tx, server, at):
        standings.set_stale(tx, server, at)


def open_server(tx: Connection, server: ServerId, at: datetime) -> None:
    """Note that the bot is on a server, for the first time or again."""
    if people.set_back(tx, Member(server, people.EVERYONE), at):
        standings.set_stale(tx, server, at)


def note_servers(tx: Connection, here: Collection[ServerId], at: datetime) -> None:
    """Note on which servers the bot is, after it may have been added or removed unseen."""
    for server in people.closed_servers(tx):
        if server in here:
            open_server(tx, server, at)
    for server in goals.servers(tx):
        if server not in here:
            close_server(tx, server, at)


def _judge(tx: Connection, member: Member, at: datetime) -> None:
    streaks.look_again(tx, (goal for goal, _ in goals.all_of(tx, member)), at)


def _back(
    tx: Connection,
    action: Action,
    goal_id: GoalId,
    add: Callable[[Connection, Goal, Action], bool],
    own: str,
) -> Backed:
    goal = access.seen(tx, action.member, goal_id)
    if goal.owner == action.member:
        raise Refusal(own)
    return Backed(goal, add(tx, goal, action))
