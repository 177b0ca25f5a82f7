"""Let members say hello, greet each other, and cheer a newcomer's first check-in."""

from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain.delivery.outbox import OutboxEntry, Topic
from accountabot.domain.goals.goal import Goal
from accountabot.domain.identifiers import (
    Action,
    GoalId,
    Member,
    MemberId,
    MessageRef,
    RecordId,
    ServerId,
)
from accountabot.domain.people.profiles import Disclosure
from accountabot.domain.refusals import Refusal
from accountabot.services import access
from accountabot.services.people import profiles
from accountabot.services.streaks.milestones import NEWS_DELAY
from accountabot.store import settings
from accountabot.store.delivery import outbox, posts
from accountabot.store.goals import goals
from accountabot.store.greetings import greetings
from accountabot.store.greetings.greetings import Greeting
from accountabot.store.people import cheers, membership

NEWCOMER_PERIOD = timedelta(days=30)
"""How long after the greeting a first check-in invites others to cheer."""
MAX_INVITED = 10
WORDINGS = 10
"""Ways for one member to greet another."""


class CheerInvitation(NamedTuple):
    """A newcomer's first check-in, the members to invite, and the candidate channels."""

    goal: Goal
    entry: RecordId
    givers: list[MemberId]
    channels: list[int]


class MemberGreeting(NamedTuple):
    """The chosen wording of a greeting, and the greeter's disclosure."""

    wording: int
    disclosure: Disclosure | None


def say_hello(tx: Connection, action: Action, newcomer: MemberId) -> bool:
    """Say hello to a newcomer; return False if the member already did.

    Raises Refusal if the newcomer is the member, has left or can't be reached.
    """
    greeted = Member(action.member.server, newcomer)
    greeting = greetings.get(tx, greeted)
    if action.member.id == newcomer:
        raise Refusal("hello-own")
    access.ensure_reachable(tx, greeted)
    if greeting is None or greeting.left_at or membership.is_away(tx, greeted):
        raise Refusal("hello-left")
    return greetings.add_hello(tx, action, greeted)


def say_hello_to_all(tx: Connection, action: Action, crowd: str) -> bool:
    """Say hello to everyone in a group greeting; return False if the member already did.

    Raises Refusal if no other member of the group is left.
    """
    members = greetings.crowd_members(tx, action.member.server, crowd)
    others = [key for key in members if key != action.member.id]
    if not any(members[key] for key in others):
        raise Refusal("hello-left")
    return greetings.add_hellos(tx, action, others)


def hellos_of(tx: Connection, server: ServerId, newcomer: MemberId, crowd: str) -> list[MemberId]:
    """Return the members who said hello to a newcomer or a group."""
    crowd_ids = [*greetings.crowd_members(tx, server, crowd)][:2] if crowd else [newcomer]
    # Two members are enough: only a member's hello to themselves is missing from one list.
    greeted = [Member(server, key) for key in crowd_ids]
    return [*dict.fromkeys(giver for each in greeted for giver in greetings.hellos_of(tx, each))]


def may_invite_cheers(tx: Connection, server: ServerId, goal_id: GoalId, at: datetime) -> bool:
    """Return whether a check-in may be a recently greeted newcomer's first public one."""
    goal = goals.get(tx, server, goal_id)
    return (
        goal is not None and not goal.is_private and _may_invite(greetings.get(tx, goal.owner), at)
    )


def queue_invitation(tx: Connection, server: ServerId, goal_id: GoalId, at: datetime) -> bool:
    """Queue an invitation to cheer, due after the check-in's undo window."""
    goal = goals.get(tx, server, goal_id)
    return goal is not None and outbox.add(
        tx, server, Topic.CHEER_INVITATION, subject=goal.owner.id, now=at, due=at + NEWS_DELAY
    )


def plan_invitation(tx: Connection, entry: OutboxEntry, at: datetime) -> CheerInvitation | None:
    """Return the invitation to cheer; drop the outbox entry if there is no one to invite."""
    newcomer = Member(entry.server, MemberId(entry.subject))
    check_in = (
        cheers.first_check_in_entry(tx, newcomer)
        if _may_invite(greetings.get(tx, newcomer), at)
        else None
    )
    goal = goals.get(tx, entry.server, check_in.goal) if check_in else None
    hellos = greetings.hellos_of(tx, newcomer)
    givers = [key for key in hellos if not membership.is_away(tx, Member(entry.server, key))]
    if check_in and goal and givers and not membership.is_away(tx, newcomer):
        return CheerInvitation(
            goal, check_in.id, givers[:MAX_INVITED], posts.channels_of(tx, entry.server, goal.id)
        )
    outbox.drop(tx, entry)
    return None


def mark_invited(
    tx: Connection,
    entry: OutboxEntry,
    invitation: CheerInvitation,
    post: MessageRef | None,
    at: datetime,
) -> bool:
    """Mark the invitation as sent; return whether the goal is hidden, private or gone."""
    greetings.set_invited(tx, Member(entry.server, MemberId(entry.subject)), at)
    outbox.drop(tx, entry)
    goal = goals.get(tx, entry.server, invitation.goal.id)
    if post and goal:
        posts.show(tx, entry.server, [goal.id], post)
    return goal is None or goal.is_private


def greet(tx: Connection, action: Action, member: MemberId) -> MemberGreeting:
    """Greet another member, in varying words.

    Raises Refusal if members greet themselves or the same person twice a day.
    """
    if action.member.id == member:
        raise Refusal("greet-own")
    access.ensure_reachable(tx, Member(action.member.server, member))
    today = settings.judging_rules(tx, action.member, action.at).days.day_of(action.at)
    last = greetings.last_greet(tx, action.member, member)
    if last and last[0] >= today:
        raise Refusal("greet-again", member=member)
    turn = greetings.last_greet_turn(tx, action.member.server) + 1
    if last and turn % WORDINGS == last[1] % WORDINGS:
        turn += 1
    greetings.add_greet(tx, action, member, today, turn)
    return MemberGreeting(turn % WORDINGS, profiles.disclosure_of(tx, action.member))


def _may_invite(greeting: Greeting | None, at: datetime) -> bool:
    if greeting is None or greeting.turn is None:
        # After a hello to a group, each of its members would cause another ping.
        return False
    return not greeting.is_back and not greeting.invited_at and at - greeting.at <= NEWCOMER_PERIOD
