"""Periods come in order, and no instant and no check-in belongs to two of them."""

from datetime import UTC, date, datetime, timedelta
from itertools import islice, pairwise

from hypothesis import given
from hypothesis import strategies as st

from accountabot.domain.goals import periods
from accountabot.domain.goals.periods import Period
from accountabot.domain.streaks.outcomes import CheckInIndex
from accountabot.domain.timelines import Interval, merge, overlap_seconds
from tests import oracle
from tests.domain.engine_loader import LoadedLife, load
from tests.domain.lives import MANY, events, lives
from tests.domain.times import DAY, SECOND

MOST = 40
"""How many periods are looked at if a goal has no end."""


def at_the_end(life: oracle.Life) -> tuple[LoadedLife, list[Period]]:
    """Return a life when all of it is known, with its periods until some time later."""
    now = max({life.declared, *events(life)}) + 3 * DAY
    engine = load(life, now)
    return engine, periods_of(engine, life)


def periods_of(
    engine: LoadedLife, life: oracle.Life, after: date | None = None, since: date | None = None
) -> list[Period]:
    pauses = [pause.interval(engine.rules.days) for pause in engine.activity.pauses]
    now = max({life.declared, *events(life)}) + 3 * DAY
    return list(islice(periods.of(engine.goal, engine.rules, pauses, now, after, since), MOST))


@MANY
@given(lives())
def test_periods_come_in_order_and_none_begins_before_the_one_before_it_ended(
    life: oracle.Life,
) -> None:
    engine, found = at_the_end(life)

    for period in found:
        assert periods.starts_at(engine.goal, engine.rules.days) <= period.begins
        if period.last and period.ends and period.closes:
            assert period.first <= period.last
            assert period.begins < period.ends < period.closes
    for early, late in pairwise(found):
        assert early.last
        assert early.ends
        assert early.last < late.first
        assert early.ends <= late.begins


@MANY
@given(lives())
def test_an_instant_and_a_check_in_belong_to_one_period_at_most(life: oracle.Life) -> None:
    engine, found = at_the_end(life)
    now = max(events(life), default=life.declared) + 90 * DAY
    said = CheckInIndex(engine.activity.check_ins)

    for instant in (
        events(life)
        | {period.begins for period in found}
        | {p.ends - SECOND for p in found if p.ends}
    ):
        assert sum(p.begins <= instant and (p.ends is None or instant < p.ends) for p in found) <= 1
    for check_in in engine.activity.check_ins:
        assert sum(check_in in said.serving(engine.goal, period, now) for period in found) <= 1


@MANY
@given(lives(), st.integers(0, 12))
def test_those_after_a_period_are_the_rest(life: oracle.Life, number: int) -> None:
    engine, found = at_the_end(life)
    number = number % len(found) if found else 0
    if not found or (last := found[number].last) is None:
        return

    later = periods_of(engine, life, after=last)
    rest = found[number + 1 :]

    assert later[: len(rest)] == rest
    assert later == rest or len(found) == MOST


@MANY
@given(lives(), st.integers(-3, 60))
def test_those_since_a_day_are_the_ones_that_have_not_ended_by_then(
    life: oracle.Life, number: int
) -> None:
    engine, found = at_the_end(life)
    since = engine.goal.start.day + timedelta(days=number)

    recent = [p for p in periods_of(engine, life, since=since) if p.last is None or p.last >= since]

    wanted = [p for p in found if p.last is None or p.last >= since]
    assert recent[: len(wanted)] == wanted
    assert recent == wanted or len(found) == MOST


def test_a_month_that_was_over_before_the_declaration_is_not_the_first_period() -> None:
    """The first zone puts the declaration into April, after the start that its owner had named."""
    declared = datetime(2024, 3, 31, 14, 56, tzinfo=UTC)
    zones = (oracle.Change(declared, "Australia/Canberra"),)
    life = oracle.Life("1 per month", declared, start=date(2024, 3, 31), zones=zones)
    engine, found = at_the_end(life)

    recent = periods_of(engine, life, since=date(2024, 4, 1))

    assert found[0].first == date(2024, 4, 1)
    assert found[0].is_partial
    assert recent[: len(found)] == found
    assert oracle.read(life, datetime(2024, 5, 2, tzinfo=UTC)).rows[0].state == "excused"


BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
intervals = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 12)), max_size=6).map(
    lambda pairs: [
        (BEGIN + since * SECOND, BEGIN + (since + length) * SECOND) for since, length in pairs
    ]
)


@given(intervals, st.integers(0, 20), st.integers(0, 20))
def test_time_that_stretches_share_is_counted_once(
    found: list[Interval], since: int, length: int
) -> None:
    seconds = [BEGIN + number * SECOND for number in range(since, since + length)]

    covered = sum(any(begins <= second < ends for begins, ends in found) for second in seconds)

    assert (
        overlap_seconds(found, BEGIN + since * SECOND, BEGIN + (since + length) * SECOND) == covered
    )
    assert all(early[1] < late[0] for early, late in pairwise(merge(found)))
