"""The digest of random servers agrees with a naive reading of their whole records."""

import random
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import count
from typing import Any

import pytest
from sqlalchemy import Connection

from accountabot.domain import choices
from accountabot.domain.checkins.checkin_day import DayChoice
from accountabot.domain.digest import week_before
from accountabot.domain.goals.amounts import Amount
from accountabot.domain.goals.goal import Goal, Promise
from accountabot.domain.goals.schedules import parse_schedule
from accountabot.domain.identifiers import Action, InteractionId, Member, MemberId, ServerId
from accountabot.domain.refusals import Refusal
from accountabot.domain.streaks.outcomes import Outcome, Verdict
from accountabot.services.checkins import checkin_requests
from accountabot.services.checkins.checked_in import CheckInInput
from accountabot.services.digest import contents, schedule
from accountabot.services.digest.contents import Digest
from accountabot.services.goals import declaration, pauses
from accountabot.services.moderation import blocks, content_moderation
from accountabot.services.people import departures, preferences
from accountabot.services.streaks import goal_status
from accountabot.store.goals import goals
from accountabot.store.in_memory import in_memory_database

SERVER = ServerId(1)
NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
DAYS = 33
ZONES = ("UTC", "Asia/Tokyo", "America/Los_Angeles", "Pacific/Auckland")
SCHEDULES = (
    *("daily", "daily", "daily", "weekly on mon,thu", "3 per week", "every 2 days", "every 3 days"),
    *("4 per month", "monthly on last", "1 per week"),
)
AMOUNTS = (
    None,
    None,
    None,
    Amount(Decimal(2), "", at_most=False),
    Amount(Decimal(2), "", at_most=True),
)
MEMBERS = range(101, 111)
_sources = count(1)


class Server:
    """A server with members who act at random."""

    def __init__(self, tx: Connection, seed: int) -> None:
        self.tx = tx
        self.dice = random.Random(seed)
        self.now = NOON
        self.goals: list[Goal] = []
        self.zeal = {key: self.dice.choice((0.3, 0.8, 0.95, 1.0)) for key in MEMBERS}

    def action(self, key: int) -> Action:
        return Action(Member(SERVER, MemberId(key)), self.now, InteractionId(next(_sources)))

    def act(self, work: Callable[..., Any], key: int, *args: Any, **options: Any) -> Any:
        """Let a member act, unless it is refused."""
        with suppress(Refusal):
            return work(self.tx, self.action(key), *args, **options)

    def begin(self) -> None:
        for key in MEMBERS:
            if self.dice.random() < 0.7:
                self.act(preferences.set_zone, key, self.dice.choice(ZONES))
            for number in range(self.dice.randint(1, 3)):
                self.declare(key, number)

    def declare(self, key: int, number: int) -> None:
        promise = Promise(
            f"Goal {key}/{number}/{self.now:%j}",
            parse_schedule(self.dice.choice(SCHEDULES)),
            amount=self.dice.choice(AMOUNTS),
            is_private=self.dice.random() < 0.2,
        )
        if declared := self.act(declaration.declare, key, promise):
            self.goals.append(declared.view.goal)

    def live_a_day(self) -> None:
        """Let everyone act, in a random order at random hours."""
        morning = self.now
        for key in self.dice.sample([*MEMBERS], len(MEMBERS)):
            self.now = morning + timedelta(minutes=self.dice.randint(0, 23 * 60))
            for goal in [each for each in self.goals if each.owner.id == key]:
                self.do(goal)
            if self.dice.random() < 0.03:
                self.declare(key, 9)
        self.now = morning + timedelta(days=1)
        for _ in range(2):
            goal_status.refresh_stale(self.tx, SERVER, self.now - timedelta(hours=1))

    def do(self, goal: Goal) -> None:
        key = goal.owner.id
        chosen = choices.goal_choice(goal)
        if self.dice.random() < self.zeal[key]:
            amount = self.dice.choice(("1", "2", "3")) if goal.amount else None
            day = self.dice.choice((DayChoice.TODAY, DayChoice.TODAY, DayChoice.YESTERDAY))
            entered = CheckInInput(amount=amount)
            self.act(checkin_requests.check_in, key, chosen, day, entered)
        elif self.dice.random() < 0.1:
            self.act(pauses.skip, key, chosen, None)
        elif self.dice.random() < 0.05:
            until = self.now.date() + timedelta(days=self.dice.randint(2, 5))
            self.act(pauses.pause, key, chosen, until, None)

    def leave_boards(self) -> set[int]:
        """Let some members leave the leaderboards, each in another way; return them."""
        away, blocked, hidden, _ = gone = self.dice.sample([*MEMBERS], 4)
        departures.record_departures(self.tx, [Member(SERVER, MemberId(away))], self.now)
        blocks.block(self.tx, self.action(1), Member(SERVER, MemberId(blocked)), "ads")
        self.act(preferences.set_on_leaderboards, hidden, on=False)
        for goal in self.goals:
            if goal.owner.id == gone[3] and not goal.is_private:
                self.act(content_moderation.hide, 1, goal.owner, choices.goal_choice(goal), "ads")
        return {away, blocked, hidden}

    def digest(self, weeks_ago: int = 0) -> Digest:
        """Compose the digest of the last week, or of an earlier one."""
        days = schedule.server_days(self.tx, SERVER, self.now)
        week = week_before(days, days.day_of(self.now) - timedelta(days=7 * weeks_ago))
        return contents.compose(self.tx, SERVER, week, self.now)

    def public_verdicts(self, digest: Digest) -> Iterator[tuple[Goal, list[Verdict]]]:
        """Yield each goal that everyone may see with what closed in the week, by its record."""
        for key in self.goals:
            goal = goals.get(self.tx, SERVER, key.id)
            if goal and not goal.is_private:
                whole = goal_status.verdicts(self.tx, goal, self.now)
                yield goal, [v for v in whole if v.closed_at and v.closed_at < digest.week.ends]


