"""Play a week of a goal through the real rules, in a database of its own, so that owners see every message before."""

from datetime import datetime, timedelta
from typing import NamedTuple

from accountabot.domain.goals import Promise
from accountabot.domain.identities import Action, InteractionId, Member, MemberId
from accountabot.domain.schedules import parse
from accountabot.domain.settings import Name
from accountabot.services import cheers, goals, people, recording, streaks
from accountabot.services.goals import View
from accountabot.services.recording import CheckedIn, Said
from accountabot.services.setup import ALL
from accountabot.store import settings
from accountabot.store.scratch import scratch

DAYS = 7
"""A streak of so many days is a milestone."""


class Rehearsed(NamedTuple):
    """A goal as it was declared, its check-in that reached a milestone, and its card after that."""

    declared: View
    checked_in: CheckedIn
    later: View


def rehearse(owner: Member, friend: MemberId, zone: str, title: str, note: str, now: datetime) -> Rehearsed:
    """Return what a goal of an owner's would be said to be, had they kept it for a week, with a friend behind them."""
    with scratch() as tx:
        began = now - timedelta(days=DAYS - 1)
        settings.add(tx, _act(owner, began, 1), Member(owner.server, ALL), Name.ZONE, zone)
        declared = goals.declare(tx, _act(owner, began, 2), Promise(title, parse("daily"))).view
        for day in range(DAYS):
            act = _act(owner, began + timedelta(days=day), 3 + day)
            line = streaks.line(tx, declared.goal, act.at)
            done = recording.check_in(tx, act, line, line.terms.days.day_of(act.at), Said(note))
        cheering = _act(Member(owner.server, friend), now, 99)
        people.witness(tx, cheering, declared.goal.id)
        cheers.cheer_member(tx, cheering, owner, None)
        return Rehearsed(declared, done, goals.view(tx, declared.goal, now))


def _act(member: Member, at: datetime, number: int) -> Action:
    return Action(member, at, InteractionId(number))
