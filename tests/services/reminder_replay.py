"""Replay a life of the oracle with the real services and database, and note what is heard."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from itertools import count
from typing import Any, NamedTuple

from sqlalchemy import Connection, func, select

from accountabot.domain import choices
from accountabot.domain.checkins.checkin_day import DayChoice
from accountabot.domain.delivery.outbox import Topic
from accountabot.domain.goals.amounts import Amount
from accountabot.domain.goals.goal import Goal, Promise
from accountabot.domain.goals.schedules import Once, parse_schedule
from accountabot.domain.identifiers import (
    Action,
    GoalId,
    InteractionId,
    Member,
    MemberId,
    MessageRef,
    ServerId,
)
from accountabot.domain.judging_rules import FreezeRule
from accountabot.domain.refusals import Refusal
from accountabot.domain.reminders.reminder_preferences import QuietHours, ReminderPlace
from accountabot.domain.reminders.reminder_times import ReminderTimes
from accountabot.domain.server.server_settings import format_freeze_rule
from accountabot.domain.server.settings import SettingName
from accountabot.services import undo
from accountabot.services.checkins import checkin_requests
from accountabot.services.checkins.checked_in import CheckInInput
from accountabot.services.goals import declaration, endings, pauses
from accountabot.services.moderation import blocks
from accountabot.services.people import departures, preferences
from accountabot.services.reminders import (
    contents,
    planning,
    queueing,
    reminder_preferences,
    sending,
)
from accountabot.services.server import judging_rules, settings_changes
from accountabot.services.streaks import heartbeat
from accountabot.store import settings
from accountabot.store.delivery import outbox
from accountabot.store.goals import goals, record
from accountabot.store.reminders import reminder_messages, reminders
from accountabot.store.schema import notices, reminder_lines
from accountabot.store.streaks import bot_absences
from tests import oracle
from tests.oracle import reminder_model

SERVER = ServerId(1)
OWNER = Member(SERVER, MemberId(2))
ADMIN = Member(SERVER, MemberId(3))
QUARTER = timedelta(minutes=15)
_EVERYTHING = 1000


class Told(NamedTuple):
    """Something that the owner heard, at the first quarter hour from then on."""

    at: datetime
    day: date
    goal: int
    kind: str
    channel: str


@dataclass
class Replay:
    """The database while a life goes on."""

    tx: Connection
    owner: reminder_model.Owner
    goals: dict[int, GoalId] = field(default_factory=dict)
    told: list[Told] = field(default_factory=list)
    sources: Iterator[int] = field(default_factory=lambda: count(1000))

    def run(self) -> list[Told]:
        """Let everything happen in order, and plan at the moments the bot would."""
        for at, happen in sorted(self._events(), key=lambda event: event[0]):
            self._plan_until(at)
            try:
                happen(at)
            except Refusal:
                continue
            finally:
                if not self._is_off(at):
                    self._plan(at)
        self._plan_until(self.owner.ends)
        return self.told

    def _action(self, at: datetime, member: Member = OWNER) -> Action:
        return Action(member, at, InteractionId(next(self.sources)))

    def _is_off(self, at: datetime) -> bool:
        return any(begins <= at < ends for begins, ends in self.owner.bot_off)

    def _plan_until(self, at: datetime) -> None:
        """Plan whenever a goal is due, up to an instant."""
        while (due := planning.next_due(self.tx)) is not None and due < at:
            ends = next((e for b, e in self.owner.bot_off if b <= due < e), due)
            if ends >= at:
                return
            self._plan(ends)

    def _plan(self, now: datetime) -> None:
        for _ in range(10):
            looks = planning.look(self.tx, now, _EVERYTHING)
            if not looks:
                return
            before = self._lines()
            queueing.save(self.tx, looks, now)
            self._note(before, now)
            self._send(now)
        raise AssertionError("a goal is due again and again")

    def _lines(self) -> int:
        found: int | None = self.tx.execute(select(func.max(reminder_lines.c.message_key))).scalar()
        return found or 0

    def _note(self, before: int, now: datetime) -> None:
        number = {key: nth for nth, key in self.goals.items()}
        rows = self.tx.execute(select(reminder_lines).where(reminder_lines.c.message_key > before))
        for row in rows.mappings():
            message = reminder_messages.get(self.tx, SERVER, row["message_key"])
            assert message is not None
            way = "direct message" if message.member else "here"
            self._tell(now, row["day"], number[GoalId(row["goal_id"])], row["kind"], way)
        for row in self.tx.execute(select(notices).where(notices.c.due_at == now)).mappings():
            if row["kind"] not in {"missed", "quiet"}:
                goal = number[GoalId(row["goal_id"])]
                self._tell(now, date.min, goal, row["kind"], "next interaction")

    def _tell(self, at: datetime, day: date, goal: int, kind: str, channel: str) -> None:
        kinds = {"go on": "go on?", "morning after": "the morning after"}
        self.told.append(Told(quarter_from(at), day, goal, kinds.get(kind, kind), channel))

    def _send(self, now: datetime) -> None:
        """Send every message that is queued, as if without a delay."""
        for key in self.tx.execute(select(reminder_lines.c.message_key).distinct()).scalars().all():
            entry = outbox.find(self.tx, SERVER, Topic.REMINDER, key)
            found = contents.load(self.tx, SERVER, key, now)
            if entry and found:
                sending.close(self.tx, entry, now)
                post = MessageRef(1, 10_000 + key)
                sending.mark_sent(self.tx, entry, found, post, shown="", now=now)

    # What happens

    def _events(self) -> Iterator[tuple[datetime, Callable[[datetime], Any]]]:
        owner = self.owner
        yield from self._server_events()
        for change in owner.zones:
            yield change.at, lambda at, v=change.value: self._set_zone(at, str(v))
        for change in owner.day_starts:
            yield (
                change.at,
                lambda at, v=change.value: preferences.set_day_start(
                    self.tx, self._action(at), int(v)
                ),
            )
        for change in owner.places:
            yield change.at, lambda at, v=change.value: self._set_place(at, str(v))
        for change in owner.closed:
            yield (
                change.at,
                lambda at, v=change.value: reminder_preferences.set_messages_closed(
                    self.tx, OWNER, bool(v), at
                ),
            )
        for begins, ends in owner.left:
            yield begins, lambda at: departures.record_departures(self.tx, [OWNER], at)
            yield ends, lambda at: departures.record_return(self.tx, OWNER, at)
        for begins, ends in owner.blocked:
            yield begins, lambda at: blocks.block(self.tx, self._action(at, ADMIN), OWNER, "why")
            yield ends, lambda at: blocks.unblock(self.tx, self._action(at, ADMIN), OWNER)
        for begins, ends in owner.bot_off:
            yield begins, lambda at: bot_absences.set_last_seen(self.tx, at)
            yield ends, lambda at: heartbeat.record_return(self.tx, at)
        for number, goal in enumerate(owner.goals):
            yield from self._goal_events(number, goal)

    def _server_events(self) -> Iterator[tuple[datetime, Callable[[datetime], Any]]]:
        owner = self.owner
        long_ago = owner.begins - timedelta(days=40)
        if owner.server_zone:
            yield (
                long_ago,
                lambda at: judging_rules.set_server_zone(
                    self.tx, self._action(at, ADMIN), str(owner.server_zone)
                ),
            )
        yield long_ago, self._settle
        for change in owner.week_starts:
            yield (
                change.at,
                lambda at, v=change.value: self._set(at, SettingName.WEEK_START, str(v)),
            )
        for change in owner.freezes:
            yield change.at, lambda at, v=change.value: self._set_freezes(at, v)
        for change in owner.server:
            value = "" if change.value == "on" else "off"
            yield change.at, lambda at, v=value: self._set(at, SettingName.REMINDERS, v)
        dates = {excuse for goal in owner.goals for excuse in goal.life.excuses}
        for excuse in dates:
            yield (
                excuse.at,
                lambda at, day=excuse.date: settings_changes.excuse_dates(
                    self.tx, self._action(at, ADMIN), {day: "why"}
                ),
            )

    def _settle(self, at: datetime) -> None:
        quiet = self.owner.quiet
        hours = None if quiet is None or quiet[0] == quiet[1] else QuietHours(*quiet)
        reminder_preferences.set_quiet_hours(self.tx, self._action(at), hours)
        reminder_preferences.set_at_risk(self.tx, self._action(at), on=self.owner.wants_at_risk)

    def _set(self, at: datetime, name: SettingName, value: str) -> None:
        settings_changes.change_setting(self.tx, self._action(at, ADMIN), name, value)

    def _set_zone(self, at: datetime, zone: str) -> None:
        preferences.set_zone(self.tx, self._action(at), zone)

    def _set_place(self, at: datetime, place: str) -> None:
        reminder_preferences.set_place(self.tx, self._action(at), ReminderPlace(place))

    def _set_freezes(self, at: datetime, value: Any) -> None:
        numbers = value if len(value) == 3 else (1, *value)
        rule = format_freeze_rule(FreezeRule(*numbers))
        assert rule is not None
        if settings_changes.current_settings(self.tx, SERVER).values[SettingName.FREEZES] != rule:
            self._set(at, SettingName.FREEZES, rule)

    def _goal_events(
        self, number: int, goal: reminder_model.Goal
    ) -> Iterator[tuple[datetime, Callable[[datetime], Any]]]:
        life = goal.life
        yield life.declared, lambda at: self._declare(at, number, goal)
        for change in goal.times:
            yield change.at, lambda at, v=change.value: self._set_times(at, number, str(v))
        for each in life.check_ins:
            yield each.at, lambda at, c=each: self._check_in(at, number, c)
        for skip in life.skips:
            yield skip.at, lambda at, s=skip: self._skip(at, number, s)
        for pause in life.pauses:
            yield pause.at, lambda at, p=pause: self._pause(at, number, p)
            if pause.resumed_at:
                yield (
                    pause.resumed_at,
                    lambda at: pauses.resume(self.tx, self._action(at), self._choice(number)),
                )
        undoable = [*life.check_ins, *life.skips, *life.pauses]
        for each in undoable:
            if each.undone_at:
                yield each.undone_at, lambda at, done=each.at: self._undo(at, (number, done))
        if life.ended_at:
            yield (
                life.ended_at,
                lambda at: endings.drop(self.tx, self._action(at), self._choice(number), None),
            )
        for at in goal.not_today:
            yield at, lambda at: self._answer(at, number, not_on=True)
        for at in goal.presses:
            yield at, lambda at: self._answer(at, number)
        for snooze in goal.snoozes:
            yield snooze.at, lambda at, s=snooze: self._snooze(at, number, s)

    def _goal(self, number: int) -> Goal:
        found = goals.get(self.tx, SERVER, self.goals[number])
        assert found is not None
        return found

    def _choice(self, number: int) -> str:
        return choices.goal_choice(self._goal(number))

    def _declare(self, at: datetime, number: int, goal: reminder_model.Goal) -> None:
        life = goal.life
        schedule = parse_schedule(life.schedule)
        until = life.until if isinstance(life.until, datetime) else None
        through = None if isinstance(life.until, datetime) else life.until
        amount = (
            None
            if life.amount is None
            else Amount(Decimal(str(life.amount)), "pages", life.at_most)
        )
        if through and isinstance(schedule, Once):
            days = settings.judging_rules(self.tx, OWNER).days
            until, through = days.calendar(at).last_second(through), None
        promise = Promise(
            title=f"Goal {number}",
            schedule=schedule,
            start=life.start,
            until=until,
            through=through,
            amount=amount,
            is_private=goal.only_me,
            usual_time=time.fromisoformat(goal.usual) if goal.usual else None,
        )
        declared = declaration.declare(self.tx, self._action(at), promise)
        self.goals[number] = declared.view.goal.id
        assert declared.entry is not None
        if not goal.only_me:
            from accountabot.store.delivery import posts

            posts.add(self.tx, [(SERVER, declared.entry, MessageRef(7, 7000 + number))])

    def _set_times(self, at: datetime, number: int, value: str) -> None:
        reminders.set_times(self.tx, [self._goal(number)], ReminderTimes.parse(value), at)

    def _check_in(self, at: datetime, number: int, check_in: oracle.CheckIn) -> None:
        when = DayChoice.YESTERDAY if check_in.yesterday else DayChoice.TODAY
        has_amount = self.owner.goals[number].life.amount is not None
        amount = f"{check_in.amount:g}" if has_amount and check_in.amount is not None else None
        action = self._action(at)
        checkin_requests.check_in(
            self.tx, action, self._choice(number), when, CheckInInput(amount=amount)
        )
        self.done[number, at] = action.source

    def _skip(self, at: datetime, number: int, _: oracle.Skip) -> None:
        action = self._action(at)
        pauses.skip(self.tx, action, self._choice(number), None)
        self.done[number, at] = action.source

    def _pause(self, at: datetime, number: int, pause: oracle.Pause) -> None:
        action = self._action(at)
        pauses.pause(self.tx, action, self._choice(number), pause.until, None)
        self.done[number, at] = action.source

    done: dict[tuple[int, datetime], InteractionId] = field(default_factory=dict)

    def _undo(self, at: datetime, done: tuple[int, datetime]) -> None:
        source = self.done.get(done)
        found = record.first_from(self.tx, SERVER, source) if source else None
        if found:
            undo.undo(self.tx, self._action(at), found[0])

    def _answer(self, at: datetime, number: int, *, not_on: bool = False) -> None:
        today = settings.judging_rules(self.tx, OWNER).days.day_of(at)
        reminders.answer(self.tx, self._goal(number), at, not_on=today if not_on else None)

    def _snooze(self, at: datetime, number: int, snooze: reminder_model.Snooze) -> None:
        days = settings.judging_rules(self.tx, OWNER).days
        last = reminders.get(self.tx, self._goal(number)).last_day
        until = None
        if last and days.ends(last) > at:
            until = at + timedelta(hours=1)
            until -= timedelta(minutes=until.minute % 15)
            if snooze.until_evening:
                zone = days.calendar(at).zone
                evening = datetime.combine(at.astimezone(zone).date(), time(20))
                until = evening.replace(tzinfo=zone).astimezone(UTC)
        reminders.answer(self.tx, self._goal(number), at, snoozed_until=until)


def quarter_from(at: datetime) -> datetime:
    """Return the first quarter hour at an instant or after it."""
    over = timedelta(minutes=at.minute % 15, seconds=at.second, microseconds=at.microsecond)
    return at - over + (QUARTER if over else timedelta())
