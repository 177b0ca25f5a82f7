"""Build the owners and goals of example tests, and write down what is heard."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from tests.oracle.builders import OFF
from tests.oracle.model import Change, CheckIn, Life
from tests.oracle.reminder_model import REMINDER, Goal, Heard, Owner, Snooze
from tests.oracle.reminders import hear

BERLIN = "Europe/Berlin"


def when(text: str, zone: str = BERLIN) -> datetime:
    """Read a local time such as "06-01 18:00", in 2026 unless it begins with a year."""
    whole = text if len(text) > 11 else f"2026-{text}"
    local = datetime.strptime(whole, "%Y-%m-%d %H:%M").replace(tzinfo=ZoneInfo(zone))
    return local.astimezone(ZoneInfo("UTC"))


def june(day: int) -> date:
    return date(2026, 6, day)


def promise(
    schedule: str,
    declared: str = "06-01 10:00",
    *,
    zone: str = BERLIN,
    times: str = "auto",
    done: Iterable[str] = (),
    usual: str | None = None,
    only_me: bool = False,
    **life: Any,
) -> Goal:
    """Build a goal whose times were set with its declaration."""
    begun = when(declared, zone)
    check_ins = life.pop("check_ins", ())
    return Goal(
        Life(
            schedule,
            begun,
            check_ins=(*check_ins, *(CheckIn(when(text, zone)) for text in done)),
            **life,
        ),
        times=(Change(begun, times),),
        usual=usual,
        only_me=only_me,
    )


def pressing(goal: Goal, *presses: str, zone: str = BERLIN) -> Goal:
    """Let the owner press buttons of reminders."""
    return replace(goal, presses=tuple(when(text, zone) for text in presses))


def answering(goal: Goal, days: int = 70) -> Goal:
    """Let the owner press a button of a reminder once a day."""
    begun = goal.life.declared
    return replace(goal, presses=tuple(begun + timedelta(days=n) for n in range(days)))


def snoozing(goal: Goal, *presses: str, until_evening: bool = False) -> Goal:
    return replace(goal, snoozes=tuple(Snooze(when(text), until_evening) for text in presses))


def owner(
    *goals: Goal, until: str, zone: str | None = BERLIN, place: str = "here", **settings: Any
) -> Owner:
    """Build an owner who chose a place and a zone long ago; without freezes, if not stated."""
    begins = min(goal.life.declared for goal in goals)
    long_ago = begins - timedelta(days=30)
    given: dict[str, Any] = {
        "zones": (Change(long_ago, zone),) if zone else (),
        "places": (Change(long_ago, place),),
        "freezes": OFF,
    }
    ends = when(until, zone or "UTC")
    return Owner(goals, begins, ends, **{**given, **settings})


def on_clock(heard: Heard, zone: str) -> str:
    return f"{heard.at.astimezone(ZoneInfo(zone)):%m-%d %H:%M}"


def reminded(owner: Owner, zone: str = BERLIN) -> list[str]:
    """List the local times of the reminders, wherever they go."""
    return [on_clock(one, zone) for one in hear(owner) if one.kind == REMINDER]


def told(owner: Owner, zone: str = BERLIN) -> list[tuple[str, str, str]]:
    """List the local time, kind and channel of everything that is heard."""
    return [(on_clock(one, zone), one.kind, one.channel) for one in hear(owner)]


def follow_ups(owner: Owner, kind: str, zone: str = BERLIN) -> list[tuple[str, str]]:
    """List the local time and channel of one kind of message."""
    return [(on_clock(one, zone), one.channel) for one in hear(owner) if one.kind == kind]
