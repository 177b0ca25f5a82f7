"""Queue units of work between the event loop and a connection's thread.

Members' units go first, but a unit of background work is due after each batch of them. Background
work keeps its order even if it has to be retried, because another process has locked the file.
"""

from collections import deque
from threading import Lock
from typing import Any

from accountabot.store import dialect
from accountabot.store.connections.unit_of_work import UnitOfWork


class WorkQueue:
    """The units of work that wait for a connection."""

    def __init__(self, batch_size: int) -> None:
        self._batch_size = batch_size
        self._lock = Lock()
        self._members: deque[UnitOfWork[Any]] = deque()
        self._background: deque[UnitOfWork[Any]] = deque()
        self._is_background_due = False
        self._is_blocked = False
        """Whether background work could not lock the file, and was not retried since then."""
        self._is_running = False

    # The event loop calls these.

    @property
    def length(self) -> int:
        """How many units wait."""
        return len(self._members) + len(self._background)

    def put(self, unit: UnitOfWork[Any]) -> bool:
        """Add a unit; return whether the thread must be started to run the queue.

        Raises the unit's failure if background work before it is still to be retried.
        """
        with self._lock:
            if unit.is_background and self._is_blocked and not unit.is_retry:
                raise unit.failure("the database is locked", is_locked=True)
            self._is_blocked = self._is_blocked and not unit.is_retry
            (self._background if unit.is_background else self._members).append(unit)
            was_running, self._is_running = self._is_running, True
            return not was_running

    def abandon_members(self, reason: str) -> None:
        """Give up on all members' units that have not begun."""
        with self._lock:
            waiting = [*self._members]
            self._members.clear()
        for unit in waiting:
            unit.abandon(reason)

    # The connection's thread calls these.

    def next_batch(self) -> list[UnitOfWork[Any]]:
        """Take the units that run next, in one transaction; an empty batch ends the run."""
        # Background work is never in a batch: it may take long, and the answers of the others
        # would have to wait for it.
        with self._lock:
            if self._background and (self._is_background_due or not self._members):
                self._is_background_due = False
                return [self._background.popleft()]
            self._is_background_due = True
            size = min(len(self._members), self._batch_size)
            self._is_running = size > 0
            return [self._members.popleft() for _ in range(size)]

    def put_back(self, unit: UnitOfWork[Any]) -> None:
        """Let background work wait for another turn, before all other background work."""
        with self._lock:
            self._background.appendleft(unit)

    def fail_behind(self, unit: UnitOfWork[Any]) -> list[UnitOfWork[Any]]:
        """Fail all background work that waits behind a unit that could not lock the file.

        Otherwise it could overtake that unit, which is retried later.
        """
        if not unit.is_background or unit.error is None or not dialect.is_locked(unit.error):
            return []
        with self._lock:
            blocked = [*self._background]
            self._background.clear()
            self._is_blocked = True
        for each in blocked:
            each.error = unit.error
        return blocked
