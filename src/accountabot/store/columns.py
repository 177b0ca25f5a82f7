"""Define the metadata of the tables, and the columns that many of them have."""

from sqlalchemy import BigInteger, Column, ForeignKey, MetaData

from accountabot.store.column_types import MemberIdColumn, Snowflake
from accountabot.store.dialect import GENERATED_KEY

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def generated_id() -> Column[int]:
    """Return a generated primary key."""
    return Column("id", GENERATED_KEY, primary_key=True)


def key(name: str, type_: type[BigInteger]) -> Column[int]:
    """Return a part of a primary key that is an ID of Discord's."""
    return Column(name, type_, primary_key=True, autoincrement=False)


def parent_key(name: str, table: str) -> Column[int]:
    """Return a primary key that is also the key of the parent row."""
    parent = ForeignKey(f"{table}.id", ondelete="CASCADE")
    return Column(name, GENERATED_KEY, parent, primary_key=True, autoincrement=False)


def server_id() -> Column[int]:
    """Return the column of the server that a row belongs to."""
    return Column("server_id", Snowflake, nullable=False)


def member_id() -> Column[int]:
    """Return the column of the member that a row belongs to."""
    return Column("member_id", MemberIdColumn, nullable=False)


def goal_id() -> Column[int]:
    """Return the column of the goal that a row belongs to; the row is deleted with it."""
    goal = ForeignKey("goals.id", ondelete="CASCADE")
    return Column("goal_id", GENERATED_KEY, goal, nullable=False)
