"""Check-ins through the service, at chosen instants."""

import shutil
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import count
from pathlib import Path

import pytest

from accountabot.domain import choices
from accountabot.domain.checkins.checkin_day import DayChoice
from accountabot.domain.goals.amounts import Amount
from accountabot.domain.goals.goal import Promise
from accountabot.domain.goals.schedules import DAILY
from accountabot.domain.identifiers import Action, InteractionId, Member, MemberId, ServerId
from accountabot.services.checkins import checkin_requests
from accountabot.services.checkins.checked_in import NOTHING, CheckedIn, CheckInInput
from accountabot.services.goals import declaration
from accountabot.services.leaderboards import recounts
from accountabot.services.streaks import goal_status
from accountabot.store.database import Database

ALICE = Member(ServerId(1), MemberId(2))
NEW_YEAR = datetime(2026, 1, 1, 9, tzinfo=UTC)
_sources = count(1)


def act(days: float) -> Action:
    """Return an action of Alice, so many days after New Year's morning."""
    return Action(ALICE, NEW_YEAR + timedelta(days=days), InteractionId(next(_sources)))


@pytest.mark.parametrize("settled_first", [False, True])
async def test_a_check_in_that_is_heard_of_after_the_close_counts_as_it_was_made(
    migrated: Path, tmp_path: Path, settled_first: bool
) -> None:
    database = Database(f"sqlite:///{shutil.copy(migrated, tmp_path / 'late.db')}")
    await database.open()
    goal = (await database.write(declaration.declare, act(0), Promise("Run", DAILY))).view.goal
    for day in range(3):
        await database.write(checkin_requests.check_in, act(day), None, DayChoice.TODAY, NOTHING)
    just_before = (
        datetime(2026, 1, 6, tzinfo=UTC) - NEW_YEAR - timedelta(milliseconds=200)
    ) / timedelta(days=1)

    if settled_first:
        # A leaderboard settles the standing after the grace period, before the check-in arrives.
        await database.write(
            goal_status.refresh_stale, ALICE.server, datetime(2026, 1, 6, 0, 0, 1, tzinfo=UTC)
        )
    done = await database.write(
        checkin_requests.check_in,
        act(just_before),
        choices.goal_choice(goal),
        DayChoice.YESTERDAY,
        NOTHING,
    )
    kept_up = await database.read(goal_status.status_of, goal, datetime(2026, 1, 6, 9, tzinfo=UTC))
    rebuilt = await database.write(goal_status.rebuild, goal, datetime(2026, 1, 6, 9, tzinfo=UTC))
    await database.close()

    assert isinstance(done, CheckedIn)
    assert done.status.tally.streak == 4
    assert kept_up.tally == rebuilt.tally
    assert kept_up.tally.streak == 4


@pytest.mark.parametrize(("done", "is_due"), [(None, False), ("2 km", True)])
async def test_only_what_can_change_a_score_is_counted_again(
    migrated: Path, tmp_path: Path, done: str | None, is_due: bool
) -> None:
    database = Database(f"sqlite:///{shutil.copy(migrated, tmp_path / 'again.db')}")
    await database.open()
    promised = Amount(Decimal(5), "km") if done else None
    await database.write(declaration.declare, act(0), Promise("Run", DAILY, amount=promised))
    first, second = CheckInInput(amount=done), CheckInInput("Once more", done)
    await database.write(checkin_requests.check_in, act(0), None, DayChoice.TODAY, first)
    while await database.write(recounts.recount_due, act(0).at):
        pass

    await database.write(checkin_requests.check_in, act(0.01), None, DayChoice.TODAY, second)

    assert bool(await database.write(recounts.recount_due, act(0.01).at)) is is_due
    await database.close()
