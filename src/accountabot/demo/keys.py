"""Read single keys from the terminal."""

import asyncio
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

if sys.platform != "win32":
    import termios
    import tty


@contextmanager
def pressed() -> Iterator[asyncio.Queue[str]]:
    """Read single keys from the terminal, if there is one, and restore it afterwards."""
    keys: asyncio.Queue[str] = asyncio.Queue()
    if sys.platform == "win32" or not is_terminal():
        yield keys
        return
    loop = asyncio.get_running_loop()
    terminal = sys.stdin.fileno()
    before = termios.tcgetattr(terminal)
    tty.setcbreak(terminal)
    loop.add_reader(terminal, _hear, terminal, keys)
    try:
        yield keys
    finally:
        loop.remove_reader(terminal)
        termios.tcsetattr(terminal, termios.TCSADRAIN, before)


def is_terminal() -> bool:
    """Tell whether keys can be read."""
    return sys.platform != "win32" and sys.stdin is not None and sys.stdin.isatty()


def _hear(terminal: int, keys: asyncio.Queue[str]) -> None:
    if heard := os.read(terminal, 1):
        keys.put_nowait(heard.decode(errors="replace").casefold())
    else:
        asyncio.get_running_loop().remove_reader(terminal)
