"""Greet newcomers in turn and never in a flood, let members greet one another, and say once who may cheer."""

from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain.errands import Errand, Later, Topic
from accountabot.domain.goals import Goal
from accountabot.domain.identities import Action, GoalId, Member, MemberId, ServerId
from accountabot.domain.people import Disclosure
from accountabot.domain.refusals import Refusal
from accountabot.services import people as presence
from accountabot.services import profiles, welcomes
from accountabot.services.welcomes import Place
from accountabot.store import goals, greetings, outbox, people, settings
from accountabot.store.people import Newcomer

WELCOME = timedelta(days=7)
"""How long after joining a newcomer is still greeted."""
PER_MINUTE = 5
"""Messages with which newcomers of one server are greeted; who comes above that is held back."""
MINUTE = timedelta(minutes=1)
HELD_AT_MOST = timedelta(minutes=10)
"""How long someone waits for a crowd to end, so that one message greets it."""
STILL_NEW = timedelta(days=30)
"""How long after the greeting a first check-in is one that others are asked to cheer."""
MOST_INVITED = 10
WORDINGS = 10
"""Ways of saying hello from one member to another."""


class Turn(NamedTuple):
    """How a newcomer is greeted: where, with which of the server's words or of the bot's, and what goes with it."""

    channel: int | None
    words: str | None
    number: int
    is_back: bool
    is_first: bool
    by_message: bool = False


class Crowd(NamedTuple):
    """Those who came at once and are greeted in one message, and where."""

    channel: int | None
    members: list[Member]


class Greeted(NamedTuple):
    """One member greeted another, in one of so many ways, and what others should know of the one who did."""

    wording: int
    disclosure: Disclosure | None


def arrive(tx: Connection, member: Member, at: datetime, *, has_been_here: bool = False) -> None:
    """Note that a member joined and is to be greeted; Discord may know that they were here before."""
    presence.come_back(tx, member, at)
    is_back = has_been_here or people.has_goals(tx, member) or greetings.get(tx, member) is not None
    people.add_newcomer(tx, member, at, is_back=is_back)


def newcomers(tx: Connection, at: datetime) -> list[Member]:
    """Return everyone who is still to be greeted, and forget those for whom it is too late."""
    greeted(tx, *(member for member, joined in people.all_newcomers(tx).items() if at - joined > WELCOME))
    return [*people.all_newcomers(tx)]


def greeted(tx: Connection, *members: Member) -> None:
    """Note that newcomers were greeted, or can't be, so that it happens once."""
    greetings.drop_newcomers(tx, members)


def take_turn(tx: Connection, member: Member, at: datetime) -> Turn | Later | None:
    """Let a newcomer be greeted now, or later, with others, of whom they are the first; None for all the rest."""
    newcomer = people.newcomer(tx, member)
    if newcomer is None or at - newcomer.joined_at > WELCOME:
        return None
    where = welcomes.place(tx, member.server)
    if where.is_off:
        greeted(tx, member)
        return None
    if newcomer.held_at or _is_crowded(tx, member, at):
        greetings.hold(tx, member, at)
        until = _until(tx, member.server, at)
        return Later(until) if outbox.add(tx, member.server, Topic.CROWD, 0, at, until) else None
    return _turn(tx, member, newcomer, at, where)


def take_crowd(tx: Connection, server: ServerId, at: datetime) -> Crowd | Later | None:
    """Return those whose greetings were held back, once nobody else comes; None where nobody waits."""
    held = greetings.held(tx, server)
    members = [Member(server, key) for key, _ in held]
    where = welcomes.place(tx, server)
    if where.is_off:
        greeted(tx, *members)
    if not held or where.is_off:
        return None
    until = _until(tx, server, at)
    return Crowd(where.channel, members) if until <= at else Later(until)


def greeted_together(tx: Connection, errand: Errand, crowd: Crowd, at: datetime) -> None:
    """Note that a crowd was greeted with one message; who came while it was posted waits for the next."""
    for number, member in enumerate(crowd.members):
        newcomer = people.newcomer(tx, member)
        greetings.put(tx, member, at, None, is_back=bool(newcomer and newcomer.is_back), leads=number == 0)
    greeted(tx, *crowd.members)
    if greetings.held(tx, errand.server):
        outbox.mark(tx, errand, at, _until(tx, errand.server, at))
    else:
        outbox.drop(tx, errand)


