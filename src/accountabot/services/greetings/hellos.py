"""Let members say hello to newcomers and greet one another, and ask them once for a cheer when a newcomer begins."""

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
from accountabot.services.streaks.milestones import UNTOLD
from accountabot.store import greetings, settings
from accountabot.store.delivery import outbox, posts
from accountabot.store.goals import goals
from accountabot.store.greetings import Greeting
from accountabot.store.people import cheers, membership

STILL_NEW = timedelta(days=30)
"""How long after the greeting a first check-in is one that others are asked to cheer."""
MOST_INVITED = 10
WORDINGS = 10
"""Ways of saying hello from one member to another."""


class CheerInvitation(NamedTuple):
    """A newcomer's first check-in, who said hello to them, and in which channels they can be asked for a cheer."""

    goal: Goal
    entry: RecordId
    givers: list[MemberId]
    channels: list[int]


class MemberGreeting(NamedTuple):
    """One member greeted another, in one of so many ways, and what others should know of the one who did."""

    wording: int
    disclosure: Disclosure | None


def say_hello(tx: Connection, action: Action, newcomer: MemberId) -> bool:
    """Say hello to a newcomer; return whether that was new; raise Refusal for oneself, and for someone who left."""
    them = Member(action.member.server, newcomer)
    greeting = greetings.get(tx, them)
    if action.member.id == newcomer:
        raise Refusal("hello-own")
    access.ensure_reachable(tx, them)
    if greeting is None or greeting.left_at or membership.is_away(tx, them):
        raise Refusal("hello-left")
    return greetings.add_hello(tx, action, them)


def say_hello_to_all(tx: Connection, action: Action, crowd: str) -> bool:
    """Say hello to all whom one message greeted; return whether that was new; raise Refusal where nobody is left."""
    members = greetings.together(tx, action.member.server, crowd)
    others = [key for key in members if key != action.member.id]
    if not any(members[key] for key in others):
        raise Refusal("hello-left")
    return greetings.add_hellos(tx, action, others)


def hellos_of(tx: Connection, server: ServerId, newcomer: MemberId, crowd: str) -> list[MemberId]:
    """Return who said hello to a newcomer, or to those who were greeted with one message."""
    greeted_ = [*greetings.together(tx, server, crowd)][:2] if crowd else [newcomer]
    first = [
        Member(server, key) for key in greeted_
    ]  # of two, nobody's hello is only to themselves
    return [*dict.fromkeys(giver for each in first for giver in greetings.hellos_of(tx, each))]


def is_first_time(tx: Connection, server: ServerId, goal_id: GoalId, at: datetime) -> bool:
    """Tell whether a check-in that others see may be the first of someone who was greeted by name not long ago."""
    goal = goals.get(tx, server, goal_id)
    return (
        goal is not None and not goal.is_private and _may_invite(greetings.get(tx, goal.owner), at)
    )


def queue_invitation(tx: Connection, server: ServerId, goal_id: GoalId, at: datetime) -> bool:
    """Have those who said hello to a newcomer asked for a cheer, once the check-in can't be taken back any more."""
    goal = goals.get(tx, server, goal_id)
    return goal is not None and outbox.add(
        tx, server, Topic.CHEER_INVITATION, goal.owner.id, at, at + UNTOLD
    )


def plan_invitation(tx: Connection, errand: OutboxEntry, at: datetime) -> CheerInvitation | None:
    """Return who is asked to cheer a newcomer for what, where both are still there; else forget it."""
    newcomer = Member(errand.server, MemberId(errand.subject))
    done = (
        cheers.latest_check_in_entry(tx, newcomer)
        if _may_invite(greetings.get(tx, newcomer), at)
        else None
    )
    goal = goals.get(tx, errand.server, done.goal) if done else None
    hellos = greetings.hellos_of(tx, newcomer)
    givers = [key for key in hellos if not membership.is_away(tx, Member(errand.server, key))]
    if done and goal and givers and not membership.is_away(tx, newcomer):
        return CheerInvitation(
            goal, done.id, givers[:MOST_INVITED], posts.channels_of(tx, errand.server, goal.id)
        )
    outbox.drop(tx, errand)
    return None


def mark_invited(
    tx: Connection,
    errand: OutboxEntry,
    invitation: CheerInvitation,
    post: MessageRef | None,
    at: datetime,
) -> bool:
    """Note that those who said hello were asked, once for ever; return whether the goal was hidden meanwhile."""
    greetings.set_invited(tx, Member(errand.server, MemberId(errand.subject)), at)
    outbox.drop(tx, errand)
    goal = goals.get(tx, errand.server, invitation.goal.id)
    if post and goal:
        posts.show(tx, errand.server, [goal.id], post)
    return goal is None or goal.is_private


def greet(tx: Connection, action: Action, member: MemberId) -> MemberGreeting:
    """Greet another member, each time in other words; raise Refusal for oneself, and for a second time on one day."""
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
    if (
        greeting is None or greeting.turn is None
    ):  # one hello to a crowd would bring a ping for each of them
        return False
    return not greeting.is_back and not greeting.invited_at and at - greeting.at <= STILL_NEW
