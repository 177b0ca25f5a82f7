"""The beginning of a server's next week and month, against a search of every quarter of an hour."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from accountabot.domain.leaderboards.boards import BoardPeriod, next_span_at, span_of
from accountabot.domain.leaderboards.server_weeks import ServerWeeks
from accountabot.domain.timelines import DatedValue

BEGIN = datetime(2026, 2, 20, tzinfo=UTC)
STEP = timedelta(minutes=15)
ZONES = ("UTC", "America/New_York", "Pacific/Auckland", "Asia/Kolkata", "Africa/Cairo")
moments = st.integers(0, 40 * 96).map(lambda steps: BEGIN + steps * STEP)
zones = st.lists(st.tuples(moments, st.sampled_from(ZONES)), max_size=2).map(sorted)
starts = st.lists(st.tuples(moments, st.integers(0, 6)), max_size=2).map(sorted)


@given(zones, starts, moments, st.sampled_from([BoardPeriod.WEEK, BoardPeriod.MONTH]))
def test_the_next_span_begins_when_the_current_one_ends(
    zones: list[tuple[datetime, str]],
    starts: list[tuple[datetime, int]],
    now: datetime,
    period: BoardPeriod,
) -> None:
    weeks = ServerWeeks(
        [DatedValue(at, ZoneInfo(zone)) for at, zone in zones],
        [DatedValue(at, day) for at, day in starts],
    )
    span = span_of(period, weeks.date_at(now), weeks)
    later = now + STEP
    while span_of(period, weeks.date_at(later), weeks) == span:
        later += STEP

    assert next_span_at(period, now, weeks) == later
