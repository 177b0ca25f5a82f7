"""Notify a service manager such as systemd of the bot's state (the sd_notify protocol)."""

import logging
import os
import socket
from contextlib import suppress

READY = "READY=1"
ALIVE = "WATCHDOG=1"
STOPPING = "STOPPING=1"

_PATIENCE = 1.0
"""Seconds; everything else waits for it."""

_log = logging.getLogger(__name__)


def notify(state: str) -> None:
    """Send a state to the service manager; do nothing if there is none."""
    address = os.environ.get("NOTIFY_SOCKET", "")
    if not address:
        return
    if address.startswith("@"):  # Linux can name a socket without a file
        address = "\0" + address[1:]
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
            manager.settimeout(_PATIENCE)
            manager.connect(address)
            manager.sendall(state.encode())
    except OSError as error:
        _log.warning("The service manager can't be notified of %s: %s", state, error)


def watchdog_seconds() -> float | None:
    """Return the seconds after which the service manager restarts a bot that doesn't report."""
    if os.environ.get("WATCHDOG_PID", str(os.getpid())) == str(os.getpid()):
        with suppress(KeyError, ValueError):
            return int(os.environ["WATCHDOG_USEC"]) / 1_000_000
    return None
