"""Simulate several days on an in-memory server with an owner and a friend."""

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
from accountabot.services.checkins.checked_in import CheckedIn, CheckInInput
from accountabot.services.goals import declaration
from accountabot.services.goals.goal_views import GoalView
from accountabot.services.people import witnesses
from accountabot.services.server.judging_rules import EVERYONE
from accountabot.services.streaks import goal_status
from accountabot.store import settings
from accountabot.store.delivery import outbox, posts
from accountabot.store.in_memory import in_memory_database

_MESSAGE = MessageRef(1, 1)
_CLAIM_LIMIT = 100


@dataclass(frozen=True, slots=True)
class Sandbox:
    """The simulated server; each day's actions happen at noon in its time zone."""

    tx: Connection
    owner: Member
    friend: Member
    first: datetime
    zone: ZoneInfo
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def at(self, day: int, minutes: int = 0) -> datetime:
        """Return the instant (UTC) `day` days after the first, `minutes` past noon."""
        date = self.first.astimezone(self.zone).date() + timedelta(days=day)
        return datetime.combine(date, time(12), self.zone).astimezone(UTC) + timedelta(
            minutes=minutes
        )

    def act(self, member: Member, day: int, minutes: int = 0) -> Action:
        """Return a new action of a member."""
        return Action(member, self.at(day, minutes), InteractionId(next(self._numbers)))

    def claim(self, topic: Topic, subject: int, day: int, minutes: int = 0) -> OutboxEntry:
        """Claim the matching outbox entry that is due at that instant."""
        due = outbox.claim_sends(self.tx, self.at(day, minutes), _CLAIM_LIMIT)
        return next(entry for entry in due if (entry.topic, entry.subject) == (topic, subject))

    def declare(self, title: str, day: int, minutes: int = 0) -> GoalView:
        """Have the owner declare a public daily goal, and the friend witness it."""
        declared = declaration.declare(
            self.tx, self.act(self.owner, day, minutes), Promise(title, parse_schedule("daily"))
        )
        assert declared.entry
        posts.add(self.tx, [(self.owner.server, declared.entry, _MESSAGE)])
        witnesses.witness(self.tx, self.act(self.friend, day, minutes + 1), declared.view.goal.id)
        return declared.view

    def check_in(self, goal: Goal, day: int, note: str, minutes: int = 0) -> CheckedIn:
        """Have the owner check in."""
        action = self.act(self.owner, day, minutes)
        status = goal_status.status_of(self.tx, goal, action.at)
        return recording.record_check_in(
            self.tx, action, status, status.rules.days.day_of(action.at), CheckInInput(note)
        )


@contextmanager
def open_sandbox(
    owner: Member, friend: MemberId, rules: Mapping[SettingName, str], first: datetime
) -> Iterator[Sandbox]:
    """Open a sandbox with these judging rules; closing it discards everything."""
    with in_memory_database() as tx:
        sandbox = Sandbox(
            tx=tx,
            owner=owner,
            friend=Member(owner.server, friend),
            first=first,
            zone=ZoneInfo(rules[SettingName.ZONE]),
        )
        for name, value in rules.items():
            settings.add(tx, sandbox.act(owner, -1), Member(owner.server, EVERYONE), name, value)
        yield sandbox
