"""A file beside the database that shows other processes whether the bot works."""

import time
from pathlib import Path

EVERY = 60.0
"""Seconds between two beats."""
LONGEST_SILENCE = 180.0
"""Seconds without a beat after which the bot counts as unhealthy."""


class HeartbeatFile:
    """The file that a working bot touches; its time is that of the last beat.

    It is empty, or says why nothing can be saved.
    """

    def __init__(self, database_path: str) -> None:
        self.path = Path(f"{database_path}.heartbeat")

    def beat(self) -> None:
        """Record that the bot works now."""
        self.report("")

    def report(self, problem: str) -> None:
        """Record why the bot can't save anything; it works if that is empty."""
        self.path.touch(mode=0o600)
        self.path.write_text(problem, encoding="utf-8", errors="replace")

    def problem(self) -> str:
        """Return why nothing can be saved, or an empty text."""
        return self.path.read_text(encoding="utf-8") if self.path.exists() else ""

    def remove(self) -> None:
        """Record that the bot doesn't run; the file may be missing."""
        self.path.unlink(missing_ok=True)

    def age(self) -> float | None:
        """Return the seconds since the last beat, or None if the bot doesn't run."""
        try:
            return time.time() - self.path.stat().st_mtime
        except FileNotFoundError:
            return None
