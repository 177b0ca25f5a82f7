"""Set a stage on which days can be played: a server that is in memory only, with an owner and a friend."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from itertools import count
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from accountabot.domain.errands import Errand, Topic
from accountabot.domain.goals import Goal, Promise
from accountabot.domain.identities import Action, InteractionId, Member, MemberId
from accountabot.domain.record import Post
from accountabot.domain.schedules import parse
from accountabot.domain.settings import Name
from accountabot.services import goals, people, recording, streaks
from accountabot.services.goals import View
from accountabot.services.recording import CheckedIn, Said
from accountabot.services.setup import ALL
from accountabot.store import outbox, posts, settings
from accountabot.store.scratch import scratch

_POST = Post(1, 1)
_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class Stage:
    """Who acts, and when: from a first day on, each day at noon where the server is."""

    tx: Connection
    owner: Member
    friend: Member
    first: datetime
    zone: ZoneInfo
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def at(self, day: int, minutes: int = 0) -> datetime:
        """Return an instant (UTC) so many days after the first, and so many minutes after noon."""
        date = self.first.astimezone(self.zone).date() + timedelta(days=day)
        return datetime.combine(date, time(12), self.zone).astimezone(UTC) + timedelta(
            minutes=minutes
        )

    def act(self, member: Member, day: int, minutes: int = 0) -> Action:
        """Let someone act."""
        return Action(member, self.at(day, minutes), InteractionId(next(self._numbers)))

    def errand(self, topic: Topic, subject: int, day: int, minutes: int = 0) -> Errand:
        """Return what is to be said about something by then."""
        due = outbox.claim(self.tx, self.at(day, minutes), _AT_ONCE)
        return next(errand for errand in due if (errand.topic, errand.subject) == (topic, subject))

    def declare(self, title: str, day: int, minutes: int = 0) -> View:
        """Let the owner declare a goal for every day, where all see it, and the friend hold them to it."""
        declared = goals.declare(
            self.tx, self.act(self.owner, day, minutes), Promise(title, parse("daily"))
        )
        assert declared.entry
        posts.add(self.tx, [(self.owner.server, declared.entry, _POST)])
        people.witness(self.tx, self.act(self.friend, day, minutes + 1), declared.view.goal.id)
        return declared.view

    def check_in(self, goal: Goal, day: int, note: str, minutes: int = 0) -> CheckedIn:
        """Let the owner check in."""
        act = self.act(self.owner, day, minutes)
        line = streaks.line(self.tx, goal, act.at)
        return recording.check_in(self.tx, act, line, line.terms.days.day_of(act.at), Said(note))


@contextmanager
def stage(
    owner: Member, friend: MemberId, rules: Mapping[Name, str], first: datetime
) -> Iterator[Stage]:
    """Set a stage where goals are judged by those settings; it vanishes when it is left."""
    with scratch() as tx:
        made = Stage(tx, owner, Member(owner.server, friend), first, ZoneInfo(rules[Name.ZONE]))
        for name, value in rules.items():
            settings.add(tx, made.act(owner, -1), Member(owner.server, ALL), name, value)
        yield made
