"""Databases of earlier versions are migrated with their data."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, MetaData, create_engine, func, select

from accountabot.domain.goals.goal import Promise
from accountabot.domain.goals.schedules import DAILY
from accountabot.domain.identifiers import Action, GoalId, InteractionId, Member, MemberId, ServerId
from accountabot.domain.leaderboards.boards import BoardName
from accountabot.domain.server.settings import SettingName
from accountabot.services.goals import declaration
from accountabot.services.leaderboards import boards, recounts
from accountabot.services.leaderboards.boards import BoardRequest
from accountabot.services.server import settings_changes
from accountabot.services.streaks import goal_status, rebuild
from accountabot.store import migrations
from accountabot.store.goals import edits, goals
from accountabot.store.greetings import greetings, newcomers

DAY = timedelta(days=1)
NOON, HOUR = timedelta(hours=12), timedelta(hours=1)
ALICE, BOB = Member(ServerId(1), MemberId(10)), Member(ServerId(2), MemberId(20))


@pytest.fixture
def old(tmp_path: Path) -> Iterator[Connection]:
    """A database of the first revision."""
    engine = create_engine(f"sqlite:///{tmp_path / 'old.db'}")
    with engine.begin() as connection:
        config = Config()
        config.set_main_option("script_location", str(files("accountabot.migrations")))
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        yield connection
    engine.dispose()


def stored(at: datetime) -> int:
    return int(at.timestamp()) * 1_000_000


def insert(tx: Connection, table: str, **values: Any) -> None:
    """Insert a row into a table as it is in the database."""
    tables = MetaData()
    tables.reflect(tx, only=[table])
    found = tables.tables[table]
    required = {
        column.name: "" if column.type.python_type is str else 0
        for column in found.columns
        if not column.nullable and column.name != "id"
    }
    tx.execute(found.insert().values(required | values))


def add_goal(
    tx: Connection, key: int, owner: Member, today: datetime, *kept: int, since: int = 10
) -> None:
    """Insert a daily goal declared some days ago and kept some days ago."""
    who = {"server_id": owner.server, "member_id": owner.id}
    declared = today - since * DAY
    insert(
        tx,
        "goals",
        id=key,
        title=f"Goal {key}",
        schedule="daily",
        declared_at=stored(declared),
        start_day=declared.date(),
        state="active",
        **who,
    )
    insert(tx, "standings", goal_id=key, streak=len(kept), longest=len(kept), **who)
    for ago in kept:
        at = today - ago * DAY + NOON
        insert(tx, "check_ins", goal_id=key, day=at.date(), at=stored(at), source=0, **who)


def counts(tx: Connection) -> dict[str, int]:
    tables = MetaData()
    tables.reflect(tx)
    return {
        name: tx.execute(select(func.count()).select_from(table)).scalar_one()
        for name, table in tables.tables.items()
    }


def midnight() -> datetime:
    """Return the beginning of today, since the migration records the time at which it runs."""
    return datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)


def test_goals_from_before_starting_freezes_keep_their_outcomes_and_new_ones_start_with_one(
    old: Connection,
) -> None:
    today = midnight()
    now = today + DAY
    add_goal(old, 1, ALICE, today, 9, 7)  # two days without a freeze between and after them
    insert(old, "settings", server_id=1, member_id=0, name="freezes", value="7 2", at=0, actor_id=9)
    migrations.migrate(old)

    goal = goals.get(old, ALICE.server, GoalId(1))
    assert goal
    status = goal_status.status_of(old, goal, now)
    outcomes = [str(v.outcome) for v in goal_status.verdicts(old, goal, now)]
    action = Action(ALICE, now, InteractionId(1))
    new = declaration.declare(old, action, Promise("Read", DAILY)).view.status

    assert outcomes == [*["missed", "kept"] * 2, *["missed"] * 6, "pending", "open"]
    assert status.tally.freezes == 0
    assert new.tally.freezes == 1
    assert settings_changes.current_settings(old, ALICE.server).values[SettingName.FREEZES] == "7 2"
    assert len(settings_changes.load_log(old, ALICE.server)) == 1  # no note of the bot's own


def test_all_data_stays_and_the_instant_is_recorded_once_per_server_with_goals(
    old: Connection,
) -> None:
    today = midnight()
    add_goal(old, 1, ALICE, today, 9, 8)
    add_goal(old, 2, ALICE, today)
    add_goal(old, 3, BOB, today, 5)
    insert(old, "settings", server_id=3, member_id=0, name="zone", value="UTC", at=0)
    before = counts(old)

    migrations.migrate(old)

    after = counts(old)
    assert before.pop("settings") + 2 == after.pop("settings")
    new = {name: count for name, count in after.items() if name not in before}
    assert {name: count for name, count in after.items() if name in before} == before
    assert {name: count for name, count in new.items() if count} == {"reminders": 3}
    assert migrations.revision_of(old) == "0004"


def test_streaks_that_used_a_freeze_are_told_from_the_record(old: Connection) -> None:
    today = midnight()
    now = datetime.now(UTC)
    add_goal(old, 1, ALICE, today, *range(9, 2, -1), 1)  # seven earn a freeze, for two days ago
    add_goal(old, 2, BOB, today, *range(9, 0, -1))
    migrations.migrate(old)

    for member in (ALICE, BOB):
        goal_status.refresh_stale(old, member.server, now + DAY)
    saved, clean = (goal_status.statuses_of(old, who, now + DAY)[0] for who in (ALICE, BOB))
    rebuilt = rebuild.rebuild_batch(old, 0, now + DAY)

    assert (saved.saved.tally.streak, saved.saved.tally.uses_freeze) == (8, True)
    assert (clean.saved.tally.streak, clean.saved.tally.uses_freeze) == (9, False)
    assert saved.saved.settled.through
    assert rebuilt.differences == []
    recounts.recount_due(old, now)
    view = boards.read_public(old, BOB.server, BoardRequest(), now)
    assert [rank.is_without_freeze for rank in view.ranks] == [True]


def test_a_standing_that_is_computed_again_knows_the_bots_oldest_absences(
    old: Connection,
) -> None:
    today = midnight()
    add_goal(old, 1, ALICE, today, 900, 899, 897, since=900)
    evening = today - 898 * DAY + 22 * HOUR
    insert(old, "bot_absences", begins=stored(evening), ends=stored(evening + HOUR))
    migrations.migrate(old)

    goal = goals.get(old, ALICE.server, GoalId(1))
    assert goal
    alone = goal_status.status_of(old, goal, today)
    (listed,) = goal_status.statuses_of(old, ALICE, today)

    assert (alone.tally.longest, listed.tally.longest) == (3, 3)


def test_a_new_database_has_no_instant_to_record(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / 'new.db'}")
    with engine.begin() as connection:
        migrations.migrate(connection)
        found = counts(connection)
    engine.dispose()

    assert found["settings"] == 0


def test_a_newcomer_who_waits_for_a_greeting_still_gets_it(old: Connection) -> None:
    joined = midnight()
    for member, was_greeted, waits in ((1, True, False), (2, True, True), (3, False, True)):
        who = {"server_id": 1, "member_id": member}
        if was_greeted:
            insert(old, "greetings", at=stored(joined), **who)
        if waits:
            insert(old, "newcomers", joined_at=stored(joined), **who)
    migrations.migrate(old)

    sent = {key: greetings.get(old, Member(ServerId(1), MemberId(key))) for key in (1, 2)}
    waiting = {
        key: newcomers.get_newcomer(old, Member(ServerId(1), MemberId(key))) for key in (2, 3)
    }

    assert sent[1].sent_at == joined
    assert sent[2].sent_at is None
    assert (waiting[2].has_turn, waiting[3].has_turn) == (True, False)
    assert {each.seen_at for each in waiting.values()} == {joined}


def test_earlier_goals_have_no_usual_time_until_their_next_edit(old: Connection) -> None:
    today = midnight()
    at = stored(today)
    add_goal(old, 1, ALICE, today)
    insert(old, "record", id=5, server_id=1, goal_id=1, actor_id=10, kind="edited", at=at)
    terms = {"title": "Walk", "schedule": "daily", "start_day": today.date()}
    insert(old, "edits", entry_id=5, server_id=1, goal_id=1, at=at, **terms)
    migrations.migrate(old)

    goal = goals.get(old, ALICE.server, GoalId(1))
    assert goal
    (edit,) = edits.all_of(old, goal)
    goals.save_terms(old, replace(goal, usual_time=time(18)))
    after = goals.get(old, ALICE.server, GoalId(1))

    assert (goal.usual_time, edit.before.usual_time) == (None, None)
    assert after == replace(goal, usual_time=time(18))


def test_the_cheers_of_members_without_a_goal_are_counted(old: Connection) -> None:
    add_goal(old, 1, ALICE, midnight(), 3, 2, 1, since=3)
    for giver, check_in in ((7, 1), (8, 1), (9, 1), (7, 2)):
        row = {"member_id": giver, "goal_id": 1, "check_in_id": check_in}
        insert(old, "cheers", server_id=1, at=0, **row)
    insert(old, "departures", server_id=1, member_id=8, left_at=5)
    insert(old, "settings", server_id=1, member_id=9, name=SettingName.ON_LEADERBOARDS, value="off")

    migrations.migrate(old)

    request = BoardRequest(BoardName.CHEERS)
    view = boards.read_public(old, ALICE.server, request, midnight())
    assert [(rank.rank, rank.member, rank.score.value) for rank in view.ranks] == [(1, 7, 2)]
    assert view.total == 1
