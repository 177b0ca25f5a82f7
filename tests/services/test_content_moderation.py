"""A check-in that moderators undo counts as if it had never been made."""

import asyncio
import shutil
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accountabot.domain import choices
from accountabot.domain.checkins.checkin_day import DayChoice
from accountabot.domain.goals.goal import Promise
from accountabot.domain.goals.schedules import parse_schedule
from accountabot.domain.identifiers import Action, InteractionId, Member, MemberId, ServerId
from accountabot.domain.streaks.tallies import Tally
from accountabot.services.checkins import checkin_requests
from accountabot.services.checkins.checked_in import NOTHING
from accountabot.services.goals import declaration, pauses
from accountabot.services.moderation import content_moderation
from accountabot.services.streaks import goal_status
from accountabot.store.database import Database

ALICE, MONA = (Member(ServerId(1), MemberId(key)) for key in (2, 3))
NEW_YEAR = datetime(2026, 1, 1, 9, tzinfo=UTC)
DONE, SKIPPED, NOTHING_DONE = "c", "s", "-"


@pytest.mark.parametrize("schedule", ["daily", "3 per week", "every 3 days"])
@settings(max_examples=15)
@given(
    life=st.lists(st.sampled_from(DONE * 5 + SKIPPED + NOTHING_DONE), min_size=3, max_size=24).map(
        "".join
    ),
    which=st.integers(0, 23),
    rest=st.integers(0, 3),
)
def test_what_moderators_take_back_was_never_done(
    migrated: Path,
    tmp_path_factory: pytest.TempPathFactory,
    schedule: str,
    life: str,
    which: int,
    rest: int,
) -> None:
    life = life.replace(SKIPPED, NOTHING_DONE) if schedule != "daily" else life
    day = which % len(life)
    life = life[:day] + DONE + life[day + 1 :]
    without = life[:day] + NOTHING_DONE + life[day + 1 :]
    folder = tmp_path_factory.mktemp("lives")

    moderated, rebuilt = asyncio.run(
        _live(shutil.copy(migrated, folder / "1.db"), schedule, life, rest, day)
    )
    never_done, _ = asyncio.run(
        _live(shutil.copy(migrated, folder / "2.db"), schedule, without, rest, None)
    )

    assert moderated == rebuilt == never_done


async def _live(
    path: Path, schedule: str, life: str, rest: int, taken_back: int | None
) -> tuple[Tally, Tally]:
    """Live day by day, then have one check-in undone; return the saved and the rebuilt tally."""
    database = Database(f"sqlite:///{path}")
    source = count(1)
    await database.open()

    def act(who: Member, days: float) -> Action:
        return Action(who, NEW_YEAR + timedelta(days=days), InteractionId(next(source)))

    goal = (
        await database.write(
            declaration.declare, act(ALICE, 0), Promise("Run", parse_schedule(schedule))
        )
    ).view.goal
    for day, action in enumerate(life):
        if action == DONE:
            await database.write(
                checkin_requests.check_in, act(ALICE, day), "Run", DayChoice.TODAY, NOTHING
            )
        elif action == SKIPPED:
            await database.write(pauses.skip, act(ALICE, day), "Run", None)
    end = act(MONA, len(life) + rest)
    if taken_back is not None:
        events = await database.read(content_moderation.list_check_ins, ALICE, "Run", end.at)
        event = next(
            each for each in events if each.day == (NEW_YEAR + timedelta(days=taken_back)).date()
        )
        proposal = await database.write(
            content_moderation.propose_undo,
            end,
            ALICE,
            "Run",
            choices.check_in_choice(event.id),
            "hm",
        )
        await database.write(content_moderation.confirm_undo, end, proposal.pending)
    saved = (await database.read(goal_status.status_of, goal, end.at)).tally
    rebuilt = (await database.write(goal_status.rebuild, goal, end.at)).tally
    await database.close()
    return saved, rebuilt
