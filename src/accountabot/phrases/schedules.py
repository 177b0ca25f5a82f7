"""Read what a member types as a schedule: canonical text, and perhaps from when and until when."""

import re
from datetime import datetime
from typing import NamedTuple

from accountabot.domain.days import Calendar, LocalDay
from accountabot.domain.goals import Promise
from accountabot.domain.refusals import Refusal
from accountabot.domain.schedules import Once, Schedule, find
from accountabot.phrases import deadlines

_PARTS = re.compile(
    r"(?P<how>.*?)(?:\s+from\s+(?P<start>.+?))?(?:\s+(?:until|till|by)\s+(?P<until>.+))?", re.IGNORECASE
)
LIMIT = 200


class Typed(NamedTuple):
    """A schedule with what was typed as its start and its end."""

    schedule: Schedule
    start: str | None
    until: str | None


def split(text: str | None) -> Typed | None:
    """Return the schedule that begins a text, and the words about its start and end; None where there is none."""
    match = _PARTS.fullmatch(" ".join(text.split())[:LIMIT]) if text else None
    schedule = find(match["how"]) if match else None
    return Typed(schedule, match["start"], match["until"]) if match and schedule else None


def promise(sentence: str, typed: Typed, calendar: Calendar, now: datetime) -> Promise:
    """Return what is promised; raise Refusal where a date can't be read."""
    start = _day(typed.start, calendar, now)
    if isinstance(typed.schedule, Once):
        until = deadlines.read(typed.until, calendar, now) if typed.until else None
        return Promise(sentence, typed.schedule, start, until)
    return Promise(sentence, typed.schedule, start, through=_day(typed.until, calendar, now))


def _day(text: str | None, calendar: Calendar, now: datetime) -> LocalDay | None:
    instant = deadlines.read(text, calendar, now) if text else None
    if text and instant is None:
        raise Refusal("deadline-unreadable", read=text)
    return calendar.day_of(instant) if instant else None
