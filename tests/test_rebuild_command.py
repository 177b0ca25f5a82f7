"""`accountabot rebuild` finds and repairs standings and scores that differ from the record."""

import os
import sqlite3
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from subprocess import CompletedProcess, run

from sqlalchemy import Connection, select

from accountabot.domain.checkins.checkin_day import DayChoice
from accountabot.domain.goals.goal import Promise
from accountabot.domain.goals.schedules import parse_schedule
from accountabot.domain.identifiers import Action, InteractionId, Member, MemberId, ServerId
from accountabot.services.checkins import checkin_requests
from accountabot.services.checkins.checked_in import NOTHING
from accountabot.services.goals import declaration
from accountabot.services.leaderboards import recounts
from accountabot.services.streaks import goal_status, heartbeat
from accountabot.store.database import Database
from accountabot.store.schema import standings

SCHEDULES = ("daily", "weekly on mon,thu", "3 per week", "every 3 days", "monthly on last")


def rebuild(path: Path) -> CompletedProcess[str]:
    """Run the command line program."""
    return run(
        [sys.executable, "-m", "accountabot", "rebuild"],
        env={
            "DATABASE_URL": f"sqlite:///{path}",
            "PATH": "",
            "PYTHONPATH": os.environ.get("PYTHONPATH", ""),
        },
        cwd=next(folder for folder in path.parents if folder.exists()),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


async def lives(path: Path) -> None:
    """Simulate five members with a goal each for two months."""
    database = Database(f"sqlite:///{path}")
    await database.open()
    began = datetime.now(UTC) - timedelta(days=60)
    for number, schedule in enumerate(SCHEDULES):
        member = Member(ServerId(1), MemberId(number + 1))
        act = [
            Action(member, began + timedelta(days=d), InteractionId(1000 * number + d))
            for d in range(60)
        ]
        await database.write(
            declaration.declare, act[0], Promise(f"Goal {number}", parse_schedule(schedule))
        )
        for day in range(1, 60):
            if day % (4 + number):
                await database.write(
                    checkin_requests.check_in,
                    act[day],
                    "Goal " + str(number),
                    DayChoice.TODAY,
                    NOTHING,
                )
    await database.close()


async def test_incremental_standings_match_the_record(tmp_path: Path) -> None:
    await lives(tmp_path / "right.db")

    done = rebuild(tmp_path / "right.db")

    assert (done.returncode, done.stdout.strip().splitlines()[-1]) == (
        0,
        "Every standing and score was correct.",
    ), done


async def test_a_wrong_standing_is_named_and_repaired(tmp_path: Path) -> None:
    path = tmp_path / "wrong.db"
    await lives(path)
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("UPDATE standings SET streak = 99, settled_streak = 98 WHERE goal_id = 3")

    first, second = rebuild(path), rebuild(path)

    assert first.returncode == 1
    assert "goal 3 on server 1: streak 9" in first.stdout
    assert "1 standings, the counts of 0 goals" in first.stdout
    assert second.returncode == 0


DAMAGES = {
    "UPDATE closed_periods SET outcome = 'missed' WHERE goal_id = 1 AND outcome = 'kept'": (
        "goal 1 on server 1: closed periods differed"
    ),
    "DELETE FROM goal_weeks WHERE goal_id = 2": "goal 2 on server 1: weeks differed",
    "UPDATE standings SET check_in_days = 0, recount_at = NULL, counted_streak = 99"
    " WHERE goal_id = 3": (
        "goal 3 on server 1: days with a check-in, next count, settled totals differed"
    ),
    "UPDATE member_scores SET score = 99 WHERE member_id = 4 AND board = 'longest'": (
        "member 4 on server 1: scores differed"
    ),
    "DELETE FROM member_scores WHERE member_id = 5": "member 5 on server 1: scores differed",
    "UPDATE score_counts SET members = 7 WHERE board = 'regular'": (
        "leaderboard regular all on server 1: ranks differed"
    ),
}
SUMMARY = "0 standings, the counts of 3 goals, the scores of 2 members and the ranks of "


async def test_wrong_scores_are_named_and_repaired(tmp_path: Path) -> None:
    path = tmp_path / "wrong.db"
    await lives(path)
    await count(path)
    before = scores(path)
    with closing(sqlite3.connect(path)) as database, database:
        for damage in DAMAGES:
            assert database.execute(damage).rowcount, damage

    first, second = rebuild(path), rebuild(path)

    *lines, last = first.stdout.strip().splitlines()
    assert first.returncode == 1
    assert {*DAMAGES.values()} - {*lines} == set(), first
    assert last.startswith(SUMMARY)
    assert second.returncode == 0, second
    assert scores(path) == before


async def count(path: Path) -> None:
    """Judge and count everything, as the bot does in the background."""
    database = Database(f"sqlite:///{path}")
    await database.open()
    now = datetime.now(UTC)
    await database.write(goal_status.refresh_stale, ServerId(1), now)
    while await database.write(recounts.recount_due, now):
        pass
    await database.close()


def scores(path: Path) -> list[list[tuple[object, ...]]]:
    """Return everything that leaderboards read."""
    with closing(sqlite3.connect(path)) as database:
        return [sorted(database.execute(f"SELECT {one}")) for one in COUNTED]


COUNTED = (
    "goal_id, last_day, outcome FROM closed_periods",
    "goal_id, first_day, kept, slipped FROM goal_weeks",
    "goal_id, check_in_days, recount_at FROM standings",
    "member_id, board, span, score FROM member_scores",
    "board, span, width, bucket, members FROM score_counts",
)


async def test_goals_are_judged_by_the_clock_that_judged_them_last(tmp_path: Path) -> None:
    path = tmp_path / "ahead.db"
    ahead = datetime.now(UTC) + timedelta(hours=62)
    await lives(path)
    database = Database(f"sqlite:///{path}")
    await database.open()
    await database.write(heartbeat.record_heartbeat, ahead)
    await database.write(goal_status.refresh_stale, ServerId(1), ahead)
    await database.close()

    done = rebuild(path)

    assert done.returncode == 0, done


async def test_an_outage_that_is_not_recorded_yet_breaks_no_streak(tmp_path: Path) -> None:
    path = tmp_path / "off.db"
    await lives(path)
    database = Database(f"sqlite:///{path}")
    await database.open()
    await database.write(heartbeat.record_heartbeat, datetime.now(UTC) - timedelta(days=40))
    before = await database.read(streaks)
    await database.close()

    done = rebuild(path)

    database = Database(f"sqlite:///{path}")
    await database.open()
    after = await database.read(streaks)
    await database.close()
    assert done.returncode == 0, done
    assert all(now >= was for was, now in zip(before, after, strict=True))


def streaks(tx: Connection) -> list[int]:
    return list(tx.execute(select(standings.c.streak).order_by(standings.c.goal_id)).scalars())


def test_a_mistyped_path_is_refused_and_nothing_is_created(tmp_path: Path) -> None:
    done = rebuild(tmp_path / "typo" / "right.db")
    inside = rebuild(tmp_path / "right.db")

    for each in (done, inside):
        assert each.returncode == 1
        assert each.stderr.startswith("There is no database /")
        assert each.stderr.endswith("right.db: check the path in DATABASE_URL.\n")
        assert each.stdout == ""
    assert [*tmp_path.iterdir()] == []


def test_a_file_that_is_not_the_bots_database_is_refused_and_stays_as_it_is(
    tmp_path: Path,
) -> None:
    empty, foreign = tmp_path / "empty.db", tmp_path / "foreign.db"
    empty.touch()
    with closing(sqlite3.connect(foreign)) as database, database:
        database.execute("CREATE TABLE notes (text)")
    before = foreign.read_bytes()

    done = [rebuild(empty), rebuild(foreign)]

    said = ["There is no database", "contains no data of accountabot"]
    for each, part in zip(done, said, strict=True):
        assert each.returncode == 1
        assert part in each.stderr
        assert "check the path in DATABASE_URL" in each.stderr
        assert each.stdout == ""
    assert (empty.read_bytes(), foreign.read_bytes()) == (b"", before)
    assert {path.name for path in tmp_path.iterdir()} == {"empty.db", "foreign.db"}


async def test_a_database_that_the_bot_uses_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "used.db"
    database = Database(f"sqlite:///{path}")
    await database.open()

    done = rebuild(path)

    await database.close()
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("Another process of accountabot uses the database /")
    assert len(done.stderr.splitlines()) == 1


def test_an_unusable_database_is_reported_in_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "damaged.db"
    path.write_bytes(b"no database" * 100)

    done = rebuild(path)

    assert done.returncode == 1
    assert "restore a backup" in done.stderr
    assert "Traceback" not in done.stderr
