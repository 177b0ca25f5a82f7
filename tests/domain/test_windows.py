"""A week can be judged without the record before it, and a standing already tells most of it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given

from accountabot.domain.checkins.activity import Activity
from accountabot.domain.digest import Week
from accountabot.domain.goals.goal import GoalState
from accountabot.domain.goals.schedules import DAILY
from accountabot.domain.identifiers import GoalId, MemberId
from accountabot.domain.streaks import windows
from accountabot.domain.streaks.outcomes import Outcome, Verdict
from accountabot.services.digest.kept_weeks import Slip, slip_of
from accountabot.store.digest.week_activity import WeekGoal
from tests import oracle
from tests.domain.engine_loader import LoadedLife, load
from tests.domain.lives import MANY, lives_and_moments

WEEK = timedelta(days=7)
Looked = tuple[oracle.Life, list[datetime]]


def closed(verdicts: list[Verdict], begins: datetime, ends: datetime) -> list[Verdict]:
    return [v for v in verdicts if v.closed_at and begins <= v.closed_at < ends]


def known(verdict: Verdict) -> tuple[object, ...]:
    """Return what is known of a verdict without the totals before it: not what a freeze covers."""
    outcome = Outcome.MISSED if verdict.outcome.is_slip else verdict.outcome
    return verdict.period, outcome, verdict.closed_at, verdict.reason


def recent(engine: LoadedLife, begins: datetime) -> Activity:
    """Return the part of the activity that is loaded for a week."""
    first = windows.first_to_judge(engine.rules, begins)
    after = windows.activity_since(engine.goal, first)
    found = [c for c in engine.activity.check_ins if after is None or c.day > after]
    return replace(engine.activity, check_ins=found)


@MANY
@given(lives_and_moments())
def test_a_week_is_judged_as_in_the_whole_record(looked: Looked) -> None:
    life, moments = looked
    now = moments[-1]
    engine = load(life, now)
    whole = engine.verdicts(now)
    for begins in moments:
        ends = begins + WEEK
        found = windows.closed_between(
            engine.goal, engine.rules, recent(engine, begins), begins, ends, now
        )

        assert [known(v) for v in found] == [known(v) for v in closed(whole, begins, ends)]


@MANY
@given(lives_and_moments(2))
def test_a_standing_is_right_about_slips_in_a_week(looked: Looked) -> None:
    life, moments = looked
    now = moments[-1] + 2 * WEEK
    engine = load(life, now)
    standing = engine.standing_at(now)
    whole = engine.verdicts(now)
    for days_ago in range(0, 35, 3):
        ends = now - timedelta(days=days_ago)
        week = Week(ends.date() - WEEK, ends - WEEK, ends)
        slip = slip_of(
            week_goal(
                streak=standing.tally.streak,
                slipped_at=standing.slipped_at,
                changes_at=standing.changes_at,
            ),
            week,
            now,
        )
        has_slipped = any(v.outcome.is_slip for v in closed(whole, week.begins, week.ends))

        assert slip is Slip.UNKNOWN or (slip is Slip.SLIPPED) == has_slipped


@MANY
@given(lives_and_moments(2))
def test_a_plain_daily_goal_is_kept_by_a_check_in_within_the_week(looked: Looked) -> None:
    """The query takes a check-in for granted if its day began within the week."""
    life, moments = looked
    now = moments[-1]
    engine = load(life, now)
    goal = engine.goal
    if goal.schedule != DAILY or goal.amount or goal.past or goal.ended_at:
        return
    for check_in in engine.activity.check_ins:
        ends = check_in.at + timedelta(seconds=1)
        through = goal.start.through
        is_simple = through is None or check_in.day < through
        first = min(c.at for c in engine.activity.check_ins if c.day == check_in.day)
        if is_simple and check_in.at <= now:
            kept = closed(engine.verdicts(now), first, ends)
            assert any(v.outcome.counts_as_kept for v in kept)


@MANY
@given(lives_and_moments(2))
def test_a_comeback_is_the_first_period_kept_after_a_miss(looked: Looked) -> None:
    life, moments = looked
    now = moments[-1]
    engine = load(life, now)
    back = windows.came_back_at(engine.goal, engine.rules, engine.activity, now, now)
    outcomes = [
        v.outcome
        for v in closed(engine.verdicts(now), datetime.min.replace(tzinfo=now.tzinfo), now)
    ]

    last_miss = max(
        (n for n, outcome in enumerate(outcomes) if outcome is Outcome.MISSED), default=None
    )
    is_back = last_miss is not None and any(o.counts_as_kept for o in outcomes[last_miss:])
    assert (back is not None) == is_back


def week_goal(streak: int, slipped_at: datetime | None, changes_at: datetime | None) -> WeekGoal:
    return WeekGoal(
        id=GoalId(1),
        member=MemberId(1),
        title="Run",
        declared_at=datetime(2024, 1, 1, tzinfo=UTC),
        edited_at=None,
        ended_at=None,
        is_ceiling=False,
        state=GoalState.ACTIVE,
        streak=streak,
        longest=streak,
        slipped_at=slipped_at,
        changes_at=changes_at,
        over_at=None,
        completed_at=None,
        has_check_in=True,
        is_kept=False,
    )
