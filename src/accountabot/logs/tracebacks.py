"""Format the traceback of an error without the messages of exceptions, which can contain values."""

import traceback
from collections.abc import Iterator
from pathlib import PurePath

from accountabot.logs.descriptions import error_text

MOST_PLACES = 12
"""The places that one line names, from the innermost outwards."""
_CAUSED = "\nThe above exception was the direct cause of the following exception:\n\n"
_DURING = "\nDuring handling of the above exception, another exception occurred:\n\n"


def full(error: BaseException) -> str:
    """Return all lines of a traceback as Python prints them."""
    parts: list[str] = []
    for each, link in reversed([*_chain(error)]):
        lines = traceback.format_tb(each.__traceback__)
        head = "Traceback (most recent call last):\n" if lines else ""
        parts.append(f"{head}{''.join(lines)}{error_text(each)}\n{link}")
    return "".join(parts).rstrip("\n")


def in_one_line(error: BaseException) -> str:
    """Return the place where an error was raised, and its causes."""
    return "; from ".join(_places(each) for each, _ in _chain(error))


def _places(error: BaseException) -> str:
    """Name the innermost place, and those around it that are the bot's own code."""
    frames = [*traceback.walk_tb(error.__traceback__)][::-1]
    places = [
        f"{PurePath(frame.f_code.co_filename).name}:{line} {frame.f_code.co_name}"
        for nth, (frame, line) in enumerate(frames)
        if nth == 0 or frame.f_globals.get("__name__", "").startswith("accountabot.")
    ]
    more = ["…"] if len(places) > MOST_PLACES else []
    where = " < ".join([*places[:MOST_PLACES], *more])
    return f"{error_text(error)} at {where}" if where else error_text(error)


def _chain(error: BaseException) -> Iterator[tuple[BaseException, str]]:
    """Yield an error, its causes, and the members of groups, with what Python says after each."""
    waiting = [(error, "")]
    seen: set[int] = set()
    while waiting:
        each, link = waiting.pop(0)
        if id(each) in seen:
            continue
        seen.add(id(each))
        yield each, link
        if isinstance(each, BaseExceptionGroup):
            waiting += [(one, _CAUSED) for one in each.exceptions]
        if each.__cause__:
            waiting.append((each.__cause__, _CAUSED))
        elif each.__context__ and not each.__suppress_context__:
            waiting.append((each.__context__, _DURING))
