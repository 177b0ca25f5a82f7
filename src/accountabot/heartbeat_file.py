"""A file beside the database that shows other processes whether the bot works."""

import time
from pathlib import Path

EVERY = 60.0
"""Seconds between two beats."""
LONGEST_SILENCE = 180.0
"""Seconds without a beat after which the bot counts as unhealthy."""


class HeartbeatFile:
    """The file that a working bot touches; it is empty, and its time is that of the last beat."""

    def __init__(self, database_path: str) -> None:
        self.path = Path(f"{database_path}.heartbeat")

    def beat(self) -> None:
        """Record that the bot works now."""
        self.path.touch(mode=0o600)

    def remove(self) -> None:
        """Record that the bot doesn't run; the file may be missing."""
        self.path.unlink(missing_ok=True)

    def age(self) -> float | None:
        """Return the seconds since the last beat, or None if the bot doesn't run."""
        try:
            return time.time() - self.path.stat().st_mtime
        except FileNotFoundError:
            return None
