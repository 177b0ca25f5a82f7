from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from accountabot.domain.identifiers import Member, MemberId, ServerId
from accountabot.store import flags, schema
from accountabot.store.flags import Flag
from accountabot.store.in_memory import in_memory_database

NOW = datetime(2026, 1, 1, 9, tzinfo=UTC)
ALICE = Member(ServerId(1), MemberId(2))
ELSEWHERE = Member(ServerId(3), ALICE.id)


def test_a_flag_is_set_for_one_member_on_one_server() -> None:
    with in_memory_database() as tx:
        flags.set(tx, ALICE, Flag.HAS_PREFERENCES, NOW)

        assert flags.is_set(tx, ALICE, Flag.HAS_PREFERENCES)
        assert not flags.is_set(tx, ALICE, Flag.ASKED_TIME_ZONE)
        assert not flags.is_set(tx, ELSEWHERE, Flag.HAS_PREFERENCES)


def test_a_flag_that_is_set_again_keeps_its_time() -> None:
    with in_memory_database() as tx:
        flags.set(tx, ALICE, Flag.HAS_PREFERENCES, NOW)
        flags.set(tx, ALICE, Flag.HAS_PREFERENCES, NOW + timedelta(days=1))

        assert tx.execute(select(schema.flags.c.at)).scalars().all() == [NOW]
