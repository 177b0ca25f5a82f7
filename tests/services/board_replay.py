"""Replay a club of the oracle with the real services and a database, and read its leaderboards."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from itertools import count
from random import Random
from typing import Any

from sqlalchemy import Connection, text

from accountabot.domain import choices
from accountabot.domain.checkins.checkin_day import DayChoice
from accountabot.domain.goals import goal as system
from accountabot.domain.goals.amounts import Amount
from accountabot.domain.goals.edits import EditInput
from accountabot.domain.goals.schedules import Once, parse_schedule
from accountabot.domain.identifiers import (
    Action,
    GoalId,
    InteractionId,
    MemberId,
    RecordId,
    ServerId,
)
from accountabot.domain.identifiers import Member as Person
from accountabot.domain.judging_rules import FreezeRule
from accountabot.domain.leaderboards.boards import BoardName, BoardPeriod
from accountabot.domain.refusals import Refusal
from accountabot.domain.server.server_settings import format_freeze_rule
from accountabot.domain.server.settings import SettingName
from accountabot.services import undo
from accountabot.services.checkins import checkin_requests
from accountabot.services.checkins.checked_in import CheckedIn, CheckInInput
from accountabot.services.goals import declaration, edits, endings, pauses
from accountabot.services.leaderboards import boards, recounts
from accountabot.services.leaderboards.boards import BoardRequest
from accountabot.services.moderation import blocks, content_moderation
from accountabot.services.people import cheers, departures, preferences
from accountabot.services.server import judging_rules, settings_changes
from accountabot.services.streaks import goal_status, heartbeat
from accountabot.store import settings
from accountabot.store.goals import goals, record
from accountabot.store.streaks import bot_absences
from tests import oracle
from tests.oracle.board_model import Cheer, Club, Goal, Member, Row
from tests.services.board_refusals import Event, Key, without

SERVER = ServerId(1)
ADMIN = Person(SERVER, MemberId(3))


@dataclass
class BoardReplay:
    """A database in which the life of a club goes on."""

    tx: Connection
    club: Club
    dice: Random
    """Decides when the bot refreshes what it has saved."""
    goals: dict[int, GoalId] = field(default_factory=dict)
    entries: dict[Key, RecordId] = field(default_factory=dict)
    """The record entries of what was done."""
    refused: set[Key] = field(default_factory=set)
    shown: dict[int, list[tuple[datetime, bool, bool]]] = field(default_factory=dict)
    """When each goal became private or hidden, or no longer was."""
    plain: set[tuple[int, datetime]] = field(default_factory=set)
    """The check-ins on goals that had no amount then."""
    sources: Iterator[int] = field(default_factory=lambda: count(1000))

    def run(self, moments: Iterable[datetime]) -> Iterator[datetime]:
        """Let everything happen in order, and stop after everything of each of the moments."""
        events = sorted(self._events(), key=lambda event: event.at)
        for moment in moments:
            while events and events[0].at <= moment:
                self._happen(events.pop(0))
            self.refresh(moment)
            yield moment

    def rows(self, name: str, period: str, now: datetime) -> list[Row]:
        """Read a leaderboard."""
        numbers = {key: number for number, key in self.goals.items()}
        request = BoardRequest(BoardName(name), BoardPeriod(period))
        view = boards.read_public(self.tx, SERVER, request, now)
        assert not view.is_stale
        assert view.total == len(view.ranks)
        return [
            Row(
                rank.rank,
                rank.member,
                rank.score.value,
                goal=numbers[rank.score.goal] if rank.score.goal and name == "streak" else None,
                counts=(rank.score.kept, rank.score.of) if name == "kept" else None,
            )
            for rank in view.ranks
        ]

    def refresh(self, now: datetime) -> None:
        """Judge and count everything that is due; it must not be due again immediately."""
        for work in (
            partial(goal_status.refresh_stale, self.tx, SERVER, now),
            partial(recounts.recount_due, self.tx, now),
        ):
            for _ in range(100):
                if not work():
                    break
            else:
                raise AssertionError("a goal is due again and again")

    def _happen(self, event: Event) -> None:
        self.tx.execute(text("SAVEPOINT event"))
        try:
            event.happen(event.at)
        except Refusal:
            self.tx.execute(text("ROLLBACK TO event"))
            self.refused.add(event.key)
        self.tx.execute(text("RELEASE event"))
        if self.dice.random() < 0.2 and not self.is_off(event.at):
            self.refresh(event.at)

    def is_off(self, at: datetime) -> bool:
        """Tell whether the bot is off."""
        return any(one.begins <= at < one.ends for one in self.club.absences)

    # Events

    def _events(self) -> Iterator[Event]:
        club = self.club
        for n, one in enumerate(club.zones):
            yield Event(one.at, partial(self._server_zone, str(one.value)), ("server zone", n))
        for n, one in enumerate(club.week_starts):
            set_it = partial(self._set, SettingName.WEEK_START, str(one.value))
            yield Event(one.at, set_it, ("week start", n))
        for n, one in enumerate(club.freezes):
            yield Event(one.at, partial(self._freezes, one.value), ("freezes", n))
        for n, each in enumerate(club.excuses):
            yield Event(each.at, partial(self._excuse, each.date), ("excuse", n))
        for off in club.absences:
            yield Event(off.begins, partial(bot_absences.set_last_seen, self.tx))
            yield Event(off.ends, partial(heartbeat.record_return, self.tx))
        for member in club.members:
            yield from self._of_member(member)
        for member in club.members:
            for n, cheer in enumerate(member.cheers):
                happen = partial(self._cheer, member, cheer)
                yield Event(cheer.at, happen, ("cheer", member.id, n))

    def _of_member(self, member: Member) -> Iterator[Event]:
        who, tx = person(member), self.tx
        for n, one in enumerate(member.zones):
            happen = partial(self._zone, who, str(one.value))
            yield Event(one.at, happen, ("zone", member.id, n))
        for n, one in enumerate(member.day_starts):
            happen = partial(self._day_start, who, int(str(one.value)))
            yield Event(one.at, happen, ("day start", member.id, n))
        for one in member.hard_mode:
            yield Event(one.at, partial(self._hard_mode, who, bool(one.value)))
        for begins, ends in member.opted_out:
            yield Event(begins, partial(self._on_boards, who, False))
            yield Event(ends, partial(self._on_boards, who, True))
        for begins, ends in member.left:
            yield Event(begins, partial(departures.record_departures, tx, [who]))
            yield Event(ends, partial(departures.record_return, tx, who))
        for begins, ends in member.blocked:
            yield Event(begins, partial(self._block, who))
            yield Event(ends, partial(self._unblock, who))
        for goal in member.goals:
            yield from self._of_goal(member, goal)

    def _of_goal(self, member: Member, goal: Goal) -> Iterator[Event]:
        life, number = goal.life, goal.number
        yield Event(life.declared, partial(self._declare, member, goal), ("goal", number))
        acts: list[tuple[str, int, Any, Callable[..., None]]] = [
            *(("check-in", n, one, self._check_in) for n, one in enumerate(life.check_ins)),
            *(("skip", n, one, self._skip) for n, one in enumerate(life.skips)),
            *(("pause", n, one, self._pause) for n, one in enumerate(life.pauses)),
            *(("edit", n, one, self._edit) for n, one in enumerate(life.edits)),
        ]
        for kind, n, one, do in acts:
            key = (kind, number, n)
            yield Event(one.at, partial(self._act, do, member, goal, one, key), key)
        for kind, n, one, _ in acts:
            key = (kind, number, n)
            if kind == "pause" and one.resumed_at:
                resume = partial(self._resume, member, goal)
                yield Event(one.resumed_at, resume, ("resume", *key))
            if one.undone_at:
                yield Event(one.undone_at, partial(self._undo, member, goal, key), ("undo", *key))
        for begins, ends in goal.private:
            if begins > life.declared:
                yield Event(begins, partial(self._set_private, member, goal, True))
            yield Event(ends, partial(self._set_private, member, goal, False))
        for begins, ends in goal.hidden:
            yield Event(begins, partial(self._hide, member, goal))
            yield Event(ends, partial(self._unhide, goal))
        if life.ended_at:
            yield Event(life.ended_at, partial(self._drop, member, goal), ("drop", number))
        if goal.undone_at:
            undo_it = partial(self._undo, member, goal, ("goal", number))
            yield Event(goal.undone_at, undo_it, ("undo", "goal", number))

    def action(self, at: datetime, who: Person = ADMIN) -> Action:
        """Return an action with an interaction of its own."""
        return Action(who, at, InteractionId(next(self.sources)))

    # The server

    def _server_zone(self, zone: str, at: datetime) -> None:
        judging_rules.set_server_zone(self.tx, self.action(at), zone)

    def _set(self, name: SettingName, value: str, at: datetime) -> None:
        settings_changes.change_setting(self.tx, self.action(at), name, value)

    def _freezes(self, value: oracle.model.Value, at: datetime) -> None:
        assert isinstance(value, tuple)
        rule = format_freeze_rule(FreezeRule(*(value if len(value) == 3 else (1, *value))))
        if rule is None:
            raise Refusal("freezes-range")
        self._set(SettingName.FREEZES, rule, at)

    def _excuse(self, day: date, at: datetime) -> None:
        settings_changes.excuse_dates(self.tx, self.action(at), {day: "why"})

    # Members

    def _zone(self, who: Person, zone: str, at: datetime) -> None:
        preferences.set_zone(self.tx, self.action(at, who), zone)

    def _day_start(self, who: Person, hour: int, at: datetime) -> None:
        preferences.set_day_start(self.tx, self.action(at, who), hour)

    def _hard_mode(self, who: Person, on: bool, at: datetime) -> None:
        preferences.set_hard_mode(self.tx, self.action(at, who), on=on)

    def _on_boards(self, who: Person, on: bool, at: datetime) -> None:
        preferences.set_on_leaderboards(self.tx, self.action(at, who), on=on)

    def _block(self, who: Person, at: datetime) -> None:
        blocks.block(self.tx, self.action(at), who, "why")

    def _unblock(self, who: Person, at: datetime) -> None:
        blocks.unblock(self.tx, self.action(at), who)

    def _cheer(self, member: Member, cheer: Cheer, at: datetime) -> None:
        action = self.action(at, person(member))
        if cheer.check_in is None:
            cheered = cheers.cheer_goal(self.tx, action, self._goal(cheer.goal).id)
        else:
            key = ("check-in", cheer.goal, cheer.check_in)
            cheered = cheers.cheer_check_in(self.tx, action, self._entry(key))
        if not cheered.is_new:
            raise Refusal("nothing")

    # Goals

    def _goal(self, number: int) -> system.Goal:
        found = goals.get(self.tx, SERVER, self.goals.get(number, GoalId(0)))
        if found is None:
            raise Refusal("goal-gone")
        return found

    def _choice(self, goal: Goal) -> str:
        return choices.goal_choice(self._goal(goal.number))

    def _entry(self, key: Key) -> RecordId:
        if key not in self.entries:
            raise Refusal("nothing")
        return self.entries[key]

    def _declare(self, member: Member, goal: Goal, at: datetime) -> None:
        action, life = self.action(at, person(member)), goal.life
        is_private = any(begins <= at for begins, _ in goal.private)
        promise = system.Promise(
            title=goal.title, start=life.start, is_private=is_private, **self._terms(action, life)
        )
        declared = declaration.declare(self.tx, action, promise)
        self.goals[goal.number] = declared.view.goal.id
        assert declared.entry
        self.entries["goal", goal.number] = declared.entry
        self._note_shown(goal, at)

    def _terms(self, action: Action, life: oracle.Life | oracle.Edit) -> dict[str, Any]:
        schedule = parse_schedule(life.schedule)
        until = life.until if isinstance(life.until, datetime) else None
        through = None if isinstance(life.until, datetime) else life.until
        if through and isinstance(schedule, Once):
            calendar = settings.judging_rules(self.tx, action.member).days.calendar(action.at)
            until, through = calendar.last_second(through), None
        amount = life.amount and Amount(Decimal(str(life.amount)), "pages", life.at_most)
        terms = {"schedule": schedule, "until": until, "through": through}
        return terms | {"amount": amount or None}

    def _act(
        self, do: Callable[..., None], member: Member, goal: Goal, one: Any, key: Key, at: datetime
    ) -> None:
        """Do something that can be undone; if it adds nothing to the record, it was refused."""
        action = self.action(at, person(member))
        do(action, goal, one)
        found = record.first_from(self.tx, SERVER, action.source)
        if found is None:
            raise Refusal("nothing")
        self.entries[key] = found[0]

    def _check_in(self, action: Action, goal: Goal, check_in: oracle.CheckIn) -> None:
        when = DayChoice.YESTERDAY if check_in.yesterday else DayChoice.TODAY
        has_amount = self._goal(goal.number).amount is not None
        amount = check_in.amount if has_amount else None
        if not has_amount:
            self.plain.add((goal.number, check_in.at))
        entered = CheckInInput() if amount is None else CheckInInput(amount=f"{amount:g}")
        found = checkin_requests.check_in(self.tx, action, self._choice(goal), when, entered)
        if not isinstance(found, CheckedIn):
            raise Refusal("nothing")

    def _skip(self, action: Action, goal: Goal, _: oracle.Skip) -> None:
        pauses.skip(self.tx, action, self._choice(goal), None)

    def _pause(self, action: Action, goal: Goal, pause: oracle.Pause) -> None:
        pauses.pause(self.tx, action, self._choice(goal), pause.until, None)

    def _resume(self, member: Member, goal: Goal, at: datetime) -> None:
        pauses.resume(self.tx, self.action(at, person(member)), self._choice(goal))

    def _edit(self, action: Action, goal: Goal, edit: oracle.Edit) -> None:
        current = self._goal(goal.number)
        due = goal_status.status_of(self.tx, current, action.at).goal_as_due
        terms = self._terms(action, edit)
        if edit.keeps_deadline:
            terms |= {"until": due.start.until, "through": due.start.through}
        today = settings.judging_rules(self.tx, action.member).days.day_of(action.at)
        start = edit.start or (today if current.start.day > today else None)
        promise = system.Promise(
            title=current.title, start=start, is_private=current.is_private, **terms
        )
        self._apply(action, current, promise)

    def _apply(self, action: Action, goal: system.Goal, promise: system.Promise) -> None:
        shown = edits.preview(self.tx, action.member, goal.id, promise, action.at)
        pending = edits.save_pending(self.tx, action, goal.id, EditInput())
        edits.confirm(self.tx, action, pending, shown, promise)

    def _set_private(self, member: Member, goal: Goal, is_private: bool, at: datetime) -> None:
        action, current = self.action(at, person(member)), self._goal(goal.number)
        due = goal_status.status_of(self.tx, current, at).goal_as_due
        promise = system.Promise(
            title=due.title,
            schedule=due.schedule,
            until=due.start.until,
            through=due.start.through,
            amount=due.amount,
            is_private=is_private,
        )
        self._apply(action, current, promise)
        self._note_shown(goal, at)

    def _hide(self, member: Member, goal: Goal, at: datetime) -> None:
        choice = self._choice(goal)
        content_moderation.hide(self.tx, self.action(at), person(member), choice, "why")
        self._note_shown(goal, at)

    def _unhide(self, goal: Goal, at: datetime) -> None:
        content_moderation.unhide(self.tx, self.action(at), self._goal(goal.number).id)
        self._note_shown(goal, at)

    def _drop(self, member: Member, goal: Goal, at: datetime) -> None:
        endings.drop(self.tx, self.action(at, person(member)), self._choice(goal), None)

    def _undo(self, member: Member, goal: Goal, key: Key, at: datetime) -> None:
        """Undo something, by a moderator if it is too late for the member."""
        entry = record.get_open_entry(self.tx, person(member), self._entry(key))
        if entry is None:
            raise Refusal("undo-already")
        if entry.at > at - undo.UNDO_WINDOW:
            undo.undo(self.tx, self.action(at, person(member)), entry.id)
        else:
            action, current = self.action(at), self._goal(goal.number)
            record.add(self.tx, current, record.EventKind.UNDONE, action, undoes=entry.id)
            undo.apply_undo(self.tx, action, current, entry)
        if key[0] != "goal":
            self._note_shown(goal, at)

    def _note_shown(self, goal: Goal, at: datetime) -> None:
        now = self._goal(goal.number)
        self.shown.setdefault(goal.number, []).append((at, now.is_private_by_choice, now.is_hidden))

    # What happened

    def happened(self) -> Club:
        """Return the club without what the bot refused."""
        return without(self.club, self)


def person(member: Member) -> Person:
    """Return the member as the services know them."""
    return Person(SERVER, MemberId(member.id))
