"""Open the database, and run units of work on its threads."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from functools import partial
from math import inf
from pathlib import Path
from time import perf_counter
from typing import Any, Concatenate, NamedTuple, ParamSpec, TypeVar

from sqlalchemy import URL, Connection
from sqlalchemy.exc import DBAPIError

from accountabot.store import dialect, migrations
from accountabot.store.connections.health import DatabaseHealth, is_lasting
from accountabot.store.connections.session import TIMEOUT, Session
from accountabot.store.driver_messages import driver_message
from accountabot.store.errors import MaybeSaved, NotRead, NotSaved, StoreError
from accountabot.store.files import file_mark, lost_database
from accountabot.store.files.damaged_texts import DamagedTexts
from accountabot.store.files.file_watch import FilesChanged, FileWatch
from accountabot.store.files.process_lock import InUse, ProcessLock

_log = logging.getLogger(__name__)

P = ParamSpec("P")
T = TypeVar("T")

RETRY_DELAYS = (5, 10, 20, 40, 80)
"""Seconds before each retry of background work."""
_FAILED = (NotSaved, MaybeSaved)
"""The errors of background work; a retry also overwrites a commit that failed, but may be saved."""
BRIEF_TIMEOUT = 0.7
"""Seconds until an optional write times out: other work for the same answer has to fit in, too."""


class UnusableDatabase(Exception):  # noqa: N818 - self-hosters read it as an explanation
    """The database can't be opened; the message says how to fix it."""


class QueueLengths(NamedTuple):
    """How many units of work wait for each connection."""

    writes: int
    reads: int


