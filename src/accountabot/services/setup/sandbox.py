"""Set a stage on which days can be played: a server that is in memory only, with an owner and a friend."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from itertools import count
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from accountabot.domain.delivery.outbox import OutboxEntry, Topic
from accountabot.domain.goals.goal import Goal, Promise
from accountabot.domain.goals.schedules import parse_schedule
from accountabot.domain.identifiers import Action, InteractionId, Member, MemberId, MessageRef
from accountabot.domain.server.settings import SettingName
from accountabot.services.checkins import recording
from accountabot.services.checkins.recording import CheckedIn, CheckInInput
from accountabot.services.goals import declaration
from accountabot.services.goals.goal_views import GoalView
from accountabot.services.people import witnesses
from accountabot.services.server.judging_rules import ALL
from accountabot.services.streaks import goal_status
from accountabot.store import settings
from accountabot.store.delivery import outbox, posts
from accountabot.store.in_memory import in_memory_database

_POST = MessageRef(1, 1)
_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class Sandbox:
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

    def errand(self, topic: Topic, subject: int, day: int, minutes: int = 0) -> OutboxEntry:
        """Return what is to be said about something by then."""
        due = outbox.claim(self.tx, self.at(day, minutes), _AT_ONCE, are_edits=False)
        return next(errand for errand in due if (errand.topic, errand.subject) == (topic, subject))

    def declare(self, title: str, day: int, minutes: int = 0) -> GoalView:
        """Let the owner declare a goal for every day, where all see it, and the friend hold them to it."""
        declared = declaration.declare(
            self.tx, self.act(self.owner, day, minutes), Promise(title, parse_schedule("daily"))
        )
        assert declared.entry
        posts.add(self.tx, [(self.owner.server, declared.entry, _POST)])
        witnesses.witness(self.tx, self.act(self.friend, day, minutes + 1), declared.view.goal.id)
        return declared.view

    def check_in(self, goal: Goal, day: int, note: str, minutes: int = 0) -> CheckedIn:
        """Let the owner check in."""
        act = self.act(self.owner, day, minutes)
        line = goal_status.status_of(self.tx, goal, act.at)
        return recording.record_check_in(
            self.tx, act, line, line.rules.days.day_of(act.at), CheckInInput(note)
        )


@contextmanager
def open_sandbox(
    owner: Member, friend: MemberId, rules: Mapping[SettingName, str], first: datetime
) -> Iterator[Sandbox]:
    """Set a stage where goals are judged by those settings; it vanishes when it is left."""
    with in_memory_database() as tx:
        made = Sandbox(
            tx, owner, Member(owner.server, friend), first, ZoneInfo(rules[SettingName.ZONE])
        )
        for name, value in rules.items():
            settings.add(tx, made.act(owner, -1), Member(owner.server, ALL), name, value)
        yield made
