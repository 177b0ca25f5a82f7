"""Replay a life of the oracle with the real services and a database, and note what is heard."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any, NamedTuple

from sqlalchemy import Connection, func, select, text

from accountabot.domain import choices
from accountabot.domain.delivery.outbox import Topic
from accountabot.domain.goals.goal import Goal
from accountabot.domain.identifiers import (
    Action,
    GoalId,
    InteractionId,
    Member,
    MemberId,
    MessageRef,
    ServerId,
)
from accountabot.domain.people.notices import NoticeKind
from accountabot.domain.refusals import Refusal
from accountabot.services.reminders import contents, planning, queueing, sending
from accountabot.store.delivery import outbox
from accountabot.store.goals import goals
from accountabot.store.reminders import reminder_messages
from accountabot.store.schema import notices, reminder_lines

SERVER = ServerId(1)
OWNER = Member(SERVER, MemberId(2))
ADMIN = Member(SERVER, MemberId(3))
QUARTER = timedelta(minutes=15)
_EVERYTHING = 1000
_OTHERS = {NoticeKind.MISSED, NoticeKind.QUIET}
_KINDS = {"go on": "go on?", "morning after": "the morning after"}
"""The oracle's names of kinds, if they differ."""


class Told(NamedTuple):
    """Something that the owner heard, at the first quarter hour from then on.

    The day is unknown if it waits for the next interaction.
    """

    at: datetime
    day: date
    goal: int
    kind: str
    channel: str


class Event(NamedTuple):
    """Something that happens to a goal (its number), or to everything (None)."""

    at: datetime
    happen: Callable[[datetime], Any]
    goal: int | None = None
    kind: str = ""


@dataclass
class Replay:
    """A database in which a life goes on."""

    tx: Connection
    off: tuple[tuple[datetime, datetime], ...]
    """When the bot is off."""
    goals: dict[int, GoalId] = field(default_factory=dict)
    told: list[Told] = field(default_factory=list)
    refused: set[tuple[int, datetime, str]] = field(default_factory=set)
    """What the bot refused: the number of the goal, when, and of which kind it was."""
    sources: Iterator[int] = field(default_factory=lambda: count(1000))

    def run(self, events: list[Event], until: datetime) -> None:
        """Let everything happen in order, and plan at the moments at which the bot would."""
        for event in sorted(events, key=lambda event: event.at):
            self._plan_until(event.at)
            self.tx.execute(text("SAVEPOINT event"))
            try:
                event.happen(event.at)
            except Refusal:
                self.tx.execute(text("ROLLBACK TO event"))
                number = -1 if event.goal is None else event.goal
                self.refused.add((number, event.at, event.kind))
            self.tx.execute(text("RELEASE event"))
            if not any(begins <= event.at < ends for begins, ends in self.off):
                self._plan(event.at)
        self._plan_until(until)

    def action(self, at: datetime, member: Member = OWNER) -> Action:
        """Return an action with an interaction of its own."""
        return Action(member, at, InteractionId(next(self.sources)))

    def goal(self, number: int) -> Goal:
        """Return a goal; raise Refusal if it could not be declared."""
        found = goals.get(self.tx, SERVER, self.goals.get(number, GoalId(0)))
        if found is None:
            raise Refusal("goal-gone")
        return found

    def choice(self, number: int) -> str:
        """Return the choice of a goal, as if it were picked from a list."""
        return choices.goal_choice(self.goal(number))

    def _plan_until(self, at: datetime) -> None:
        while (due := planning.next_due(self.tx)) is not None and due < at:
            back = next((ends for begins, ends in self.off if begins <= due < ends), due)
            if back >= at:
                return
            self._plan(back)

    def _plan(self, now: datetime) -> None:
        """Look at what is due; it must not be due again immediately."""
        for _ in range(10):
            looks = planning.look(self.tx, now, _EVERYTHING)
            if not looks:
                return
            newest = self._newest_message()
            queueing.save(self.tx, looks, now)
            self._note_lines(newest, now)
            self._note_notices(now)
            self._send(now)
        raise AssertionError("a goal is due again and again")

    def _newest_message(self) -> int:
        newest: int | None = self.tx.execute(
            select(func.max(reminder_lines.c.message_key))
        ).scalar()
        return newest or 0

    def _note_lines(self, newest: int, now: datetime) -> None:
        rows = self.tx.execute(select(reminder_lines).where(reminder_lines.c.message_key > newest))
        for row in rows.mappings():
            message = reminder_messages.get(self.tx, SERVER, row["message_key"])
            assert message is not None
            channel = "direct message" if message.member else "here"
            self._tell(now, row["day"], row["goal_id"], row["kind"], channel)

    def _note_notices(self, now: datetime) -> None:
        rows = self.tx.execute(select(notices).where(notices.c.due_at == now))
        for row in rows.mappings():
            if row["kind"] not in _OTHERS:
                self._tell(now, date.min, row["goal_id"], row["kind"], "next interaction")

    def _tell(self, at: datetime, day: date, goal: int, kind: str, channel: str) -> None:
        number = next(number for number, key in self.goals.items() if key == goal)
        self.told.append(Told(quarter_from(at), day, number, _KINDS.get(kind, kind), channel))

    def _send(self, now: datetime) -> None:
        """Send every queued message, as if there were no delay."""
        keys = select(reminder_lines.c.message_key).distinct()
        for key in self.tx.execute(keys).scalars().all():
            entry = outbox.find(self.tx, SERVER, Topic.REMINDER, key)
            found = contents.load(self.tx, SERVER, key, now)
            if entry and found:
                sending.close(self.tx, entry, now)
                post = MessageRef(1, 10_000 + key)
                sending.mark_sent(self.tx, entry, found, post, shown="", now=now)


def quarter_from(at: datetime) -> datetime:
    """Return the first quarter hour at an instant or after it."""
    over = timedelta(minutes=at.minute % 15, seconds=at.second, microseconds=at.microsecond)
    return at - over + (QUARTER if over else timedelta())
