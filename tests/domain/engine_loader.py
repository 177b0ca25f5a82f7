"""Load a life of the oracle into the engine, as the database has it at a moment."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from zoneinfo import ZoneInfo

from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.calendar.personal_calendar import PersonalCalendar, build_calendar
from accountabot.domain.checkins.activity import Activity, CheckIn, Pause
from accountabot.domain.goals.amounts import Amount
from accountabot.domain.goals.goal import Goal, GoalState, PastTerms
from accountabot.domain.goals.schedules import Once, Start, parse_schedule
from accountabot.domain.identifiers import GoalId, Member, MemberId, ServerId
from accountabot.domain.judging_rules import Excuse, FreezeRule, JudgingRules
from accountabot.domain.server.settings import parse_freeze_rule
from accountabot.domain.streaks.kept_ratio import KeptRatio, compute_kept_ratio
from accountabot.domain.streaks.outcomes import Verdict
from accountabot.domain.streaks.standing import compute_standing, compute_verdicts
from accountabot.domain.streaks.tallies import SettledTally, Standing
from accountabot.domain.timelines import DatedValue
from tests import oracle


@dataclass(frozen=True)
class LoadedLife:
    """A life as the engine reads it."""

    goal: Goal
    rules: JudgingRules
    activity: Activity

    def standing_at(self, now: datetime) -> Standing:
        """Compute the standing from the whole record."""
        return compute_standing(self.goal, self.rules, self.activity, now)

    def activity_after(self, settled: SettledTally) -> Activity:
        """Return the activity after the settled days."""
        through = settled.through
        recent = [c for c in self.activity.check_ins if through is None or c.day > through]
        return replace(self.activity, check_ins=recent)

    def standing_from(self, settled: SettledTally, now: datetime) -> Standing:
        """Compute the standing from the settled totals and the activity after them."""
        return compute_standing(self.goal, self.rules, self.activity_after(settled), now, settled)

    def verdicts_from(self, settled: SettledTally, now: datetime) -> list[Verdict]:
        return compute_verdicts(self.goal, self.rules, self.activity_after(settled), now, settled)

    def verdicts(self, now: datetime) -> list[Verdict]:
        return compute_verdicts(self.goal, self.rules, self.activity, now)

    def kept_ratio(self, now: datetime) -> KeptRatio:
        return compute_kept_ratio(self.verdicts(now), now)


@lru_cache(maxsize=64)
def load(life: oracle.Life, now: datetime) -> LoadedLife:
    """Load the record at `now`, without actions undone by then."""
    known = oracle.without_the_undone(oracle.recorded_by(life, now))
    days = days_in(known)
    goal = _goal(known, days)
    check_ins = list(_check_ins(known, goal, days))
    pauses = tuple(_pauses(known, check_ins))
    return LoadedLife(
        goal, _terms(known, days), Activity(check_ins, [skip.at for skip in known.skips], pauses)
    )


def days_in(life: oracle.Life) -> PersonalCalendar:
    """Return the calendar of a life."""
    zones = tuple(DatedValue(change.at, ZoneInfo(str(change.value))) for change in life.zones)
    return build_calendar(
        zones, tuple(DatedValue(change.at, int(change.value)) for change in life.day_starts)
    )


def _goal(life: oracle.Life, days: PersonalCalendar) -> Goal:
    is_instant = isinstance(life.until, datetime)
    start = Start(
        at=life.declared,
        day=life.start or days.day_of(life.declared),
        until=life.until if is_instant else None,
        through=None if is_instant else life.until,
    )
    amount = None if life.amount is None else Amount(Decimal(str(life.amount)), "", life.at_most)
    state = GoalState.COMPLETED if life.ended_at else GoalState.ACTIVE
    me = Member(ServerId(1), MemberId(1))
    goal = Goal(
        id=GoalId(1),
        owner=me,
        title="Run",
        schedule=parse_schedule(life.schedule),
        start=start,
        state=state,
        amount=amount,
        ended_at=life.ended_at,
    )
    for edit in life.edits:
        goal = _edited(goal, edit, days)
    return goal


def _edited(goal: Goal, edit: oracle.Edit, days: PersonalCalendar) -> Goal:
    today = days.day_of(edit.at)
    is_instant = isinstance(edit.until, datetime)
    schedule = parse_schedule(edit.schedule)
    day = (
        goal.start.day
        if goal.is_once and isinstance(schedule, Once)
        else max(today, edit.start or today)
    )
    until, through = (edit.until, None) if is_instant else (None, edit.until)
    amount = None if edit.amount is None else Amount(Decimal(str(edit.amount)), "", edit.at_most)
    earlier = PastTerms(goal.schedule, goal.start, goal.amount, edit.at)
    since = None
    if edit.keeps_deadline and goal.is_once and isinstance(schedule, Once):
        until, since = goal.start.until, goal.start.deadline_since
    start = Start(edit.at, day, until, through, is_edit=True, deadline_set_at=since)
    return replace(goal, schedule=schedule, amount=amount, start=start, past=(*goal.past, earlier))


def _terms(life: oracle.Life, days: PersonalCalendar) -> JudgingRules:
    return JudgingRules(
        days=days,
        week_starts=tuple(DatedValue(change.at, int(change.value)) for change in life.week_starts),
        freezes=tuple(DatedValue(change.at, _freeze_rule(change.value)) for change in life.freezes),
        hard_mode=tuple(DatedValue(change.at, bool(change.value)) for change in life.hard_mode),
        excuses=tuple(Excuse(excuse.at, excuse.date) for excuse in life.excuses),
        absences=tuple((absence.begins, absence.ends) for absence in life.absences),
        starting_freezes_since=life.starting_freezes_since,
    )


def _freeze_rule(value: oracle.Value) -> FreezeRule:
    assert isinstance(value, tuple)
    return parse_freeze_rule(" ".join(map(str, value)))


def _check_ins(life: oracle.Life, goal: Goal, days: PersonalCalendar) -> Iterator[CheckIn]:
    """Yield the check-ins with their days, without those that were refused as too early.

    A first zone moves none to before a start that was chosen.
    """
    in_utc = days_in(replace(life, zones=()))
    before = _goal(life, in_utc)
    first_zone = life.zones[0].at if life.zones else life.declared
    for check_in in sorted(life.check_ins, key=lambda c: c.at):
        day = _day_of(check_in, days)
        has_started = day >= goal.revisions()[_terms_at(goal, check_in.at, day, days)].start.day
        if not has_started and check_in.at < first_zone:
            day = _day_of(check_in, in_utc)
            number = _terms_at(before, check_in.at, day, in_utc)
            start = before.revisions()[number].start.day
            has_started = day >= start == _chosen_start(life, number, days)
            day = start
        if check_in.at >= life.declared and has_started:
            yield CheckIn(
                day,
                check_in.at,
                amount=None if check_in.amount is None else Decimal(str(check_in.amount)),
            )


def _terms_at(goal: Goal, at: datetime, day: LocalDay, days: PersonalCalendar) -> int:
    """Return the number of the revision to which a check-in at the instant, for the day, belongs."""
    return next(
        number
        for number, revision in [*enumerate(goal.revisions())][::-1]
        if not revision.start.is_edit
        or (
            revision.start.at < at
            and day >= min(revision.start.day, days.day_of(revision.start.at))
        )
    )


def _chosen_start(life: oracle.Life, number: int, days: PersonalCalendar) -> LocalDay | None:
    """Return the start that was chosen for a revision, or None if it was the day of the terms."""
    chosen = life.start
    schedule = life.schedule
    for edit in life.edits[:number]:
        if not schedule == edit.schedule == "once":
            is_later = edit.start is not None and edit.start > days.day_of(edit.at)
            chosen = edit.start if is_later else None
        schedule = edit.schedule
    return chosen


def _day_of(check_in: oracle.CheckIn, days: PersonalCalendar) -> LocalDay:
    """Return the day by the zones known at the instant, and a first zone set later."""
    known = days.as_of(check_in.at)
    today = known.day_of(check_in.at)
    return known.before(today) if check_in.yesterday else today


def _pauses(life: oracle.Life, check_ins: list[CheckIn]) -> Iterator[Pause]:
    """Yield the pauses, each with the instant at which it was resumed."""
    for pause in life.pauses:
        ends = [
            c.at
            for c in check_ins
            if c.at > pause.at and (life.ended_at is None or c.at <= life.ended_at)
        ]
        ends += [pause.resumed_at] if pause.resumed_at else []
        yield Pause(pause.at, pause.until, min(ends, default=None))
