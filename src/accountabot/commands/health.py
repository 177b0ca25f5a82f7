"""Say whether the bot on this machine works, from its heartbeat file."""

import os
import re

from accountabot.heartbeat_file import LONGEST_SILENCE, HeartbeatFile

_PLAIN = re.compile(r"sqlite:///([\w./ -]+)", re.ASCII)


def run() -> str | None:
    """Return the problem in one sentence, or None if the bot works."""
    file = HeartbeatFile(_database_path())
    try:
        age = file.age()
        problem = file.problem()
    except OSError as error:
        return f"The heartbeat file {file.path} can't be read ({error.strerror})."
    if age is None:
        return f"accountabot isn't connected: there is no heartbeat file {file.path}."
    if abs(age) >= LONGEST_SILENCE:
        minutes = round(abs(age) / 60)
        when = (
            f"was {minutes} minutes ago" if age > 0 else f"is {minutes} minutes ahead of the clock"
        )
        return f"accountabot isn't working: its last heartbeat {when}."
    if problem:
        return f"accountabot can't save anything: {problem}. Its log says what to do."
    return None


def _database_path() -> str:
    """Return the path of the database.

    Importing the code that reads the settings takes most of a second and 60 MB. A container asks
    every minute, so a plain path in its environment is read without it.
    """
    if plain := _PLAIN.fullmatch(os.environ.get("DATABASE_URL", "")):
        return plain[1]
    from accountabot import runner  # noqa: PLC0415 - see above
    from accountabot.store.database import Database, UnusableDatabase  # noqa: PLC0415 - see above

    try:
        return Database(runner.read_settings().database_url).path
    except UnusableDatabase as error:
        runner.fail(str(error))
