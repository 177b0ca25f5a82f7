"""Decide who gets and loses streak roles, by the streak that the leaderboard shows."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain.delivery.outbox import OutboxEntry, Topic
from accountabot.domain.identifiers import GoalId, Member, MemberId, ServerId
from accountabot.domain.server.settings import SettingName
from accountabot.domain.streaks.current_streak import CurrentStreak
from accountabot.domain.streaks.streak_roles import (
    GrantState,
    RoleAccess,
    RoleChanges,
    changes_for,
)
from accountabot.services.people import departures
from accountabot.services.server import role_rules
from accountabot.services.streaks import role_sweeps
from accountabot.store import settings
from accountabot.store.delivery import outbox
from accountabot.store.goals import goals
from accountabot.store.streaks import current_streaks, granted_roles

SWEEP_EVERY = timedelta(hours=1)
SWEEP_SOON = timedelta(seconds=15)
APART = timedelta(seconds=1.25)
"""The time between two role changes on a server: Discord takes about ten in ten seconds."""
LOOK_AGAIN = timedelta(minutes=1)
"""How soon the bot looks again at a member whose streak is just being computed."""
MOST_QUEUED = 1000
"""How many members one sweep queues; they keep the bot busy for about twenty minutes."""
LEFT_BEHIND = 10
"""How many roles one sweep takes from members who deleted their data."""
GIVE_UP = timedelta(days=6)
"""How long the bot tries to take them away; with the daily deletion, at most a week."""
VERIFIED = 100
"""Members that Discord looks up in one request."""

NO_STREAK = CurrentStreak(0, is_stale=False)
NOTHING = RoleChanges(frozenset(), frozenset(), frozenset())


class RolePlan(NamedTuple):
    """What to change for a member, unless their streak is just being computed."""

    changes: RoleChanges
    held: Mapping[int, GrantState]
    is_stale: bool

    @property
    def is_urgent(self) -> bool:
        """Whether Discord is to be asked for anything."""
        return bool(self.changes.give or self.changes.take)


def servers(tx: Connection) -> set[ServerId]:
    """Return the servers with streak roles, or with members who still have one."""
    chosen = settings.values_by_server(tx, SettingName.STREAK_ROLES)
    return {server for server, value in chosen.items() if value} | granted_roles.servers(tx)


def is_used(tx: Connection, server: ServerId) -> bool:
    """Return whether a server has streak roles, or members who still have one."""
    return bool(role_rules.load(tx, server)) or granted_roles.is_used(tx, server)


def plan(tx: Connection, member: Member, access: RoleAccess, now: datetime) -> RolePlan:
    """Return what to change for a member."""
    found = current_streaks.streak_of(tx, member, now)
    held = granted_roles.of(tx, member)
    if found.is_stale:
        return RolePlan(NOTHING, held, is_stale=True)
    rules = role_rules.load(tx, member.server)
    return RolePlan(changes_for(rules, found.streak, held, access), held, is_stale=False)


def request(tx: Connection, member: Member, now: datetime) -> None:
    """Have the bot look at a member who may gain or lose a role, if the server gives any."""
    if role_rules.load(tx, member.server) or granted_roles.of(tx, member):
        outbox.request_again(
            tx, member.server, Topic.STREAK_ROLES, subject=member.id, now=now, due=now
        )


def owner_to_update(
    tx: Connection, server: ServerId, goal: GoalId, access: RoleAccess, now: datetime
) -> Member | None:
    """Return the owner of a goal if there is anything to change for them."""
    found = goals.get(tx, server, goal)
    if found is None:
        return None
    return found.owner if any(plan(tx, found.owner, access, now).changes) else None


def members_to_update(
    tx: Connection, server: ServerId, access: RoleAccess, now: datetime
) -> list[MemberId]:
    """Return the members of a server for whom there is anything to change."""
    rules = role_rules.load(tx, server)
    streaks = current_streaks.streaks(tx, server, now)
    held = granted_roles.on_server(tx, server)
    found = []
    for member in sorted({*streaks, *held}):
        current = streaks.get(member, NO_STREAK)
        changes = changes_for(rules, current.streak, held.get(member, {}), access)
        if not current.is_stale and any(changes):
            found.append(member)
    return found


def finish_sweep(
    tx: Connection,
    entry: OutboxEntry,
    members: Sequence[MemberId],
    now: datetime,
    *,
    has_more: bool,
) -> bool:
    """Queue the members that a sweep found, one after the other, and the next sweep.

    It comes soon if there is more to take from members who deleted their data (`has_more`). Returns
    False if none is needed any more.
    """
    for nth, member in enumerate(members[:MOST_QUEUED]):
        outbox.add(tx, entry.server, entry.topic, subject=member, now=now, due=now + nth * APART)
    granted_roles.prune(tx, entry.server, now - GIVE_UP)
    if not is_used(tx, entry.server):
        outbox.drop(tx, entry)
        return False
    pause = MOST_QUEUED * APART if len(members) > MOST_QUEUED else SWEEP_EVERY
    outbox.complete(tx, entry, now, now + (SWEEP_SOON if has_more else pause))
    return True


def postpone(tx: Connection, entry: OutboxEntry, due: datetime) -> None:
    """Let a member wait for their turn."""
    outbox.reschedule(tx, entry, due)


def finish(
    tx: Connection, entry: OutboxEntry, member: Member, access: RoleAccess, now: datetime
) -> None:
    """Save that what could be done for a member is done, unless their streak is being computed."""
    after = plan(tx, member, access, now)
    granted_roles.forget(tx, member, after.changes.forget)
    if after.is_stale:
        outbox.reschedule(tx, entry, now + LOOK_AGAIN)
    else:
        outbox.drop(tx, entry)


def begin(tx: Connection, member: Member, role: int, access: RoleAccess, now: datetime) -> bool:
    """Save that the bot is about to give a role; return False if the member shouldn't get it now.

    From now on the role is the bot's to take away, whatever becomes of the request.
    """
    is_left = granted_roles.state_of(tx, member, role) is GrantState.LEFT
    if is_left or role not in plan(tx, member, access, now).changes.give:
        return False
    granted_roles.set_state(tx, member, role, GrantState.ASKED, now)
    return True


def confirm(tx: Connection, member: Member, role: int) -> None:
    """Save that Discord gave a role."""
    granted_roles.confirm(tx, member, role)


def note_found(
    tx: Connection, member: Member, role: int, access: RoleAccess, now: datetime
) -> None:
    """Save that a member had a role already, so that it is never taken away."""
    if role in plan(tx, member, access, now).changes.give:
        granted_roles.set_state(tx, member, role, GrantState.FOUND, now)


def forget(tx: Connection, member: Member, role: int, access: RoleAccess, now: datetime) -> None:
    """Save that a member doesn't have a role from the bot; if they earned it meanwhile, say so."""
    granted_roles.forget(tx, member, [role])
    if role in plan(tx, member, access, now).changes.give:
        request(tx, member, now)


