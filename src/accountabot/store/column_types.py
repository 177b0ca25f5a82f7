"""Define the types of the columns."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

from sqlalchemy import BigInteger, Dialect, TypeDecorator

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


class Instant(TypeDecorator[datetime]):
    """A UTC instant, stored as microseconds since 1970."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(
        self,
        value: datetime | None,
        dialect: Dialect,  # noqa: ARG002 - a parameter of SQLAlchemy's
    ) -> int | None:
        """Convert an instant to its stored integer."""
        return None if value is None else (value - _EPOCH) // _MICROSECOND

    def process_result_value(
        self,
        value: int | None,
        dialect: Dialect,  # noqa: ARG002 - a parameter of SQLAlchemy's
    ) -> datetime | None:
        """Convert a stored integer to an instant."""
        return None if value is None else instant(value)


def instant(microseconds: int) -> datetime:
    """Convert microseconds since 1970 to a UTC instant."""
    return _EPOCH + microseconds * _MICROSECOND


class Quantity(TypeDecorator[Decimal]):
    """An amount, stored as thousandths."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(
        self,
        value: Decimal | None,
        dialect: Dialect,  # noqa: ARG002 - a parameter of SQLAlchemy's
    ) -> int | None:
        """Convert an amount to its stored integer."""
        return None if value is None else int(value * 1000)

    def process_result_value(
        self,
        value: int | None,
        dialect: Dialect,  # noqa: ARG002 - a parameter of SQLAlchemy's
    ) -> Decimal | None:
        """Convert a stored integer to an amount."""
        return None if value is None else Decimal(value) / 1000


class MemberIdColumn(BigInteger):
    """A member's ID; exports and erasure find all such columns by this type."""


class Subject(BigInteger):
    """The subject of an outbox entry: the id of a goal, a member, a message or a record entry."""


Snowflake = BigInteger