def kept_by_the_record(server: Server, digest: Digest, gone: set[int]) -> set[int]:
    """Return who kept their word in the week, by the whole records."""
    kept: set[int] = set()
    slipped: set[int] = set()
    for goal, verdicts in server.public_verdicts(digest):
        for verdict in verdicts:
            if verdict.closed_at and verdict.closed_at >= digest.week.begins:
                if verdict.outcome.is_slip:
                    slipped.add(goal.owner.id)
                elif verdict.outcome.counts_as_kept:
                    kept.add(goal.owner.id)
    return kept - slipped - gone


def back_by_the_record(server: Server, digest: Digest, gone: set[int]) -> set[int]:
    """Return the goals whose streak began in the week after a miss, from the whole records."""
    found: set[int] = set()
    for goal, verdicts in server.public_verdicts(digest):
        outcomes = [v.outcome for v in verdicts]
        if goal.owner.id in gone or Outcome.MISSED not in outcomes:
            continue
        last = len(outcomes) - outcomes[::-1].index(Outcome.MISSED)
        first = next((v.closed_at for v in verdicts[last:] if v.outcome.counts_as_kept), None)
        if first and digest.week.begins <= first:
            found.add(goal.id)
    return found


@pytest.fixture(params=range(6))
def server(request: pytest.FixtureRequest) -> Iterator[Server]:
    with in_memory_database() as tx:
        found = Server(tx, request.param)
        found.begin()
        for _ in range(DAYS):
            found.live_a_day()
        yield found


def test_a_digest_names_the_same_members_as_the_whole_record(server: Server) -> None:
    for weeks_ago in range(3):
        digest = server.digest(weeks_ago)

        assert {*digest.kept} == kept_by_the_record(server, digest, set())
        assert {c.goal for c in digest.comebacks} == back_by_the_record(server, digest, set())


def test_no_digest_shows_private_or_hidden_goals_or_members_off_the_leaderboards(
    server: Server,
) -> None:
    gone = server.leave_boards()

    for weeks_ago in range(3):
        digest = server.digest(weeks_ago)

        listed = [*digest.started, *digest.reached, *digest.comebacks]
        told = [goals.get(server.tx, SERVER, each.goal) for each in listed]
        named = {*digest.kept, *(each.member for each in listed)}
        assert all(goal and not goal.is_private for goal in told)
        assert not named & gone
        assert {*digest.kept} == kept_by_the_record(server, digest, gone)
