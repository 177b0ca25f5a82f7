"""What is kept about a member, and that nothing of it is forgotten."""

from pathlib import Path

import pytest
from sqlalchemy import BigInteger, Column, ForeignKey, Integer, MetaData, Table, create_engine

from accountabot.services.privacy import personal_data
from accountabot.store.privacy import erasure, ownership
from accountabot.store.privacy.ownership import OWN, OWNERS, SHARED
from accountabot.store.schema import MemberIdColumn, Subject, metadata
from accountabot.ui.privacy import TOPICS, privacy_card, readme
from tests.store.walls import forgotten, hanging, plain
from tests.world import texts


def test_every_column_that_holds_a_member_is_exported_and_deleted() -> None:
    assert forgotten(metadata, (*OWN, *SHARED, *OWNERS)) == set()


def test_no_plain_number_is_named_like_a_member() -> None:
    assert plain(metadata) == set()


def test_every_table_that_hangs_on_a_goal_is_exported_and_deleted() -> None:
    found = hanging(metadata, "goals", "record")

    assert found <= set(personal_data.TABLES)
    assert found - {"goals"} <= {statement.table.name for statement in erasure._DELETE_HANGING}


def test_what_goes_with_its_goal_does_name_its_owner_and_hangs_on_it() -> None:
    assert {column.table.name for column in OWNERS} <= hanging(metadata, "goals")


def test_a_schema_that_forgets_someone_is_found_out() -> None:
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

    assert forgotten(made_up, [kept.c.member_id]) == {"pacts.buddy_id", "letters.about"}
    assert plain(made_up) == {"letters.author_id", "letters.by"}
    assert hanging(made_up, "kept") == {"kept", "pacts", "stamps"}


def test_every_table_is_explained_in_the_file_and_spoken_of_in_the_privacy_text() -> None:
    spoken = [table for tables in TOPICS.values() for table in tables]

    assert sorted(spoken) == sorted(metadata.tables)
    assert all(readme()[table] for table in personal_data.TABLES)


def test_the_privacy_text_fits_into_a_message() -> None:
    card = privacy_card(ownership.Member(ownership.EVERYWHERE, ownership.MemberId(1)))

    assert len("".join(texts(item.to_component_dict() for item in card.children))) < 4000
    assert sum(1 for _ in card.walk_children()) <= 40


@pytest.mark.parametrize("statement", [*erasure._DELETE_OWN, *erasure._DELETE_HANGING])
def test_a_deletion_walks_through_no_other_server(migrated: Path, statement: object) -> None:
    with create_engine(f"sqlite:///{migrated}").connect() as connection:
        asked = statement.compile(connection)
        text = f"EXPLAIN QUERY PLAN {asked}"
        plan = (
            connection.exec_driver_sql(text, (1,) * len(asked.positiontup or ()))
            .scalars("detail")
            .all()
        )

    assert not [step for step in plan if step.startswith("SCAN")], plan
