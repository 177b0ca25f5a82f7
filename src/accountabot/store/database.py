"""Open the database, and run units of work on its threads."""

import asyncio
from collections.abc import Callable
from functools import partial
from math import inf
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy import URL, Connection
from sqlalchemy.exc import DBAPIError

from accountabot.store import dialect, migrations
from accountabot.store.session import NotSaved, Session

P = ParamSpec("P")
T = TypeVar("T")

RETRY_DELAYS = (5, 10, 20, 40, 80)
"""Seconds before each retry of background work."""


class UnusableDatabase(Exception):  # noqa: N818 - self-hosters read it as an explanation
    """The database can't be opened; the message says how to fix it."""


class Database:
    """The bot's database, with one connection for writing and one for concurrent reads."""

    def __init__(self, url: str | URL) -> None:
        try:
            self.path = dialect.path_of(url)
        except ValueError as error:
            raise UnusableDatabase(str(error)) from error
        self._writer = Session(self.path, dialect.BEGIN_WRITE)
        self._reader = self._writer  # two connections would see two databases in memory
        if self.path != dialect.IN_MEMORY:
            self._reader = Session(self.path, dialect.BEGIN_READ)

    async def open(self) -> None:
        """Open the database and migrate its schema; do nothing if it is already open.

        Raises UnusableDatabase if the file isn't writable, is damaged, or has a newer schema.
        """
        if self._reader.is_open:
            return
        try:
            if self.path != dialect.IN_MEMORY:
                Path(self.path).parent.mkdir(parents=True, exist_ok=True)
            await self._writer.open()
            await self._writer.run(migrations.migrate, timeout=inf)
            if self._reader is not self._writer:
                await self._reader.open()
        except (
            dialect.DriverError,
            DBAPIError,
            OSError,
            NotSaved,
            migrations.UnknownSchema,
        ) as error:
            await self.close()
            raise unusable_error(self.path, error) from error

    async def close(self) -> None:
        """Close both connections."""
        for session in {self._reader, self._writer}:
            await session.close()

    async def write(
        self, work: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run `work` in a write transaction; raise NotSaved if it could not be committed."""
        return await self._writer.run(lambda connection: work(connection, *args, **kwargs))

    async def write_in_background(
        self, work: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run `work` like `write`, but without a timeout, and retry before raising NotSaved."""
        return await self._write_with_retries(lambda connection: work(connection, *args, **kwargs))

    async def erase(
        self, work: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run background `work` with foreign keys disabled; it must delete children first."""
        return await self._write_with_retries(
            lambda connection: work(connection, *args, **kwargs), has_foreign_keys=False
        )

    async def _write_with_retries(
        self, work: Callable[[Connection], T], *, has_foreign_keys: bool = True
    ) -> T:
        attempt = partial(self._writer.run, work, timeout=inf, has_foreign_keys=has_foreign_keys)
        for delay in RETRY_DELAYS:
            try:
                return await attempt()
            except NotSaved:
                if not self._writer.is_open:
                    raise
            await asyncio.sleep(delay)
        return await attempt()

    async def read(
        self, work: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run read-only `work` concurrently with writes; raise NotSaved on failure."""
        return await self._reader.run(lambda connection: work(connection, *args, **kwargs))

    async def read_in_background(
        self, work: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run long read-only `work` on a separate connection and thread."""
        if self._reader is self._writer:
            return await self._reader.run(
                lambda connection: work(connection, *args, **kwargs), timeout=inf
            )
        session = Session(self.path, dialect.BEGIN_READ)
        await session.open()
        try:
            return await session.run(
                lambda connection: work(connection, *args, **kwargs), timeout=inf
            )
        finally:
            await session.close()


def unusable_error(path: str, error: BaseException) -> UnusableDatabase:
    """Wrap an error on startup in an exception that explains how to fix it."""
    path = dialect.shown(path)
    if isinstance(error, migrations.UnknownSchema):
        return UnusableDatabase(f"The database {path} can't be used ({error}): update accountabot.")
    while error.__cause__:
        error = error.__cause__
    remedy = dialect.remedy_for(error)
    return UnusableDatabase(f"The database {path} can't be used ({error}): {remedy}.")