def note_refused(tx: Connection, member: Member, role: int) -> None:
    """Save that Discord never gave a role that the bot asked for."""
    granted_roles.forget(tx, member, [role])


def forget_role(tx: Connection, server: ServerId, role: int) -> None:
    """Save that a role no longer exists."""
    granted_roles.forget_role(tx, server, role)


def record_gone(tx: Connection, member: Member, now: datetime) -> None:
    """Save that a member left the server: Discord took all their roles."""
    granted_roles.forget_all(tx, member)
    departures.record_departures(tx, [member], now)


def forget_all(tx: Connection, member: Member) -> None:
    """Save that a member left or joined: Discord took the roles of the earlier stay."""
    granted_roles.forget_all(tx, member)


def sample(tx: Connection, server: ServerId) -> dict[MemberId, datetime]:
    """Return members who should have roles, to look them up, and when (UTC) each got the latest."""
    return granted_roles.sample(tx, server, VERIFIED)


def release(tx: Connection, member: Member, now: datetime) -> None:
    """Have the bot take away the roles of a member who is deleting their data.

    Until that is done, the bot remembers which roles these are, and nothing else.
    """
    if granted_roles.release(tx, member, now):
        role_sweeps.queue(tx, member.server, now, now)


def left_behind(tx: Connection, server: ServerId) -> list[tuple[Member, int]]:
    """Return some of the roles that are to be taken from members who deleted their data."""
    return granted_roles.left_behind(tx, server, LEFT_BEHIND)
