"""Decide who is on the leaderboards: not members who left, are blocked, or chose not to be."""

from sqlalchemy import ColumnElement, Connection, FromClause, bindparam, exists, literal, select

from accountabot.domain.identifiers import Member
from accountabot.domain.server.settings import SettingName
from accountabot.store.parameters import member_params
from accountabot.store.prepared import Prepared
from accountabot.store.schema import departures, settings

_later = settings.alias("later")


def on_boards(table: FromClause) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions under which the member in a table is on the leaderboards."""
    return _conditions(table.c.server_id, table.c.member_id)


def _conditions(
    server: ColumnElement[int], member: ColumnElement[int]
) -> tuple[ColumnElement[bool], ...]:
    gone = exists().where(
        departures.c.server_id == server,
        departures.c.member_id == member,
        departures.c.back_at.is_(None),
    )
    hidden = exists().where(
        settings.c.server_id == server,
        settings.c.member_id == member,
        settings.c.name == SettingName.ON_LEADERBOARDS,
        settings.c.value == "off",
        ~exists().where(
            _later.c.server_id == settings.c.server_id,
            _later.c.member_id == settings.c.member_id,
            _later.c.name == settings.c.name,
            _later.c.id > settings.c.id,
        ),
    )
    return ~gone, ~hidden


_IS_ON = Prepared(select(literal(1)).where(*_conditions(bindparam("server"), bindparam("member"))))


def is_on_leaderboards(tx: Connection, member: Member) -> bool:
    """Return whether a member is on the leaderboards, if they have anything to show."""
    return bool(_IS_ON.rows(tx, member_params(member)))
