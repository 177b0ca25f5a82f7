"""Contacts of the bot, and what is an absence between them."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection

from accountabot.domain.checkins.checkin_day import DayChoice
from accountabot.domain.goals.goal import Promise
from accountabot.domain.goals.schedules import parse_schedule
from accountabot.domain.identifiers import Action, InteractionId, Member, MemberId, ServerId
from accountabot.domain.refusals import Refusal
from accountabot.services.checkins import checkin_requests
from accountabot.services.checkins.checked_in import NOTHING
from accountabot.services.goals import declaration, pauses
from accountabot.services.streaks import goal_status, heartbeat, rebuild
from accountabot.store.in_memory import in_memory_database
from accountabot.store.schema import bot_absences

NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
ALICE = Member(ServerId(1), MemberId(2))
SCHEDULES = ("daily", "weekly on mon,thu", "3 per week", "every 3 days", "once")


@pytest.fixture
def tx() -> Iterator[Connection]:
    with in_memory_database() as connection:
        yield connection


def absences(tx: Connection) -> list[tuple[datetime, datetime]]:
    return [(row.begins, row.ends) for row in tx.execute(bot_absences.select())]


@pytest.mark.parametrize(("minutes", "absent"), [(14, False), (15, False), (16, True)])
def test_a_gap_of_more_than_fifteen_minutes_is_an_absence(
    tx: Connection, minutes: int, absent: bool
) -> None:
    heartbeat.record_heartbeat(tx, NOON)

    heartbeat.record_heartbeat(tx, NOON + minutes * MINUTE)

    assert absences(tx) == [(NOON, NOON + minutes * MINUTE)] * absent


def test_an_absence_that_continues_is_extended(tx: Connection) -> None:
    heartbeat.record_heartbeat(tx, NOON)

    heartbeat.record_heartbeat(tx, NOON + HOUR)
    heartbeat.record_return(tx, NOON + HOUR + 5 * MINUTE)

    assert absences(tx) == [(NOON, NOON + HOUR + 5 * MINUTE)]


def test_a_clock_that_was_ahead_hides_no_later_absence(tx: Connection) -> None:
    heartbeat.record_heartbeat(tx, NOON + 48 * HOUR)
    heartbeat.record_heartbeat(tx, NOON)

    heartbeat.record_heartbeat(tx, NOON + HOUR)

    assert absences(tx) == [(NOON, NOON + HOUR)]


def test_a_start_with_an_old_clock_is_no_absence_of_years(tx: Connection) -> None:
    heartbeat.record_heartbeat(tx, NOON)
    heartbeat.record_return(tx, datetime(1970, 1, 1, tzinfo=UTC))

    heartbeat.record_heartbeat(tx, NOON + HOUR)

    assert absences(tx) == [(NOON, NOON + HOUR)]


def test_forgotten_contacts_begin_no_absence(tx: Connection) -> None:
    heartbeat.record_heartbeat(tx, NOON)
    heartbeat.forget_last_seen(tx)

    heartbeat.record_return(tx, NOON + HOUR)

    assert absences(tx) == []


class Life:
    """One member's goal and a bot that beats, sleeps and stops."""

    def __init__(self, tx: Connection, schedule: str) -> None:
        self.tx, self.now, self.acts = tx, NOON, 0
        heartbeat.record_heartbeat(tx, self.now)
        declaration.declare(tx, self.act(), Promise("Run", parse_schedule(schedule)))

    def act(self) -> Action:
        self.acts += 1
        return Action(ALICE, self.now, InteractionId(self.acts))

    def check_in(self, _: int) -> None:
        checkin_requests.check_in(self.tx, self.act(), None, DayChoice.TODAY, NOTHING)

    def skip(self, _: int) -> None:
        pauses.skip(self.tx, self.act(), None, None)

    def judge(self, _: int) -> None:
        goal_status.refresh_stale(self.tx, ALICE.server, self.now)

    def run(self, hours: int) -> None:
        for _ in range(4 * hours):
            self.now += 15 * MINUTE
            heartbeat.record_heartbeat(self.tx, self.now)

    def sleep(self, hours: int) -> None:
        self.now += hours * HOUR
        heartbeat.record_heartbeat(self.tx, self.now)

    def stop(self, hours: int) -> None:
        self.now += hours * HOUR
        self.judge(0)  # another process can judge before the absence is known
        heartbeat.record_return(self.tx, self.now)


STEPS = (Life.check_in, Life.check_in, Life.skip, Life.judge, Life.run, Life.sleep, Life.stop)


@given(
    st.sampled_from(SCHEDULES),
    st.lists(st.tuples(st.sampled_from(STEPS), st.sampled_from((1, 5, 12, 30))), max_size=14),
)
def test_standings_match_the_record_however_the_bot_sleeps(
    schedule: str, steps: list[tuple[object, int]]
) -> None:
    with in_memory_database() as tx:
        life = Life(tx, schedule)
        for step, hours in steps:
            try:
                step(life, hours)  # type: ignore[operator]  # a method of Life
            except Refusal:
                continue

        assert rebuild.rebuild_batch(tx, 0, life.now).differences == []
