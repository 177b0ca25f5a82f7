"""Keep saved standings up to date after actions and over time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property, partial
from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.checkins.activity import Activity, CheckIn
from accountabot.domain.goals.goal import Goal, GoalState
from accountabot.domain.identifiers import GoalId, Member, ServerId
from accountabot.domain.judging_rules import JudgingRules
from accountabot.domain.streaks.due import Due, compute_due
from accountabot.domain.streaks.explanations import ExplainedPeriod, explain_periods
from accountabot.domain.streaks.outcomes import Verdict
from accountabot.domain.streaks.replay import Replay
from accountabot.domain.streaks.revisions import Revision, revisions_of
from accountabot.domain.streaks.standing import compute_standing, compute_verdicts
from accountabot.domain.streaks.tallies import INITIAL_STANDING, Standing, Tally
from accountabot.services.people import slips
from accountabot.services.streaks import milestones
from accountabot.store import settings
from accountabot.store.checkins import activity
from accountabot.store.goals import goals
from accountabot.store.reminders import reminders
from accountabot.store.streaks import standings
from accountabot.store.unreadable_goals import RETRY_AFTER, attempt

BATCH_SIZE = 100
"""Goals recomputed per transaction, to keep the write lock short."""
ABSENCE_LOOKBACK = timedelta(days=800)
"""How far back the bot's absences matter to an unsettled period: two of the longest periods."""


@dataclass(frozen=True)
class GoalStatus:
    """A goal at `now`: its saved standing, and the activity since the settled periods."""

    goal: Goal
    rules: JudgingRules
    saved: Standing
    activity: Activity
    now: datetime

    @cached_property
    def standing(self) -> Standing:
        """The goal's current standing."""
        return compute_standing(self.goal, self.rules, self.activity, self.now, self.saved.settled)

    @cached_property
    def due(self) -> Due:
        """The goal's next requirement."""
        return compute_due(self.goal, self.rules, self.activity, self.now)

    @cached_property
    def revisions(self) -> list[Revision]:
        """The goal's revisions in order, each with its own activity."""
        pauses = [pause.interval(self.rules.days) for pause in self.activity.pauses]
        return revisions_of(self.goal, self.rules, pauses, self.activity, self.now)

    def revision_of(self, day: LocalDay) -> Revision:
        """Return the revision that was in force on a local day."""
        return next(
            (each for each in self.revisions[::-1] if each.goal.start.day <= day), self.revisions[0]
        )

    @cached_property
    def deadline(self) -> datetime | None:
        """The deadline (UTC) of a one-time goal, as extended by pauses."""
        if not self.goal.is_once:
            return None
        return next((period.ends for period in self.revisions[-1].periods()), None)

    @property
    def goal_as_due(self) -> Goal:
        """The goal, with its deadline as extended by pauses."""
        if self.deadline is None:
            return self.goal
        return replace(self.goal, start=replace(self.goal.start, until=self.deadline))

    @property
    def is_met(self) -> bool:
        """Return whether the requirement of a `once` goal is met."""
        current = self.revisions[-1]
        return self.goal.is_once and any(
            current.met(period, self.now) for period in current.periods()
        )

    @property
    def tally(self) -> Tally:
        """The goal's current streak and freezes."""
        return self.standing.tally


def status_of(
    tx: Connection, goal: Goal, now: datetime, rules: JudgingRules | None = None
) -> GoalStatus:
    """Return a goal's status at `now`."""
    saved = standings.get(tx, goal)
    rules = rules or settings.judging_rules(tx, goal.owner, _oldest_absence([(goal, saved)], now))
    return _status(tx, goal, saved, now, rules)


def statuses_of(tx: Connection, member: Member, now: datetime) -> list[GoalStatus]:
    """Return the status of each of a member's goals."""
    found = goals.all_of(tx, member)
    rules = settings.judging_rules(tx, member, _oldest_absence(found, now))
    return [_status(tx, goal, saved, now, rules) for goal, saved in found]


def verdicts(tx: Connection, goal: Goal, now: datetime) -> list[Verdict]:
    """Judge every period so far from a goal's whole record."""
    return compute_verdicts(
        goal, settings.judging_rules(tx, goal.owner), activity.load(tx, goal), now
    )


def explain(tx: Connection, goal: Goal, now: datetime) -> list[ExplainedPeriod]:
    """Judge every period so far like `verdicts`, and say which rule decided."""
    rules = settings.judging_rules(tx, goal.owner)
    return explain_periods(Replay(goal, rules, activity.load(tx, goal), now))


def add_check_in(tx: Connection, status: GoalStatus, check_in: CheckIn) -> GoalStatus:
    """Judge a goal with one more check-in, and save its standing."""
    settled_through = status.saved.settled.through
    if settled_through and check_in.day <= settled_through:
        # The check-in was made before that day closed but is processed only now.
        return rebuild(tx, status.goal, status.now)
    extended = replace(status.activity, check_ins=[*status.activity.check_ins, check_in])
    after = replace(status, activity=extended)
    if after.standing == status.saved and _repeats_day(status, check_in):
        return after
    return save(tx, after)


