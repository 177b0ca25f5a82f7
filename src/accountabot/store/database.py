"""Open the database and carry out use cases: each a whole unit of work, in one hop, on the database's own thread."""

import asyncio
import sqlite3
from collections.abc import Callable
from functools import partial
from math import inf
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy import Connection, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from accountabot.store import migrations
from accountabot.store.session import NotSaved, Session

P = ParamSpec("P")
T = TypeVar("T")

PAUSES = (5, 10, 20, 40, 80)
"""Seconds that background work rests before it is tried again, each time."""

_REMEDIES = {
    sqlite3.SQLITE_BUSY: "stop the other program that uses it, or wait until it is done, and start again",
    sqlite3.SQLITE_LOCKED: "stop the other program that uses it, or wait until it is done, and start again",
    sqlite3.SQLITE_CORRUPT: "restore a backup of it, or move the file away to begin anew",
    sqlite3.SQLITE_NOTADB: "restore a backup of it, or move the file away to begin anew",
    sqlite3.SQLITE_READONLY: "make the file and its folder writable, or set DATABASE_URL to another file",
    sqlite3.SQLITE_CANTOPEN: "make the file and its folder writable, or set DATABASE_URL to another file",
    sqlite3.SQLITE_FULL: "make room on the disk and start again",
    sqlite3.SQLITE_IOERR: "check the disk, or set DATABASE_URL to a file on another one",
}


class UnusableDatabase(Exception):  # noqa: N818 - it is what the self-hoster is told
    """The database can't be opened; the message is one sentence that says what to do."""


class Database:
    """The bot's memory: one connection that writes and one beside it that reads."""

    def __init__(self, url: str) -> None:
        self.path = _path(url)
        self._writer = Session(self.path, "BEGIN IMMEDIATE")
        self._reader = self._writer if self.path == ":memory:" else Session(self.path, "BEGIN")

    async def open(self) -> None:
        """Open the file, bring its schema up to date, and start reading beside the writer; once is enough.

        Raises UnusableDatabase where the file can't be written, is damaged, or belongs to a newer version.
        """
        if self._reader.is_open:
            return
        try:
            if self.path != ":memory:":
                Path(self.path).parent.mkdir(parents=True, exist_ok=True)
            await self._writer.open()
            await self._writer.run(migrations.bring_up_to_date, patience=inf)
            if self._reader is not self._writer:
                await self._reader.open()
        except (sqlite3.Error, DBAPIError, OSError, NotSaved, migrations.UnknownSchema) as error:
            await self.close()
            raise unusable(self.path, error) from error

    async def close(self) -> None:
        """Close every connection, the reading one first."""
        for session in {self._reader, self._writer}:
            await session.close()

    async def write(
        self, work: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Carry out `work` in one writing transaction; raise NotSaved where nothing could be changed."""
        return await self._writer.run(lambda connection: work(connection, *args, **kwargs))

    async def write_patiently(
        self, work: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Carry out background `work` as `write` does, however long its turn takes; try for minutes before NotSaved."""
        return await self._try_for_minutes(lambda connection: work(connection, *args, **kwargs))

    async def erase(
        self, work: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Carry out `work`, which deletes what hangs on rows before them, as `write_patiently` does, with no keys."""
        return await self._try_for_minutes(
            lambda connection: work(connection, *args, **kwargs), has_keys=False
        )

    async def _try_for_minutes(
        self, work: Callable[[Connection], T], *, has_keys: bool = True
    ) -> T:
        in_turn = partial(self._writer.run, work, patience=inf, has_keys=has_keys)
        for pause in PAUSES:
            try:
                return await in_turn()
            except NotSaved:
                if not self._writer.is_open:
                    raise
            await asyncio.sleep(pause)
        return await in_turn()

    async def read(
        self, work: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Carry out `work`, which only reads, beside the writer; raise NotSaved where it can't be answered."""
        return await self._reader.run(lambda connection: work(connection, *args, **kwargs))

    async def read_apart(
        self, work: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Carry out long `work`, which only reads, on a connection and a thread of its own: it holds up nobody."""
        if self._reader is self._writer:
            return await self._reader.run(
                lambda connection: work(connection, *args, **kwargs), patience=inf
            )
        apart = Session(self.path, "BEGIN")
        await apart.open()
        try:
            return await apart.run(
                lambda connection: work(connection, *args, **kwargs), patience=inf
            )
        finally:
            await apart.close()


def unusable(path: str, error: BaseException) -> UnusableDatabase:
    """Return what to tell of an error that prevents a start: what it is, and what to do about it."""
    if isinstance(error, migrations.UnknownSchema):
        return UnusableDatabase(f"The database {path} can't be used ({error}): update accountabot.")
    while error.__cause__:
        error = error.__cause__
    code = (
        sqlite3.SQLITE_CANTOPEN
        if isinstance(error, OSError)
        else getattr(error, "sqlite_errorcode", 0)
    )
    remedy = _REMEDIES.get(code & 0xFF, "set DATABASE_URL to another file")
    return UnusableDatabase(f"The database {path} can't be used ({error}): {remedy}.")


def _path(url: str) -> str:
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError) as error:
        raise UnusableDatabase(
            "DATABASE_URL is no address of a database: write sqlite:/// and a path."
        ) from error
    if not parsed.drivername.startswith("sqlite"):
        raise UnusableDatabase(
            f"DATABASE_URL begins with {parsed.drivername}: only sqlite:/// is known so far."
        )
    return parsed.database or ":memory:"
