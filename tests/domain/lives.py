"""Make up lives of goals, for the rules to be held against the oracle."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from hypothesis import strategies as st

from accountabot.domain import streaks
from accountabot.domain.checkins import CheckIn, When, day_meant, refuse
from accountabot.domain.days import Calendar
from accountabot.domain.goals import Goal, Terms
from accountabot.domain.identities import GoalId, Member, MemberId, ServerId
from accountabot.domain.refusals import Refusal
from accountabot.domain.schedules import Once, Start, parse
from tests import oracle

SPAN = timedelta(days=24)


@dataclass(frozen=True)
class Life:
    """The same life twice: as the engine is told it, and as the oracle is."""

    goal: Goal
    terms: Terms
    check_ins: tuple[CheckIn, ...]
    told: oracle.Life

    def until(self, now: datetime) -> list[CheckIn]:
        """Return the check-ins that were recorded by `now`."""
        return [check_in for check_in in self.check_ins if check_in.at <= now]

    def stand(self, now: datetime) -> streaks.Standing:
        """Return the standing at `now`, from the whole record."""
        return streaks.stand(self.goal, self.terms, self.until(now), now)


@cache
def zones() -> list[str]:
    """Return every zone there is."""
    return sorted(available_timezones() - {"localtime", "posixrules", "Factory"})


instants = st.datetimes(datetime(2024, 1, 1), datetime(2030, 12, 1)).map(
    lambda naive: naive.replace(second=0, microsecond=0, tzinfo=UTC)
)
schedules = st.one_of(
    st.just("daily"),
    st.just("daily"),
    st.sets(st.sampled_from(oracle.WEEKDAYS), min_size=1, max_size=6).map(
        lambda days: "weekly on " + ",".join(day for day in oracle.WEEKDAYS if day in days)
    ),
    st.just("once"),
)


@st.composite
def lives(draw: st.DrawFn) -> Life:
    """Make up a goal anywhere on earth and what was said about it in some weeks."""
    zone, day_start = draw(st.sampled_from(zones())), draw(st.integers(0, 6))
    text, declared = draw(schedules), draw(instants)
    calendar = Calendar(ZoneInfo(zone), day_start)
    until = declared + draw(st.timedeltas(timedelta(hours=1), SPAN)) if text == "once" and draw(st.booleans()) else None
    start = Start(declared, calendar.day_of(declared), until)
    goal = Goal(GoalId(1), Member(ServerId(1), MemberId(1)), "Run", parse(text), start)
    said = tuple(_said(draw, goal, calendar))
    return Life(
        goal,
        Terms(calendar),
        tuple(check_in for check_in, _ in said),
        oracle.Life(
            schedule=text,
            declared=declared,
            until=until,
            zones=(oracle.Change(declared - timedelta(days=100), zone),),
            day_starts=(oracle.Change(declared - timedelta(days=90), day_start),),
            check_ins=tuple(told for _, told in said),
        ),
    )


def _said(draw: st.DrawFn, goal: Goal, calendar: Calendar) -> list[tuple[CheckIn, oracle.CheckIn]]:
    """Make up check-ins, mostly one a day; those that the bot would refuse are left out."""
    said: list[tuple[CheckIn, oracle.CheckIn]] = []
    at = goal.start.at
    for pause, when in draw(st.lists(st.tuples(st.integers(1, 40), st.sampled_from(When)), max_size=25)):
        at += timedelta(hours=pause, minutes=pause)
        day = day_meant(when, calendar, at)
        try:
            refuse(goal, day, at)
        except Refusal:
            continue
        said.append((CheckIn(day, at), oracle.CheckIn(at, yesterday=when is When.YESTERDAY)))
        if isinstance(goal.schedule, Once):
            break
    return said
