"""Exports and deletions include all data about a member."""

import pytest
from sqlalchemy import BigInteger, Column, Connection, ForeignKey, Integer, MetaData, Table

from accountabot.services.privacy import personal_data
from accountabot.services.privacy.backup_days import BackupDays
from accountabot.store.column_types import MemberIdColumn, Subject
from accountabot.store.privacy import erasure, ownership
from accountabot.store.privacy.ownership import OWN, OWNERS, SHARED
from accountabot.store.schema import metadata
from accountabot.ui.privacy import TOPICS, privacy_card, readme
from tests.store.walls import child_tables, omitted_columns, plain_columns
from tests.world import texts


def test_every_column_that_holds_a_member_is_exported_and_deleted() -> None:
    assert omitted_columns(metadata, (*OWN, *SHARED, *OWNERS)) == set()


def test_no_plain_integer_column_is_named_like_a_member() -> None:
    assert plain_columns(metadata) == set()


def test_every_child_table_of_goals_is_exported_and_deleted() -> None:
    found = child_tables(metadata, "goals", "record")

    assert found <= set(personal_data.TABLES)
    assert found - {"goals"} <= {statement.table.name for statement in erasure._DELETE_HANGING}


def test_every_column_for_the_owner_of_a_goal_is_in_a_child_table_of_goals() -> None:
    assert {column.table.name for column in OWNERS} <= child_tables(metadata, "goals")


def test_a_schema_that_omits_a_member_is_detected() -> None:
    made_up = MetaData()
    kept = Table(
        "kept",
        made_up,
        Column("id", Integer, primary_key=True),
        Column("member_id", MemberIdColumn),
    )
    Table(
        "pacts",
        made_up,
        Column("kept_id", ForeignKey("kept.id")),
        Column("buddy_id", MemberIdColumn),
    )
    Table(
        "letters",
        made_up,
        Column("about", Subject),
        Column("author_id", BigInteger),
        Column("by", Integer),
    )
    Table(
        "stamps",
        made_up,
        Column("kept_id", ForeignKey("pacts.kept_id")),
        Column("channel_id", BigInteger),
    )

    assert omitted_columns(made_up, [kept.c.member_id]) == {"pacts.buddy_id", "letters.about"}
    assert plain_columns(made_up) == {"letters.author_id", "letters.by"}
    assert child_tables(made_up, "kept") == {"kept", "pacts", "stamps"}


def test_every_table_is_explained_in_the_export_and_in_the_privacy_text() -> None:
    spoken = [table for tables in TOPICS.values() for table in tables]

    assert sorted(spoken) == sorted(metadata.tables)
    assert all(readme()[table] for table in personal_data.TABLES)


@pytest.mark.parametrize("backups", [BackupDays(365), BackupDays(7, are_made=False)])
def test_the_privacy_text_fits_into_a_message(backups: BackupDays) -> None:
    card = privacy_card(ownership.Member(ownership.EVERYWHERE, ownership.MemberId(1)), backups)

    assert len("".join(texts(item.to_component_dict() for item in card.children))) < 4000
    assert sum(1 for _ in card.walk_children()) <= 40


@pytest.mark.parametrize("statement", [*erasure._DELETE_OWN, *erasure._DELETE_HANGING])
def test_a_deletion_scans_no_table(schema: Connection, statement: object) -> None:
    asked = statement.compile(schema)
    text = f"EXPLAIN QUERY PLAN {asked}"
    values = (1,) * len(asked.positiontup or ())
    plan = schema.exec_driver_sql(text, values).scalars("detail").all()

    assert not [step for step in plan if step.startswith("SCAN")], plan
