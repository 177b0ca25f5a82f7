"""Deleting one member's data changes nothing of anybody else's."""

import asyncio
import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection

from accountabot.domain.checkins.checkin_day import DayChoice
from accountabot.domain.goals.goal import Promise
from accountabot.domain.goals.schedules import DAILY
from accountabot.domain.identifiers import Action, GoalId, InteractionId, Member, MemberId, ServerId
from accountabot.domain.refusals import DuplicateInteraction, Refusal
from accountabot.services import undo
from accountabot.services.checkins import checkin_requests
from accountabot.services.checkins.checked_in import CheckInInput
from accountabot.services.goals import declaration, endings, pauses
from accountabot.services.greetings import hellos
from accountabot.services.people import cheers, preferences, profiles, questions, witnesses
from accountabot.services.privacy import personal_data
from accountabot.services.server import excused_dates, judging_rules
from accountabot.services.streaks import goal_status
from accountabot.store.database import Database
from accountabot.store.privacy import data_export
from tests.stories.privacy.personal_data import traces_of

HERE, THERE = ServerId(1), ServerId(2)
ALICE, BOB = MemberId(11), MemberId(22)
BEGIN = datetime(2026, 1, 1, 9, tzinfo=UTC)


class Act(NamedTuple):
    """An action of a member on a server, so many hours after the one before."""

    is_alice: bool
    is_here: bool
    what: int
    goal: int
    hours: int


ACTS = st.lists(
    st.builds(
        Act,
        st.booleans(),
        st.booleans(),
        st.integers(0, 17),
        st.integers(1, 6),
        st.sampled_from([0, 1, 7, 26]),
    )
)


def operation(act: Act, action: Action) -> Callable[[Connection], object]:
    """Return the function that carries out an act."""
    other = Member(action.member.server, BOB if act.is_alice else ALICE)
    goal = str(act.goal)
    key = GoalId(act.goal)
    operations: list[Callable[[Connection], object]] = [
        lambda tx: declaration.declare(tx, action, Promise(f"Run {act.goal}", DAILY)),
        lambda tx: checkin_requests.check_in(
            tx, action, goal, DayChoice.TODAY, CheckInInput("a note")
        ),
        lambda tx: checkin_requests.check_in(tx, action, goal, DayChoice.YESTERDAY, CheckInInput()),
        lambda tx: witnesses.witness(tx, action, key),
        lambda tx: cheers.cheer_goal(tx, action, key),
        lambda tx: cheers.cheer_member(tx, action, other, "well done"),
        lambda tx: questions.ask(tx, action, key),
        lambda tx: undo.undo(tx, action),
        lambda tx: pauses.pause(tx, action, goal, None, "a cold"),
        lambda tx: pauses.resume(tx, action, None),
        lambda tx: pauses.skip(tx, action, goal, None),
        lambda tx: endings.drop(tx, action, goal, "enough"),
        lambda tx: profiles.disclose(tx, action, f"I sell {act.hours}"),
        lambda tx: hellos.greet(tx, action, other.id),
        lambda tx: preferences.set_zone(tx, action, "Asia/Tokyo"),
        lambda tx: preferences.set_hard_mode(tx, action, on=act.hours == 0),
        lambda tx: excused_dates.excuse(tx, action, [action.at.date()], "a feast"),
        lambda tx: judging_rules.set_week_start(tx, action, act.goal),
    ]
    return operations[act.what]


def live(tx: Connection, acts: list[Act]) -> datetime:
    """Let two members act on two servers; return the time of the last act (UTC)."""
    now = BEGIN
    for number, act in enumerate(acts, 1):
        now += timedelta(hours=act.hours)
        who = Member(HERE if act.is_here else THERE, ALICE if act.is_alice else BOB)
        with suppress(Refusal, DuplicateInteraction), tx.begin_nested():
            operation(act, Action(who, now, InteractionId(number)))(tx)
    return now


def data_of(tx: Connection, who: Member, now: datetime) -> dict[str, Any]:
    """Return a member's data and views of it, without the names and actions of others."""
    rows = {
        table: [*found]
        for table, columns, found in data_export.export_tables(tx, who, [who.server, ServerId(0)])
    }
    mine = {goal[0] for goal in rows["goals"]}
    shared = {name: [nameless(row) for row in rows.pop(name)] for name in ("record", "cheers")}
    for name in ("witnesses", "questions", "greets"):
        rows.pop(name)
    statuses = [
        (status.goal, status.tally, status.due) for status in goal_status.statuses_of(tx, who, now)
    ]
    profile = profiles.load_profile(tx, who, now)
    cheered = [row for row in shared["cheers"] if row[2] in mine]
    done = [row for row in shared["record"] if row[2] in mine]
    return rows | {
        "cheered": cheered,
        "done": done,
        "statuses": statuses,
        "kept_ratio": profile.kept_ratio,
        "got": profile.cheers.received,
    }


def nameless(row: Any) -> list[Any]:
    """Return a row without its actor."""
    return [None if value in (str(ALICE), None) else value for value in row]


@settings(
    max_examples=max(12, settings().max_examples // 5),
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
@given(acts=ACTS, is_here=st.booleans())
def test_nobody_elses_goals_streaks_record_and_cheers_change(
    migrated: Path, acts: list[Act], is_here: bool
) -> None:
    asyncio.run(
        _check_others_unchanged(
            migrated, acts, Member(HERE, ALICE) if is_here else Member(ServerId(0), ALICE)
        )
    )


async def _check_others_unchanged(migrated: Path, acts: list[Act], alice: Member) -> None:
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{shutil.copy(migrated, Path(folder) / 'lives.db')}")
        await database.open()
        now = await database.write_in_background(live, acts)
        before = [
            await database.read(data_of, Member(server, BOB), now) for server in (HERE, THERE)
        ]
        there = await database.read(data_of, Member(THERE, ALICE), now)
        is_known_there = bool((await database.read(personal_data.summarize, alice)).elsewhere)

        await database.erase(personal_data.delete, alice, now)

        after = [await database.read(data_of, Member(server, BOB), now) for server in (HERE, THERE)]
        left = await database.read(traces_of, ALICE)
        there_after = await database.read(data_of, Member(THERE, ALICE), now)
        await database.close()
        assert after == before
        if is_known_there:
            assert there_after == there
        else:
            assert left == set()
