from datetime import UTC, datetime, time
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import Connection, insert, select
from sqlalchemy.exc import IntegrityError

from accountabot.domain.checkins.checkin_day import DayChoice
from accountabot.domain.goals.amounts import Amount
from accountabot.domain.goals.goal import Promise
from accountabot.domain.goals.schedules import DAILY
from accountabot.domain.identifiers import Action, InteractionId, Member, MemberId, ServerId
from accountabot.domain.server.settings import SettingName
from accountabot.services.checkins import checkin_requests
from accountabot.services.checkins.checked_in import CheckInInput
from accountabot.services.goals import declaration, pauses
from accountabot.store import settings
from accountabot.store.checkins import activity
from accountabot.store.database import Database
from accountabot.store.goals import goals
from accountabot.store.prepared import Prepared
from accountabot.store.schema import bot_absences, bot_state

NOW = datetime(2026, 1, 1, 9, 0, 0, 123456, tzinfo=UTC)
ALICE = Member(ServerId(1), MemberId(2))
WHICH = {
    "server": 1,
    "member": 2,
    "goal": 1,
    "after": NOW.date().replace(year=2025),
    "since": NOW.replace(year=2025),
}


@pytest.fixture
async def database(tmp_path: Path) -> Database:
    """Open a database in which one member has a goal with a check-in, a skip and a pause."""
    opened = Database(f"sqlite:///{tmp_path / 'prepared.db'}")
    await opened.open()
    await opened.write(_live)
    return opened


def _live(tx: Connection) -> None:
    promise = Promise(
        "Read at 18:30",
        DAILY,
        through=NOW.date().replace(day=9),
        amount=Amount(Decimal("20.5"), "pages"),
        usual_time=time(18, 30),
    )
    declaration.declare(tx, _by(1), promise)
    checkin_requests.check_in(tx, _by(2), None, DayChoice.TODAY, CheckInInput("a note", "12.25"))
    pauses.skip(tx, _by(3), "Read", None)
    pauses.pause(tx, _by(4), None, NOW.date().replace(day=5), None)
    settings.add(tx, _by(5), ALICE, SettingName.FREEZES, "7 2", "said")
    tx.execute(insert(bot_absences), {"begins": NOW, "ends": NOW.replace(hour=10)})


def _by(nth: int) -> Action:
    return Action(ALICE, NOW, InteractionId(nth))


@pytest.mark.parametrize("statement", [goals._WITH_STANDINGS, activity._ACTIVITY, settings._TERMS])
async def test_a_prepared_statement_reads_what_sqlalchemy_reads(
    database: Database, statement: Prepared
) -> None:
    named = {key: value for key, value in WHICH.items() if f":{key}" in str(statement.statement)}

    def both(tx: Connection) -> tuple[list[object], list[object]]:
        return [*statement.mappings(tx, named)], [
            dict(row) for row in tx.execute(statement.statement, named).mappings()
        ]

    prepared, usual = await database.read(both)

    assert prepared
    assert prepared == usual
    await database.close()


async def test_a_violated_constraint_raises_the_error_of_sqlalchemy(database: Database) -> None:
    add = Prepared(insert(bot_state))

    def twice(tx: Connection) -> None:
        add.rows(tx, {"key": "a", "value": "b"})
        with pytest.raises(IntegrityError, match=r"bot_state\.key"):
            add.rows(tx, {"key": "a", "value": "c"})

    await database.write(twice)

    found = await database.read(
        lambda tx: [
            tuple(row) for row in tx.execute(select(bot_state).where(bot_state.c.key == "a"))
        ]
    )
    assert found == [("a", "b")]
    await database.close()
