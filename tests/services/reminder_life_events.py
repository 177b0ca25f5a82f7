"""Turn what happens in a life of the oracle into calls of the services."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from functools import partial

from accountabot.domain.checkins.checkin_day import DayChoice
from accountabot.domain.goals.amounts import Amount
from accountabot.domain.goals.goal import Promise
from accountabot.domain.goals.schedules import Once, parse_schedule
from accountabot.domain.identifiers import Action, InteractionId, MessageRef, RecordId
from accountabot.domain.judging_rules import FreezeRule
from accountabot.domain.refusals import Refusal
from accountabot.domain.reminders.reminder_preferences import QuietHours, ReminderPlace
from accountabot.domain.reminders.reminder_times import NO_REMINDERS, ReminderTimes
from accountabot.domain.server.server_settings import format_freeze_rule
from accountabot.domain.server.settings import SettingName
from accountabot.services import undo
from accountabot.services.checkins import checkin_requests
from accountabot.services.checkins.checked_in import CheckedIn, CheckInInput
from accountabot.services.goals import declaration, endings, pauses
from accountabot.services.moderation import blocks
from accountabot.services.people import departures, preferences
from accountabot.services.reminders import answers, reminder_preferences
from accountabot.services.server import judging_rules, settings_changes
from accountabot.services.streaks import heartbeat
from accountabot.store import settings
from accountabot.store.delivery import posts
from accountabot.store.goals import record
from accountabot.store.reminders import reminders
from accountabot.store.streaks import bot_absences
from tests import oracle
from tests.oracle import reminder_model
from tests.services.reminder_replay import ADMIN, OWNER, SERVER, Event, Replay

LONG_AGO = timedelta(days=40)
"""How long before the life the settings are made."""
EVENING = time(20)
CHECK_IN, SKIP, PAUSE, RESUME = "check-in", "skip", "pause", "resume"


@dataclass
class LifeEvents:
    """The events of a life, which happen in a replay."""

    replay: Replay
    owner: reminder_model.Owner
    done: dict[tuple[int, datetime, str], InteractionId] = field(default_factory=dict)
    """The interactions of what can be undone."""

    def all(self) -> list[Event]:
        """Return all events; those of the same instant happen in this order."""
        goals = enumerate(self.owner.goals)
        found = [
            *self._settings(),
            *self._absences(),
            *(event for number, goal in goals for event in self._of_goal(number, goal)),
        ]
        return [event for event in found if event.at < self.owner.ends]

    def _act(self, at: datetime) -> Action:
        return self.replay.action(at)

    # Settings and absences

    def _settings(self) -> Iterator[Event]:
        owner, long_ago = self.owner, self.owner.begins - LONG_AGO
        if owner.server_zone:
            yield Event(long_ago, partial(self._set_server_zone, owner.server_zone))
        yield Event(long_ago, self._set_preferences)
        for change in owner.week_starts:
            yield Event(change.at, partial(self._set, SettingName.WEEK_START, str(change.value)))
        for change in owner.freezes:
            yield Event(change.at, partial(self._set_freezes, change.value))
        for change in owner.server:
            value = "" if change.value == "on" else "off"
            yield Event(change.at, partial(self._set, SettingName.REMINDERS, value))
        for excuse in {each for goal in owner.goals for each in goal.life.excuses}:
            yield Event(excuse.at, partial(self._excuse, excuse.date))
        for change in owner.zones:
            yield Event(change.at, partial(self._set_zone, str(change.value)))
        for change in owner.day_starts:
            yield Event(change.at, partial(self._set_day_start, int(str(change.value))))
        for change in owner.places:
            yield Event(change.at, partial(self._set_place, str(change.value)))
        for change in owner.closed:
            yield Event(change.at, partial(self._set_closed, bool(change.value)))

    def _absences(self) -> Iterator[Event]:
        tx = self.replay.tx
        for begins, ends in self.owner.left:
            yield Event(begins, partial(departures.record_departures, tx, [OWNER]))
            yield Event(ends, partial(departures.record_return, tx, OWNER))
        for begins, ends in self.owner.blocked:
            yield Event(begins, self._block)
            yield Event(ends, self._unblock)
        for begins, ends in self.owner.bot_off:
            yield Event(begins, partial(bot_absences.set_last_seen, tx))
            yield Event(ends, partial(heartbeat.record_return, tx))

    def _set_server_zone(self, zone: str, at: datetime) -> None:
        judging_rules.set_server_zone(self.replay.tx, self.replay.action(at, ADMIN), zone)

    def _set_preferences(self, at: datetime) -> None:
        quiet = self.owner.quiet
        hours = None if quiet is None or quiet[0] == quiet[1] else QuietHours(*quiet)
        reminder_preferences.set_quiet_hours(self.replay.tx, self._act(at), hours)
        on = self.owner.wants_at_risk
        reminder_preferences.set_at_risk(self.replay.tx, self._act(at), on=on)

    def _set(self, name: SettingName, value: str, at: datetime) -> None:
        settings_changes.change_setting(self.replay.tx, self.replay.action(at, ADMIN), name, value)

    def _set_freezes(self, value: oracle.model.Value, at: datetime) -> None:
        assert isinstance(value, tuple)
        numbers = value if len(value) == 3 else (1, *value)
        rule = format_freeze_rule(FreezeRule(*numbers))
        assert rule is not None
        self._set(SettingName.FREEZES, rule, at)

    def _excuse(self, day: date, at: datetime) -> None:
        action = self.replay.action(at, ADMIN)
        settings_changes.excuse_dates(self.replay.tx, action, {day: "why"})

    def _set_zone(self, zone: str, at: datetime) -> None:
        preferences.set_zone(self.replay.tx, self._act(at), zone)

    def _set_day_start(self, hour: int, at: datetime) -> None:
        preferences.set_day_start(self.replay.tx, self._act(at), hour)

    def _set_place(self, place: str, at: datetime) -> None:
        reminder_preferences.set_place(self.replay.tx, self._act(at), ReminderPlace(place))

    def _set_closed(self, are_closed: bool, at: datetime) -> None:
        reminder_preferences.set_messages_closed(self.replay.tx, OWNER, are_closed, at)

    def _block(self, at: datetime) -> None:
        blocks.block(self.replay.tx, self.replay.action(at, ADMIN), OWNER, "why")

    def _unblock(self, at: datetime) -> None:
        blocks.unblock(self.replay.tx, self.replay.action(at, ADMIN), OWNER)

    # Goals

    def _of_goal(self, number: int, goal: reminder_model.Goal) -> Iterator[Event]:
        life = goal.life
        yield Event(life.declared, partial(self._declare, number, goal), number)
        for change in goal.times:
            yield Event(change.at, partial(self._set_times, number, str(change.value)), number)
        yield from self._of_record(number, life)
        for at in goal.not_today:
            yield Event(at, partial(self._decline, number), number)
        for at in goal.presses:
            yield Event(at, partial(self._press, number), number)
        for snooze in goal.snoozes:
            happen = partial(self._snooze, number, snooze.until_evening)
            yield Event(snooze.at, happen, number)

    def _of_record(self, number: int, life: oracle.Life) -> Iterator[Event]:
        for check_in in life.check_ins:
            yield Event(check_in.at, partial(self._check_in, number, check_in), number, CHECK_IN)
        for skip in life.skips:
            yield Event(skip.at, partial(self._skip, number), number, SKIP)
        for pause in life.pauses:
            yield Event(pause.at, partial(self._pause, number, pause.until), number, PAUSE)
            if pause.resumed_at:
                yield Event(pause.resumed_at, partial(self._resume, number), number, RESUME)
        kinds = ((CHECK_IN, life.check_ins), (SKIP, life.skips), (PAUSE, life.pauses))
        for kind, done in kinds:
            for each in done:
                if each.undone_at:
                    undo_it = partial(self._undo, (number, each.at, kind))
                    yield Event(each.undone_at, undo_it, number)
        if life.ended_at:
            yield Event(life.ended_at, partial(self._drop, number), number)

    def _declare(self, number: int, goal: reminder_model.Goal, at: datetime) -> None:
        tx = self.replay.tx
        declared = declaration.declare(tx, self._act(at), self._promise(number, goal, at))
        self.replay.goals[number] = declared.view.goal.id
        # The life itself says from when on the goal has reminders.
        reminders.set_times(tx, [declared.view.goal], NO_REMINDERS, at)
        if not goal.only_me and declared.entry:
            posts.add(tx, [(SERVER, declared.entry, MessageRef(7, 7000 + number))])

    def _promise(self, number: int, goal: reminder_model.Goal, at: datetime) -> Promise:
        life = goal.life
        schedule = parse_schedule(life.schedule)
        until = life.until if isinstance(life.until, datetime) else None
        through = None if isinstance(life.until, datetime) else life.until
        if through and isinstance(schedule, Once):
            calendar = settings.judging_rules(self.replay.tx, OWNER).days.calendar(at)
            until, through = calendar.last_second(through), None
        return Promise(
            title=f"Goal {number}",
            schedule=schedule,
            start=life.start,
            until=until,
            through=through,
            amount=(life.amount and Amount(Decimal(str(life.amount)), "pages", life.at_most))
            or None,
            is_private=goal.only_me,
            usual_time=time.fromisoformat(goal.usual) if goal.usual else None,
        )

    def _set_times(self, number: int, value: str, at: datetime) -> None:
        times = ReminderTimes.parse(value)
        reminders.set_times(self.replay.tx, [self.replay.goal(number)], times, at)

    def _check_in(self, number: int, check_in: oracle.CheckIn, at: datetime) -> None:
        when = DayChoice.YESTERDAY if check_in.yesterday else DayChoice.TODAY
        amount = self.owner.goals[number].life.amount is not None and check_in.amount
        entered = CheckInInput(amount=f"{amount:g}") if amount else CheckInInput()
        action = self._act(at)
        choice = self.replay.choice(number)
        found = checkin_requests.check_in(self.replay.tx, action, choice, when, entered)
        self._ensure_recorded(found.entry if isinstance(found, CheckedIn) else None)
        self.done[number, at, CHECK_IN] = action.source

    def _skip(self, number: int, at: datetime) -> None:
        action = self._act(at)
        skipped = pauses.skip(self.replay.tx, action, self.replay.choice(number), None)
        self._ensure_recorded(skipped.entry)
        self.done[number, at, SKIP] = action.source

    def _ensure_recorded(self, entry: RecordId | None) -> None:
        """Treat an action that adds nothing to the record as if it was refused."""
        if entry is None:
            raise Refusal("nothing")

    def _pause(self, number: int, until: date | None, at: datetime) -> None:
        action = self._act(at)
        pauses.pause(self.replay.tx, action, self.replay.choice(number), until, None)
        self.done[number, at, PAUSE] = action.source

    def _resume(self, number: int, at: datetime) -> None:
        pauses.resume(self.replay.tx, self._act(at), self.replay.choice(number))

    def _undo(self, done: tuple[int, datetime, str], at: datetime) -> None:
        source = self.done.get(done)
        found = record.first_from(self.replay.tx, SERVER, source) if source else None
        if found:
            undo.undo(self.replay.tx, self._act(at), found[0])

    def _drop(self, number: int, at: datetime) -> None:
        endings.drop(self.replay.tx, self._act(at), self.replay.choice(number), None)

    # Buttons

    def _press(self, number: int, at: datetime) -> None:
        reminders.answer(self.replay.tx, self.replay.goal(number), at)

    def _decline(self, number: int, at: datetime) -> None:
        today = settings.judging_rules(self.replay.tx, OWNER).days.day_of(at)
        reminders.answer(self.replay.tx, self.replay.goal(number), at, not_on=today)

    def _snooze(self, number: int, until_evening: bool, at: datetime) -> None:
        """Snooze the last reminder, if its day is not over; a button that is refused is pressed."""
        tx, goal = self.replay.tx, self.replay.goal(number)
        with suppress(Refusal):
            answers.snooze(tx, self._act(at), goal.id, evening=until_evening)
            return
        days = settings.judging_rules(tx, OWNER).days
        last = reminders.get(tx, goal).last_day
        until = None
        if last and days.ends(last) > at:
            until = at + timedelta(hours=1)
            until -= timedelta(minutes=until.minute % 15)
            if until_evening:
                zone = days.calendar(at).zone
                evening = datetime.combine(at.astimezone(zone).date(), EVENING, zone)
                until = evening.astimezone(UTC)
        reminders.answer(tx, goal, at, snoozed_until=until)
