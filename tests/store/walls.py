"""Find columns and tables that exports and deletions would omit."""

import re
from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import BigInteger, Column, Integer, MetaData, Table

from accountabot.store.column_types import Instant, MemberIdColumn, Quantity, Subject

NAMED_LIKE_A_MEMBER = re.compile(
    r"(^|_)(member|actor|giver|owner|author|user|newcomer|witness|moderator|asker|person|people|inviter|friend|buddy"
    r"|by|who|whom)(_id|_ids)?$"
)


def omitted_columns(schema: MetaData, handled: Collection[Column[Any]]) -> set[str]:
    """Return the columns for a member, or for an outbox subject, that are in no list."""
    return {
        str(column)
        for table in schema.tables.values()
        for column in table.c
        if isinstance(column.type, MemberIdColumn | Subject)
        and not any(column is known for known in handled)
    }


def plain_columns(schema: MetaData) -> set[str]:
    """Return the plain integer columns that are named like a member."""
    return {
        str(column)
        for table in schema.tables.values()
        for column in table.c
        if _is_number(column) and NAMED_LIKE_A_MEMBER.search(column.name)
    }


def child_tables(schema: MetaData, *parents: str) -> set[str]:
    """Return the child tables of some tables, direct and indirect, and these tables."""
    found = set(parents)
    while (
        more := {table.name for table in schema.tables.values() if {*_parents(table)} & found}
        - found
    ):
        found |= more
    return found


def _parents(table: Table) -> Iterator[str]:
    return (key.column.table.name for key in table.foreign_keys)


def _is_number(column: Column[Any]) -> bool:
    is_marked = isinstance(column.type, MemberIdColumn | Subject | Instant | Quantity)
    return isinstance(column.type, BigInteger | Integer) and not is_marked
