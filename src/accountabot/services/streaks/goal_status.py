"""Keep every goal's standing true: after an action, and when time alone has changed it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property
from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.checkins.activity import Activity, CheckIn
from accountabot.domain.goals.goal import Goal, GoalState
from accountabot.domain.identifiers import GoalId, Member, ServerId
from accountabot.domain.judging_rules import JudgingRules
from accountabot.domain.streaks.due import Due, compute_due
from accountabot.domain.streaks.outcomes import Verdict
from accountabot.domain.streaks.revisions import Revision, revisions_of
from accountabot.domain.streaks.standing import compute_standing, compute_verdicts
from accountabot.domain.streaks.tallies import INITIAL_STANDING, Standing, Tally
from accountabot.services.streaks import milestones
from accountabot.store import settings
from accountabot.store.checkins import activity
from accountabot.store.goals import goals
from accountabot.store.streaks import standings

BATCH = 100
"""Goals that are judged again in one go, so that nobody's check-in has to wait."""
RECENT = timedelta(days=800)
"""How far back the bot's absences are read where all before is settled: two of the longest periods there are."""


@dataclass(frozen=True)
class GoalStatus:
    """A goal in one line, at `now`: how it stood when it was last saved, and what was done since what is settled."""

    goal: Goal
    rules: JudgingRules
    saved: Standing
    activity: Activity
    now: datetime

    @cached_property
    def standing(self) -> Standing:
        """Where the goal stands."""
        return compute_standing(self.goal, self.rules, self.activity, self.now, self.saved.settled)

    @cached_property
    def due(self) -> Due:
        """What the goal asks for next."""
        return compute_due(self.goal, self.rules, self.activity, self.now)

    @cached_property
    def revisions(self) -> list[Revision]:
        """The goal as it was promised from edit to edit, each time with what was said of it then."""
        pauses = [pause.interval(self.rules.days) for pause in self.activity.pauses]
        return revisions_of(self.goal, self.rules, pauses, self.activity, self.now)

    def revision_of(self, day: LocalDay) -> Revision:
        """Return the chapter that a local day belongs to."""
        return next(
            (each for each in self.revisions[::-1] if each.goal.start.day <= day), self.revisions[0]
        )

    @property
    def is_met(self) -> bool:
        """Tell whether what was asked for once is done."""
        present = self.revisions[-1]
        return self.goal.is_once and any(
            present.met(period, self.now) for period in present.periods()
        )

    @property
    def tally(self) -> Tally:
        """What the goal's periods add up to."""
        return self.standing.tally


def status_of(
    tx: Connection, goal: Goal, now: datetime, rules: JudgingRules | None = None
) -> GoalStatus:
    """Return how a goal stands and what it asks for, at `now`."""
    return _line(
        tx,
        goal,
        standings.of(tx, goal),
        now,
        rules or settings.judging_rules(tx, goal.owner, now - RECENT),
    )


def statuses_of(tx: Connection, member: Member, now: datetime) -> list[GoalStatus]:
    """Return a line for each of a member's goals."""
    rules = settings.judging_rules(tx, member, now - RECENT)
    return [_line(tx, goal, saved, now, rules) for goal, saved in goals.all_of(tx, member)]


def verdicts(tx: Connection, goal: Goal, now: datetime) -> list[Verdict]:
    """Return the verdict on every period of a goal that has begun, from its whole record."""
    return compute_verdicts(
        goal, settings.judging_rules(tx, goal.owner), activity.of(tx, goal), now
    )


def add(tx: Connection, line: GoalStatus, check_in: CheckIn) -> GoalStatus:
    """Judge a goal with one check-in more, and save its standing."""
    settled = line.saved.settled.through
    if settled and check_in.day <= settled:  # made before that day closed, heard of after
        return rebuild(tx, line.goal, line.now)
    known = replace(line.activity, check_ins=[*line.activity.check_ins, check_in])
    return save(tx, replace(line, activity=known))


def recompute(tx: Connection, goal: Goal, now: datetime) -> GoalStatus:
    """Judge a goal with what was done behind what is settled, and save its standing."""
    return save(tx, status_of(tx, goal, now))


def rebuild(tx: Connection, goal: Goal, now: datetime) -> GoalStatus:
    """Judge a goal anew from its whole record: something behind what was settled has changed."""
    anew = _line(tx, goal, INITIAL_STANDING, now, settings.judging_rules(tx, goal.owner))
    standings.save(tx, goal, anew.standing)
    return anew


def completed(tx: Connection, line: GoalStatus) -> GoalStatus:
    """Complete a deed that is done once as soon as it is met, and let it go on where it is not after all."""
    goal = line.goal
    state = GoalState.COMPLETED if line.is_met and not goal.is_ceiling else GoalState.ACTIVE
    if goal.ended_at is not None or goal.state is state:
        return line
    goals.set_state(tx, goal, state)
    if state is GoalState.COMPLETED:
        milestones.complete(tx, goal, line.now)
    return replace(line, goal=replace(goal, state=state))


def recheck(tx: Connection, goals_: Iterable[Goal], now: datetime) -> None:
    """Have goals looked at again soon: something that they are judged by has changed."""
    for goal in goals_:
        standings.mark_stale(tx, goal, now)


def settle_fallen(tx: Connection, server: ServerId, now: datetime) -> list[GoalId]:
    """Judge again some goals whose streak has changed by itself, and return them; as many as a batch may be all."""
    keys = standings.fallen(tx, server, now, BATCH)
    for key in keys:
        if goal := goals.get(tx, server, key):
            after = recompute(tx, goal, now)
            milestones.note(tx, goal, after.saved.tally, after.tally, now)
    return list(keys)


class Outlook(NamedTuple):
    """The servers on which a streak has changed by itself, and when the next one does."""

    fallen: list[ServerId]
    next: datetime | None


def outlook(tx: Connection, servers: Sequence[ServerId], now: datetime) -> Outlook:
    """Return on which of these servers streaks have changed by themselves, and the first instant after now."""
    fallen = [server for server in servers if has_fallen(tx, server, now)]
    return Outlook(
        fallen,
        min(
            filter(None, (standings.next_change(tx, server, now) for server in servers)),
            default=None,
        ),
    )


def has_fallen(tx: Connection, server: ServerId, now: datetime) -> bool:
    """Tell whether a streak of this server has changed by itself since it was saved."""
    return bool(standings.fallen(tx, server, now, 1))


def save(tx: Connection, line: GoalStatus) -> GoalStatus:
    """Save where a goal stands."""
    if line.standing != line.saved:
        standings.save(tx, line.goal, line.standing)
    return line


def _line(
    tx: Connection, goal: Goal, saved: Standing, now: datetime, rules: JudgingRules
) -> GoalStatus:
    return GoalStatus(goal, rules, saved, activity.of(tx, goal, saved.settled.through), now)
