"""Stop a command at once when it is told to, without half-written files or a traceback.

An exception would not do: Python drops those that a signal raises in a callback, such as SQLite's.
"""

import os
import signal
import sys
from contextlib import suppress
from types import FrameType

from accountabot.store.files import unfinished

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


def handle() -> None:
    """Let Ctrl+C and SIGTERM stop this process."""
    for number in _SIGNALS:
        signal.signal(number, _stop)


def ignore() -> None:
    """Let neither of them change how the process ends, because its work is done."""
    for number in _SIGNALS:
        signal.signal(number, signal.SIG_IGN)


def _stop(number: int, _: FrameType | None) -> None:
    """Delete unfinished files and exit with the usual code of a process that a signal stopped."""
    if not unfinished.may_stop():
        return  # what it does takes an instant, and then it ends anyway
    with suppress(OSError):
        unfinished.delete_all()
    with suppress(Exception):  # the signal can come while something is printed
        sys.stdout.flush()
        is_in_line = sys.stderr.isatty() or sys.stdout.isatty()  # a progress bar, or ^C
        os.write(2, b"\nStopped.\n" if is_in_line else b"Stopped.\n")
    os._exit(128 + number)