class Database:
    """The bot's database, with one connection for writing and one for concurrent reads."""

    def __init__(self, url: str | URL) -> None:
        try:
            self.path = dialect.path_of(url)
        except ValueError as error:
            raise UnusableDatabase(str(error)) from error
        self.health = DatabaseHealth(self.path)
        self._damaged = DamagedTexts()
        self._writer = Session(self.path, dialect.BEGIN_WRITE, self.health, self._damaged)
        self._reader = self._writer  # two connections would see two databases in memory
        self._lock: ProcessLock | None = None
        self._watch: FileWatch | None = None
        if self.path != dialect.IN_MEMORY:
            self._reader = Session(self.path, dialect.BEGIN_READ, self.health, self._damaged)
            self._lock = ProcessLock(self.path)
        self._retrying: asyncio.Task[Any] | None = None
        """The last background work that waits until another process unlocks the file."""
        self.before_each: Callable[[], Awaitable[None]] | None = None
        """Awaited before every other unit of work, which fails if this does."""
        self.before_migrating: Callable[[], Awaitable[None]] | None = None
        """Awaited before the schema of a database with data is changed."""

    @property
    def is_file(self) -> bool:
        """Return whether the database is a file, and not in memory."""
        return self.path != dialect.IN_MEMORY

    async def open(self) -> None:
        """Open the database and migrate its schema; do nothing if it is already open.

        Raises UnusableDatabase if another process uses the file, or if it isn't writable, is
        damaged, or has a newer schema.
        """
        if self.is_open:
            return
        try:
            if self._lock:
                Path(self.path).parent.mkdir(parents=True, exist_ok=True)
                self._lock.acquire()
                self._ensure_own_files()
            await self._writer.open()
            is_outdated = await self._writer.run(migrations.is_outdated, timeout=inf)
            if self.before_migrating and is_outdated:
                await self.before_migrating()
            await self._writer.run(migrations.migrate, timeout=inf)
            if is_outdated:
                _log.info("The database was upgraded to this version.")
            if self._reader is not self._writer:
                await self._open_file()
        except UnusableDatabase:
            await self.close()
            raise
        except (
            dialect.DriverError,
            DBAPIError,
            OSError,
            NotSaved,
            InUse,
            migrations.UnknownSchema,
        ) as error:
            await self.close()
            raise unusable_error(self.path, error) from error
        except asyncio.CancelledError:
            self._writer.interrupt()  # a migration can take long, and is rolled back
            raise

    async def _open_file(self) -> None:
        """Check that the file can be written, watch it, and open it a second time for reading."""
        self._watch = FileWatch(self.path)
        await self._writer.watch(self._watch, self._save_marks)
        await self._reader.open()

    def _ensure_own_files(self) -> None:
        """Raise UnusableDatabase if a database was removed, or its file was replaced."""
        if lost_database.is_missing(self.path) and (text := lost_database.lost_text(self.path)):
            raise UnusableDatabase(text)
        if self._lock and file_mark.has_foreign_log(
            self.path, file_mark.from_json(self._lock.note())
        ):
            raise UnusableDatabase(_foreign_log_text(self.path))

    def _save_marks(self, marks: str) -> None:
        if self._lock:
            self._lock.set_note(marks)

    async def find_problem(self) -> str | None:
        """Return why nothing can be saved until somebody does something, or None.

        After an error, write nothing to see whether it is gone.
        """
        if self._lock:
            self._lock.renew()
        if not self.is_in_place or (self.health.reason and not self.health.is_damaged):
            with suppress(StoreError):
                await self.write_first(dialect.rewrite_mark)
        return self.health.reason

    @property
    def is_in_place(self) -> bool:
        """Return whether the open files are the ones that were opened."""
        try:
            if self._watch:
                self._watch.check()
        except FilesChanged:
            return False
        return True

    def ensure_exists(self) -> None:
        """Raise UnusableDatabase if there is no database of the bot, which `open` would create."""
        path = dialect.shown(self.path)
        if lost_database.is_missing(self.path):
            text = f"There is no database {path}: check the path in DATABASE_URL."
            raise UnusableDatabase(lost_database.lost_text(self.path) or text)
        try:
            is_ours = migrations.is_migrated(self.path)
        except dialect.DriverError as error:
            raise unusable_error(self.path, error) from error
        if not is_ours:
            raise UnusableDatabase(
                f"The file {path} contains no data of accountabot: check the path in DATABASE_URL."
            )

    async def close(self) -> None:
        """Close both connections, and let other processes use the file."""
        closed = [await session.close() for session in {self._reader, self._writer}]
        if self._watch and all(closed):
            self._watch.close()
            self._watch = None
        if self._lock:
            self._lock.release()

    @property
    def is_open(self) -> bool:
        """Whether work can be done."""
        return self._reader.is_open

    def observe(self, observer: Callable[[bool, bool, float], None]) -> None:
        """Call a function after each unit of work on the two connections.

        It gets whether the unit could write, whether it was background work, and its seconds.
        """
        self._reader.observer = partial(observer, False)
        self._writer.observer = partial(observer, True)

    def queue_lengths(self) -> QueueLengths:
        """Return how many units of work wait."""
        return QueueLengths(self._writer.queue_length, self._reader.queue_length)

    async def write(
        self, work: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run `work` in a write transaction.

        Raises NotSaved if it could not be committed, and MaybeSaved if that is not known in time.
        """
        timeout = await self._prepare(TIMEOUT)
        return await self._writer.run(
            lambda connection: work(connection, *args, **kwargs), timeout=timeout
        )

    async def write_briefly(
        self, work: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run optional `work` like `write`, but with a shorter timeout."""
        timeout = await self._prepare(BRIEF_TIMEOUT)
        return await self._writer.run(
            lambda connection: work(connection, *args, **kwargs), timeout=timeout
        )

    async def write_first(
        self, work: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run `work` like `write`, but don't wait for `before_each`, which may use this."""
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

    async def read(
        self, work: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run read-only `work` concurrently with writes; raise NotRead on failure."""
        timeout = await self._prepare_to_read(TIMEOUT)
        return await self._reader.run(
            lambda connection: work(connection, *args, **kwargs), timeout, failure=NotRead
        )

    async def read_in_background(
        self, work: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run long read-only `work` on a separate connection and thread."""
        await self._prepare_to_read(inf)
        run = partial(Session.run, timeout=inf, failure=NotRead)
        if self._reader is self._writer:
            return await run(self._reader, lambda connection: work(connection, *args, **kwargs))
        session = Session(self.path, dialect.BEGIN_READ, self.health, self._damaged)
        try:
            await self._open_reader(session)
            return await run(session, lambda connection: work(connection, *args, **kwargs))
        finally:
            await session.close()

    async def _prepare(self, timeout: float) -> float:  # noqa: ASYNC109 - it includes all waiting
        """Wait for `before_each`; return the seconds that remain of the timeout."""
        if self.before_each is None:
            return timeout
        began = perf_counter()
        try:
            async with asyncio.timeout(None if timeout == inf else timeout):
                await self.before_each()
        except TimeoutError:
            raise NotSaved("the database was busy for too long") from None
        return timeout - (perf_counter() - began)

    async def _prepare_to_read(self, timeout: float) -> float:  # noqa: ASYNC109 - as above
        try:
            return await self._prepare(timeout)
        except StoreError as error:
            raise NotRead(str(error), may_pass=error.may_pass) from error

    async def _open_reader(self, session: Session) -> None:
        try:
            if self._watch:
                self._watch.check()  # otherwise an empty file could take the place of a removed one
            await session.open()
        except (dialect.DriverError, FilesChanged) as error:
            self.health.note(error, is_write=False)
            is_driver = isinstance(error, dialect.DriverError)
            message = driver_message(error) if is_driver else str(error)
            raise NotRead(message, may_pass=not is_lasting(error)) from error

    async def _write_with_retries(
        self, work: Callable[[Connection], T], *, has_foreign_keys: bool = True
    ) -> T:
        """Run background work, which keeps its order while another process locks the file."""
        attempt = partial(self._write_once, work, has_foreign_keys=has_foreign_keys)
        if self._retrying is None or self._retrying.done():
            try:
                return await attempt()
            except _FAILED as error:
                self._raise_lasting(error)
                if not error.is_locked:
                    return await self._retry(attempt)
        task = asyncio.create_task(self._retry(attempt, self._retrying))
        self._retrying = task
        try:
            await asyncio.wait([task])
        except asyncio.CancelledError:
            task.cancel()
            raise
        return task.result()

    async def _retry(
        self, attempt: Callable[..., Awaitable[T]], before: asyncio.Task[Any] | None = None
    ) -> T:
        """Retry work with growing pauses, after the retries of the work before it."""
        if before and not before.done():
            await asyncio.wait([before])
            with suppress(*_FAILED):
                return await attempt(is_retry=True)
        *delays, last_delay = RETRY_DELAYS or (0,)
        for delay in delays:
            await asyncio.sleep(delay)
            try:
                return await attempt(is_retry=True)
            except _FAILED as error:
                self._raise_lasting(error)
        await asyncio.sleep(last_delay)
        return await attempt(is_retry=True)

    def _raise_lasting(self, error: StoreError) -> None:
        """Raise an error that no retry can help against."""
        if not (self._writer.is_open and error.may_pass):
            raise error

    async def _write_once(
        self, work: Callable[[Connection], T], *, has_foreign_keys: bool, is_retry: bool = False
    ) -> T:
        await self._prepare(inf)
        return await self._writer.run(
            work, timeout=inf, has_foreign_keys=has_foreign_keys, is_retry=is_retry
        )


def _foreign_log_text(path: str) -> str:
    file, log = dialect.shown(path), dialect.shown(file_mark.log_of(path))
    return (
        f"The database {file} was replaced while accountabot was running, and {log} belongs to the "
        f"former file: put that file back, or move {log} away to start with this one."
    )


def unusable_error(path: str, error: BaseException) -> UnusableDatabase:
    """Wrap an error on startup in an exception that explains how to fix it."""
    path = dialect.shown(path)
    if isinstance(error, InUse):
        return UnusableDatabase(
            f"Another process of accountabot uses the database {path}: "
            "stop it first, or set DATABASE_URL to another file."
        )
    if isinstance(error, migrations.UnknownSchema):
        return UnusableDatabase(f"The database {path} can't be used ({error}): update accountabot.")
    while error.__cause__:
        error = error.__cause__
    remedy = dialect.remedy_for(error)
    is_driver = isinstance(error, dialect.DriverError | DBAPIError)
    # Without "[Errno 13]".
    reason = driver_message(error) if is_driver else getattr(error, "strerror", None) or str(error)
    return UnusableDatabase(f"The database {path} can't be used ({reason}): {remedy}.")