def _repeats_day(status: GoalStatus, check_in: CheckIn) -> bool:
    """Return whether a check-in adds nothing to what leaderboards count.

    Without amounts, only the first check-in of a day counts, and the first after an edit.
    """
    edited_at = status.goal.start.at
    return not any(each.goal.amount for each in status.revisions) and any(
        each.day == check_in.day and edited_at <= each.at <= check_in.at
        for each in status.activity.check_ins
    )


def recompute(tx: Connection, goal: Goal, now: datetime) -> GoalStatus:
    """Judge a goal's unsettled periods, and save its standing."""
    return save(tx, status_of(tx, goal, now))


def rebuild(tx: Connection, goal: Goal, now: datetime) -> GoalStatus:
    """Recompute a goal from its whole record, after a change to a settled period."""
    rebuilt = _status(tx, goal, INITIAL_STANDING, now, settings.judging_rules(tx, goal.owner))
    _save(tx, rebuilt, standings.get(tx, goal))
    standings.count_whole_again(tx, goal)
    return rebuilt


def update_completion(tx: Connection, status: GoalStatus) -> GoalStatus:
    """Complete a fulfilled `once` goal, or reactivate one that no longer is."""
    goal = status.goal
    state = GoalState.COMPLETED if status.is_met and not goal.is_ceiling else GoalState.ACTIVE
    if goal.ended_at is not None or goal.state is state:
        return status
    goals.set_state(tx, goal, state)
    if state is GoalState.COMPLETED:
        milestones.record_completed(tx, goal, status.now)
    return replace(status, goal=replace(goal, state=state))


def mark_stale(tx: Connection, goals_: Iterable[Goal], now: datetime) -> None:
    """Mark standings as stale, because the owner's judging rules have changed."""
    for goal in goals_:
        standings.mark_stale(tx, goal, now)
        reminders.look_again(tx, goal, now)


def mark_all_stale(tx: Connection, server: ServerId, now: datetime) -> None:
    """Mark a server's standings as stale, because the server's rules have changed."""
    standings.mark_all_stale(tx, server, now)
    reminders.look_again_server(tx, server, now)


def refresh_stale(tx: Connection, server: ServerId, now: datetime) -> list[GoalId]:
    """Recompute a batch of stale standings, and return their goals.

    A full batch means that more may remain.
    """
    keys = standings.list_stale(tx, server, now, BATCH_SIZE)
    for key in keys:
        if not attempt(tx, key, partial(_refresh, tx, server, key, now)):
            standings.postpone(tx, server, key, now + RETRY_AFTER)
    return list(keys)


def _refresh(tx: Connection, server: ServerId, key: GoalId, now: datetime) -> bool:
    """Recompute a standing; return that its goal was read."""
    if goal := goals.get(tx, server, key):
        after = status_of(tx, goal, now)
        standings.save(tx, goal, after.standing)
        slips.note(tx, goal, after.standing.slipped_at, now)
        milestones.record_reached(tx, goal, after.saved.tally, after.tally, now)
    return True


class StaleServers(NamedTuple):
    """The servers with stale standings, and when the next standing becomes stale (UTC)."""

    stale: list[ServerId]
    next_at: datetime | None


def find_stale_servers(tx: Connection, servers: Sequence[ServerId], now: datetime) -> StaleServers:
    """Return the servers with stale standings, and when the next one becomes stale."""
    stale = [server for server in servers if has_stale(tx, server, now)]
    return StaleServers(
        stale,
        min(
            filter(None, (standings.next_change(tx, server, now) for server in servers)),
            default=None,
        ),
    )


def has_stale(tx: Connection, server: ServerId, now: datetime) -> bool:
    """Return whether a standing on this server is stale."""
    return bool(standings.list_stale(tx, server, now, 1))


def save(tx: Connection, status: GoalStatus) -> GoalStatus:
    """Save a goal's standing if it changed, and have the goal counted for the leaderboards."""
    if status.standing != status.saved:
        _save(tx, status, status.saved)
    else:
        standings.count_again(tx, status.goal)
    return status


def _save(tx: Connection, status: GoalStatus, before: Standing) -> None:
    """Save a standing; if the goal slipped before it was refreshed, leave it stale.

    The refresh notes the slip. That it does so later doesn't delay the member's action.
    """
    standing = status.standing
    if standing.slipped_at and standing.slipped_at != before.slipped_at:
        standing = replace(standing, changes_at=status.now)
    standings.save(tx, status.goal, standing)


def _oldest_absence(found: Iterable[tuple[Goal, Standing]], now: datetime) -> datetime:
    """Return the time from which absences matter; without a snapshot, that is the declaration."""
    declared = (goal.began.at for goal, saved in found if saved.settled.through is None)
    return min([now - ABSENCE_LOOKBACK, *declared])


def _status(
    tx: Connection, goal: Goal, saved: Standing, now: datetime, rules: JudgingRules
) -> GoalStatus:
    return GoalStatus(
        goal=goal,
        rules=rules,
        saved=saved,
        activity=activity.load(tx, goal, saved.settled.through),
        now=now,
    )