def say_hello(tx: Connection, action: Action, newcomer: MemberId) -> bool:
    """Say hello to a newcomer; return whether that was new; raise Refusal for oneself, and for someone who left."""
    them = Member(action.member.server, newcomer)
    greeting = greetings.get(tx, them)
    if action.member.id == newcomer:
        raise Refusal("hello-own")
    if greeting is None or greeting.left_at or people.is_away(tx, them):
        raise Refusal("hello-left")
    return greetings.add_hello(tx, action, them)


def say_hello_to_all(tx: Connection, action: Action, leader: MemberId) -> bool:
    """Say hello to all whom one message greeted; return whether that was new; raise Refusal where nobody is left."""
    crowd = greetings.together(tx, Member(action.member.server, leader))
    others = [key for key in crowd if key != action.member.id]
    if not any(crowd[key] for key in others):
        raise Refusal("hello-left")
    return greetings.add_hellos(tx, action, others)


def hellos_of(tx: Connection, newcomer: Member) -> list[MemberId]:
    """Return who said hello to a newcomer, or to those who were greeted with them."""
    crowd = [*greetings.together(tx, newcomer)] or [newcomer.id]
    first = [Member(newcomer.server, key) for key in crowd[:2]]  # of two, nobody's hello is only to themselves
    return [*dict.fromkeys(giver for each in first for giver in greetings.hellos_of(tx, each))]


def is_first_time(tx: Connection, server: ServerId, goal_id: GoalId, at: datetime) -> bool:
    """Tell whether a check-in on a goal that others see may be the first of someone who came not long ago."""
    goal = goals.get(tx, server, goal_id)
    greeting = greetings.get(tx, goal.owner) if goal and not goal.is_private else None
    return bool(greeting and not greeting.is_back and not greeting.invited_at and at - greeting.at <= STILL_NEW)


def invite(tx: Connection, server: ServerId, goal_id: GoalId, at: datetime) -> tuple[Goal, list[MemberId]] | None:
    """Return who said hello to a newcomer who checked in for the first time, with the goal; once for ever."""
    goal = goals.get(tx, server, goal_id)
    if goal is None or not is_first_time(tx, server, goal_id, at):
        return None
    greetings.set_invited(tx, goal.owner, at)
    here = [key for key in greetings.hellos_of(tx, goal.owner) if not people.is_away(tx, Member(server, key))]
    return (goal, here[:MOST_INVITED]) if here else None


def greet(tx: Connection, action: Action, member: MemberId) -> Greeted:
    """Greet another member, each time in other words; raise Refusal for oneself, and for a second time on one day."""
    if action.member.id == member:
        raise Refusal("greet-own")
    today = settings.terms(tx, action.member, action.at).days.day_of(action.at)
    last = greetings.last_greet(tx, action.member, member)
    if last and last[0] >= today:
        raise Refusal("greet-again", member=member)
    turn = greetings.last_greet_turn(tx, action.member.server) + 1
    if last and turn % WORDINGS == last[1] % WORDINGS:
        turn += 1
    greetings.add_greet(tx, action, member, today, turn)
    return Greeted(turn % WORDINGS, profiles.disclosure_of(tx, action.member))


def _turn(tx: Connection, member: Member, newcomer: Newcomer, at: datetime, where: Place) -> Turn:
    known = greetings.get(tx, member)
    tried = known if known and known.at >= newcomer.joined_at else None
    number = _next(tx, member.server, is_back=newcomer.is_back) if tried is None or tried.turn is None else tried.turn
    greetings.put(tx, member, at, number, is_back=newcomer.is_back, leads=True)
    own = welcomes.own(tx, member.server, is_back=newcomer.is_back)
    put = greetings.get(tx, member)
    is_first = put is not None and put.is_first and (known is None or tried is not None)
    said = own[number % len(own)] if own else None
    return Turn(where.channel, said, number, newcomer.is_back, is_first, where.by_message)


def _next(tx: Connection, server: ServerId, *, is_back: bool) -> int:
    last = greetings.last_turn(tx, server, is_back=is_back)
    return 0 if last is None else last + 1


def _is_crowded(tx: Connection, member: Member, at: datetime) -> bool:
    if greetings.held_between(tx, member.server):
        return True
    return greetings.count_since(tx, member.server, at - MINUTE) >= PER_MINUTE


def _until(tx: Connection, server: ServerId, at: datetime) -> datetime:
    held = greetings.held_between(tx, server)
    return min(held[1] + MINUTE, held[0] + HELD_AT_MOST) if held else at
